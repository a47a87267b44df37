"""Tables of a report's own, as the narrative years had them: every row a local indicator."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Document, Row
from extractors.forms.logical_rows import is_ignored, logical_rows
from extractors.forms.reading import Reading, TableReading
from extractors.numbers import read_entry


def read(document: Document, used_lines: set[int]) -> TableReading:
    """Read the delimited rows that hold a label and a number and that nothing else has read."""
    result = TableReading()
    header: list[str] = []
    rows = [row for row in document.rows if row.line not in used_lines and len(row.cells) > 1]
    for row in rows:
        heads = _header(row)
        if heads:
            header = heads
            result.used_lines.add(row.line)
            continue
        readings = _readings(row, header)
        if readings:
            result.readings.extend(readings)
            result.used_lines.add(row.line)
    return result


def _header(row: Row) -> list[str]:
    texts = [cell.text.replace(" ", "") for cell in row.cells]
    return texts if sum(map(is_ignored, texts)) >= 2 else []


def _readings(row: Row, header: Sequence[str]) -> list[Reading]:
    logical = next(iter(logical_rows([row], lambda _: False)), None)
    if logical is None or is_ignored(logical.label.text) or logical.label.text.endswith(":"):
        return []
    if not any(read_entry(value.text).kind == "number" for value in logical.values):
        return []
    heads = list(header[-len(logical.values) :]) if len(header) >= len(logical.values) else []
    unit = logical.unit.text if logical.unit and logical.unit.text else None
    return [
        Reading(
            section=heads[position] if len(logical.values) > 1 and heads else None,
            cell=None,
            label=logical.label.text,
            metric=None,
            applicant="total",
            unit=unit,
            value=value,
            entry=read_entry(value.text),
            start=logical.start,
            end=logical.end,
            source="table",
            rule="local",
        )
        for position, value in enumerate(logical.values)
    ]
