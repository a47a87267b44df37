"""Rows of a national form stand in the form's order; one or two that do not have changed places.

Two labels that changed places leave every row readable, and their figures go to the wrong metric.
The order of the rows is the witness. Which of two neighbours moved cannot be told: both are marked.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from extractors.catalog import form_cells
from extractors.forms.reading import Reading

FLAG = "odd_row"
# More rows out of order are another layout, such as halves side by side, no accident.
_MOST = 3


def mark(readings: Sequence[Reading], form: str) -> None:
    """Put the flag on the figures of rows that stand out of the form's order."""
    places = _places(form)
    rows: dict[int, int] = {}
    seen: set[str | None] = set()
    for reading in readings:
        if reading.cell in places and reading.cell not in seen:
            seen.add(reading.cell)  # a cell printed again has a flag of its own
            rows.setdefault(reading.start, places[reading.cell])
    starts = sorted(rows)
    order = [rows[start] for start in starts]
    if all(first < second for first, second in pairwise(order)):
        return
    moved = {starts[index] for index in out_of_order(order)}
    if len(moved) <= _MOST:
        for reading in readings:
            if reading.start in moved and reading.cell:
                reading.flags += (FLAG,)


def out_of_order(places: Sequence[int]) -> list[int]:
    """Return the indexes that some longest rising run through `places` can do without."""
    before = _longest_to(places)
    behind = _longest_to([-place for place in reversed(places)])[::-1]
    longest = max(before, default=0)
    at_step: dict[int, list[int]] = {}
    for index, (left, right) in enumerate(zip(before, behind, strict=True)):
        if left + right - 1 == longest:
            at_step.setdefault(left, []).append(index)
    needed = {indexes[0] for indexes in at_step.values() if len(indexes) == 1}
    return [index for index in range(len(places)) if index not in needed]


def _longest_to(places: Sequence[int]) -> list[int]:
    """Return how long the longest rising run is that ends at each place."""
    ends: list[int] = []
    lengths = []
    for place in places:
        at = bisect_left(ends, place)
        ends[at : at + 1] = [place]
        lengths.append(at + 1)
    return lengths


@cache
def _places(form: str) -> dict[str | None, int]:
    cells = (cell.cell for cell in form_cells() if cell.form == form)
    return {cell: place for place, cell in enumerate(dict.fromkeys(cells))}
