"""A report's cells in reading order, so that a grid and its flattened text look alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat

from extractors.document import Cell, Document, Line, Row
from extractors.forms import inline, one_line
from extractors.forms.aligned import Across
from extractors.forms.fitting import is_value
from extractors.forms.labels import HEADING_UNITS, UNITS
from extractors.forms.vocabulary import beginnings
from extractors.forms.wording import LONG, LONGEST_LABEL, NO_LABEL, short_wording, wording
from extractors.text import label_key

_SHORT = 45
# The narrowest gap between this share of all neighbours is spacing; wider ones hold lost cells.
_USUAL = 0.1
# In this share of the gaps with blank lines, these must be as many as cells can be lost there.
_FITTING = 0.9


class Token(Cell):
    """A cell, its label key, and where it stands among the rows.

    Attributes:
        is_value: True for a cell that can stand where the form asks for a number.
        column: position in its line, counted in cells.
        in_grid: True where the cell shares its line with others, so that the line bounds the row.
        explicit: True where a delimiter shows the cell, so that an empty one surely is a cell.
        opening: whether it can be the first piece of a label that goes on below (`wording`).
        across: where the cell stands across the page, in half-width columns, for cells set apart
            by blanks.
    """

    __slots__ = (
        "across",
        "column",
        "explicit",
        "in_grid",
        "is_value",
        "key",
        "line",
        "opening",
    )

    # Written out, because a report has hundreds of them, and what `dataclass` writes for a class
    # with a base is none that could be translated.
    def __init__(
        self,
        text: str,
        start: int,
        end: int,
        key: str,
        is_value: bool,
        line: int,
        column: int,
        in_grid: bool,
        explicit: bool,
        opening: int = NO_LABEL,
        across: Across | None = None,
    ) -> None:
        self.text = text
        self.start = start
        self.end = end
        self.key = key
        self.is_value = is_value
        self.line = line
        self.column = column
        self.in_grid = in_grid
        self.explicit = explicit
        self.opening = opening
        self.across = across

    @property
    def is_unit(self) -> bool:
        """True for a unit, or the dash that headings have in its place."""
        text = self.text.replace(" ", "") if " " in self.text else self.text
        return text in _UNITS_AND_DASHES or text.strip("()") in UNITS

    def moved(self, column: int) -> Token:
        """Return the token in another column."""
        return self._like(self, self.key, self.opening, column)

    def reading(self, cell: Cell) -> Token:
        """Return the token with another cell, as where pieces of a label were joined."""
        text = cell.text
        return self._like(cell, label_key(text), wording(text).opening, self.column)

    def _like(self, cell: Cell, key: str, opening: int, column: int) -> Token:
        return Token(
            cell.text,
            cell.start,
            cell.end,
            key,
            self.is_value,
            self.line,
            column,
            self.in_grid,
            self.explicit,
            opening,
            self.across,
        )


_UNITS_AND_DASHES = UNITS | HEADING_UNITS


@dataclass(slots=True)
class _Told:
    """What a line's words tell, wherever it stands.

    Attributes:
        pieces: text, range in the line, label key, `is_value` and `opening` of each token.
        in_grid: whether the pieces are cells of one row.
        is_short: whether it may be a flattened cell.
    """

    pieces: tuple[tuple[str, int, int, str, bool, int], ...]
    in_grid: bool
    is_short: bool


def _told(rows: Sequence[Row]) -> list[_Told]:
    """Return what the words of each row tell, found out once for a line that is kept."""
    for row in rows:
        if row.said.told is None:
            row.said.told = _tell(row.said)
    return [row.said.told for row in rows]


def _tell(said: Line) -> _Told:
    pieces = said.pieces
    if len(pieces) > 1:
        return _Told(tuple([_worded(*piece) for piece in pieces]), True, False)
    text = pieces[0][0]
    is_short = len(text) <= _SHORT
    told = wording(text)
    if told.is_page_number:
        return _Told((), False, is_short)
    if not said.delimited and told.may_be_row:
        cell = Cell(*pieces[0])
        cells = inline.split(cell)
        in_grid = len(cells) > 1
        if not in_grid:
            cells = one_line.split(cell) or cells
        found = tuple([_worded(part.text, part.start, part.end) for part in cells])
        return _Told(found, in_grid, is_short)
    return _Told((_worded(*pieces[0]),), False, is_short)


def _worded(text: str, start: int, end: int) -> tuple[str, int, int, str, bool, int]:
    # Half of all cells are counts, and nothing has to be looked up for them.
    if text.isdecimal() and text.isascii():
        return text, start, end, text, True, NO_LABEL
    told = short_wording(text) if len(text) < LONGEST_LABEL else LONG
    return text, start, end, told.key, told.is_value, told.opening


def tokens_of(document: Document) -> list[Token]:
    """Return every cell of the report in reading order.

    In flattened text an empty line can be a lost cell or mere spacing: what stands between most
    neighbours is spacing, what is more than that is cells.
    """
    rows = document.rows
    told_of_rows = _told(rows)
    spacing, blanks_are_cells = _spacing(rows, told_of_rows)
    tokens: list[Token] = []
    for row, told in zip(rows, told_of_rows, strict=True):
        line, at, said = row.line, row.place, row.said
        explicit = said.delimited
        if not told.pieces:
            # The foot of a page.
            if row.blanks and blanks_are_cells and tokens:
                tokens.extend(_blank_cells(tokens[-1], row))
            continue
        is_flat = not explicit and len(said.pieces) == 1
        if is_flat and row.gap != spacing and tokens and not tokens[-1].in_grid:
            lost = _lost_cells(tokens[-1], row, spacing)
            if not lost and row.blanks and blanks_are_cells:
                lost = _blank_cells(tokens[-1], row)
            tokens.extend(lost)
        if not told.in_grid:
            for text, start, end, key, value, opening in told.pieces:
                tokens.append(
                    Token(text, at + start, at + end, key, value, line, 0, False, explicit, opening)
                )
            continue
        column = 0
        for text, start, end, key, value, opening in told.pieces:
            tokens.append(
                Token(text, at + start, at + end, key, value, line, column, True, explicit, opening)
            )
            column += 1
        if not explicit:
            _measure(document, tokens[-column:])
    return tokens


def _measure(document: Document, tokens: Sequence[Token]) -> None:
    """Say where the cells of a line stand across the page.

    They are measured in the source, because folding narrows full-width figures.
    """
    source = document.decoded.text
    spans = [document.folded.source_range(token.start, token.end) for token in tokens]
    at = source.rfind("\n", 0, spans[0][0]) + 1
    width = 0
    for token, (start, end) in zip(tokens, spans, strict=True):
        left = width + _width(source[at:start])
        width = left + _width(source[start:end])
        at = end
        token.across = left, width


def _width(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(map(str.__ge__, text, repeat("\u2e80")))


def _spacing(rows: Sequence[Row], told_of_rows: Sequence[_Told]) -> tuple[int, bool]:
    """Tell spacing from cells in flattened text.

    Returns:
        How many empty lines usually stand between two short cells, and whether lines that hold
        only blanks are cells: they stand just where more lines are empty than between most.
    """
    between = []
    before_is_short = False
    for row, told in zip(rows, told_of_rows, strict=True):
        is_short = told.is_short
        if is_short and before_is_short:
            between.append((row.gap, row.blanks))
        before_is_short = is_short
    counted = Counter(between)
    often = len(between) * _USUAL
    gaps: Counter[int] = Counter()
    for (gap, _), times in counted.items():
        gaps[gap] += times
    spacing = min((gap for gap, times in gaps.items() if times >= often), default=0)
    with_blanks = fitting = 0
    for (gap, blanks), times in counted.items():
        if blanks:
            lost, rest = divmod(gap - spacing, spacing + 1)
            with_blanks += times
            fitting += times if blanks <= lost and not rest else 0
    return spacing, fitting > 0 and fitting >= with_blanks * _FITTING


def _lost_cells(before: Token, row: Row, spacing: int) -> list[Token]:
    lost, rest = divmod(row.gap - spacing, spacing + 1)
    if lost <= 0 or rest or len(before.text) > _SHORT or not _goes_on(row.said.pieces[0][0]):
        return []
    return [empty_cell(before)] * lost


def _blank_cells(before: Token, row: Row) -> list[Token]:
    """Return the cells behind the last figure of a table: no label shows that they are cells."""
    if before.in_grid or before.explicit or not before.is_value:
        return []
    return [empty_cell(before)] * row.blanks


def empty_cell(before: Token) -> Token:
    """Return a cell that lost its words, at the end of another."""
    return Token("", before.end, before.end, "", True, before.line, 0, False, False)


def _goes_on(text: str) -> bool:
    """Say whether the table goes on; before other words an empty line is only spacing."""
    return is_value(text) or label_key(text) in beginnings()
