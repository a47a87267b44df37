"""Fingerprints: the same text and the same figures are known again, whoever tells them."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from opencc import OpenCC

from extractors.fingerprint import PARTS, of_figures, place_names
from extractors.model import Report
from extractors.pipeline import extract
from tests.report_writer import corpus


def shared(one: str | None, other: str | None) -> float:
    """The share of equal parts, as the warehouse counts it."""
    assert one is not None
    assert other is not None
    parts = [(one[i : i + 8], other[i : i + 8]) for i in range(0, PARTS * 8, 8)]
    return sum(a == b for a, b in parts) / PARTS


def read(text: str) -> Report:
    report = extract(text.encode(), "report.txt").report
    assert report is not None
    return report


@pytest.fixture(scope="module")
def kangbashi(project_root: Path) -> str:
    return (project_root / "data/raw/2017_kangbashi_form_2014.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def hangzhou(project_root: Path) -> str:
    return (project_root / "data/raw/2018_hangzhou_development_reform_narrative.txt").read_text(
        encoding="utf-8"
    )


def test_another_script_is_the_same_report(kangbashi: str) -> None:
    original, converted = read(kangbashi), read(OpenCC("s2t").convert(kangbashi))
    assert converted.figures_fingerprint == original.figures_fingerprint is not None
    assert shared(converted.text_fingerprint, original.text_fingerprint) >= 0.9


def test_another_site_is_the_same_report(kangbashi: str) -> None:
    head = "首页 > 政府信息公开 > 年报\n来源：某某网站  发布时间：2021-05-05  浏览次数：123\n\n"
    original, posted = read(kangbashi), read(head + kangbashi.replace("\n", "\r\n"))
    assert posted.figures_fingerprint == original.figures_fingerprint
    assert shared(posted.text_fingerprint, original.text_fingerprint) >= 0.8


def test_another_place_in_the_same_words_is_a_copy(kangbashi: str) -> None:
    moved = kangbashi.replace("康巴什", "东胜").replace("鄂尔多斯", "鄂尔多斯")
    original, copy = read(kangbashi), read(moved)
    assert (original.agency_key, copy.agency_key) == ("150603-government", "150602-government")
    assert copy.figures_fingerprint == original.figures_fingerprint
    assert shared(copy.text_fingerprint, original.text_fingerprint) >= 0.9


def test_another_report_is_another_report(kangbashi: str, hangzhou: str) -> None:
    one, other = read(kangbashi), read(hangzhou)
    assert one.figures_fingerprint != other.figures_fingerprint
    assert shared(one.text_fingerprint, other.text_fingerprint) <= 0.2


def test_other_figures_are_another_fingerprint(kangbashi: str) -> None:
    assert "2294" in kangbashi
    changed = read(kangbashi.replace("2294", "2295"))
    assert changed.figures_fingerprint != read(kangbashi).figures_fingerprint


def test_lost_zeros_change_nothing(kangbashi: str) -> None:
    observations = extract(kangbashi.encode(), "report.txt").observations
    figures = [one for one in observations if one.value]
    assert len(figures) < len(observations)
    assert of_figures(figures) == of_figures(observations)


def test_few_figures_tell_nothing() -> None:
    text = (
        "某某县城关镇2016年政府信息公开工作年度报告\n一、概述\n本年主动公开政府信息3条。"
        "收到政府信息公开申请1件，答复1件。未发生行政复议、行政诉讼。\n"
    )
    small = read(text)
    assert small.figures_fingerprint is None
    assert small.text_fingerprint is None


def test_names_of_places_are_the_full_and_the_short_ones() -> None:
    extraction = extract(
        "江干区2018年政府信息公开工作年度报告\n主动公开信息3条。".encode(), "r.txt"
    )
    names = place_names(extraction.agencies, "江干区")
    assert "江干区人民政府" in names
    assert {"江干区", "江干", "杭州市", "杭州", "浙江省", "浙江"} <= set(names)
    assert [len(name) for name in names] == sorted(map(len, names), reverse=True)


def test_written_reports_of_many_bodies_do_not_collide() -> None:
    figures = [
        report.figures_fingerprint
        for written in corpus(4, 60)
        if (report := extract(written.data, "r.txt").report) and report.figures_fingerprint
    ]
    assert len(figures) > 30
    assert len(set(figures)) == len(figures)


def test_figures_cost_next_to_nothing(kangbashi: str) -> None:
    observations = extract(kangbashi.encode(), "report.txt").observations
    started = time.process_time()
    for _ in range(100):
        of_figures(observations)
    assert (time.process_time() - started) / 100 < 0.002
