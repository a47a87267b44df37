"""The parts of a page that identification looks at: its head, opening paragraphs and foot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from extractors.document import Document, Row
from extractors.identify.patterns import pattern

_HEAD_ROWS = 25
_FOOT_ROWS = 14
_OPENING = 2600
# A line this long, or a sentence, is text: the head of the page ends before it. A label within
# the first characters (内容概述:) makes it metadata.
_PARAGRAPH = 90
_LABEL = 8


@dataclass(frozen=True, slots=True)
class Page:
    """A report's parts, as ranges of its folded text.

    Attributes:
        head: the rows above the first paragraph; metadata, breadcrumb, title.
        crumbs: for each of these rows the steps of a breadcrumb, None where it is none.
        head_end: where they end.
        opening_end: where the opening paragraphs end.
        foot: the last rows.
        foot_start: where they start.
    """

    head: tuple[Row, ...]
    crumbs: tuple[list[tuple[str, int]] | None, ...]
    foot: tuple[Row, ...]
    head_end: int
    opening_end: int
    foot_start: int


# Title, year, dates and clues each ask for the parts of the same report.
@lru_cache(maxsize=1)
def divide(document: Document) -> Page:
    """Divide a report."""
    rows = document.rows
    head: list[Row] = []
    crumbs: list[list[tuple[str, int]] | None] = []
    for row in rows[:_HEAD_ROWS]:
        found = steps(row)
        text = row.said.first
        is_text = len(text) > _PARAGRAPH or "。" in text
        if is_text and len(row.said.pieces) == 1 and ":" not in text[:_LABEL] and found is None:
            break
        head.append(row)
        crumbs.append(found)
    head_end = head[-1].end if head else 0
    foot = rows[-_FOOT_ROWS:]
    foot_start = foot[0].start if foot else 0
    links = (row.start for row in foot if pattern("link").match(row.said.first))
    opening_end = min(head_end + _OPENING, next(links, len(document.text)))
    return Page(tuple(head), tuple(crumbs), foot, head_end, opening_end, foot_start)


def steps(row: Row) -> list[tuple[str, int]] | None:
    """Return the steps of a breadcrumb with their offsets in the text, None for other lines."""
    text = row.text
    if len(text) > 200:
        return None
    label = pattern("crumb_label").match(text)
    rest = text[label.end() :] if label else text
    signs = sum(map(rest.count, ">»›→"))
    home = pattern("crumb_home").match(rest)
    if not label and not (home and len(rest) > 4) and signs < 2:
        return None
    if len(row.said.pieces) > 1:
        return [(cell.text, cell.start) for cell in row.cells if cell.text]
    found = []
    start = label.end() if label else 0
    for sign in pattern("crumb_sign").finditer(text, start):
        found.append((text[start : sign.start()], row.start + start))
        start = sign.end()
    found.append((text[start:], row.start + start))
    return [(step, at) for step, at in found if step]
