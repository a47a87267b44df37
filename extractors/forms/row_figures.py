"""One row of several figures, as the forms since 2019 have them, to one reading per figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.catalog import FormCell
from extractors.document import Cell
from extractors.forms.fitting import Closes, Fit, fit
from extractors.forms.reading import Finding, Reading, TableReading
from extractors.forms.tokens import Token
from extractors.numbers import UNREADABLE, read_entry


@dataclass(frozen=True, slots=True)
class Slot:
    """A figure that the form asks for in this row."""

    cell: FormCell
    label: str
    applicant: str = "total"
    unit: str | None = None


def read_row(
    words: Sequence[Token],
    values: Sequence[Token],
    slots: Sequence[Slot],
    closes: Closes,
    section: str | None,
    result: TableReading,
) -> None:
    """Add the readings of one row to `result`; all unreadable where the count does not fit.

    Args:
        words: the row's label, or its column heads where the row has no label of its own.
        values: the cells that follow, empty ones included.
        slots: the figures that the form asks for, in the form's order.
    """
    cells = [value.cell for value in values]
    fitted = fit(cells, len(slots), closes)
    if fitted.problem and not words[-1].in_grid:
        # In flattened text lines of blanks are only spacing where the filled ones fit.
        filled = [cell for cell in cells if cell.text]
        if len(filled) == len(slots):
            fitted = Fit(tuple(filled))
    start = words[0].cell.start
    end = max([words[-1].cell.end, *(cell.end for cell in cells if cell.text)])
    result.used_lines.update(token.line for token in (*words, *values))
    if fitted.problem:
        message = f"{words[0].cell.text}: {fitted.problem}"
        result.findings.append(Finding("unreadable_row", message, start, end))
    after = cells[0].start if cells else words[-1].cell.end
    everything = Cell("", after, max(end, after))
    for position, slot in enumerate(slots):
        value = everything if fitted.problem else fitted.cells[position]
        entry = UNREADABLE if fitted.problem else read_entry(value.text)
        result.readings.append(
            Reading(
                section=section,
                cell=slot.cell.cell,
                label=slot.label,
                metric=slot.cell.metric,
                applicant=slot.applicant,
                unit=slot.unit,
                value=value,
                entry=entry,
                start=start,
                end=end,
                source="table",
                rule="cell",
                flags=fitted.flags,
            )
        )
