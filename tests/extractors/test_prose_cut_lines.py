"""Lines broken anywhere, even inside a number, never give a figure that the whole does not state."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors import prose
from extractors.document import build
from extractors.pipeline import extract
from extractors.readers import read_text

SENTENCES = [
    "2018年我局共收到政府信息公开申请156件,其中网络申请120件,信函申请36件。",
    "全年主动公开政府信息1,560条,召开新闻发布会12次,发布政策解读稿件25篇。",
    "我局全年共办结政府信息公开申请156件,其中同意公开120件,不予公开36件,"
    "发生政府信息公开行政复议13件。",
    "收到政府信息公开申请一百二十三件,依申请公开收取费用1250.5元,主动公开政府信息1.2万条。",
    "2017年收到政府信息公开申请145件,2018年收到政府信息公开申请156件。",
]
BREAKS = ["\n", "\n\n", "\r\n", "\n　　", " \n  "]


def figures(text: str) -> set[tuple[str | None, Decimal | None]]:
    readings = prose.read(build(read_text(text.encode())), set(), 2018, "灵台县水利局")
    return {(r.metric, r.entry.value) for r in readings if not r.flags and not r.entry.flags}


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("line_end", BREAKS)
def test_one_line_end_anywhere_makes_no_figure(sentence: str, line_end: str) -> None:
    whole = figures(sentence)
    assert whole
    broken = {sentence[:at] + line_end + sentence[at:] for at in range(2, len(sentence))}
    assert {text: more for text in broken if (more := figures(text) - whole)} == {}


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("line_end", BREAKS)
def test_lines_of_any_width_make_no_figure(sentence: str, line_end: str) -> None:
    whole = figures(sentence)
    broken = {
        line_end.join(sentence[at : at + width] for at in range(0, len(sentence), width))
        for width in range(5, 60)
    }
    assert {text: more for text in broken if (more := figures(text) - whole)} == {}


def test_a_line_broken_where_lines_are_long_is_read_as_one() -> None:
    text = "2018年,我局认真贯彻落实政府信息公开条例,全年共收到政府信息公开申请1\n56件,均已答复。"
    assert ("applications_received", Decimal(156)) in figures(text)


@pytest.mark.parametrize(
    "below", ["2.答复情况", "三、收费情况", "(二)答复情况", "2019年1月25日", "灵台县水利局", ""]
)
def test_what_stands_below_a_whole_number_does_not_continue_it(below: str) -> None:
    assert figures(f"收到政府信息公开申请:56\n{below}") <= {("applications_received", Decimal(56))}
    assert figures(f"收到政府信息公开申请56件\n{below}") == {("applications_received", Decimal(56))}


@pytest.mark.parametrize("apart", ["1 5 0", "1　5　0", "1\u00a050", "15 0"])
def test_the_end_of_a_number_whose_digits_stand_apart_is_no_number(apart: str) -> None:
    told = f"答复政府信息公开申请200件,其中{apart}件同意公开、4 0件不予公开、S0件信息不存在。"
    assert figures(told) == {("applications_answered", Decimal(200))}


def test_a_figure_that_a_line_end_has_cut_is_told_as_left_out() -> None:
    text = "灵台县水利局2018年政府信息公开工作年度报告\n一、概述\n网络申请1\n\n20件,信函申请36件。"
    found = extract(text.encode(), "a.txt")
    assert [seen.metric for seen in found.observations] == ["received_letter"]
    assert ("skipped_prose", "网络申请1") in {(issue.code, issue.quote) for issue in found.issues}
