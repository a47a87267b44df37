"""A report as lines and cells; every piece knows where it stands in the folded text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import compress
from typing import Any

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
# A row of seven figures with its label is no longer; what is longer hardly comes again.
_LONGEST_KEPT = 60
# A line with what is told of it takes about a kilobyte.
_MOST_KEPT = 20_000
_RULE = re.compile(r"^\|?(?: *:?-{3,}:? *\|){2,}(?: *:?-{3,}:?)?$|^(?: *:?-{3,}:? *\|) *:?-{3,}:?$")


# Not frozen, nor named tuples, as all that is made by the hundred: the first are slow to make, the
# others slow to read.
@dataclass(slots=True)
class Cell:
    """A cell or a line of its own: stripped text and its range in the folded text."""

    text: str
    start: int
    end: int


Piece = tuple[str, int, int]
"""A cell's text and its range in the line."""


@dataclass(slots=True, eq=False)
class Line:
    """What a line says, wherever it stands.

    Most lines of a report come again word by word in others (labels, figures, headings), so the
    short ones are kept and whoever tells something of a line's words tells it once.

    Attributes:
        text: the words without the blanks around them.
        pieces: one for a plain line; several where it is delimited or set with blanks.
        delimited: True where pipes or tabs separate the pieces, so that empty ones are kept.
        is_rule: True for Markdown's line between the heads of a table and its rows.
        told: what `forms` tells of the pieces.
    """

    text: str
    pieces: tuple[Piece, ...]
    delimited: bool
    is_rule: bool
    told: Any = None

    @property
    def first(self) -> str:
        """The words of the first piece, which are all of a plain line."""
        return self.pieces[0][0]


@dataclass(slots=True)
class Row:
    """One line of the report, as cells.

    Attributes:
        line: number of the line, from 1.
        said: the line's words.
        place: where the line starts in the folded text.
        gap: how many empty lines stand between this row and the one before.
        blanks: how many of these hold blanks, as a cell does that lost its words.
    """

    line: int
    said: Line
    place: int
    gap: int = 0
    blanks: int = 0

    @property
    def cells(self) -> tuple[Cell, ...]:
        """One cell for a plain line; several where the line is delimited or set with blanks."""
        at = self.place
        return tuple([Cell(text, at + start, at + end) for text, start, end in self.said.pieces])

    @property
    def delimited(self) -> bool:
        """True where pipes or tabs separate the cells, so that empty ones are kept."""
        return self.said.delimited

    @property
    def start(self) -> int:
        """Where the row's first cell starts."""
        return self.place + self.said.pieces[0][1]

    @property
    def end(self) -> int:
        """Where the row's last cell ends."""
        return self.place + self.said.pieces[-1][2]

    @property
    def text(self) -> str:
        """The row's cells in one line."""
        pieces = self.said.pieces
        return pieces[0][0] if len(pieces) == 1 else " ".join([text for text, _, _ in pieces])


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
    start = gap = blanks = 0
    lines = folded.text.split("\n")
    frame = _frame(lines) if "|" in folded.text else _NO_FRAME
    indented = _indented(lines) if "\t" in folded.text else frozenset()
    known = _kept_lines(frame)
    for number, line in enumerate(lines, start=1):
        starts.append(start)
        if number in indented:
            # The tabs delimit nothing: what they stand around is a line like any other.
            said = _indented_line(line, frame)
        else:
            said = known.get(line) or _line(line, frame)
        if not said.pieces:
            gap += 1
            blanks += line != ""
        elif not (said.is_rule and "|" in _below(lines, number)):
            rows.append(Row(number, said, start, gap, blanks))
            gap = blanks = 0
        start += len(line) + 1
    return Document(decoded, folded, tuple(rows), tuple(starts))


_Frame = tuple[bool, bool]
"""Whether rows start, and whether they end, with a bar that delimits nothing."""
_NO_FRAME: _Frame = (False, False)


@cache
def _kept_lines(frame: _Frame) -> dict[str, Line]:
    """Return the short lines of earlier reports, by their words."""
    return {}


def _line(line: str, frame: _Frame) -> Line:
    """Divide a line, and keep it if it is short."""
    text = line.strip()
    if not text:
        said = _EMPTY
    elif "|" in line or "\t" in line or "  " in text:
        said = _divided(line, text, 0, frame)
    else:
        begin = line.index(text)
        said = Line(text, ((text, begin, begin + len(text)),), False, False)
    if len(line) <= _LONGEST_KEPT:
        known = _kept_lines(frame)
        if len(known) >= _MOST_KEPT:
            # All at once, which is simple, and soon made up for.
            known.clear()
        known[line] = said
    return said


def _indented_line(line: str, frame: _Frame) -> Line:
    """Divide what stands behind a line's indent."""
    text = line.strip()
    return _divided(text, text, line.index(text), frame)


_EMPTY = Line("", (), False, False)


def _divided(line: str, text: str, start: int, frame: _Frame) -> Line:
    pieces, delimited = _pieces(line, text, start, frame)
    return Line(text, pieces, delimited, delimited and _RULE.match(text) is not None)


def _below(lines: Sequence[str], number: int) -> str:
    """Return the next line that is not empty."""
    while number < len(lines) and not lines[number].strip():
        number += 1
    return lines[number] if number < len(lines) else ""


def _frame(lines: Sequence[str]) -> _Frame:
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


def _pieces(line: str, text: str, start: int, frame: _Frame) -> tuple[tuple[Piece, ...], bool]:
    """Return the pieces of a line, and whether delimiters part them.

    Args:
        line: the line.
        text: the line stripped.
        start: what to count its characters from.
        frame: whether bars at its ends delimit nothing.
    """
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
        pieces = _aligned(text, begin)
        if max(len(words) for words, _, _ in pieces) <= _LONGEST_ALIGNED_CELL:
            return pieces, False
    return ((text, begin, begin + len(text)),), False


def _split(line: str, start: int, delimiter: str) -> tuple[Piece, ...]:
    """Return the pieces between delimiters, empty ones included."""
    pieces = []
    for piece in line.split(delimiter):
        pieces.append(_stripped(piece, start))
        start += len(piece) + 1
    return tuple(pieces)


def _aligned(text: str, start: int) -> tuple[Piece, ...]:
    """Return the pieces between gaps of blanks."""
    pieces = []
    first = 0
    for gap in _GAP.finditer(text):
        pieces.append(_stripped(text[first : gap.start()], start + first))
        first = gap.end()
    pieces.append(_stripped(text[first:], start + first))
    return tuple(pieces)


def _stripped(piece: str, start: int) -> Piece:
    text = piece.strip()
    # An empty cell stands where its delimiter would be, so that its locator is empty.
    begin = start + piece.index(text) if text else start
    return text, begin, begin + len(text)
