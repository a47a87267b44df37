"""Finds the report's title and takes it apart into body and year."""

from __future__ import annotations

import re
from dataclasses import dataclass

from extractors.document import Document, Row
from extractors.identify.patterns import pattern

_WHERE = 14
_LONGEST = 70
_YEAR = re.compile(r"[(\[]?(?<!\d)((?:19|20)\d\d)(?!\d) ?年?度?[)\]]?")
_BEFORE = re.compile(
    r"^(?:首页|当前位置|标题|名称|信息名称)[:|]? ?|^关于(?:印发|公布|发布|报送)?《?|《"
)
_NOISE = re.compile(r"[》\s]|的$|^的")


@dataclass(frozen=True, slots=True)
class Title:
    """The title line.

    Attributes:
        body: the words that name the reporting body, if the title has any.
        year: the year that the title names.
    """

    text: str
    start: int
    end: int
    body: str | None
    year: int | None


def find(document: Document) -> Title | None:
    """Return the first line near the head of the page that reads like a report's title."""
    for row in document.rows[:_WHERE]:
        for cell in row.cells:
            if title := _title(cell.text, cell.start, row):
                return title
    return None


def _title(text: str, start: int, row: Row) -> Title | None:
    if len(text) > _LONGEST or any(mark in text for mark in "。;>") or text.endswith((":", ",")):
        return None
    words = pattern("title_words").search(text)
    kind = re.search(rf"{pattern('title_kinds').pattern}", text)
    years = list(_YEAR.finditer(text))
    if not words or not kind or not (years or row.line <= 3):
        return None
    if kind.end() < words.start():
        return None
    head = text[: words.start()]
    body = _NOISE.sub("", _BEFORE.sub("", _YEAR.sub("", head))).strip("- _:|,")
    return Title(
        text=text,
        start=start,
        end=start + len(text),
        body=body or None,
        year=int(years[0][1]) if years else None,
    )
