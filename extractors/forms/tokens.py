"""A report's cells in reading order, so that a grid and its flattened text look alike."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import repeat

from extractors.document import Cell, Document, Row
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


@dataclass(slots=True)
class Token:
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

    cell: Cell
    text: str
    key: str
    is_value: bool
    line: int
    column: int
    in_grid: bool
    explicit: bool
    opening: int = NO_LABEL
    across: Across | None = None

    @property
    def is_unit(self) -> bool:
        """True for a unit, or the dash that headings have in its place."""
        text = self.text.replace(" ", "") if " " in self.text else self.text
        return text in _UNITS_AND_DASHES or text.strip("()") in UNITS

    def reading(self, cell: Cell) -> Token:
        """Return the token with another cell, as where pieces of a label were joined."""
        text = cell.text
        opening = wording(text).opening
        return replace(self, cell=cell, text=text, key=label_key(text), opening=opening)


_UNITS_AND_DASHES = UNITS | HEADING_UNITS


def tokens_of(document: Document) -> list[Token]:
    """Return every cell of the report in reading order.

    In flattened text an empty line can be a lost cell or mere spacing: what stands between most
    neighbours is spacing, what is more than that is cells.
    """
    spacing, blanks_are_cells = _spacing(document.rows)
    tokens: list[Token] = []
    for row in document.rows:
        line, cells, explicit = row.line, row.cells, row.delimited
        if len(cells) == 1:
            (cell,) = cells
            text = cell.text
            # Half of all cells are counts, and nothing has to be looked up for them.
            if text.isdecimal() and text.isascii():
                key, value, opening, may_be_row = text, True, NO_LABEL, False
            else:
                told = short_wording(text) if len(text) < LONGEST_LABEL else LONG
                key, value, is_page_number, opening, may_be_row = told
                if is_page_number:
                    if row.blanks and blanks_are_cells and tokens:
                        tokens.extend(_blank_cells(tokens[-1], row))
                    continue
            if not explicit:
                if row.gap != spacing and tokens and not tokens[-1].in_grid:
                    lost = _lost_cells(tokens[-1], row, spacing)
                    if not lost and row.blanks and blanks_are_cells:
                        lost = _blank_cells(tokens[-1], row)
                    tokens.extend(lost)
                if may_be_row:
                    cells = inline.split(cell)
                    if len(cells) == 1 and (pieces := one_line.split(cell)):
                        tokens.extend(_flat(piece, line) for piece in pieces)
                        continue
            if len(cells) == 1:
                tokens.append(Token(cell, text, key, value, line, 0, False, explicit, opening))
                continue
        places = repeat(None) if explicit else _across(document, cells)
        for column, (cell, place) in enumerate(zip(cells, places, strict=False)):
            text = cell.text
            if text.isdecimal() and text.isascii():
                key, value, opening = text, True, NO_LABEL
            else:
                told = short_wording(text) if len(text) < LONGEST_LABEL else LONG
                key, value, _, opening, _ = told
            tokens.append(
                Token(cell, text, key, value, line, column, True, explicit, opening, place)
            )
    return tokens


def _flat(cell: Cell, line: int) -> Token:
    told = wording(cell.text)
    return Token(cell, cell.text, told.key, told.is_value, line, 0, False, False, told.opening)


def _across(document: Document, cells: Sequence[Cell]) -> Iterator[Across]:
    """Measure the cells of a line in the source, because folding narrows full-width figures."""
    source = document.decoded.text
    spans = [document.folded.source_range(cell.start, cell.end) for cell in cells]
    at = source.rfind("\n", 0, spans[0][0]) + 1
    width = 0
    for start, end in spans:
        left = width + _width(source[at:start])
        width = left + _width(source[start:end])
        at = end
        yield left, width


def _width(text: str) -> int:
    return len(text) if text.isascii() else len(text) + sum(map(str.__ge__, text, repeat("\u2e80")))


def _spacing(rows: Sequence[Row]) -> tuple[int, bool]:
    """Tell spacing from cells in flattened text.

    Returns:
        How many empty lines usually stand between two short cells, and whether lines that hold
        only blanks are cells: they stand just where more lines are empty than between most.
    """
    between = []
    before_is_short = False
    for row in rows:
        cells = row.cells
        is_short = len(cells) == 1 and len(cells[0].text) <= _SHORT
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
    if lost <= 0 or rest or len(before.text) > _SHORT or not _goes_on(row.cells[0].text):
        return []
    return _empty(before) * lost


def _blank_cells(before: Token, row: Row) -> list[Token]:
    """Return the cells behind the last figure of a table: no label shows that they are cells."""
    if before.in_grid or before.explicit or not before.is_value:
        return []
    return _empty(before) * row.blanks


def _empty(before: Token) -> list[Token]:
    empty = Cell("", before.cell.end, before.cell.end)
    return [Token(empty, "", "", True, before.line, 0, False, False)]


def _goes_on(text: str) -> bool:
    """Say whether the table goes on; before other words an empty line is only spacing."""
    return is_value(text) or label_key(text) in beginnings()
