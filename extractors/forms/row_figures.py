"""Rows of several figures, as the forms since 2019 have them, to one reading per figure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from operator import attrgetter

from extractors.document import Cell
from extractors.forms import aligned
from extractors.forms.applicant_heads import Heads
from extractors.forms.doubts import doubt, habits
from extractors.forms.figure_row import FigureRow
from extractors.forms.fitting import Fit, closes_with, fit
from extractors.forms.grid_start import Grid, grid_of
from extractors.forms.reading import Finding, Reading, TableReading
from extractors.forms.tokens import Token, empty_cell
from extractors.forms.vocabulary import known_keys
from extractors.numbers import UNREADABLE, read_entry

_line = attrgetter("line")
# 未统计, 详见附件: a remark in place of a figure.
_LONGEST_REMARK = 8
# Up to so many rising figures rise by chance.
_LEAST_NUMBERED = 3


def values_after(
    tokens: Sequence[Token], at: int, wanted: int, *, is_row: bool = False
) -> list[Token]:
    """Return the cells that hold the figures of the label at `at`.

    In a grid they end with the line. In flattened text they end with the next words, unless
    just with those words in place of a figure the row has the `wanted` number of cells.

    Args:
        is_row: the label surely begins a row, whatever words stand beside it.
    """
    if tokens[at].in_grid:
        return _values_beside(tokens, at, is_row)
    return values_below(tokens, at + 1, wanted)


def values_below(tokens: Sequence[Token], start: int, wanted: int) -> list[Token]:
    """Return the cells from `start` on that can be figures of one flattened row."""
    values: list[Token] = []
    odd = 0
    for at in range(start, len(tokens)):
        token = tokens[at]
        if token.in_grid and values and token.line != values[-1].line:
            break
        if not token.is_value:
            if len(values) == wanted:
                break
            odd += 1
            remark = 1 < len(token.text) <= _LONGEST_REMARK
            if odd > 1 or token.key in known_keys() or not remark:
                break
        values.append(token)
        if odd and len([value for value in values if value.text]) == wanted:
            return values
    first_words = next((i for i, value in enumerate(values) if not value.is_value), len(values))
    return values[:first_words]


def _values_beside(tokens: Sequence[Token], at: int, is_row: bool) -> list[Token]:
    """Return the rest of the line up to a further label, if it holds figures or is a row."""
    line = tokens[at].line
    beside = []
    for place in range(at + 1, len(tokens)):
        token = tokens[place]
        if token.line != line or (not token.is_value and token.key in known_keys()):
            break
        beside.append(token)
    if is_row:
        return beside
    filled = [token for token in beside if token.text]
    if filled and not filled[0].is_value and len(filled[0].text) > _LONGEST_REMARK:
        return []
    if filled and not any(token.is_value for token in filled):
        return []
    return beside


def read_rows(
    rows: Sequence[FigureRow],
    result: TableReading,
    *,
    among: Sequence[FigureRow] | None = None,
    heads: Heads | None = None,
) -> None:
    """Add the readings of rows of one table; a row whose cells do not fit is unreadable.

    Args:
        among: more rows with the same spacing, where these alone tell too little of it.
        heads: what the heads above the rows say, where the form has some.
    """
    table = habits(rows, among)
    grid = grid_of(rows, heads)
    columns = aligned.columns([_across(row) for row in rows], len(rows[0].slots)) if rows else None
    numbered = _numbered(rows)
    flat_starts = _flat_starts(rows)
    in_grid = sum(row.is_grid_row and row.values[0].explicit for row in rows) * 2 > len(rows)
    for row in rows:
        values = list(row.values)
        if not values and in_grid:
            # The label stands alone in a grid whose empty cells at the end of lines were lost.
            values = _empty_cells(row)
        if numbered and len(values) == len(row.slots) + 1:
            values.pop()
        fitted = _fitted(row, values, grid, columns, flat_starts)
        if not fitted.problem and (why := doubt(row, values, fitted, table)):
            fitted = Fit((), problem=why)
        missing = fitted.start + len(row.slots) > len(values)
        if missing and row.is_grid_row and not (row.has_sum or fitted.problem or fitted.flags):
            # Nothing tells whether the cell that is missing stood at the end.
            fitted.flags = ("odd_row",)
        _read_row(row, values, fitted, result)


def _across(row: FigureRow) -> list[tuple[int, int]]:
    return [value.across for value in row.values if value.across]


def _empty_cells(row: FigureRow) -> list[Token]:
    return [empty_cell(row.words[-1])] * len(row.slots)


def _flat_starts(rows: Sequence[FigureRow]) -> dict[int, int]:
    """Return, by a row's depth in the form, how many empty cells stand before its figures.

    Where every delimited cell has a line of its own, the empty cells of merged labels do too; rows
    of the same depth have the same number of them. Depths whose rows disagree are left out.
    """
    starts: dict[int, set[int]] = {}
    for row in rows:
        if row.values and not row.is_grid_row and row.values[0].explicit:
            fitted = fit(row.values, len(row.slots), row.closes)
            if not fitted.problem and not fitted.flags and fitted.cells[0].text:
                starts.setdefault(row.depth, set()).add(fitted.start)
    return {depth: found.pop() for depth, found in starts.items() if len(found) == 1}


def _numbered(rows: Sequence[FigureRow]) -> bool:
    """True where flattened rows are followed by the next row's number.

    Two or three figures rise by chance, as do those of rows with a cell too many: only a column of
    numbers as small as a table has rows tells.
    """
    last = [
        int(row.values[-1].text)
        for row in rows
        if len(row.values) == len(row.slots) + 1
        and not row.values[-1].in_grid
        and row.values[-1].text.isdecimal()
        and len(row.values[-1].text) < 3
    ]
    enough = len(last) > _LEAST_NUMBERED and len(last) > len(rows) * 0.6
    return enough and all(a < b for a, b in pairwise(last))


def _fitted(
    row: FigureRow,
    values: Sequence[Token],
    grid: Grid,
    columns: aligned.Columns | None,
    flat_starts: Mapping[int, int],
) -> Fit:
    wanted = len(row.slots)
    if row.problem:
        return Fit((), problem=row.problem)
    explicit = bool(values) and values[0].explicit
    is_grid_row = row.is_grid_row
    if not (is_grid_row or explicit):
        # In flattened text empty lines are only spacing where the filled ones fit.
        filled = [cell for cell in values if cell.text]
        if len(filled) == wanted:
            return Fit(tuple(filled))
        if (number := _before_page_number(row, filled)) is not None:
            return number
        if len(filled) == 1 and len(pieces := _split(filled[0])) == wanted:
            return Fit(tuple(pieces))
    if is_grid_row and not explicit and columns and len(values) < wanted:
        return _placed(row, values, columns)
    if is_grid_row and explicit:
        return grid.fit(row, values)
    fitted = fit(values, wanted, row.closes)
    if fitted.problem and explicit and not is_grid_row and len(values) >= wanted:
        # What is left over stands at the end: of a line without a label, or where every cell
        # has a line of its own.
        start = flat_starts.get(row.depth, None if flat_starts else 0)
        fitted = fit(values, wanted, row.closes, start)
    sure = row.has_label or row.is_below_heads or not values
    sure = sure or bool(values[0].in_grid and len(values) == wanted and values[0].text)
    if not sure and not _vouched_for(fitted, row):
        # No label shows where such a row starts: an empty cell can be one left over before it.
        return Fit((), problem=f"{wanted} cells, some of them empty, that close no sum")
    return fitted


def _before_page_number(row: FigureRow, filled: Sequence[Cell]) -> Fit | None:
    """Leave out a number behind the row, a page's, where only without it the row's sum closes."""
    wanted = len(row.slots)
    if not (row.has_label and row.has_sum) or len(filled) != wanted + 1:
        return None
    first, last = tuple(filled[:wanted]), tuple(filled[1:])
    if closes_with(first, row.closes) and not closes_with(last, row.closes):
        return Fit(first, flags=("arithmetic_choice",))
    return None


def _vouched_for(fitted: Fit, row: FigureRow) -> bool:
    """Say whether both ends hold figures, or the sums close with empty cells counted as nothing."""
    if not fitted.cells or (fitted.cells[0].text and fitted.cells[-1].text):
        return True
    numbers = [read_entry(cell.text).value or Decimal(0) for cell in fitted.cells]
    return any(numbers) and row.closes(numbers)


def _placed(row: FigureRow, values: Sequence[Token], columns: aligned.Columns) -> Fit:
    """Give each cell of a row set with blanks the column that it stands in."""
    places = aligned.places(_across(row), columns)
    if places is None or places[-1] != len(row.slots) - 1:
        # Where the last column is empty, the cells before it may have been closed up.
        return Fit((), problem=f"{len(values)} figures where the form has {len(row.slots)}")
    cells: list[Cell] = []
    end = row.words[-1].end
    for place in range(len(row.slots)):
        cell = values[places.index(place)] if place in places else Cell("", end, end)
        cells.append(cell)
        end = max(end, cell.end)
    return Fit(tuple(cells), flags=("by_position",))


def _split(cell: Cell) -> list[Cell]:
    """Split `183 0 0 0 0 0 183`, figures on a line of their own."""
    pieces = []
    at = 0
    for text in cell.text.split():
        at = cell.text.index(text, at)
        pieces.append(Cell(text, cell.start + at, cell.start + at + len(text)))
        at += len(text)
    return pieces


def _read_row(row: FigureRow, values: Sequence[Token], fitted: Fit, result: TableReading) -> None:
    start = row.words[0].start
    end = row.words[-1].end
    for value in reversed(values):
        if value.text:
            end = max(end, value.end)
            break
    result.used_lines.update(map(_line, row.words), map(_line, row.values))
    if fitted.problem:
        message = f"{row.words[0].text}: {fitted.problem}"
        result.findings.append(Finding("unreadable_row", message, start, end))
    after = values[0].start if values else row.words[-1].end
    cells: Sequence[Cell] = fitted.cells
    if fitted.problem:
        cells = [Cell("", after, max(end, after))] * len(row.slots)
    flags = row.flags + fitted.flags
    for slot, figure in zip(row.slots, cells, strict=True):
        cell, left, right = slot.cell, figure.start, figure.end
        result.readings.append(
            # By position, because a hundred of them are made for each report.
            Reading(
                row.section,
                cell.cell,
                slot.label,
                cell.metric,
                slot.applicant,
                slot.unit,
                figure,
                UNREADABLE if fitted.problem else read_entry(figure.text),
                start if start < left else left,
                end if end > right else right,
                "table",
                "cell",
                flags,
            )
        )
