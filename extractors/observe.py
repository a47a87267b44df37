"""Turns readings into observations: the metric's unit, reservations, provenance."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from extractors.catalog import Metric, metrics
from extractors.document import Document
from extractors.forms import Reading
from extractors.model import Form, Kind, Observation

_TEN_THOUSAND = Decimal(10_000)
_MONEY = {"元": Decimal(1) / _TEN_THOUSAND, "万元": Decimal(1)}
_SIX_PLACES = Decimal("0.000001")


@cache
def _metric(code: str) -> Metric:
    return next(metric for metric in metrics() if metric.metric == code)


def observe(
    document: Document, readings: Sequence[Reading], report_key: str, form: Form
) -> tuple[Observation, ...]:
    """Return one observation for each reading, in the order of the report."""
    ordered = sorted(readings, key=lambda reading: (reading.value.start, reading.start))
    repeated = _repeated(ordered)
    # The figures of one row share its words, which need looking up once.
    quotes: dict[tuple[int, int], tuple[str, str]] = {}
    observations = []
    for ordinal, reading in enumerate(ordered, start=1):
        span = reading.start, reading.end
        quote = quotes.get(span) or quotes.setdefault(span, document.quote(*span))
        flagged = bool(repeated) and reading in repeated
        observations.append(
            _observation(document, reading, quote, report_key, form, ordinal, flagged)
        )
    return tuple(observations)


def _repeated(readings: Sequence[Reading]) -> list[Reading]:
    """Return the readings of cells that stand in the tables more than once, with other figures."""
    cells: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        if reading.cell and reading.source == "table":
            cells[reading.cell, reading.applicant].append(reading)
    return [
        reading
        for same in cells.values()
        if len({other.entry for other in same}) > 1
        for reading in same
    ]


def _observation(
    document: Document,
    reading: Reading,
    quoted: tuple[str, str],
    report_key: str,
    form: Form,
    ordinal: int,
    repeated: bool,
) -> Observation:
    value, kind, flags, unit = _measured(reading)
    if repeated:
        flags += ("repeated_cell",)
    locator, quote = quoted
    value_locator, raw = document.quote(reading.value.start, reading.value.end)
    return Observation(
        observation_key=f"{report_key}#{ordinal}",
        report_key=report_key,
        ordinal=ordinal,
        form=form,
        section=reading.section,
        cell=reading.cell,
        label=reading.label,
        metric=reading.metric,
        applicant=reading.applicant,
        value=value,
        kind=kind,
        unit=unit,
        raw=raw,
        source=reading.source,
        locator=locator,
        value_locator=value_locator,
        quote=quote,
        line=document.line_at(reading.value.start),
        rule=reading.rule,
        flags=" ".join(dict.fromkeys(flags)) if flags else "",
    )


def _measured(
    reading: Reading,
) -> tuple[Decimal | None, Kind, tuple[str, ...], str | None]:
    """Return value, kind, flags and unit in the terms of the metric."""
    entry = reading.entry
    flags = reading.flags + entry.flags
    if reading.metric is None:
        return entry.value, entry.kind, flags, entry.unit or reading.unit
    metric = _metric(reading.metric)
    if entry.value is None:
        return None, entry.kind, flags, metric.unit
    value = entry.value
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
