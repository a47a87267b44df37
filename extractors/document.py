"""A report as lines and cells; every piece knows where it stands in the folded text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import compress

from extractors.readers import DecodedText
from extractors.text import FoldedText, fold

_GAP = re.compile(r"\t| {2,}")
# A line with this many characters between two gaps is a sentence, not a row set with blanks.
_LONGEST_ALIGNED_CELL = 70
_FRAMED = 0.6
# Bars in a row of the widest tables, at the least, and before a label that is broken off.
_WIDE = 7
_MOST_HEADINGS = 2
_LEAST_WITHOUT = 2
# Of the lines with tabs so many may be rows where the others are only indented.
_MOST_DELIMITED = 0.1
_ENOUGH_INDENTED = 12
_RULE = re.compile(r"^\|?(?: *:?-{3,}:? *\|){2,}(?: *:?-{3,}:?)?$|^(?: *:?-{3,}:? *\|) *:?-{3,}:?$")


# Not frozen, nor named tuples, as all that is made by the hundred: the first are slow to make, the
# others slow to read.
@dataclass(slots=True)
class Cell:
    """A cell or a line of its own: stripped text and its range in the folded text."""

    text: str
    start: int
    end: int


@dataclass(slots=True)
class Row:
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


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A decoded, folded report; equal to nothing but itself, so that it can be a cache's key."""

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
        if self.folded.is_cut:
            start, end = self.folded.source_range(start, end)
        return f"char={start},{end}", self.decoded.text[start:end]


def build(decoded: DecodedText) -> Document:
    """Fold a report's text and divide it into rows of cells."""
    folded = fold(decoded.text)
    rows: list[Row] = []
    starts: list[int] = []
    start = gap = 0
    lines = folded.text.split("\n")
    frame = _frame(lines) if "|" in folded.text else (False, False)
    indented = _indented(lines) if "\t" in folded.text else frozenset()
    for number, line in enumerate(lines, start=1):
        starts.append(start)
        text = line.strip()
        if not text:
            gap += 1
        elif "|" in line or "\t" in line or "  " in text:
            if number in indented:
                # The tabs delimit nothing: what they stand around is a line like any other.
                cells, delimited = _cells(text, text, start + line.index(text), frame)
            else:
                cells, delimited = _cells(line, text, start, frame)
            # Markdown's line between the heads of a table and its rows is left out.
            if not (delimited and _RULE.match(text) and "|" in _below(lines, number)):
                rows.append(Row(number, cells, delimited, gap))
                gap = 0
        else:
            begin = start + line.index(text)
            cell = Cell(text, begin, begin + len(text))
            rows.append(Row(number, (cell,), False, gap))
            gap = 0
        start += len(line) + 1
    return Document(decoded, folded, tuple(rows), tuple(starts))


def _below(lines: Sequence[str], number: int) -> str:
    """Return the next line that is not empty."""
    while number < len(lines) and not lines[number].strip():
        number += 1
    return lines[number] if number < len(lines) else ""


def _frame(lines: Sequence[str]) -> tuple[bool, bool]:
    """Say whether rows start, and whether they end, with a bar that delimits nothing.

    Where only some rows do, the bar stands behind an empty first cell or before an empty last.
    """
    delimited = [line.strip() for line in lines if "|" in line]
    starts = [line.startswith("|") for line in delimited]
    ends = [line.endswith("|") for line in delimited]
    return _is_frame(delimited, starts, at_start=True), _is_frame(delimited, ends, at_start=False)


