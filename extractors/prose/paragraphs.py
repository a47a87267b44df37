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


@dataclass(slots=True)
class _Line:
    start: int
    end: int
    gap: int
    """Empty lines before it."""


@dataclass(frozen=True, slots=True)
class _Break:
    """Where the lines of a report are broken.

    Attributes:
        gap: the empty lines between two.
        full: where the lines begin that are as large as any.
    """

    gap: int
    full: frozenset[int]


def paragraphs(document: Document, used_lines: set[int]) -> Iterator[tuple[int, int]]:
    """Yield the ranges of the paragraphs outside tables, in the folded text.

    Args:
        used_lines: lines that tables have taken, by number.
    """
    text = document.text
    lines = _lines(document, used_lines)
    broken = _broken_at(lines, document)
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
    for row in document.rows:
        pieces = row.said.pieces
        if row.said.delimited or len(pieces) > _MOST_CELLS or row.line in used_lines:
            continue
        found.append(_Line(row.place + pieces[0][1], row.place + pieces[-1][2], row.gap))
    return found


def _broken_at(lines: Sequence[_Line], document: Document) -> _Break | None:
    """Return where the report's lines are broken, None where nothing shows that they are."""
    text = document.text
    broken = [
        line
        for line in lines
        if text[line.end - 1] not in _LINE_ENDS
        and text[line.start] not in OPEN_CHAPTERS
        and _INSIDE.search(text, line.start, line.end - 1)
    ]
    if len(broken) < _LEAST_LINES:
        return None
    best: tuple[int, frozenset[int]] = 0, frozenset()
    # What a full line may lack: a Chinese character is two wide, a mark may not begin a line.
    for measure, short_of in ((_columns, 4), (len, 1)):
        sizes = {line.start: measure(_printed(line, document)) for line in lines}
        ends = Counter(sizes[line.start] for line in broken)
        for size in sorted(ends, reverse=True):
            count = sum(ends[less] for less in range(size - short_of, size + 1))
            if count < _LEAST_LINES:
                continue
            if sum(one > size for one in sizes.values()) <= _LARGER * len(lines):
                full = frozenset(start for start, one in sizes.items() if one >= size - short_of)
                best = max(best, (count, full), key=lambda found: found[0])
            break
    if not best[0]:
        return None
    gaps = Counter(line.gap for line in lines)
    return _Break(max(gaps, key=lambda gap: gaps[gap]), best[1])


def _printed(line: _Line, document: Document) -> str:
    """Return a line with the annotations that folding takes out."""
    folded = document.folded
    start, end = folded.source_range(line.start, line.end)
    return folded.source[start:end]


def _columns(printed: str) -> int:
    """Return how wide a line is: a Chinese character has three bytes and is twice as wide."""
    return (len(printed.encode("utf-8", "replace")) + len(printed)) // 2


def _goes_on(text: str, start: int, before: _Line, line: _Line, broken: _Break | None) -> bool:
    """Say whether a line goes on with the paragraph that began at `start`."""
    if text[before.end - 1] in _LINE_ENDS:
        return False
    # A heading is not the rest of the line above it, whatever that ends with.
    if text[line.start] in OPEN_CHAPTERS and CHAPTER.match(text[line.start : line.end]):
        return False
    if before.start == start and _HEADING.match(text[start : before.end]):
        return False
    if broken and line.gap <= broken.gap and before.start in broken.full:
        return not _NUMBERED.match(text, line.start)
    return (
        line.start == before.end + 1
        and before.end - before.start >= _SHORTEST_BROKEN_LINE
        and line.end - line.start >= _SHORTEST_LAST_LINE
    )
