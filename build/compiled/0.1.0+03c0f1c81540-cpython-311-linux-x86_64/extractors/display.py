"""Shows an extraction: as lines for people, or as one JSON object a line for programs."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from itertools import groupby
from typing import Any

from extractors.catalog import applicants, metrics
from extractors.model import Extraction, Observation, Report

_QUOTE_WIDTH = 60


def as_json(extraction: Extraction) -> Iterator[str]:
    """Yield the report's line, then one line for each observation."""
    if bad := extraction.quarantined:
        yield json_line({"report": bad.path, "quarantined": bad.code, "reason": bad.reason})
        return
    report = extraction.report
    assert report is not None
    agency = extraction.agencies[0] if extraction.agencies else None
    yield json_line(
        {
            "report": report.path,
            "agency": agency.name if agency else None,
            "division_code": report.division_code,
            "year": report.year,
            "form": report.form,
            "scope": report.scope,
            "agency_key": report.agency_key,
            "agency_printed": report.agency_name,
            "level": agency.level if agency else None,
            "kind": agency.kind if agency else None,
            "agency_grade": report.agency_grade,
            "agency_evidence": report.agency_evidence,
            "agency_candidates": report.agency_candidates,
            "year_evidence": report.year_evidence,
            "form_evidence": report.form_evidence,
            "scope_evidence": report.scope_evidence,
            "period_start": report.period_start,
            "period_end": report.period_end,
            "published_on": report.published_on,
            "issued_on": report.issued_on,
            "title": report.title,
            "document_number": report.document_number,
            "signed_by": report.signed_by,
            "correction_note": report.correction_note,
            "encoding": report.encoding,
            "sha256": report.sha256,
            "report_key": report.report_key,
            "issues": [
                {"code": issue.code, "message": issue.message, "locator": issue.locator}
                for issue in extraction.issues
            ],
        }
    )
    for seen in extraction.observations:
        yield json_line(
            {
                "report": report.path,
                "form": seen.form,
                "cell": seen.cell,
                "metric": seen.metric,
                "applicant": seen.applicant,
                "value": seen.value,
                "kind": seen.kind,
                "unit": seen.unit,
                "raw": seen.raw,
                "source": seen.source,
                "locator": seen.locator,
                "quote": seen.quote,
                "value_locator": seen.value_locator,
                "label": seen.label,
                "section": seen.section,
                "line": seen.line,
                "rule": seen.rule,
                "flags": seen.flags,
            }
        )


def json_line(record: dict[str, Any]) -> str:
    """Return one object as a line of JSON; a figure is a number, a day a text."""
    return json.dumps(record, ensure_ascii=False, default=_plain)


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no JSON form")


def as_text(extraction: Extraction) -> Iterator[str]:
    """Yield the extraction as a page for people."""
    if bad := extraction.quarantined:
        yield f"{bad.path}: not loaded ({bad.code})"
        yield f"  {bad.reason}"
        yield ""
        return
    report = extraction.report
    assert report is not None
    yield from _head(report, extraction)
    tables = [seen for seen in extraction.observations if seen.source == "table" and seen.metric]
    prose = [seen for seen in extraction.observations if seen.source == "prose"]
    local = [seen for seen in extraction.observations if not seen.metric]
    yield from _figures("Table figures", [seen for seen in tables if not _in_matrix(seen)])
    yield from _matrix([seen for seen in tables if _in_matrix(seen)])
    yield from _figures("Figures in the prose", prose)
    yield from _figures("Local rows that no form knows", local)
    if extraction.issues:
        yield f"Issues ({len(extraction.issues)})"
        for issue in extraction.issues:
            quote = f" | {_one_line(issue.quote)}" if issue.quote else ""
            yield f"  {issue.severity:7} {issue.code}: {issue.message}{quote}"
        yield ""


def _head(report: Report, extraction: Extraction) -> Iterator[str]:
    agency = extraction.agencies[0] if extraction.agencies else None
    above = "  <  ".join(body.name for body in extraction.agencies[1:])
    yield report.path
    yield f"  agency  {agency.name if agency else 'not told'} [{report.agency_key}]"
    if above:
        yield f"          under {above}"
    yield f"          {report.agency_grade}; {_one_line(report.agency_evidence)}"
    yield f"  year    {report.year}  ({_one_line(report.year_evidence)})"
    yield f"  form    {report.form}  ({report.form_evidence})"
    yield f"  scope   {report.scope}  ({report.scope_evidence or 'no clue'})"
    for name, value in (
        ("title", report.title),
        ("number", report.document_number),
        ("posted", report.published_on),
        ("made", report.issued_on),
        ("signed", report.signed_by),
    ):
        if value:
            yield f"  {name:7} {value}"
    yield ""


def _in_matrix(seen: Observation) -> bool:
    return seen.form in ("form_2019", "form_2021") and "/" not in (seen.cell or "/")


def _figures(heading: str, observations: list[Observation]) -> Iterator[str]:
    if not observations:
        return
    yield f"{heading} ({len(observations)})"
    for seen in observations:
        name = _padded(_names().get(seen.metric or "", seen.label), 44)
        mark = f"  [{seen.flags}]" if seen.flags else ""
        where = f"line {seen.line}, {seen.value_locator}"
        yield f"  {name} {_value(seen):>14}  {where}  {_one_line(seen.quote)}{mark}"
    yield ""


def _matrix(observations: list[Observation]) -> Iterator[str]:
    if not observations:
        return
    yield f"Applications by result and applicant ({len(observations)})"
    heads = "".join(_padded(row.label, 14) for row in applicants())
    yield "  " + _padded("", 44) + heads
    rows = sorted(observations, key=lambda seen: (seen.ordinal,))
    for _, group in groupby(rows, key=lambda seen: (seen.cell, seen.quote)):
        cells = {seen.applicant: seen for seen in group}
        first = next(iter(cells.values()))
        figures = "".join(
            _padded(_value(cells[row.applicant]) if row.applicant in cells else "", 14)
            for row in applicants()
        )
        mark = f"  [{first.flags}]" if first.flags else ""
        name = _padded(_names().get(first.metric or "", first.label), 44)
        yield f"  {name}{figures} line {first.line}{mark}"
    yield ""


def _value(seen: Observation) -> str:
    if seen.value is None:
        return seen.raw[:14] if seen.kind == "text" else f"({seen.kind})"
    return f"{seen.value:,f}" if seen.kind == "number" else f"{seen.value:f} (stated)"


@cache
def _names() -> dict[str, str]:
    return {metric.metric: metric.name_zh for metric in metrics()}


def _one_line(text: str | None) -> str:
    line = " ".join((text or "").split())
    return line if len(line) <= _QUOTE_WIDTH else line[: _QUOTE_WIDTH - 1] + "…"


def _padded(text: str, width: int) -> str:
    taken = sum(2 if unicodedata.east_asian_width(mark) in "WF" else 1 for mark in text)
    while taken > width:
        mark = text[-1]
        text = text[:-1]
        taken -= 2 if unicodedata.east_asian_width(mark) in "WF" else 1
    return text + " " * (width - taken)
