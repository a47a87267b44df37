"""Section 3 of the forms since 2019: the matrix of applications by result and applicant.

Rows are told by their wording; the columns by their position, because headers are split,
cut short and repeated (国办公开办函〔2019〕60号, 〔2021〕30号).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from extractors.catalog import applicants
from extractors.forms.labels import labels
from extractors.forms.reading import TableReading
from extractors.forms.row_figures import FigureRow, Slot, read_rows, values_after
from extractors.forms.tokens import Token
from extractors.text import label_key

SECTION = "section3"
_OPENING = frozenset({"applications_received", "applications_carried_in", "outcome_granted"})
_LAST = "applications_carried_out"
# Column heads that read like rows: 其他 and 总计.
_HEADS = frozenset(label_key(applicant.label) for applicant in applicants())


def closes(values: Sequence[Decimal]) -> bool:
    """Identity I22: the total is the sum of the six applicants."""
    return sum(values[:-1]) == values[-1]


def read(tokens: Sequence[Token], form: str, result: TableReading) -> range:
    """Read every row of the matrix; return the range of tokens that it takes up."""
    index, groups = labels(form, SECTION), _groups(form)
    rows: list[FigureRow] = []
    first = last = 0
    group: str | None = None
    seen: set[str | None] = set()
    for at, token in enumerate(tokens):
        if not token.key:
            continue
        if token.key in groups and rows:
            group = token.text
        cell = next(iter(index.get(token.key, ())), None)
        if cell is None:
            if _LAST in seen and not token.is_value:
                break
            continue
        if not rows and cell.metric not in _OPENING:
            continue
        values = values_after(tokens, at, len(applicants()))
        if token.key in _HEADS | groups and not any(value.text for value in values):
            continue
        first = first if rows else at
        last = at + len(values)
        seen.add(cell.metric)
        slots = [Slot(cell, token.text, column.applicant) for column in applicants()]
        rows.append(FigureRow([token], values, slots, closes, group if cell.parent_label else None))
    read_rows(rows, result)
    return range(first, last + 1 if rows else 0)


@cache
def _groups(form: str) -> frozenset[str]:
    parents = {cell.parent_label for cells in labels(form, SECTION).values() for cell in cells}
    return frozenset(label_key(parent) for parent in parents if parent)
