"""Sentences give the figures that they state, and nothing of what only looks like one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors import prose
from extractors.document import build
from extractors.readers import read_text
from extractors.rows import read_yaml


def figures(text: str, year: int = 2018) -> dict[str, Decimal | None]:
    readings = prose.read(build(read_text(text.encode())), set(), year)
    return {reading.metric or "": reading.entry.value for reading in readings}


@pytest.mark.parametrize("name", sorted(read_yaml("prose/patterns.yml")))
def test_every_pattern_reads_its_own_example(name: str) -> None:
    declared = read_yaml("prose/patterns.yml")[name]
    readings = prose.read(build(read_text(declared["example"].encode())), set(), 2018)
    assert (declared["metric"], name) in {(r.metric, r.rule) for r in readings}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "2018年共收到政府信息公开申请215件,其中信函申请145件,网络申请68件。",
            {"applications_received": 215, "received_letter": 145, "received_online": 68},
        ),
        (
            "共答复依申请信息公开249件,其中属于已主动公开范围数2件,同意公开答复数53件,"
            "不同意公开答复数56件,不属于本行政机关公开数104件,申请信息不存在数11件,"
            "告知作出更改补充数23件。",
            {
                "applications_answered": 249,
                "outcome_already_public": 2,
                "outcome_granted": 53,
                "outcome_refused": 56,
                "outcome_not_own_remit": 104,
                "outcome_not_existing": 11,
                "outcome_correction_notice": 23,
            },
        ),
        ("2018年度我市发生依申请公开政府信息1件,及时予以答复。", {"applications_received": 1}),
        ("无不予公开政府信息情况。", {"outcome_refused": 0}),
        ("没有发生相关收费和减免情况。", {"foi_fees_collected": 0}),
        (
            "无对政府信息公开提出申请行政复议,提起行政诉讼情况。",
            {"reviews_total": 0, "litigation_total": 0},
        ),
        (
            "因政府信息公开申请行政复议1件,维持具体行政行为;没有发生因政府信息公开提起的行政诉讼。",
            {"reviews_total": 1, "reviews_upheld": 1, "litigation_total": 0},
        ),
        ("未收到依申请公开件,依申请公开数量为0。", {"applications_received": 0}),
        ("尚未收到公民的政府信息公开申请。", {"applications_received": 0}),
        ("收到12起政府信息公开申请。", {"applications_received": 12}),
        ("收到政府信息公开申请数0条。", {"applications_received": 0}),
        (
            "主动公开政府信息19条,受理信息公开申请6件,答复6件。",
            {"disclosed_total": 19, "applications_received": 6, "applications_answered": 6},
        ),
        (
            "收到政府信息公开申请2件,均为网络申请。",
            {"applications_received": 2, "received_online": 2},
        ),
        ("收到十二件政府信息公开申请。", {"applications_received": 12}),
    ],
)
def test_a_sentence_states_its_figures(sentence: str, expected: dict[str, int]) -> None:
    assert figures(sentence) == {metric: Decimal(value) for metric, value in expected.items()}


@pytest.mark.parametrize(
    "sentence",
    [
        "2017年收到政府信息公开申请30件。",
        "去年共收到政府信息公开申请30件。",
        "自2008年条例施行以来,共收到政府信息公开申请300件。",
        "各乡镇共收到政府信息公开申请30件。",
        "下一步,计划公开政府信息500条,收到政府信息公开申请30件。",
        "截至11月末,共受理行政许可及服务事项184281件,同比增长7.8%,办结184281,办结率100%。",
        "市长热线电话接听各界来电668个,收到咨询申请66件。",
        "全年答复网民留言30条。",
        "依据《关于依申请公开的意见》〔2017〕88号办理。",
        "政府信息公开申请答复率100%。",
        "市政务公开领导小组办公室先后两次召开会议。",
        "到图书馆查阅人数达6万人次。",
        "共收办政府信息公开申请3646件。",
        "委政务网站主动公开各类信息1000余条。",
        "政务微信、微博主动公开政府信息696条。",
        "发布信息9895条,访问量达1.6万次。",
    ],
)
def test_what_only_looks_like_a_figure_of_the_year_is_left_out(sentence: str) -> None:
    assert figures(sentence) == {}


def test_a_chapter_on_plans_states_no_figures() -> None:
    text = "五、下一步工作打算\n力求全年公开。共收到政府信息公开申请5件。\n"
    assert figures(text) == {}


def test_an_approximate_number_is_marked() -> None:
    (reading,) = prose.read(
        build(read_text("共收到政府信息公开申请200余件。".encode())), set(), 2018
    )
    assert (reading.entry.value, reading.entry.flags) == (200, ("approximate",))
