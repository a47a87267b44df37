"""Rows of several figures, as the forms since 2019 have them, to one reading per figure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.catalog import FormCell
from extractors.document import Cell
from extractors.forms.fitting import Closes, Fit, fit
from extractors.forms.reading import Finding, Reading, TableReading
from extractors.forms.tokens import Token
from extractors.numbers import UNREADABLE, read_entry


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure that the form asks for in a row."""

    cell: FormCell
    label: str
    applicant: str = "total"
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A row of a table: its words, the cells behind them, and what the form asks for.

    Attributes:
        words: the row's label, or its column heads where the row has no label of its own.
        values: the cells that follow, empty ones included.
        slots: the figures that the form asks for, in the form's order.
        closes: says whether the figures satisfy the sums of the form.
        section: the heading that the row stands under.
    """

    words: Sequence[Token]
    values: Sequence[Token]
    slots: Sequence[Slot]
    closes: Closes
    section: str | None


def values_after(tokens: Sequence[Token], at: int) -> list[Token]:
    """Return the value cells that belong to the label at `at`.

    In a grid they end with the line; a label that stands alone in its line has them below.
    In flattened text they end with the next words.
    """
    label = tokens[at]
    values: list[Token] = []
    for token in tokens[at + 1 :]:
        if not token.is_value:
            break
        other_line = token.line != (values[-1].line if values else label.line)
        if other_line and token.in_grid and any(value.text for value in values):
            break
        values.append(token)
    beside = [value for value in values if value.line == label.line]
    return beside if label.in_grid and any(value.text for value in beside) else values


def read_rows(rows: Sequence[FigureRow], result: TableReading) -> None:
    """Add the readings of rows of one table; a row whose cells do not fit is unreadable."""
    start = _usual_start(rows)
    numbered = _numbered(rows)
    for row in rows:
        values = list(row.values)
        if numbered and len(values) == len(row.slots) + 1:
            values.pop()
        _read_row(row, values, _fitted(row, values, start), result)


def _usual_start(rows: Sequence[FigureRow]) -> int | None:
    """Return the column in which the figures of most grid rows start."""
    columns: Counter[int] = Counter()
    for row in rows:
        if row.words[-1].in_grid and row.values:
            fitted = fit([value.cell for value in row.values], len(row.slots), row.closes)
            if not fitted.problem and not fitted.flags:
                columns[row.values[fitted.start].column] += 1
    return columns.most_common(1)[0][0] if columns else None


def _numbered(rows: Sequence[FigureRow]) -> bool:
    """True where flattened rows are followed by the next row's number."""
    last = [
        int(row.values[-1].text)
        for row in rows
        if len(row.values) == len(row.slots) + 1 and row.values[-1].text.isdecimal()
    ]
    return len(last) > len(rows) * 0.6 and all(a < b for a, b in pairwise(last))


def _fitted(row: FigureRow, values: Sequence[Token], usual_start: int | None) -> Fit:
    cells = [value.cell for value in values]
    wanted = len(row.slots)
    in_grid = row.words[-1].in_grid
    start = None
    if in_grid and usual_start is not None and values:
        start = usual_start - values[0].column
    elif values and values[0].explicit and not in_grid:
        # One delimited cell a line: what is left over stands at the end of the row.
        start = 0
    fitted = fit(cells, wanted, row.closes, start)
    if fitted.problem and not in_grid:
        # In flattened text empty lines are only spacing where the filled ones fit.
        filled = [cell for cell in cells if cell.text]
        if len(filled) == wanted:
            return Fit(tuple(filled))
        if len(filled) == 1 and len(pieces := _split(filled[0])) == wanted:
            return Fit(tuple(pieces))
    return fitted


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
    start = row.words[0].cell.start
    end = max([row.words[-1].cell.end, *(value.cell.end for value in values if value.text)])
    result.used_lines.update(token.line for token in (*row.words, *row.values))
    if fitted.problem:
        message = f"{row.words[0].text}: {fitted.problem}"
        result.findings.append(Finding("unreadable_row", message, start, end))
    after = values[0].cell.start if values else row.words[-1].cell.end
    everything = Cell("", after, max(end, after))
    for position, slot in enumerate(row.slots):
        value = everything if fitted.problem else fitted.cells[position]
        result.readings.append(
            Reading(
                section=row.section,
                cell=slot.cell.cell,
                label=slot.label,
                metric=slot.cell.metric,
                applicant=slot.applicant,
                unit=slot.unit,
                value=value,
                entry=UNREADABLE if fitted.problem else read_entry(value.text),
                start=min(start, value.start),
                end=max(end, value.end),
                source="table",
                rule="cell",
                flags=fitted.flags,
            )
        )
