"""An expression with its opening in front finds what it finds without it."""

from __future__ import annotations

import gc
import re

import pytest

from extractors.garbage import seldom_collected
from extractors.prose.rules import guards, patterns
from extractors.text.openings import least_length, opened


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


def test_no_prose_pattern_finds_nothing_at_a_place() -> None:
    frames = [frame for pattern in patterns() for frame in pattern.frames]
    assert frames
    assert all(frame.least > 0 for frame in frames)
    assert all(least_length(guard.expression) > 0 for guard in guards())


def test_garbage_is_looked_for_as_before_afterwards() -> None:
    usual = gc.get_threshold()
    with seldom_collected():
        assert gc.get_threshold() > usual
    assert gc.get_threshold() == usual
    assert gc.get_freeze_count() == 0
