"""Section 3 of the forms since 2019: the matrix of applications by result and applicant.

Rows are told by their wording; the columns by their position, because headers are split,
cut short and repeated (国办公开办函〔2019〕60号, 〔2021〕30号).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractors.catalog import FormCell, applicants
from extractors.document import Cell
from extractors.forms.fitting import Fit, fit
from extractors.forms.labels import labels
from extractors.forms.reading import Finding, Reading, TableReading
from extractors.forms.tokens import Token, values_after
from extractors.numbers import UNREADABLE, read_entry
from extractors.text import label_key

SECTION = "section3"
FIRST, LAST = "applications_received", "applications_carried_out"
HEADS = frozenset(label_key(applicant.label) for applicant in applicants())


def closes(values: Sequence[Decimal]) -> bool:
    """Identity I22: the total is the sum of the six applicants."""
    return sum(values[:-1]) == values[-1]


def read(tokens: Sequence[Token], form: str, result: TableReading) -> range:
    """Read every row of the matrix; return the range of tokens that it takes up."""
    index = labels(form, SECTION)
    first = last = 0
    group: str | None = None
    seen: set[str] = set()
    groups = _groups(form)
    for at, token in enumerate(tokens):
        found = index.get(token.key)
        started = bool(seen)
        if not found:
            if started and token.key in groups:
                group = token.cell.text
            if LAST in seen and token.cell.text and not token.is_value:
                break
            continue
        cell = found[0]
        if not started and cell.metric not in (FIRST, "applications_carried_in", "outcome_granted"):
            continue
        values = values_after(tokens, at)
        if token.key in HEADS and not any(value.cell.text for value in values):
            continue
        if not values and token.key in groups:
            group = token.cell.text
            continue
        if not started:
            first = at
        seen.add(cell.metric or "")
        last = at + len(values)
        _read_row(token, values, cell, group, result)
    return range(first, last + 1)


def _groups(form: str) -> frozenset[str]:
    parents = {cell.parent_label for cells in labels(form, SECTION).values() for cell in cells}
    return frozenset(label_key(parent) for parent in parents if parent)


def _read_row(
    token: Token,
    values: list[Token],
    cell: FormCell,
    group: str | None,
    result: TableReading,
) -> None:
    columns = applicants()
    cells = [value.cell for value in values]
    fitted = fit(cells, len(columns), closes)
    if fitted.problem and not token.in_grid:
        filled = [cell for cell in cells if cell.text]
        if len(filled) == len(columns):
            # Lines of blanks between the cells are only spacing when the filled ones fit.
            fitted = Fit(tuple(filled))
    end = max([token.cell.end, *(value.cell.end for value in values if value.cell.text)])
    result.used_lines.update({token.line, *(value.line for value in values)})
    if fitted.problem:
        message = f"{token.cell.text}: {fitted.problem}"
        result.findings.append(
            Finding("warning", "unreadable_row", message, token.cell.start, end)
        )
    rest = Cell("", token.cell.end, token.cell.end)
    if fitted.problem and cells:
        rest = Cell(token.cell.text, cells[0].start, max(end, cells[0].start))
    for position, applicant in enumerate(columns):
        value = rest if fitted.problem else fitted.cells[position]
        result.readings.append(
            Reading(
                section=group if cell.parent_label else None,
                cell=cell.cell,
                label=token.cell.text,
                metric=cell.metric,
                applicant=applicant.applicant,
                unit=None,
                value=value,
                entry=UNREADABLE if fitted.problem else read_entry(value.text),
                start=token.cell.start,
                end=end,
                source="table",
                rule="cell",
                flags=fitted.flags,
            )
        )
