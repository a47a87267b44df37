"""Columns of tables that are set with blanks: where they stand tells which cells are empty."""

from __future__ import annotations

from collections.abc import Sequence

Across = tuple[int, int]
_LEAST_FULL_ROWS = 2


def columns(rows: Sequence[Sequence[Across]], wanted: int) -> list[Across]:
    """Return the columns that the complete rows show, left to right.

    Args:
        rows: for each row, from where to where its cells stand across the page.
        wanted: how many columns the table has.

    Returns:
        Nothing where too few rows are complete, or where their columns overlap.
    """
    full = [row for row in rows if len(row) == wanted]
    if len(full) < _LEAST_FULL_ROWS:
        return []
    spans = [
        (min(row[i][0] for row in full), max(row[i][1] for row in full)) for i in range(wanted)
    ]
    apart = all(a[1] <= b[0] for a, b in zip(spans, spans[1:], strict=False))
    return spans if apart else []


def places(cells: Sequence[Across], spans: Sequence[Across]) -> list[int] | None:
    """Return the column of each cell, or None where a cell stands in none or in two."""
    found = []
    for start, end in cells:
        within = [i for i, span in enumerate(spans) if start < span[1] and end > span[0]]
        if len(within) != 1:
            return None
        found.append(within[0])
    return found if all(a < b for a, b in zip(found, found[1:], strict=False)) else None
