"""All that a cell's words alone tell, looked at once for all reports."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from extractors.forms.fitting import is_value
from extractors.forms.vocabulary import beginnings, extendable_keys, known_keys
from extractors.text import label_key

LONGEST_LABEL = 90
_LONGEST_PAGE_NUMBER = 45
# The foot of a page that was broken off in the middle of a table.
_PAGE_NUMBER = re.compile(r"^(?:第 ?\d{1,3} ?页(?:[, ]?共 ?\d{1,3} ?页)?|[-—–]+ ?\d{1,3} ?[-—–]+)$")
_SENTENCE = re.compile(r"[。;!?]")
ORDINAL = re.compile(
    r"[(]?[一二三四五六七八九十\d]{0,3}[)]?[、.,]?|其中?[:,]?|第[二十条第(一五六八九)]*"
)
# Figures that run on from words at the end.
_RUNS_ON = re.compile(r"[^-+\d.,/—–][-+/—–]?\d[-+\d.,/—–]*$")
_FIGURE_MARKS = frozenset("-+.,/—–")

# Whether words can be the first piece of a known label that goes on below.
NO_LABEL, BEFORE_A_BRACKET, GOES_ON, TOO_LONG_TO_TELL = range(4)


class Wording(NamedTuple):
    """What words tell.

    Attributes:
        key: the label key.
        is_value: they can stand where the form asks for a number.
        is_page_number: they are the foot of a page.
        opening: `NO_LABEL`, `BEFORE_A_BRACKET`, `GOES_ON`, or `TOO_LONG_TO_TELL`.
        may_be_row: they hold a character that can part the cells of a row.
    """

    key: str
    is_value: bool
    is_page_number: bool
    opening: int
    may_be_row: bool


LONG = Wording("", False, False, TOO_LONG_TO_TELL, True)
"""Of a text too long for a label or a figure."""


def wording(text: str) -> Wording:
    """Return what words tell."""
    return short_wording(text) if len(text) < LONGEST_LABEL else LONG


@lru_cache(maxsize=100_000)
def short_wording(text: str) -> Wording:
    """Return what words shorter than `LONGEST_LABEL` tell."""
    key = label_key(text)
    opening = NO_LABEL
    if text and _begins_label(text, key):
        opening = GOES_ON if asks_for_more(text, key) else BEFORE_A_BRACKET
    return Wording(
        key,
        is_value(text),
        len(text) <= _LONGEST_PAGE_NUMBER and _PAGE_NUMBER.match(text) is not None,
        opening,
        _may_be_row(text),
    )


def _may_be_row(text: str) -> bool:
    """Say whether a text holds a mark between cells, or figures that run on from words."""
    if " " in text or "," in text or ";" in text or ":" in text:
        return True
    last = text[-1:]
    return (last.isdecimal() or last in _FIGURE_MARKS) and _RUNS_ON.search(text) is not None


def begins_label(text: str) -> bool:
    """Say whether a known label can begin with these words.

    A key only grows at its end as words are added, unless brackets, ordinals or one of the
    spellings that are folded stand where the pieces meet.
    """
    return _begins_label(text, label_key(text))


def _begins_label(text: str, key: str) -> bool:
    meeting = "(" in text or "[" in text or "【" in text or key.endswith(("做", "定"))
    # A mark such as √ or ○ stands for a figure and begins nothing.
    return key in beginnings() or meeting or bool(ORDINAL.fullmatch(text))


def asks_for_more(text: str, key: str) -> bool:
    """Say whether words are no sentence and no whole label."""
    if not text or _SENTENCE.search(text):
        return False
    return key not in known_keys() or key in extendable_keys() or is_open(text)


def is_open(text: str) -> bool:
    """Say whether words stop inside a bracket."""
    return text.count("(") > text.count(")")
