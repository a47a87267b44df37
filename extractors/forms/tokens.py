"""A report's cells in reading order, so that a grid and its flattened text look alike."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise, repeat
from typing import NamedTuple

from extractors.document import Cell, Document, Row
from extractors.forms.fitting import is_value
from extractors.forms.labels import HEADING_UNITS, UNITS
from extractors.forms.vocabulary import beginnings, known_keys
from extractors.text import label_key

LONGEST_LABEL = 90
_SHORT = 45
# The narrowest gap between this share of all neighbours is spacing; wider ones hold lost cells.
_USUAL = 0.1
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_FIGURE = r"(?:[-+]{0,2}\d[\d,.]*(?:万元|元|万)?|/|[—–-]+|无)"
# A row on one line with single blanks: label, perhaps a unit, figures.
_INLINE = re.compile(
    r"^(?:(?P<number>\d{1,3}) +)?(?P<label>\S.*?) +"
    rf"(?P<unit>{_UNIT})?(?P<figures>(?: *{_FIGURE})*)$"
)


# The foot of a page that was broken off in the middle of a table.
_PAGE_NUMBER = re.compile(r"^(?:第 ?\d{1,3} ?页(?:[, ]?共 ?\d{1,3} ?页)?|[-—–]+ ?\d{1,3} ?[-—–]+)$")


class Token(NamedTuple):
    """A cell, its label key, and where it stands among the rows.

    Attributes:
        is_value: True for a cell that can stand where the form asks for a number.
        column: position in its line, counted in cells.
        in_grid: True where the cell shares its line with others, so that the line bounds the row.
        explicit: True where a delimiter shows the cell, so that an empty one surely is a cell.
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
    across: tuple[int, int] | None = None

    @property
    def is_unit(self) -> bool:
        """True for a unit, or the dash that headings have in its place."""
        return self.text in _UNITS_AND_DASHES or self.text.strip("()") in UNITS

    def reading(self, cell: Cell) -> Token:
        """Return the token with another cell, as where pieces of a label were joined."""
        return self._replace(cell=cell, text=cell.text, key=label_key(cell.text))


_UNITS_AND_DASHES = UNITS | HEADING_UNITS


def tokens_of(document: Document) -> list[Token]:
    """Return every cell of the report in reading order.

    In flattened text an empty line can be a lost cell or mere spacing: what stands between most
    neighbours is spacing, what is more than that is cells.
    """
    spacing = _spacing(document.rows)
    tokens: list[Token] = []
    for row in document.rows:
        cells = row.cells
        explicit = row.delimited
        if len(cells) == 1:
            text = cells[0].text
            if len(text) <= _SHORT and _PAGE_NUMBER.match(text):
                continue
            if not explicit:
                if row.gap != spacing and tokens and not tokens[-1].in_grid:
                    tokens.extend(_lost_cells(tokens[-1], row, spacing))
                if " " in text:
                    cells = _split_inline(cells[0])
        in_grid = len(cells) > 1
        for column, cell in enumerate(cells):
            key, value = _reading(cell.text)
            across = _across(document, cell) if in_grid and not explicit else None
            tokens.append(
                Token(cell, cell.text, key, value, row.line, column, in_grid, explicit, across)
            )
    return tokens


def _reading(text: str) -> tuple[str, bool]:
    """Return a cell's label key, and whether it can be a figure; long texts are neither."""
    return _short_reading(text) if len(text) < LONGEST_LABEL else ("", False)


@lru_cache(maxsize=100_000)
def _short_reading(text: str) -> tuple[str, bool]:
    return label_key(text), is_value(text)


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
        alone = len(row.cells) == len(before.cells) == 1
        if alone and max(len(row.cells[0].text), len(before.cells[0].text)) <= _SHORT:
            gaps[row.gap] += 1
    often = sum(gaps.values()) * _USUAL
    return min((gap for gap, times in gaps.items() if times >= often), default=0)


def _lost_cells(before: Token, row: Row, spacing: int) -> list[Token]:
    lost, rest = divmod(row.gap - spacing, spacing + 1)
    if lost <= 0 or rest or len(before.text) > _SHORT or not _goes_on(row.cells[0].text):
        return []
    empty = Cell("", before.cell.end, before.cell.end)
    return [Token(empty, "", "", True, before.line, 0, False, False)] * lost


def _goes_on(text: str) -> bool:
    """Say whether the table goes on; before other words an empty line is only spacing."""
    return is_value(text) or label_key(text) in beginnings()


def _split_inline(cell: Cell) -> tuple[Cell, ...]:
    """Split `1.当面申请数 件 0`, but only where what is left is a label of a form."""
    match = _INLINE.match(cell.text)
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