def _is_frame(lines: Sequence[str], touching: Sequence[bool], *, at_start: bool) -> bool:
    """Say whether the bar at the one end of most lines is a frame.

    It is none where wide rows stand without it: an empty cell at the end of a row takes its bar
    with it where it is filled. Behind a label that was broken off no row begins.
    """
    with_bar = list(compress(lines, touching))
    if len(with_bar) <= len(lines) * _FRAMED:
        return False
    if len(with_bar) == len(lines):
        return True
    wide = Counter(bars for line in with_bar if (bars := line.count("|")) >= _WIDE)
    if not wide:
        return True
    least = _WIDE if at_start else wide.most_common(1)[0][0]
    found = 0
    for before, line, touches in zip(("", *lines), lines, touching, strict=False):
        if not touches and line.count("|") >= least and not _is_open(before):
            found += 1
    # One line alone may be of another table; at the end nothing is lost by taking it at its word.
    return found < (_LEAST_WITHOUT if at_start else 1)


def _is_open(line: str) -> bool:
    """Say whether a framed line stops inside its label, which goes on below."""
    return line.startswith("|") and not line.endswith("|") and line.count("|") <= _MOST_HEADINGS


def _indented(lines: Sequence[str]) -> frozenset[int]:
    """Return the numbers of lines whose tabs stand only around their words, as in source code.

    In a table with tabs between its cells such a line holds empty cells; so all lines with tabs
    that follow one another, empty lines aside, count together.
    """
    blocks: list[tuple[list[int], int]] = []
    block: list[int] = []
    inside = 0
    for number, line in enumerate([*lines, "."], start=1):
        text = line.strip()
        if not text:
            continue
        if "\t" not in line:
            if block:
                blocks.append((block, inside))
            block, inside = [], 0
        elif "\t" in text or line.rstrip(" ").endswith("\t\t"):
            inside += 1
        else:
            block.append(number)
    # Few lines tell too little by themselves.
    all_inside = sum(inside for _, inside in blocks)
    whole = all_inside <= sum(len(block) for block, _ in blocks) * _MOST_DELIMITED
    return frozenset(
        number
        for block, inside in blocks
        if inside <= len(block) * _MOST_DELIMITED and (whole or len(block) >= _ENOUGH_INDENTED)
        for number in block
    )


def _cells(
    line: str, text: str, start: int, frame: tuple[bool, bool]
) -> tuple[tuple[Cell, ...], bool]:
    """Return the cells of a line, and whether delimiters part them; `text` is the line stripped."""
    if "|" in line:
        first = len(line) - len(line.lstrip(" \t"))
        last = len(line.rstrip(" \t"))
        if line[first] == "|" and (frame[0] or first + 1 == last):
            first += 1
        if line[last - 1] == "|" and last > first and frame[1]:
            last -= 1
        return _split(line[first:last], start + first, "|"), True
    if "\t" in (text if len(text) > _LONGEST_ALIGNED_CELL else line):
        return _split(line, start, "\t"), True
    begin = start + line.index(text)
    if "  " in text:
        cells = _aligned(text, begin)
        if max(len(cell.text) for cell in cells) <= _LONGEST_ALIGNED_CELL:
            return cells, False
    return (Cell(text, begin, begin + len(text)),), False


def _split(line: str, start: int, delimiter: str) -> tuple[Cell, ...]:
    """Return the cells between delimiters, empty ones included."""
    cells = []
    for piece in line.split(delimiter):
        # As in `_cell`, without the call: most cells of most reports are made here.
        text = piece.strip()
        begin = start + piece.index(text) if text else start
        cells.append(Cell(text, begin, begin + len(text)))
        start += len(piece) + 1
    return tuple(cells)


def _aligned(text: str, start: int) -> tuple[Cell, ...]:
    """Return the cells between gaps of blanks."""
    cells = []
    first = 0
    for gap in _GAP.finditer(text):
        cells.append(_cell(text[first : gap.start()], start + first))
        first = gap.end()
    cells.append(_cell(text[first:], start + first))
    return tuple(cells)


def _cell(piece: str, start: int) -> Cell:
    text = piece.strip()
    # An empty cell stands where its delimiter would be, so that its locator is empty.
    begin = start + piece.index(text) if text else start
    return Cell(text, begin, begin + len(text))
