"""Fits the cells that follow a label to the number of figures that the form asks for.

Flattening loses cells and adds empty ones. Where the count does not fit, the form's own
arithmetic is the witness; where it does not decide, the row is unreadable, never shifted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from extractors.document import Cell
from extractors.numbers import read_entry
from extractors.rows import read_csv

Closes = Callable[[Sequence[Decimal]], bool]


@dataclass(slots=True)
class Fit:
    """The cells of a row, one for each figure of the form, or why there are none.

    Attributes:
        start: position of the first of them among the cells that were given.
    """

    cells: tuple[Cell, ...]
    start: int = 0
    flags: tuple[str, ...] = ()
    problem: str | None = None


def fit(cells: Sequence[Cell], wanted: int, closes: Closes, start: int | None = None) -> Fit:
    """Choose `wanted` of `cells`, leaving out empty ones at the edges only.

    Args:
        cells: what stands between a label and the next one, empty cells included.
        wanted: how many figures the form has here.
        closes: says whether the figures satisfy the sums of the form.
        start: position at which the figures of the table's other rows start, if known. Empty
            cells that are missing at the end of such a row are put back.
    """
    if len(cells) == wanted and not start:
        return Fit(tuple(cells))
    if start is not None:
        return _fit_from(cells, wanted, start)
    filled = [at for at, cell in enumerate(cells) if cell.text]
    earliest, latest = 0, len(cells) - wanted
    if filled:
        earliest, latest = max(earliest, filled[-1] - wanted + 1), min(latest, filled[0])
    windows = {first: tuple(cells[first : first + wanted]) for first in range(earliest, latest + 1)}
    if len(windows) == 1:
        ((first, window),) = windows.items()
        return Fit(window, first)
    closing = [first for first, window in windows.items() if closes_with(window, closes)]
    if len(closing) == 1:
        return Fit(windows[closing[0]], closing[0], flags=("arithmetic_choice",))
    return _unfit(cells, wanted)


def _fit_from(cells: Sequence[Cell], wanted: int, start: int) -> Fit:
    window = list(cells[start : start + wanted]) if start >= 0 else []
    rest = (*cells[: max(start, 0)], *cells[start + wanted :])
    if not window or any(cell.text for cell in rest):
        return _unfit(cells, wanted)
    if len(window) < wanted and _ends_in_total(window):
        # The total is there, so the cell that is missing is not at the end.
        return _unfit(cells, wanted)
    end = window[-1].end
    window.extend([Cell("", end, end)] * (wanted - len(window)))
    return Fit(tuple(window), start)


def _ends_in_total(cells: Sequence[Cell]) -> bool:
    numbers = [read_entry(cell.text).value or Decimal(0) for cell in cells]
    return bool(cells[-1].text) and sum(numbers[:-1]) == numbers[-1]


def _unfit(cells: Sequence[Cell], wanted: int) -> Fit:
    filled = sum(bool(cell.text) for cell in cells)
    return Fit((), problem=f"{filled} figures where the form has {wanted}")


def closes_with(cells: Sequence[Cell], closes: Closes) -> bool:
    """Say whether all cells hold numbers and the numbers close."""
    entries = [read_entry(cell.text) for cell in cells]
    values = [entry.value for entry in entries if entry.value is not None]
    return len(values) == len(cells) and closes(values)


def is_value(text: str) -> bool:
    """Say whether a cell can stand where the form asks for a number."""
    if read_entry(text).kind != "text" or text in _no_figure_words():
        return True
    # 22 +1140 0: the figures of a row in one line, below its label.
    return " " in text and all(read_entry(piece).is_figure for piece in text.split())


@cache
def _no_figure_words() -> frozenset[str]:
    return frozenset(row["word"] for row in read_csv("forms/no_figure_words.csv"))
