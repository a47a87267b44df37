"""Two names and their figures in one sentence: a figure is never taken for the other name."""

from __future__ import annotations

from itertools import permutations

import pytest

from extractors import prose
from extractors.document import build
from extractors.readers import read_text

NAMES = {
    "收到申请": ("applications_received", "件"),
    "答复申请": ("applications_answered", "件"),
    "办结申请": ("applications_closed", "件"),
    "同意公开": ("outcome_granted", "件"),
    "部分公开": ("outcome_partly_granted", "件"),
    "不予公开": ("outcome_refused", "件"),
    "信息不存在": ("outcome_not_existing", "件"),
    "网络申请": ("received_online", "件"),
    "信函申请": ("received_letter", "件"),
    "当面申请": ("received_in_person", "件"),
    "行政复议": ("reviews_total", "件"),
    "行政诉讼": ("litigation_total", "件"),
    "举报投诉": ("complaints_total", "件"),
    "新闻发布会": ("press_conferences", "次"),
    "在线访谈": ("online_interviews", "次"),
    "政策解读": ("interpretations_published", "篇"),
}
PAIRS = list(permutations(NAMES, 2))


def figures(sentence: str) -> dict[str | None, set[int | None]]:
    text = f"2018年,我局政府信息公开工作中,{sentence}"
    found: dict[str | None, set[int | None]] = {}
    for reading in prose.read(build(read_text(text.encode())), set(), 2018, "灵台县水利局"):
        if not reading.flags and not reading.entry.flags:
            value = reading.entry.value
            found.setdefault(reading.metric, set()).add(None if value is None else int(value))
    return found


def told(form: str, one: str, other: str) -> str:
    return form.format(a=one, b=other, u=NAMES[one][1], v=NAMES[other][1])


@pytest.mark.parametrize(
    "form",
    [
        "{a}71{u},{b}72{v}。",
        "{a}71{u}、{b}72{v}。",
        "71{u}{a}、72{v}{b}。",
        "{a}、{b}分别为71{u}、72{v}。",
        "{a}和{b}分别为71{u}和72{v}。",
        "{a}71{u}(其中{b}72{v})。",
        "{a}:71{u};{b}:72{v}。",
    ],
)
def test_each_name_has_its_own_figure_or_none(form: str) -> None:
    wrong = {}
    for one, other in PAIRS:
        sentence = told(form, one, other)
        right = {NAMES[one][0]: {71}, NAMES[other][0]: {72}}
        if not figures(sentence).items() <= right.items():
            wrong[sentence] = figures(sentence)
    assert wrong == {}


@pytest.mark.parametrize(
    "form",
    [
        "{a}、{b}共71{u}。",
        "{a}、{b}合计71{u}。",
        "{a}和{b}71{u}。",
        "{a}或{b}71{u}。",
        "{a}及{b}共71{u}。",
    ],
)
def test_one_figure_for_two_names_is_neither_s(form: str) -> None:
    read = {told(form, *pair): figures(told(form, *pair)) for pair in PAIRS}
    assert {sentence: found for sentence, found in read.items() if found} == {}
