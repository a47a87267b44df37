"""Shows an explanation: as a page for people, or as one JSON object a line."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from functools import cache
from typing import Any

from extractors.catalog import metrics
from extractors.catalog.load import flags, issue_codes
from extractors.catalog.model import IssueCode
from extractors.display import as_json as extraction_as_json
from extractors.display import json_line
from extractors.explain.model import Explanation, Line
from extractors.model import Issue, Observation, Report
from extractors.rows import read_yaml

_WIDTH = 96
_INDENT = " " * 7


def as_text(explanation: Explanation) -> Iterator[str]:
    """Yield the explanation as a page for people."""
    extraction = explanation.extraction
    if bad := extraction.quarantined:
        code = _codes()[bad.code]
        yield f"{bad.path}: in quarantine ({bad.code}: {code.meaning})"
        yield f"  reason  {bad.reason}"
        yield from (f"  {what:<13} {shortened(words)}" for what, words in explanation.clues)
    else:
        yield from _head(explanation)
    if explanation.lines:
        yield ""
    for line in explanation.lines:
        yield f"{line.number:>5}  {shortened(line.text)}"
        yield from (_INDENT + told for told in _told(line))
    if explanation.lines:
        yield ""
        yield from _count(explanation)
    yield ""


def _head(explanation: Explanation) -> Iterator[str]:
    report = explanation.extraction.report
    assert report is not None
    agencies = explanation.extraction.agencies
    above = " < ".join(body.name for body in agencies[1:])
    yield report.path
    yield f"  agency  {agencies[0].name or 'not told'} [{report.agency_key}], {report.agency_grade}"
    yield f"          because of {shortened(report.agency_evidence or 'nothing')}"
    if above:
        yield f"          under {above}"
    if report.agency_candidates:
        yield f"          could be {shortened(report.agency_candidates)}"
    yield f"  year    {report.year}"
    yield f"          because of {shortened(report.year_evidence)}"
    yield f"  form    {report.form}"
    yield f"          because of {shortened(report.form_evidence)}"
    yield f"  scope   {report.scope}"
    yield f"          because of {shortened(report.scope_evidence or 'nothing')}"
    yield from _dates(report)
    for issue in explanation.issues:
        yield from (f"  {told}" for told in _issue(issue))


def _dates(report: Report) -> Iterator[str]:
    for name, value in (
        ("title", report.title),
        ("number", report.document_number),
        ("posted", report.published_on),
        ("made", report.issued_on),
        ("signed", report.signed_by),
        ("source", report.source_url),
        ("note", report.correction_note),
    ):
        if value:
            yield f"  {name:<7} {shortened(str(value))}"


def _told(line: Line) -> Iterator[str]:
    for seen in line.readings:
        yield from _reading(seen)
    for issue in line.issues:
        yield from _issue(issue)
    for why in line.why:
        words = f": {why.words}" if why.words else ""
        yield f"- {'not read: ' if why.words else ''}{why.meaning}{words}"


def _reading(seen: Observation) -> Iterator[str]:
    named = f"{seen.metric} {_names().get(seen.metric, '')}" if seen.metric else seen.label
    applicant = f", {seen.applicant}" if seen.applicant != "total" else ""
    unit = f" {seen.unit}" if seen.unit and seen.value is not None else ""
    value = "no value" if seen.value is None else f"{seen.value:,f}{unit}"
    printed = f"printed “{shortened(seen.raw, 40)}”" if seen.raw else "nothing printed"
    yield f"= {value}  {named.strip()}{applicant}"
    yield f"  {seen.kind}, {printed} at {seen.value_locator}; {rule(seen)}"
    for flag in seen.flags.split():
        yield f"  flag {flag}: {_flags()[flag]}"


def rule(seen: Observation) -> str:
    """Say what read a figure, for people."""
    if seen.rule == "cell":
        return f"cell {seen.cell} of {seen.form}"
    if seen.rule == "local":
        return "row that no national form knows, kept as a local indicator"
    declared = read_yaml("prose/patterns.yml")[seen.rule]
    words = shortened(seen.label, 60)
    return f"pattern {seen.rule} (as in “{declared['example']}”) in “{words}”"


def _issue(issue: Issue) -> Iterator[str]:
    code = _codes()[issue.code]
    yield f"! {issue.severity} {issue.code}: {issue.message}"
    meaning = "" if code.meaning == issue.message else f"{code.meaning}; "
    yield f"  {meaning}what to do: {code.what_to_do}"


def _count(explanation: Explanation) -> Iterator[str]:
    figures = len(explanation.extraction.observations)
    yield f"lines                            {len(explanation.lines)}"
    yield f"figures read                     {figures}, from lines: {explanation.read}"
    yield f"lines with digits, nothing read  {len(explanation.unread)}"
    for meaning, times in explanation.reasons:
        yield f"{times:>5}  {meaning}"


def as_json(explanation: Explanation) -> Iterator[str]:
    """Yield the report's object, one for each line, and one with the counts."""
    extraction = explanation.extraction
    head = json.loads(next(extraction_as_json(extraction)))
    if extraction.quarantined:
        head["clues"] = dict(explanation.clues)
    yield json_line(head)
    for line in explanation.lines:
        yield json_line(
            {
                "line": line.number,
                "text": line.text,
                "readings": [_reading_record(seen) for seen in line.readings],
                "issues": [_issue_record(issue) for issue in line.issues],
                "why": [
                    {"reason": why.reason, "meaning": why.meaning, "words": why.words}
                    for why in line.why
                ],
            }
        )
    yield json_line(
        {
            "lines": len(explanation.lines),
            "lines_read": explanation.read,
            "lines_with_digits_not_read": len(explanation.unread),
        }
    )


def _reading_record(seen: Observation) -> dict[str, Any]:
    return {
        "metric": seen.metric,
        "cell": seen.cell,
        "applicant": seen.applicant,
        "label": seen.label,
        "value": seen.value,
        "kind": seen.kind,
        "unit": seen.unit,
        "raw": seen.raw,
        "rule": seen.rule,
        "rule_meaning": rule(seen),
        "flags": {flag: _flags()[flag] for flag in seen.flags.split()},
        "value_locator": seen.value_locator,
    }


def _issue_record(issue: Issue) -> dict[str, Any]:
    code = _codes()[issue.code]
    return {
        "code": issue.code,
        "severity": issue.severity,
        "message": issue.message,
        "meaning": code.meaning,
        "what_to_do": code.what_to_do,
        "locator": issue.locator,
    }


@cache
def _names() -> dict[str, str]:
    return {metric.metric: metric.name_zh for metric in metrics()}


@cache
def _flags() -> dict[str, str]:
    return {row.flag: row.meaning for row in flags()}


@cache
def _codes() -> dict[str, IssueCode]:
    return {row.code: row for row in issue_codes()}


def shortened(text: str, width: int = _WIDTH) -> str:
    """Return a text in one line of so many columns, of which a Chinese character takes two."""
    line = " ".join(text.split())
    taken = 0
    for at, mark in enumerate(line):
        taken += 2 if unicodedata.east_asian_width(mark) in "WF" else 1
        if taken > width:
            return line[: max(at - 1, 1)] + "…"
    return line
