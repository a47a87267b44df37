"""Turns readings into observations: the metric's unit, reservations, provenance."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from functools import cache
from operator import attrgetter

from extractors.catalog import Metric, metrics
from extractors.document import Document
from extractors.forms import Reading
from extractors.model import Form, Kind, Observation
from extractors.numbers import Entry

_TEN_THOUSAND = Decimal(10_000)
_MONEY = {"元": Decimal(1) / _TEN_THOUSAND, "万元": Decimal(1)}
_SIX_PLACES = Decimal("0.000001")
_IN_MONEY = "10k_yuan"
_named = attrgetter("cell", "applicant")
_place = attrgetter("value.start", "start")
_LARGE = ("万", "亿")


@cache
def _metrics() -> dict[str, Metric]:
    return {metric.metric: metric for metric in metrics()}


def observe(
    document: Document,
    readings: Sequence[Reading],
    report_key: str,
    form: Form,
    of_all: tuple[str, ...] = (),
) -> tuple[Observation, ...]:
    """Return one observation for each reading, in the order of the report.

    Args:
        of_all: flags that every figure of the report carries.
    """
    ordered = sorted(readings, key=_place)
    repeated = _repeated(ordered)
    source, folded, line_starts = document.decoded.text, document.folded, document.line_starts
    is_cut, counted = folded.is_cut, _counted()
    other_lines = _line_starts(source) if document.text.count("\n") != source.count("\n") else ()
    observations = []
    value: Decimal | None
    line = line_end = 0
    start = end = -1
    locator = quote = ""
    for ordinal, reading in enumerate(ordered, start=1):
        cell, applicant, metric, figure = (
            reading.cell,
            reading.applicant,
            reading.metric,
            reading.value,
        )
        entry, flags = reading.entry, reading.flags
        if entry.is_count and metric in counted:
            value, kind, unit = entry.value, entry.kind, counted[metric]
        else:
            value, kind, flags, unit = _measured(reading)
        if repeated and (cell, applicant) in repeated:
            flags += ("repeated_cell",)
        if of_all:
            flags += of_all
        if reading.start != start or reading.end != end:
            # The figures of one row share its words.
            start, end = reading.start, reading.end
            locator, quote = document.quote(start, end)
        first, last = figure.start, figure.end
        if first >= line_end:
            line = bisect_right(line_starts, first)
            line_end = line_starts[line] if line < len(line_starts) else len(source)
        if is_cut:
            first, last = folded.source_range(first, last)
            if other_lines:
                line = bisect_right(other_lines, first)
        observations.append(
            # By position, because a hundred of them are made for each report.
            Observation(
                f"{report_key}#{ordinal}",
                report_key,
                ordinal,
                form,
                reading.section,
                cell,
                reading.label,
                metric,
                applicant,
                value,
                kind,
                unit,
                source[first:last],
                reading.source,
                locator,
                f"char={first},{last}",
                quote,
                line,
                reading.rule,
                " ".join(dict.fromkeys(flags)) if flags else "",
            )
        )
    return tuple(observations)


@cache
def _counted() -> dict[str | None, str | None]:
    """Return the units of the metrics whose counts are their values, as nearly all figures are."""
    return {one.metric: one.unit for one in metrics() if one.unit != _IN_MONEY}


def _line_starts(text: str) -> list[int]:
    """Return where the lines of a file start whose lines are not those of the folded text."""
    return [0, *(at.end() for at in re.finditer("\n", text))]


def _repeated(readings: Sequence[Reading]) -> set[tuple[str, str]]:
    """Return the cells, by applicant, that the tables hold more than once, with other figures."""
    cells = [cell for cell in map(_named, readings) if cell[0]]
    if len(set(cells)) == len(cells):
        return set()
    first: dict[tuple[str, str], Entry] = {}
    repeated = set()
    for reading in readings:
        if reading.cell:
            cell = reading.cell, reading.applicant
            if first.setdefault(cell, reading.entry) != reading.entry:
                repeated.add(cell)
    return repeated


def _measured(
    reading: Reading,
) -> tuple[Decimal | None, Kind, tuple[str, ...], str | None]:
    """Return value, kind, flags and unit in the terms of the metric."""
    entry, flags = reading.entry, reading.flags
    if entry.flags:
        flags += entry.flags
    if reading.metric is None:
        unit = entry.unit or reading.unit
        if not entry.unit and unit and unit[0] in _LARGE and _is_large(reading):
            # 3万 where the unit is 万人 is one 万 or two.
            return None, "unreadable", flags, unit
        return entry.value, entry.kind, flags, unit
    metric = _metrics()[reading.metric]
    value = entry.value
    if value is None:
        return None, entry.kind, flags, metric.unit
    if metric.unit == _IN_MONEY:
        unit = entry.unit or reading.unit or "万元"
        if unit == "万元" and not entry.unit and _is_large(reading):
            # 3万 is 3万元; what 2万3千 or 一万二千 count cannot be told.
            unit = "元" if _shown(reading).endswith(_LARGE) else ""
        factor = _MONEY.get(unit)
        if factor is None:
            return None, "unreadable", flags, metric.unit
        if factor != 1:
            value, flags = value * factor, (*flags, "converted_unit")
        if value != value.quantize(_SIX_PLACES):
            return None, "unreadable", flags, metric.unit
    elif entry.unit in _MONEY:
        return None, "unreadable", flags, metric.unit
    elif value != value.to_integral_value():
        flags += ("not_whole",)
    if value < 0 and metric.kind != "signed":
        flags += ("negative_count",)
    return value, entry.kind, flags, metric.unit


def _shown(reading: Reading) -> str:
    return reading.value.text.strip(" 。;,余多()左右以上")


def _is_large(reading: Reading) -> bool:
    """Say whether 万 or 亿 is printed, so that the entry's value counts more than the unit."""
    return any(large in reading.value.text for large in _LARGE)
