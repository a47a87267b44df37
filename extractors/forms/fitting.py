"""Fits the cells that follow a label to the number of figures that the form asks for.

Flattening loses cells and adds empty ones. Where the count does not fit, the form's own
arithmetic is the witness; where it does not decide, the row is unreadable, never shifted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Cell
from extractors.numbers import Entry, read_entry

Closes = Callable[[Sequence[Decimal]], bool]


@dataclass(frozen=True, slots=True)
class Fit:
    """The cells of a row, one for each figure of the form, or why there are none."""

    cells: tuple[Cell, ...]
    flags: tuple[str, ...] = ()
    problem: str | None = None


def fit(cells: Sequence[Cell], wanted: int, closes: Closes) -> Fit:
    """Choose `wanted` of `cells`, leaving out empty ones at the edges only.

    Args:
        cells: what stands between a label and the next one, empty cells included.
        wanted: how many figures the form has here.
        closes: says whether the figures satisfy the sums of the form.
    """
    if len(cells) == wanted:
        return Fit(tuple(cells))
    filled = [cell for cell in cells if cell.text]
    if len(cells) < wanted:
        return Fit((), problem=_count(len(filled), wanted))
    windows = [
        tuple(cells[start : start + wanted])
        for start in range(len(cells) - wanted + 1)
        if not any(cell.text for cell in (*cells[:start], *cells[start + wanted :]))
    ]
    if len(windows) == 1:
        return Fit(windows[0])
    closing = [window for window in windows if closes_with(window, closes)]
    if len(closing) == 1:
        return Fit(closing[0], flags=("arithmetic_choice",))
    return Fit((), problem=_count(len(filled), wanted))


def closes_with(cells: Sequence[Cell], closes: Closes) -> bool:
    """Say whether all cells hold numbers and the numbers close."""
    entries = [read_entry(cell.text) for cell in cells]
    values = [entry.value for entry in entries if entry.value is not None]
    return len(values) == len(cells) and closes(values)


def _count(found: int, wanted: int) -> str:
    return f"{found} figures where the form has {wanted}"


def is_value(text: str) -> bool:
    """Say whether a cell can stand where the form asks for a number."""
    return _entry(text).is_figure or _entry(text).kind == "unreadable"


def _entry(text: str) -> Entry:
    return read_entry(text)
