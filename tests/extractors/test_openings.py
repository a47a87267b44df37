"""An expression with its opening in front finds what it finds without it."""

from __future__ import annotations

import gc
import re
from re import _parser as parser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.garbage import seldom_collected
from extractors.prose import reader
from extractors.prose.rules import Guard, guards, guards_within, patterns
from extractors.text.openings import Finder, beginnings, opened, places


@pytest.mark.parametrize(
    "expression",
    [
        r"(?<!不)(?:通过|以)?(?:网络|当面)申请\d",
        r"(?:^|[,;])其中?(?P<n>[零一\d]+)",
        r"(?<=[a-c])(?:x|yy?)+?z",
        r"(?:a|b*)c",
        r"(?<!q)(?i:A)b",
        r"(?i)(?<!q)ab",
        r"(?<!q)(?>a+)b",
        r"[^x]y",
        r"a*",
    ],
)
def test_the_opening_changes_nothing_that_is_found(expression: str) -> None:
    for text in (
        "不通过网络申请3,其中二;其5",
        "axyzbyyzcz",
        "bbc ac c Ab aB ab aab",
        "",
        "xy yy 当面申请0",
    ):
        plain = [found.span() for found in re.finditer(expression, text)]
        assert [found.span() for found in opened(expression).finditer(text)] == plain


def test_an_opening_that_re_sees_itself_is_not_written_twice() -> None:
    assert opened("收到(?:申请)?").pattern == "收到(?:申请)?"
    assert opened("(?:收到|受理)了?").pattern == "(?:收到|受理)了?"
    assert opened("(?<!不)收到").pattern.startswith("(?=[收])")


def test_what_prose_patterns_find_is_never_shorter_than_the_reader_says() -> None:
    frames = [frame for pattern in patterns() for frame in pattern.frames]
    shortest = min(parser.parse(frame.expression.pattern).getwidth()[0] for frame in frames)
    assert shortest >= reader._SHORTEST


def test_garbage_is_looked_for_as_before_afterwards() -> None:
    usual = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold() > usual
    assert gc.get_threshold() == usual
    assert gc.get_freeze_count() == 0


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("(?:去年|上年)度?", {"去年", "上年"}),
        ("(?:^|[,;])(?:较|与)去年", {"较去", "与去"}),
        ("(?<!工作)计划(?!单列)", {"计划"}),
        ("(?:^|,)(?:今年|全年)*,?[市县]政府", {"市政", "县政"}),
        ("^(?!.*公开).*(?:复议|应诉)", {"复议", "应诉"}),
        ("各[^,]{0,3}局", {"各", "各局"}),
        (r"前\d个月", {"前"}),
        ("拟(?!定)", {"拟"}),
        ("三{2,3}月", {"三三"}),
        ("其?中国", {"中国"}),
        (r"\d+家", {"家"}),
        ("[^,]家", {"家"}),
        (r"\d+", None),
        ("(?i)a", None),
        ("家?", None),
    ],
)
def test_the_words_that_an_expression_begins_with(expression: str, words: set[str] | None) -> None:
    assert beginnings(expression) == words


@given(st.sampled_from(guards()), st.text("去上年前较与,;计划各镇局复议应诉申请公开收到2018年"))
def test_a_guard_that_finds_something_is_among_those_whose_words_a_text_holds(
    guard: Guard, text: str
) -> None:
    asked = guard.scope in ("clause", "led", "sentence")
    assert not (asked and guard.finder.search(text)) or guard.guard in guards_within(text)


@pytest.mark.parametrize(
    "expression",
    [
        r"(?<!不)(?:通过|以)?(?:网络|当面)申请\d",
        r"(?:^|[,;])其中?(?P<n>[零一\d]+)",
        "去年|前年|年.{0,3}(?:将|要)",
        r"[^x]y|\d+家",
        "收到(?:申请)?",
    ],
)
@given(st.text("不通过网络以当面申请3,其中零去年前将要xy家收到\n", max_size=30), st.integers(0, 9))
def test_a_finder_finds_what_the_expression_finds(expression: str, text: str, start: int) -> None:
    finder = Finder(expression)
    start = min(start, len(text))
    plain = re.compile(expression)
    found = [(match.span(), match.groups()) for match in plain.finditer(text, start)]
    assert [(m.span(), m.groups()) for m in finder.finditer(text, start)] == found
    assert [(m.span(), m.groups()) for m in finder.finditer(text, 0, start)] == [
        (match.span(), match.groups()) for match in plain.finditer(text, 0, start)
    ]
    first = plain.search(text)
    seen, place = finder.search(text), finder.places.search(text)
    assert (seen and seen.span()) == (first and first.span())
    assert (place and place.start()) == (first and first.start())


def test_a_finder_looks_for_the_first_characters_where_they_can_be_told() -> None:
    assert places("(?:^|[,;])其中?").pattern == r"[,;其](?<=(?=(?:^|[,;])其中?)[\s\S])"
    assert places("[^x]y").pattern == "[^x]y"
