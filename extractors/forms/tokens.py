"""A report's cells in reading order, so that a grid and its flattened text look alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import Cell, Row
from extractors.forms.fitting import is_value
from extractors.text import label_key


@dataclass(frozen=True, slots=True)
class Token:
    """A cell, its label key, and where it stands among the rows."""

    cell: Cell
    key: str
    line: int
    in_grid: bool
    """True where the cell shares its line with others, so that the line bounds the row."""

    @property
    def is_value(self) -> bool:
        """True for a cell that can stand where the form asks for a number."""
        return is_value(self.cell.text)


def tokens_of(rows: Sequence[Row]) -> list[Token]:
    """Return every cell of the rows in reading order."""
    return [
        Token(
            cell, label_key(cell.text) if len(cell.text) < 90 else "", row.line, len(row.cells) > 1
        )
        for row in rows
        for cell in row.cells
    ]


def values_after(tokens: Sequence[Token], at: int) -> list[Token]:
    """Return the value cells that belong to the label at `at`.

    In a grid they end with the line. In flattened text they end with the next words; a line of
    blanks counts as an empty cell there.
    """
    label = tokens[at]
    values: list[Token] = []
    for token in tokens[at + 1 :]:
        if not token.is_value:
            break
        if label.in_grid and token.line != label.line and any(value.cell.text for value in values):
            break
        values.append(token)
    if label.in_grid and values and values[0].line != label.line:
        return values
    same_line = [value for value in values if value.line == label.line]
    return same_line if label.in_grid and same_line else values
