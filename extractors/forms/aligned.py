"""Columns of tables that are set with blanks: where they stand tells which cells are empty."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Across = tuple[int, int]
_LEAST_FULL_ROWS = 2
# In this share of the complete rows a column must stand at the very same place.
_SAME = 0.8

_EDGES: tuple[Callable[[Across], int], ...] = (
    lambda cell: cell[0],
    lambda cell: cell[1],
    lambda cell: (cell[0] + cell[1]) // 2,
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Where the columns of a table stand: its left, right or middle edges across the page."""

    edge: Callable[[Across], int]
    at: tuple[int, ...]


def columns(rows: Sequence[Sequence[Across]], wanted: int) -> Columns | None:
    """Return the columns that the complete rows show.

    Args:
        rows: for each row, from where to where its cells stand across the page.
        wanted: how many columns the table has.

    Returns:
        None where too few rows are complete or their cells are not set in columns.
    """
    full = [row for row in rows if len(row) == wanted]
    if len(full) < _LEAST_FULL_ROWS:
        return None
    for edge in _EDGES:
        found = [Counter(edge(row[i]) for row in full).most_common(1)[0] for i in range(wanted)]
        if all(times >= len(full) * _SAME for _, times in found):
            at = tuple(place for place, _ in found)
            if all(a < b for a, b in pairwise(at)):
                return Columns(edge, at)
    return None


def places(cells: Sequence[Across], table: Columns) -> list[int] | None:
    """Return the column of each cell, or None where a cell stands in none.

    A cell must stand exactly where the column does: in a row whose empty cells were closed up,
    the others stand beside their columns.
    """
    found = []
    for cell in cells:
        place = table.edge(cell)
        if place not in table.at:
            return None
        found.append(table.at.index(place))
    return found if all(a < b for a, b in pairwise(found)) else None
