"""Turns readings into observations: the metric's unit, reservations, provenance."""

from __future__ import annotations

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
_named = attrgetter("cell", "applicant")


def _place(reading: Reading) -> tuple[int, int]:
    return reading.value.start, reading.start


@cache
def _metrics() -> dict[str, Metric]:
    return {metric.metric: metric for metric in metrics()}


def observe(
    document: Document, readings: Sequence[Reading], report_key: str, form: Form
) -> tuple[Observation, ...]:
    """Return one observation for each reading, in the order of the report."""
    ordered = sorted(readings, key=_place)
    repeated = _repeated(ordered)
    source, is_cut, line_starts = (
        document.decoded.text,
        document.folded.is_cut,
        document.line_starts,
    )
    has_other_lines = document.text.count("\n") != source.count("\n")
    # The figures of one row share its words, which need looking up once.
    quotes: dict[tuple[int, int], tuple[str, str]] = {}
    observations = []
    for ordinal, reading in enumerate(ordered, start=1):
        cell, applicant = reading.cell, reading.applicant
        value, kind, flags, unit = _measured(reading)
        if repeated and (cell, applicant) in repeated:
            flags += ("repeated_cell",)
        span = reading.start, reading.end
        if span not in quotes:
            quotes[span] = document.quote(*span)
        locator, quote = quotes[span]
        first, last = reading.value.start, reading.value.end
        line = bisect_right(line_starts, first)
        if is_cut:
            first, last = document.folded.source_range(first, last)
            if has_other_lines:
                line = source.count("\n", 0, first) + 1
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
                reading.metric,
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
        return entry.value, entry.kind, flags, entry.unit or reading.unit
    metric = _metrics()[reading.metric]
    value = entry.value
    if value is None or (entry.is_count and metric.unit != "10k_yuan"):
        return value, entry.kind, flags, metric.unit
    if metric.unit == "10k_yuan":
        factor = _MONEY.get(entry.unit or reading.unit or "万元")
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
