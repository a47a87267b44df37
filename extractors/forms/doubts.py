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
from extractors.forms.fitting import Fit
from extractors.forms.tokens import Token
from extractors.numbers import read_entry

# Where fewer neighbours than this share have no empty line between them, all lines are spaced.
_LEAST_TIGHT = 0.2
# A flattened row of which less is printed tells too little by itself.
_LEAST_FILLED = 0.5


@dataclass(frozen=True, slots=True)
class Habits:
    """What the rows of a table have in common.

    Attributes:
        lines_hold_cells: empty lines between flattened cells can be cells that lost their words.
        is_counted: the rows of a flattened table have a line for each cell of the form.
        loses_cells: some rows have fewer cells than the form.
        widths: how many cells most rows with delimiters have behind their label, by depth in the
            form.
    """

    lines_hold_cells: bool
    is_counted: bool
    loses_cells: bool
    widths: Mapping[int, int]


def habits(rows: Sequence[FigureRow], lines_hold_cells: bool | None = None) -> Habits:
    """Return what the rows of a table show; `lines_hold_cells` where more rows than these tell."""
    if lines_hold_cells is None:
        lines_hold_cells = empty_lines_hold_cells(rows)
    widths: dict[int, Counter[int]] = {}
    for row in rows:
        if row.values and row.values[0].explicit:
            widths.setdefault(row.depth, Counter())[len(row.values)] += 1
    usual = {depth: counted.most_common(1)[0][0] for depth, counted in widths.items()}
    return Habits(lines_hold_cells, is_counted(rows), any(map(_has_lost_cells, rows)), usual)


def empty_lines_hold_cells(rows: Sequence[FigureRow]) -> bool:
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


def _has_lost_cells(row: FigureRow) -> bool:
    """Say whether a row that nothing delimits has fewer cells than the form."""
    values = row.values
    loose = bool(values) and not values[0].explicit
    return loose and sum(bool(value.text) for value in values) < len(row.slots)


def doubt(row: FigureRow, values: Sequence[Token], fitted: Fit, table: Habits) -> str | None:
    """Say why cells that fit by their number may still be others, where no sum vouches for them.

    Args:
        values: the cells behind the row's label.
        fitted: those that were chosen, with no problem.
        table: what the other rows show.
    """
    wanted = len(row.slots)
    filled = sum(bool(cell.text) for cell in fitted.cells)
    explicit = values[0].explicit if values else True
    if row.contradicts:
        delimited = explicit and values[0].in_grid and len(values) == wanted
        told = delimited or (row.is_below_heads and values[-1].explicit)
        if not told and row.contradicts(_numbers(fitted)):
            return f"{wanted} cells that close no sum"
        at_edge = not (fitted.cells[0].text and fitted.cells[-1].text)
        if row.is_flat and at_edge and not _closes(row, fitted):
            if not may_stand(fitted.cells, row.group):
                return f"{wanted} cells, some of them empty, that close no sum"
            fitted.flags += ("by_position",)
        return None
    if not filled or "by_position" in fitted.flags:
        return None
    if explicit:
        padded = fitted.start + wanted > len(values)
        if (len(values) == wanted and values[0].text and values[-1].text) or not row.has_sum:
            return None
        ends_in_total = bool(fitted.cells[-1].text)
        fits = not padded and (filled == wanted or may_stand(fitted.cells, row.group))
        if ends_in_total and fits:
            # Nothing stands behind the total: no cell before it was lost.
            return None
        usual = len(values) == table.widths.get(row.depth, len(values)) and not padded
        if (usual and (ends_in_total or fits)) or _closes(row, fitted):
            return None
        return f"{len(values)} cells, not as in other rows, that close no sum"
    if row.is_flat and filled < wanted:
        # Empty lines are cells only where the table's spacing and the row's sum say so, or where
        # all rows have as many.
        if table.lines_hold_cells and (not row.has_sum or _closes(row, fitted)):
            return None
        counted = table.is_counted and len(values) == wanted and filled >= wanted * _LEAST_FILLED
        if table.lines_hold_cells and counted and may_stand(fitted.cells, row.group):
            fitted.flags += ("by_position",)
            return None
        return f"{filled} figures and empty lines where the form has {wanted}"
    lost = table.loses_cells or len(values) > filled
    remark = any(read_entry(cell.text).kind == "text" for cell in fitted.cells)
    if not lost or not row.has_sum or remark or _closes(row, fitted):
        return None
    return f"{wanted} cells that close no sum, in a table that lost others"


def _closes(row: FigureRow, fitted: Fit) -> bool:
    """Say whether the sums close with empty cells counted as nothing."""
    numbers = _numbers(fitted)
    return not any(numbers) or row.closes(numbers)


def _numbers(fitted: Fit) -> list[Decimal]:
    return [read_entry(cell.text).value or Decimal(0) for cell in fitted.cells]
