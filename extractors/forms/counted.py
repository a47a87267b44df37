"""Says where counting lines tells which cells of a flattened table are empty.

Where every cell has a line of its own, an empty one too, each row has just as many lines as the
form has cells. Then a row's cells are told even where an empty one stands for a figure, so that no
sum closes.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractors.document import Cell
from extractors.forms.figure_row import FigureRow
from extractors.numbers import read_entry

# Fewer rows than these fit by chance.
_LEAST_ROWS = 5
# At most this share of the rows may have more or fewer lines than the form has cells.
_MOST_ODD = 0.1


def is_counted(rows: Sequence[FigureRow]) -> bool:
    """Say whether the rows of a flattened table have a line for each cell of the form.

    Some of the lines must be empty: otherwise nothing tells whether empty cells have lines.
    """
    flat = [row for row in rows if row.is_flat]
    fitting = [row for row in flat if len(row.values) == len(row.slots)]
    holds_empty = any(not value.text for row in fitting for value in row.values)
    enough = len(flat) >= _LEAST_ROWS and len(fitting) >= len(flat) * (1 - _MOST_ODD)
    return holds_empty and enough


def may_stand(cells: Sequence[Cell], group: int) -> bool:
    """Say whether figures can stand where they do, with any numbers in the empty cells.

    They cannot where the parts are more than their total, nor where what looks like the total
    stands before its place: then a cell was lost, and the empty one is none.

    Args:
        cells: the cells of a row, one for each figure of the form.
        group: how many figures end in their total.
    """
    numbers = [read_entry(cell.text).value for cell in cells]
    return all(
        _group_may_stand(numbers[first : first + group]) for first in range(0, len(cells), group)
    )


def _group_may_stand(numbers: Sequence[Decimal | None]) -> bool:
    *parts, total = numbers
    printed = [number for number in parts if number is not None]
    if total is not None:
        return sum(printed) <= total
    return not any(printed) or sum(printed[:-1]) != printed[-1]
