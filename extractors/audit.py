"""What a report holds that was not taken, and what about it should be looked at."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from extractors.catalog import form_cells
from extractors.catalog.load import issue_codes
from extractors.document import Document
from extractors.forms import Finding
from extractors.model import Issue, Observation, Report, Severity, Stated

_SENTENCE = re.compile(r"[^。;!?\n]+")
# A sentence that speaks of a metric and holds a counted number. Every word is written out to its
# first character, because `re` then passes over all other characters at once.
_SPEAKS = re.compile(
    r"申请|复议|诉讼|主动公开|公开政府信息|收费|费用|规范性文件|发布会|访谈|解读|举报|投诉"
    r"|公开.{0,8}(?:培训|会议|人员|经费|机构)|专职|兼职"
)
# The counter may stand in the next line: 网络申请1 above 20件.
_COUNTS = re.compile(
    r"\d[\d,.]*[\])]?\^?(?:余|多)?万?(?:件|条|起|宗|份|次|篇|人|场|期|名|元|万元)"
    r"|(?:申请|答复|办结|公开|信息|复议|诉讼|投诉|费用?|文件|访谈|解读|发布会)[数量共计为了]{0,3}\d{1,7}$"
)
# One of these words, a digit and a counter.
_SHORTEST = 4
# What is longer hardly comes again.
_LONGEST_KEPT = 60


def audit(
    document: Document,
    report: Report,
    observations: Sequence[Observation],
    findings: Sequence[Finding],
    other_years: Sequence[int],
    second_form: str | None,
) -> tuple[Issue, ...]:
    """Return the report's issues, in the order of the catalogue of checks below."""
    found = [
        *_about_report(document, report, other_years, second_form),
        *((f.code, f.message, f.start, f.end) for f in findings),
        *_about_values(observations),
        *_missing_cells(report, observations),
        *_skipped_prose(document, observations),
    ]
    return tuple(
        _issue(document, report.report_key, ordinal, *item)
        for ordinal, item in enumerate(found, start=1)
    )


_Item = tuple[str, str, int | str | None, int | str | None]


def _issue(
    document: Document,
    report_key: str,
    ordinal: int,
    code: str,
    message: str,
    start: int | str | None,
    end: int | str | None,
) -> Issue:
    locator: str | None = None
    quote: str | None = None
    if isinstance(start, int) and isinstance(end, int):
        locator, quote = document.quote(start, end)
    elif isinstance(start, str) and isinstance(end, str):
        locator, quote = start, end
    return Issue(report_key, ordinal, _severities()[code], code, message, locator, quote)


@cache
def _severities() -> dict[str, Severity]:
    return {row.code: row.severity for row in issue_codes()}


def _about_report(
    document: Document, report: Report, other_years: Sequence[int], second_form: str | None
) -> Iterator[_Item]:
    if document.decoded.replaced:
        message = f"{document.decoded.replaced} pieces could not be decoded"
        yield "replaced_characters", message, None, None
    if not report.agency_name:
        yield "no_agency", "no clue in the text names the reporting body", None, None
    elif report.agency_grade == "unresolved":
        message = f"{report.agency_name} is not in the agency catalogue"
        yield "unresolved_agency", message, None, None
    if other_years:
        named = ", ".join(map(str, other_years))
        message = f"taken: {report.year} ({report.year_evidence}); also named: {named}"
        yield "conflicting_years", message, None, None
    if second_form:
        yield "second_table", f"the report also holds cells of {second_form}", None, None


def _about_values(observations: Sequence[Observation]) -> Iterator[_Item]:
    repeated = set()
    for seen in observations:
        unread = seen.kind == "text" or (seen.kind == "unreadable" and seen.raw)
        if unread and seen.metric and seen.source == "table":
            message = f"{seen.label} holds {seen.raw}, which is no number"
            yield "unreadable_value", message, seen.locator, seen.quote
        if (
            seen.flags
            and "repeated_cell" in seen.flags
            and (seen.cell, seen.applicant) not in repeated
        ):
            repeated.add((seen.cell, seen.applicant))
            message = f"{seen.label} is printed more than once, with different figures"
            yield "repeated_cell", message, seen.locator, seen.quote


def _missing_cells(report: Report, observations: Sequence[Observation]) -> Iterator[_Item]:
    """Name the form's cells that the report does not hold, section by section."""
    printed = {seen.cell for seen in observations}
    for section, cells in _asked_for(report.form).items():
        if missing := [cell for cell in cells if cell not in printed]:
            yield "missing_section", f"{section}: not printed: {', '.join(missing)}", None, None


@cache
def _asked_for(form: str) -> dict[str, tuple[str, ...]]:
    """Return the cells that a form asks figures for, by section."""
    cells = [cell for cell in form_cells() if cell.form == form and cell.figures]
    sections = dict.fromkeys(cell.section for cell in cells)
    return {name: tuple(c.cell for c in cells if c.section == name) for name in sections}


def _skipped_prose(document: Document, observations: Sequence[Observation]) -> Iterator[_Item]:
    """Name the sentences that count something of ours and that no pattern has taken."""
    in_tables = {seen.line for seen in observations if seen.source == "table"}
    # In the other lines stands nothing but what sentences state.
    stated = [
        int(seen.value_locator[5:].split(",")[0]) for seen in observations if seen.source == "prose"
    ]
    stated.sort()
    for row in document.rows:
        said = row.said
        if len(said.pieces) > 1 or row.line in in_tables:
            continue
        text = said.first
        if len(text) < _SHORTEST or (len(text) < _LONGEST_KEPT and not _kept(text)):
            continue
        first = row.start
        for match in _SENTENCE.finditer(text):
            if not _counts_ours(match[0]):
                continue
            start, end = first + match.start(), first + match.end()
            left, right = document.folded.source_range(start, end)
            at = bisect_left(stated, left)
            if at == len(stated) or stated[at] >= right:
                message = "a sentence with figures that no rule may read as this year's"
                yield "skipped_prose", message, start, end


def _counts_ours(text: str) -> bool:
    """Say whether a text speaks of what the metrics are and holds a counted number."""
    return _SPEAKS.search(text) is not None and _COUNTS.search(text) is not None


# Headings and cells come again in other reports.
_kept = lru_cache(maxsize=20_000)(_counts_ours)


def released_by_hand(report: Report, ordinal: int, stated: Stated) -> Issue:
    """Return the issue that shows everybody that a person let this report in, and why."""
    code = "released_by_hand"
    return Issue(report.report_key, ordinal, _severities()[code], code, stated.note, None, None)
