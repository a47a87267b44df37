"""Says where cells that fit a row by their number may still be others.

A cell that was lost, doubled or added elsewhere can leave just as many cells as the form has. What
the other rows of the table show, and the row's own sum, are the witnesses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from extractors.forms.counted import is_counted, may_stand
from extractors.forms.figure_row import FigureRow
from extractors.forms.fitting import Closes, Fit
from extractors.forms.tokens import Token
from extractors.numbers import read_entry

# Where fewer neighbours than this share have no empty line between them, all lines are spaced.
_LEAST_TIGHT = 0.2
# So many rows must have the same number of cells.
_USUAL = 0.6
# A flattened row of which less is printed tells too little by itself.
_LEAST_FILLED = 0.5


@dataclass(frozen=True, slots=True)
class Habits:
    """What the rows of a table have in common.

    Attributes:
        lines_hold_cells: empty lines between flattened cells can be cells that lost their words.
        is_tight: some row has no empty line between its figures.
        is_counted: the rows of a flattened table have a line for each cell of the form.
        loses_cells: some rows have fewer cells than the form.
        widths: how many cells most rows with delimiters have behind their label, by depth in the
            form; none where rows are of any length.
    """

    lines_hold_cells: bool
    is_tight: bool
    is_counted: bool
    loses_cells: bool
    widths: Mapping[int, int]


def habits(rows: Sequence[FigureRow], among: Sequence[FigureRow] | None = None) -> Habits:
    """Return what the rows of a table show; `among` more rows with the same spacing."""
    spaced = among or rows
    return Habits(
        _empty_lines_hold_cells(spaced),
        any(map(_is_tight, spaced)),
        is_counted(rows),
        any(map(_has_lost_cells, rows)),
        _widths(rows),
    )


def _widths(rows: Sequence[FigureRow]) -> dict[int, int]:
    """Return the usual width by depth; none where the rows of a table are of any length."""
    widths: dict[int, Counter[int]] = {}
    for row in rows:
        if row.values and row.values[0].explicit:
            widths.setdefault(row.depth, Counter())[len(row.values)] += 1
    usual = {}
    for depth, counted in widths.items():
        width, times = counted.most_common(1)[0]
        if times < counted.total() * _USUAL:
            return {}
        usual[depth] = width
    return usual


def _empty_lines_hold_cells(rows: Sequence[FigureRow]) -> bool:
    """Say whether the empty lines of a flattened table can be cells that lost their words.

    They cannot where they also stand between the cells of rows that lack none, or between nearly
    all cells: there they are nothing but the space between lines.
    """
    whole = spaced = pairs = tight_pairs = 0
    for row in rows:
        if not row.is_flat:
            continue
        filled = [at for at, value in enumerate(row.values) if value.text]
        pairs += len(filled)
        tight_pairs += sum(b - a == 1 for a, b in pairwise([-1, *filled]))
        if len(filled) == len(row.slots):
            whole += 1
            spaced += filled[-1] >= len(filled)
    return spaced * 2 <= whole and tight_pairs >= pairs * _LEAST_TIGHT


def _is_tight(row: FigureRow) -> bool:
    """Say whether a flattened row has its figures right below its label, and nothing else."""
    return row.is_flat and len(row.values) == len(row.slots) and all(v.text for v in row.values)


def _has_lost_cells(row: FigureRow) -> bool:
    """Say whether a row that nothing delimits has fewer cells than the form."""
    values = row.values
    loose = bool(values) and not values[0].explicit
    return loose and sum(bool(value.text) for value in values) < len(row.slots)


def doubt(row: FigureRow, values: Sequence[Token], fitted: Fit, table: Habits) -> str | None:
    """Say why cells that fit by their number may still be others, where no sum vouches for them.

    Where counting alone tells the cells, they get a flag.

    Args:
        values: the cells behind the row's label.
        fitted: those that were chosen, with no problem.
        table: what the other rows show.
    """
    if row.contradicts:
        return _doubt_without_label(row, values, fitted, row.contradicts)
    if not any(cell.text for cell in fitted.cells) or "by_position" in fitted.flags:
        return None
    if not values or values[0].explicit:
        return _doubt_delimited(row, values, fitted, table)
    return _doubt_flat(row, values, fitted, table)


def _doubt_without_label(
    row: FigureRow, values: Sequence[Token], fitted: Fit, contradicts: Closes
) -> str | None:
    wanted = len(row.slots)
    delimited = values[0].explicit and values[0].in_grid and len(values) == wanted
    if delimited or (row.is_below_heads and values[-1].explicit):
        return None
    numbers = _numbers(fitted)
    unlike = contradicts(numbers)
    full = all(cell.text for cell in fitted.cells)
    if row.is_below_heads and row.is_flat:
        # As many lines as cells, in a report whose empty cells have lines.
        if unlike and full:
            fitted.flags += ("odd_row",)
        elif not row.closes(numbers) and any(numbers):
            if not may_stand(fitted.cells, row.group):
                return f"{wanted} cells, some of them empty, that close no sum"
            fitted.flags += ("by_position",)
        return None
    return f"{wanted} cells that close no sum" if unlike else None


def _doubt_delimited(
    row: FigureRow, values: Sequence[Token], fitted: Fit, table: Habits
) -> str | None:
    wanted = len(row.slots)
    if not row.has_sum or (len(values) == wanted and values[0].text and values[-1].text):
        return None
    padded = fitted.start + wanted > len(values)
    ends_in_total = bool(fitted.cells[-1].text)
    fits = not padded and may_stand(fitted.cells, row.group)
    if ends_in_total and fits:
        # Nothing stands behind the total: no cell before it was lost.
        return None
    usual = len(values) == table.widths.get(row.depth) and not padded
    if (usual and (ends_in_total or fits)) or _closes(row, fitted):
        if not ends_in_total and _holds_only_zeros(fitted):
            # Zeros close wherever they stand, and the last one could be the total.
            fitted.flags += ("odd_row",)
        return None
    if not padded and all(cell.text for cell in fitted.cells):
        # None is missing; but figures of the row do not fit together.
        fitted.flags += ("odd_row",)
        return None
    return f"{len(values)} cells, not as in other rows, that close no sum"


def _doubt_flat(row: FigureRow, values: Sequence[Token], fitted: Fit, table: Habits) -> str | None:
    wanted = len(row.slots)
    filled = sum(bool(cell.text) for cell in fitted.cells)
    counted = table.is_counted and len(values) == wanted
    if row.is_flat and filled < wanted:
        # Empty lines are cells only where the table's spacing and the row's sum say so, or where
        # all rows have as many.
        if table.lines_hold_cells and (not row.has_sum or _closes(row, fitted)):
            if row.has_sum and not counted:
                # The sum vouches for the total, not for the place of what it is made of.
                fitted.flags += ("by_position",)
            return None
        enough = counted and filled >= wanted * _LEAST_FILLED
        if table.lines_hold_cells and enough and may_stand(fitted.cells, row.group):
            fitted.flags += ("by_position",)
            return None
        return f"{filled} figures and empty lines where the form has {wanted}"
    behind = any(value.text for value in values[filled:])
    if behind and not row.has_sum and table.is_tight:
        # The empty line can be the cell, and the figure behind it a page's number or a row's.
        return f"{wanted} figures with empty lines between them, which can be cells"
    lost = table.loses_cells or len(values) > filled
    remark = any(read_entry(cell.text).kind == "text" for cell in fitted.cells)
    if not lost or not row.has_sum or remark or _closes(row, fitted):
        return None
    if counted:
        fitted.flags += ("odd_row",)
        return None
    return f"{wanted} cells that close no sum, in a table that lost others"


def _closes(row: FigureRow, fitted: Fit) -> bool:
    """Say whether the sums close with empty cells counted as nothing."""
    numbers = _numbers(fitted)
    return not any(numbers) or row.closes(numbers)


def _holds_only_zeros(fitted: Fit) -> bool:
    values = [read_entry(cell.text).value for cell in fitted.cells]
    return 0 in values and not any(values)


def _numbers(fitted: Fit) -> list[Decimal]:
    return [read_entry(cell.text).value or Decimal(0) for cell in fitted.cells]
