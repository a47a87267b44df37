"""Tables of a report's own, as the narrative years had them: every row a local indicator."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from extractors.document import Cell
from extractors.forms.logical_rows import LogicalRow, is_ignored, logical_rows
from extractors.forms.reading import Reading, TableReading
from extractors.forms.tokens import Token
from extractors.numbers import read_entry


def read(tokens: Sequence[Token]) -> TableReading:
    """Read the rows that hold a label and a number."""
    result = TableReading()
    header: list[str] = []
    rows = (token for token in tokens if token.in_grid)
    for line, cells in groupby(rows, key=lambda token: token.line):
        row = list(cells)
        if heads := _header(row):
            header = heads
            result.used_lines.add(line)
        elif readings := _readings(row, header):
            result.readings.extend(readings)
            result.used_lines.add(line)
    return result


def _header(row: Sequence[Token]) -> list[str]:
    texts = [token.text.replace(" ", "") for token in row]
    return texts if sum(map(is_ignored, texts)) >= 2 else []


def _readings(row: Sequence[Token], header: Sequence[str]) -> list[Reading]:
    logical = next(iter(logical_rows(row, lambda _: False)), None)
    if logical is None or is_ignored(logical.label.text) or logical.label.text.endswith(":"):
        return []
    if not any(read_entry(value.text).kind == "number" for value in logical.values):
        return []
    heads = list(header[-len(logical.values) :]) if len(header) >= len(logical.values) else []
    return [
        local_reading(
            logical, value, heads[position] if len(logical.values) > 1 and heads else None
        )
        for position, value in enumerate(logical.values)
    ]


def local_reading(row: LogicalRow, value: Cell, section: str | None) -> Reading:
    """Return a figure of a row that no national form knows."""
    return Reading(
        section=section,
        cell=None,
        label=row.label.text,
        metric=None,
        applicant="total",
        unit=row.unit.text if row.unit and row.unit.text else None,
        value=value,
        entry=read_entry(value.text),
        start=row.start,
        end=row.end,
        source="table",
        rule="local",
    )
