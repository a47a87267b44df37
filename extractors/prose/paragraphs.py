"""Lines of prose as paragraphs: what was broken at a width is joined.

Two things tell that a line goes on in the next one. It is long and ends in no mark that ends a
sentence; or the report as a whole is broken at a width, and the line is as wide as that.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Document

# A line broken at a width is no shorter, and what it goes on with no shorter than the other.
_SHORTEST_BROKEN_LINE = 25
_SHORTEST_LAST_LINE = 6
_LINE_ENDS = "。;!?:"
# A line set with this many gaps is a row of a table.
_MOST_CELLS = 2
CHAPTER = re.compile(
    r"^ *(?:[一二三四五六七八九十]{1,3}[、,.]|第[一二三四五六七八九十]+部分"
    r"|\([一二三四五六七八九十]+\))([^\n]*)"
)
"""The number of a chapter, or of its part, and what follows on its line."""
OPEN_CHAPTERS = frozenset("一二三四五六七八九十第(")
"""The first characters of these; a paragraph has no blank before it."""
# A heading that is whole, however long its line is.
_HEADING = re.compile(
    r"^ *(?:[一二三四五六七八九十]{1,3}[、,.]|第[一二三四五六七八九十]+部分"
    r"|\([一二三四五六七八九十]+\))[^\n。;,:]{2,40}"
    r"(?:情况|问题|措施|事项|工作|数量|方面|打算|概况|概述)$"
)
_NUMBERED = re.compile(r"\d{1,2}[、.)](?!\d)|[一二三四五六七八九]是")
_INSIDE = re.compile("[,。;、]")
# So many lines end alike where a report is broken, and hardly any is larger.
_LEAST_LINES = 3
_LARGER = 0.1
# What a full line may lack, by measure: a Chinese character is two wide, a mark may not begin a
# line, a number may not be parted.
_SHORT_OF = (4, 1)


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    sizes: tuple[int, int]
    """As printed: half-width characters across the page, and characters."""
    gap: int
    """Empty lines before it."""


@dataclass(frozen=True, slots=True)
class _Break:
    """Where the lines of a report are broken.

    Attributes:
        measure: the place in `_Line.sizes` of what they are measured by.
        size: of a full line.
        gap: the empty lines between two.
    """

    measure: int
    size: int
    gap: int


def paragraphs(document: Document, used_lines: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the paragraphs outside tables, in the folded text.

    Args:
        used_lines: lines that tables have taken, by number.
    """
    text = document.text
    lines = _lines(document, used_lines)
    broken = _broken_at(lines, text)
    start = -1
    before: _Line | None = None
    for line in lines:
        if before is None or not _goes_on(text, start, before, line, broken):
            if before is not None:
                yield start, before.end
            start = line.start
        before = line
    if before is not None:
        yield start, before.end


def _lines(document: Document, used_lines: set[int]) -> list[_Line]:
    found = []
    folded = document.folded
    for row in document.rows:
        pieces = row.said.pieces
        if row.said.delimited or len(pieces) > _MOST_CELLS or row.line in used_lines:
            continue
        start, end = row.place + pieces[0][1], row.place + pieces[-1][2]
        printed = folded.text[start:end]
        if folded.is_cut:
            first, last = folded.source_range(start, end)
            printed = folded.source[first:last]
        # A Chinese character has three bytes and is twice as wide as a Latin one.
        width = (len(printed.encode("utf-8", "replace")) + len(printed)) // 2
        found.append(_Line(start, end, (width, len(printed)), row.gap))
    return found


def _broken_at(lines: Sequence[_Line], text: str) -> _Break | None:
    """Return where the report's lines are broken, None where nothing shows that they are."""
    broken = [
        line
        for line in lines
        if text[line.end - 1] not in _LINE_ENDS
        and _INSIDE.search(text, line.start, line.end - 1)
        and text[line.start] not in OPEN_CHAPTERS
    ]
    if len(broken) < _LEAST_LINES:
        return None
    found: list[tuple[int, _Break]] = []
    for measure, short_of in enumerate(_SHORT_OF):
        sizes = Counter(line.sizes[measure] for line in broken)
        for size in sorted(sizes, reverse=True):
            full = sum(sizes[less] for less in range(size - short_of, size + 1))
            if full < _LEAST_LINES:
                continue
            larger = sum(line.sizes[measure] > size for line in lines)
            if larger <= _LARGER * len(lines):
                gaps = Counter(line.gap for line in lines)
                found.append((full, _Break(measure, size, max(gaps, key=lambda gap: gaps[gap]))))
            break
    return max(found, key=lambda one: one[0])[1] if found else None


def _goes_on(text: str, start: int, before: _Line, line: _Line, broken: _Break | None) -> bool:
    """Say whether a line goes on with the paragraph that began at `start`."""
    if text[before.end - 1] in _LINE_ENDS:
        return False
    # A heading is not the rest of the line above it, whatever that ends with.
    if text[line.start] in OPEN_CHAPTERS and CHAPTER.match(text[line.start : line.end]):
        return False
    if before.start == start and _HEADING.match(text[start : before.end]):
        return False
    if broken and line.gap <= broken.gap:
        full = broken.size - _SHORT_OF[broken.measure]
        if before.sizes[broken.measure] >= full:
            return not _NUMBERED.match(text, line.start)
    return (
        line.start == before.end + 1
        and before.end - before.start >= _SHORTEST_BROKEN_LINE
        and line.end - line.start >= _SHORTEST_LAST_LINE
    )
