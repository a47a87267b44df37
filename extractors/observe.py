"""Turns readings into observations: the metric's unit, reservations, provenance."""

from __future__ import annotations

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
_place = attrgetter("value.start", "start")


@cache
def _metric(code: str) -> Metric:
    return next(metric for metric in metrics() if metric.metric == code)


def observe(
    document: Document, readings: Sequence[Reading], report_key: str, form: Form
) -> tuple[Observation, ...]:
    """Return one observation for each reading, in the order of the report."""
    ordered = sorted(readings, key=_place)
    repeated = _repeated(ordered)
    # The figures of one row share its words, which need looking up once.
    quotes: dict[tuple[int, int], tuple[str, str]] = {}
    observations = []
    for ordinal, reading in enumerate(ordered, start=1):
        value, kind, flags, unit = _measured(reading)
        if repeated and (reading.cell, reading.applicant) in repeated:
            flags += ("repeated_cell",)
        span = reading.start, reading.end
        if span not in quotes:
            quotes[span] = document.quote(*span)
        locator, quote = quotes[span]
        start, end = reading.value.start, reading.value.end
        value_locator, raw = document.quote(start, end)
        observations.append(
            # By position, because a hundred of them are made for each report.
            Observation(
                f"{report_key}#{ordinal}",
                report_key,
                ordinal,
                form,
                reading.section,
                reading.cell,
                reading.label,
                reading.metric,
                reading.applicant,
                value,
                kind,
                unit,
                raw,
                reading.source,
                locator,
                value_locator,
                quote,
                document.line_at(start),
                reading.rule,
                " ".join(dict.fromkeys(flags)) if flags else "",
            )
        )
    return tuple(observations)


def _repeated(readings: Sequence[Reading]) -> set[tuple[str, str]]:
    """Return the cells, by applicant, that the tables hold more than once, with other figures."""
    cells = [(reading.cell, reading.applicant) for reading in readings if reading.cell]
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
    entry = reading.entry
    flags = reading.flags + entry.flags if entry.flags else reading.flags
    if reading.metric is None:
        return entry.value, entry.kind, flags, entry.unit or reading.unit
    metric = _metric(reading.metric)
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
