"""A report's cells in reading order, so that a grid and its flattened text look alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat

from extractors.document import Cell, Document, Row
from extractors.forms.fitting import is_value
from extractors.forms.labels import HEADING_UNITS, UNITS
from extractors.forms.vocabulary import known_keys
from extractors.text import label_key

LONGEST_LABEL = 90
_SHORT = 45
# The narrowest gap between this share of all neighbours is spacing; wider ones hold lost cells.
_USUAL = 0.1
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_FIGURE = r"(?:[-+]{0,2}\d[\d,.]*(?:万元|元|万)?|/|[—–-]+|无)"
# A row on one line with single blanks: label, perhaps a unit, figures.
_INLINE = re.compile(
    rf"^(?:(?P<number>\d{{1,3}}) +)?(?P<label>\S.*?) +(?P<unit>{_UNIT})?(?P<figures>(?: *{_FIGURE})*)$"
)


# The foot of a page that was broken off in the middle of a table.
_PAGE_NUMBER = re.compile(r"^(?:第 ?\d{1,3} ?页(?:[, ]?共 ?\d{1,3} ?页)?|[-—–]+ ?\d{1,3} ?[-—–]+)$")


@dataclass(frozen=True, slots=True)
class Token:
    """A cell, its label key, and where it stands among the rows.

    Attributes:
        column: position in its line, counted in cells.
        in_grid: True where the cell shares its line with others, so that the line bounds the row.
        explicit: True where a delimiter shows the cell, so that an empty one surely is a cell.
        across: where the cell stands across the page, in half-width columns, for cells set apart
            by blanks.
    """

    cell: Cell
    key: str
    line: int
    column: int
    in_grid: bool
    explicit: bool
    across: tuple[int, int] | None = None

    @property
    def text(self) -> str:
        """The cell's text."""
        return self.cell.text

    @property
    def is_value(self) -> bool:
        """True for a cell that can stand where the form asks for a number."""
        return is_value(self.cell.text)

    @property
    def is_unit(self) -> bool:
        """True for a unit, or the dash that headings have in its place."""
        text = self.cell.text
        return text in UNITS or text in HEADING_UNITS or text.strip("()") in UNITS


def tokens_of(document: Document) -> list[Token]:
    """Return every cell of the report in reading order.

    In flattened text an empty line can be a lost cell or mere spacing: what stands between most
    neighbours is spacing, what is more than that is cells.
    """
    spacing = _spacing(document.rows)
    tokens: list[Token] = []
    for row in document.rows:
        cells = row.cells
        if len(cells) == 1 and _PAGE_NUMBER.match(cells[0].text):
            continue
        if len(cells) == 1 and not row.delimited:
            if tokens and not tokens[-1].in_grid:
                tokens.extend(_lost_cells(tokens[-1], row, spacing))
            cells = _split_inline(cells[0])
        in_grid = len(cells) > 1
        explicit = row.delimited
        for column, cell in enumerate(cells):
            key = label_key(cell.text) if len(cell.text) < LONGEST_LABEL else ""
            across = _across(document, cell) if in_grid and not explicit else None
            tokens.append(Token(cell, key, row.line, column, in_grid, explicit, across))
    return tokens


def _across(document: Document, cell: Cell) -> tuple[int, int]:
    """Measure in the source, because folding narrows full-width figures."""
    span = document.folded.span(cell.start, cell.end)
    source = document.decoded.text
    line = source.rfind("\n", 0, span.start) + 1
    return _width(source[line : span.start]), _width(source[line : span.end])


def _width(text: str) -> int:
    return len(text) + sum(map(str.__ge__, text, repeat("\u2e80")))


def _spacing(rows: Sequence[Row]) -> int:
    """Return how many empty lines usually stand between two short flattened cells."""
    gaps: Counter[int] = Counter()
    for before, row in pairwise(rows):
        if len(row.cells) == len(before.cells) == 1:
            if len(row.cells[0].text) <= _SHORT and len(before.cells[0].text) <= _SHORT:
                gaps[row.gap] += 1
    often = sum(gaps.values()) * _USUAL
    return min((gap for gap, times in gaps.items() if times >= often), default=0)


def _lost_cells(before: Token, row: Row, spacing: int) -> list[Token]:
    lost, rest = divmod(row.gap - spacing, spacing + 1)
    if lost <= 0 or rest or len(before.text) > _SHORT:
        return []
    empty = Cell("", before.cell.end, before.cell.end)
    return [Token(empty, "", before.line, 0, False, False)] * lost


def _split_inline(cell: Cell) -> tuple[Cell, ...]:
    """Split `1.当面申请数 件 0`, but only where what is left is a label of a form."""
    match = _INLINE.match(cell.text) if " " in cell.text else None
    if not match or label_key(match["label"]) not in known_keys():
        return (cell,)
    cells = [_part(cell, match.start("label"), match.end("label"))]
    if match["unit"]:
        cells.append(_part(cell, match.start("unit"), match.end("unit")))
    for figure in re.finditer(r"\S+", match["figures"]):
        start = match.start("figures")
        cells.append(_part(cell, start + figure.start(), start + figure.end()))
    return tuple(cells)


def _part(cell: Cell, start: int, end: int) -> Cell:
    return Cell(cell.text[start:end], cell.start + start, cell.start + end)
