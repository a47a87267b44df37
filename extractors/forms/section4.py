"""Section 4 of the forms since 2019: reviews and lawsuits, one row of three times five figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractors.catalog import FormCell, form_cells
from extractors.document import Cell
from extractors.forms.fitting import Fit, fit
from extractors.forms.reading import Finding, Reading, TableReading
from extractors.forms.tokens import Token
from extractors.numbers import UNREADABLE, read_entry
from extractors.text import label_key

SECTION = "section4"
_GROUP_SIZE = 5
_HEADS = frozenset(
    label_key(head)
    for head in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "行政复议", "行政诉讼")
) | {"未经复议直接起诉", "复议后起诉"}


def closes(values: Sequence[Decimal]) -> bool:
    """Identities I23 to I25: each group's total is the sum of its four results."""
    groups = [values[i : i + _GROUP_SIZE] for i in range(0, len(values), _GROUP_SIZE)]
    return all(sum(group[:-1]) == group[-1] for group in groups)


def read(tokens: Sequence[Token], form: str, result: TableReading) -> None:
    """Read the row among `tokens`, which start where section 3 ends."""
    heads = [at for at, token in enumerate(tokens) if token.key in _HEADS]
    upheld = [at for at in heads if tokens[at].key == "结果维持"]
    if not upheld:
        return
    last = max(at for at in heads if at < upheld[0] + 40)
    values = _run(tokens, last + 1)
    columns = [c for c in form_cells() if c.form == form and c.section == SECTION]
    cells = [value.cell for value in values]
    fitted = fit(cells, len(columns), closes)
    if fitted.problem and not (values and values[0].in_grid):
        filled = [cell for cell in cells if cell.text]
        if len(filled) == len(columns):
            fitted = Fit(tuple(filled))
    first = min(at for at in heads if at > upheld[0] - 12)
    start = tokens[first].cell.start
    end = max([tokens[last].cell.end, *(cell.end for cell in cells if cell.text)])
    result.used_lines.update(token.line for token in (*tokens[first : last + 1], *values))
    if fitted.problem:
        result.findings.append(
            Finding("warning", "unreadable_row", f"section 4: {fitted.problem}", start, end)
        )
    for position, cell in enumerate(columns):
        value = Cell("", end, end)
        if not fitted.problem:
            value = fitted.cells[position]
        elif cells:
            value = Cell("section 4", cells[0].start, end)
        result.readings.append(_reading(cell, value, start, end, fitted))


def _run(tokens: Sequence[Token], at: int) -> list[Token]:
    """Return the value cells behind the headers, up to the next words."""
    values: list[Token] = []
    for token in tokens[at:]:
        if not token.is_value:
            break
        values.append(token)
    while values and not values[0].cell.text and not values[0].in_grid:
        values.pop(0)
    while values and not values[-1].cell.text and not values[-1].in_grid:
        values.pop()
    return values


def _reading(cell: FormCell, value: Cell, start: int, end: int, fitted: Fit) -> Reading:
    return Reading(
        section=cell.parent_label,
        cell=cell.cell,
        label=f"{cell.parent_label}/{cell.column_label}",
        metric=cell.metric,
        applicant="total",
        unit=None,
        value=value,
        entry=UNREADABLE if fitted.problem else read_entry(value.text),
        start=start,
        end=end,
        source="table",
        rule="cell",
        flags=fitted.flags,
    )
