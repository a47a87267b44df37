"""A report as lines and cells; every piece knows where it stands in the folded text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from extractors.readers import DecodedText
from extractors.text import FoldedText, fold

_GAP = re.compile(r"\t| {2,}")
# A line with this many characters between two gaps is a sentence, not a row set with blanks.
_LONGEST_ALIGNED_CELL = 70
_FRAMED = 0.6


class Cell(NamedTuple):
    """A cell or a line of its own: stripped text and its range in the folded text."""

    text: str
    start: int
    end: int


class Row(NamedTuple):
    """One line of the report, as cells.

    Attributes:
        line: number of the line, from 1.
        cells: one cell for a plain line; several where the line is delimited or set with blanks.
        delimited: True where pipes or tabs separate the cells, so that empty ones are kept.
        gap: how many empty lines stand between this row and the one before.
    """

    line: int
    cells: tuple[Cell, ...]
    delimited: bool
    gap: int = 0

    @property
    def start(self) -> int:
        """Where the row's first cell starts."""
        return self.cells[0].start

    @property
    def end(self) -> int:
        """Where the row's last cell ends."""
        return self.cells[-1].end

    @property
    def text(self) -> str:
        """The row's cells in one line."""
        return " ".join(cell.text for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Document:
    """A decoded, folded report."""

    decoded: DecodedText
    folded: FoldedText
    rows: tuple[Row, ...]
    """Lines that hold something, be it only a delimiter."""
    line_starts: tuple[int, ...]
    """Where each line starts in the folded text."""

    @property
    def text(self) -> str:
        """The folded text."""
        return self.folded.text

    def line_at(self, position: int) -> int:
        """Return the number, from 1, of the line that a position of the folded text is in."""
        return bisect_right(self.line_starts, position)

    def quote(self, start: int, end: int) -> tuple[str, str]:
        """Return locator and original words of a range of the folded text."""
        first, last = self.folded.source_range(start, end)
        return f"char={first},{last}", self.decoded.text[first:last]


def build(decoded: DecodedText) -> Document:
    """Fold a report's text and divide it into rows of cells."""
    folded = fold(decoded.text)
    rows: list[Row] = []
    starts: list[int] = []
    start = gap = 0
    lines = folded.text.split("\n")
    frame = _frame(lines)
    for number, line in enumerate(lines, start=1):
        starts.append(start)
        if line and not line.isspace():
            rows.append(_row(number, line, start, gap, frame))
            gap = 0
        else:
            gap += 1
        start += len(line) + 1
    return Document(decoded, folded, tuple(rows), tuple(starts))


def _frame(lines: Sequence[str]) -> tuple[bool, bool]:
    """Say whether rows start, and whether they end, with a bar that delimits nothing.

    Where only some rows do, the bar stands behind an empty first cell or before an empty last.
    """
    delimited = [line.strip() for line in lines if "|" in line]
    starts = sum(line.startswith("|") for line in delimited)
    ends = sum(line.endswith("|") for line in delimited)
    usual = len(delimited) * _FRAMED
    return starts > usual, ends > usual


def _row(number: int, line: str, start: int, gap: int, frame: tuple[bool, bool]) -> Row:
    if "|" in line:
        first = len(line) - len(line.lstrip(" \t"))
        last = len(line.rstrip(" \t"))
        if line[first] == "|" and (frame[0] or first + 1 == last):
            first += 1
        if line[last - 1] == "|" and last > first and frame[1]:
            last -= 1
        return Row(number, _split(line, start, first, last, "|"), True, gap)
    stripped = line.strip()
    if "\t" in (stripped if len(stripped) > _LONGEST_ALIGNED_CELL else line):
        return Row(number, _split(line, start, 0, len(line), "\t"), True, gap)
    if "  " in stripped:
        cells = _aligned(line, start)
        if max(len(cell.text) for cell in cells) <= _LONGEST_ALIGNED_CELL:
            return Row(number, cells, False, gap)
    return Row(number, (_cell(line, start, 0, len(line)),), False, gap)


def _split(line: str, start: int, first: int, last: int, delimiter: str) -> tuple[Cell, ...]:
    cells = []
    while True:
        end = line.find(delimiter, first, last)
        cells.append(_cell(line, start, first, last if end < 0 else end))
        if end < 0:
            return tuple(cells)
        first = end + 1


def _aligned(line: str, start: int) -> tuple[Cell, ...]:
    cells = []
    first = len(line) - len(line.lstrip())
    last = len(line.rstrip())
    for gap in _GAP.finditer(line, first, last):
        cells.append(_cell(line, start, first, gap.start()))
        first = gap.end()
    cells.append(_cell(line, start, first, last))
    return tuple(cells)


def _cell(line: str, start: int, first: int, last: int) -> Cell:
    text = line[first:last]
    tail = text.lstrip()
    if not tail:
        # An empty cell stands where its delimiter would be, so that its locator is empty.
        return Cell("", start + first, start + first)
    begin = start + last - len(tail)
    text = tail.rstrip()
    return Cell(text, begin, begin + len(text))
