"""Whatever the bytes, one file gives either a report or a reason, and nothing stops."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.__main__ import main
from extractors.pipeline import extract

SAMPLES = Path(__file__).parents[2] / "data" / "raw"
NEWS = (
    "某市召开道路交通安全工作会议\n2018年3月5日,某市召开会议,部署全年工作。会议强调,"
    "要加强监管,共出动执法人员120人次,查处违法行为35起。\n"
)
UNDATED = (
    "某某县政府信息公开工作年度报告\n一、主动公开政府信息情况\n我县认真贯彻落实政府信息公开条例。\n"
    "二、依申请公开情况\n共收到政府信息公开申请3件。\n"
)


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "empty_file", "no text"),
        (b"\x00\xff\x10binary" * 300, "binary_file", "zero bytes"),
        (b"%PDF-1.4", "binary_file", "PDF"),
        (NEWS.encode(), "not_a_report", "no yearly report"),
        (UNDATED.encode(), "no_year", "names no year"),
    ],
)
def test_bad_input_is_quarantined_with_a_reason(data: bytes, code: str, words: str) -> None:
    extraction = extract(data, "folder/file.txt")
    assert extraction.report is None
    assert extraction.observations == ()
    assert extraction.quarantined is not None
    assert extraction.quarantined.code == code
    assert words in extraction.quarantined.reason
    assert extraction.quarantined.path == "folder/file.txt"
    assert extraction.quarantined.size_bytes == len(data)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_it_fail(data: bytes) -> None:
    extraction = extract(data, "x")
    assert (extraction.report is None) != (extraction.quarantined is None)


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "一、主动公开情况 | (一)收到申请数 | 件 3 0 1,2 — / 无 \n \n\n 2018年 某县 政府信息公开 "
            "年度报告 申请 行政复议 1件 未收到 (六)其他处理 1.属于国家秘密 总计 结果维持 第二十条第(一)项 "
            "规章 本年新收政府信息公开申请数量 ((( ))) (hao) 會 。 ;".split(" ")
        ),
        max_size=120,
    )
)
def test_no_order_of_the_fields_words_makes_it_fail(words: list[str]) -> None:
    text = "2018年政府信息公开年度报告\n" + "".join(words)
    extraction = extract(text.encode(), "x")
    for seen in extraction.observations:
        start, end = map(int, seen.value_locator[5:].split(","))
        assert text[start:end] == seen.raw


def test_the_same_bytes_give_the_same_rows() -> None:
    data = (SAMPLES / "2020_huitong_form_2019.txt").read_bytes()
    assert extract(data, "a.txt") == extract(data, "a.txt")


def test_the_command_prints_a_report_line_and_a_line_for_each_observation(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["--json", str(SAMPLES / "2018_shanfu_form_2014.txt")]) == 0
    report, *observations = map(json.loads, capsys.readouterr().out.splitlines())
    assert report["division_code"] == "330302105"
    assert (report["agency"], report["year"], report["form"]) == (
        "山福镇人民政府",
        2018,
        "form_2014",
    )
    contract = "report form cell metric applicant value kind unit raw source locator quote".split()
    assert all(set(contract) <= set(line) for line in observations)
    weibo = next(line for line in observations if line["metric"] == "disclosed_weibo")
    assert (weibo["cell"], weibo["value"], weibo["raw"], weibo["source"]) == (
        "8",
        752,
        "752",
        "table",
    )


def test_the_command_shows_people_the_figures_and_the_reason_of_a_bad_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    status = main([str(SAMPLES / "2020_huitong_form_2019.txt"), str(tmp_path / "empty.txt")])
    shown = capsys.readouterr().out
    assert status == 1
    assert "政府集中采购采购总金额" in shown
    assert "26,966.28" in shown
    assert "empty.txt: not loaded (empty_file)" in shown


def test_the_command_names_a_file_that_is_not_there(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["nowhere.txt"]) == 1
    assert "nowhere.txt: cannot be read" in capsys.readouterr().err
