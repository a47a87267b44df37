"""Recognises a row whose wording drifts from the form's, by likeness and by its neighbours.

Only cells that the form has between the rows before and behind it come into question, and words
that tell rows apart must be the same. The row is marked; what stays open stays unknown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import accumulate

from rapidfuzz.fuzz import ratio

from extractors.catalog import FormCell
from extractors.rows import read_csv

_LIKE = 70.0
_BEHIND_ALL = 1000
_CLEARLY_BEST = 8.0
_LEAST = 4


def neighbours(cells: Sequence[FormCell | None]) -> list[tuple[int, int]]:
    """Return, for each row, which positions of the form lie before and behind it.

    Args:
        cells: the cell of each row, None where its wording is not the form's.
    """
    before = accumulate((cell.position if cell else 0 for cell in cells), max, initial=0)
    behind = accumulate(
        (cell.position if cell else _BEHIND_ALL for cell in reversed(cells)),
        min,
        initial=_BEHIND_ALL,
    )
    return list(zip(before, reversed(list(behind)[:-1]), strict=False))


def likeliest(
    key: str, index: Mapping[str, tuple[FormCell, ...]], open_cells: Iterable[FormCell]
) -> FormCell | None:
    """Return the one cell of `open_cells` that a label can mean, or None.

    Args:
        key: the printed label's key.
        index: the form's cells by label key, aliases included.
        open_cells: cells that may stand here.
    """
    if len(key) < _LEAST:
        return None
    allowed = {cell.cell for cell in open_cells}
    scores: dict[str, float] = {}
    cells: dict[str, FormCell] = {}
    for known, found in index.items():
        for cell in found:
            if cell.cell in allowed and cell.figures and _tells_the_same(key, known):
                score = 100.0 if known in key and len(known) >= _LEAST else ratio(key, known)
                scores[cell.cell] = max(score, scores.get(cell.cell, 0.0))
                cells[cell.cell] = cell
    ranked = sorted(scores, key=lambda name: -scores[name])
    if not ranked or scores[ranked[0]] < _LIKE:
        return None
    if len(ranked) > 1 and scores[ranked[0]] - scores[ranked[1]] < _CLEARLY_BEST:
        return None
    return cells[ranked[0]]


def _tells_the_same(key: str, known: str) -> bool:
    return all((word in key) == (word in known) for word in _telling_words())


@cache
def _telling_words() -> tuple[str, ...]:
    return tuple(row["word"] for row in read_csv("forms/telling_words.csv"))
