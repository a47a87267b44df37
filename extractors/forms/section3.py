"""Section 3 of the forms since 2019: the matrix of applications by result and applicant.

Rows are told by their wording; the columns by their position, because headers are split,
cut short and repeated (国办公开办函〔2019〕60号, 〔2021〕30号).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractors.catalog import FormCell, applicants
from extractors.forms.labels import labels
from extractors.forms.reading import TableReading
from extractors.forms.row_figures import Slot, read_row
from extractors.forms.tokens import Token, values_after
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
    slots = [Slot(cell, token.cell.text, column.applicant) for column in applicants()]
    read_row([token], values, slots, closes, group if cell.parent_label else None, result)
