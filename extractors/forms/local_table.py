"""Tables of a report's own, as the narrative years had them: every row a local indicator."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from extractors.forms.logical_rows import is_ignored, logical_rows
from extractors.forms.reading import Reading, TableReading
from extractors.forms.tokens import Token
from extractors.numbers import read_entry


def read(tokens: Sequence[Token], used_lines: set[int]) -> TableReading:
    """Read the rows that hold a label and a number and that nothing else has read."""
    result = TableReading()
    header: list[str] = []
    free = (token for token in tokens if token.in_grid and token.line not in used_lines)
    for line, cells in groupby(free, key=lambda token: token.line):
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
