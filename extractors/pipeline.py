"""One file to one extraction: read, identify, extract, audit what was left over."""

from __future__ import annotations

import hashlib
import re

from extractors import __version__, fingerprint, prose
from extractors.agencies import Aliases, Clue, Resolution, named_beside, resolve, unresolved
from extractors.agencies.beside import FLAG as AGENCY_DOUBT
from extractors.audit import audit, released_by_hand
from extractors.document import Document, build
from extractors.forms import Finding, by_year, cells_of, detect, read_tables
from extractors.identify import clues, dates, period, scope, title, version, year
from extractors.identify import stated as stated_facts
from extractors.identify.patterns import pattern
from extractors.model import Agency, Extraction, Issue, Quarantined, Report, Stated
from extractors.observe import observe
from extractors.prose.actors import kind_of
from extractors.readers import UnreadableFile, read_text

_SOURCE_URL = re.compile(r"(?:来源网址|原文链接|网址|链接|来源)[::] ?(https?://[^\s|]+)")
_REASONS = {
    "not_a_report": "The page is no yearly report on government information disclosure: {found}. "
    "Remove the file from the raw folder.",
    "no_year": "The text names no year that the report could be for. "
    "Add the year as the source page prints it, for example in the title, or leave the file out.",
}

_NO_SINGLE_YEAR = {"part_of_a_year": "is no whole year", "several_years": "is more than one year"}


def extract(
    data: bytes, path: str, aliases: Aliases | None = None, stated: Stated | None = None
) -> Extraction:
    """Read one report.

    Args:
        data: the file's bytes.
        path: its path below the raw folder, with forward slashes.
        aliases: names that a user mapped by hand, from `agencies.load_aliases`.
        stated: what a person states about this file to release it from quarantine. It answers
            `not_a_report` and `no_year`, no other code.

    Returns:
        The report with its observations and issues, or the reason why it is quarantined.
        Bad input never raises.
    """
    sha256 = hashlib.sha256(data).hexdigest()

    def quarantine(code: str, reason: str) -> Extraction:
        bad = Quarantined(path, sha256, len(data), code, reason, __version__)
        return Extraction(None, (), (), (), bad)

    try:
        document = build(read_text(data))
    except UnreadableFile as error:
        return quarantine(error.code, f"{_sentence(error)}. Fetch or convert the report again.")
    headline = title.find(document)
    tokens = cells_of(document)
    detected = detect(tokens)
    sure = stated is not None and stated.is_report
    if not sure and detected.form == "narrative" and (missing := _no_report(document, headline)):
        return quarantine("not_a_report", _REASONS["not_a_report"].format(found=missing))
    told = year.find(document, headline)
    if stated:
        told = stated_facts.year(told, stated)
    if told is None:
        return quarantine("no_year", _REASONS["no_year"])

    printed = dates.read(document)
    named_by = clues.gather(document, headline, printed)
    name = clues.best_name(named_by)
    body = resolve(named_by, told.year, aliases)
    detected = by_year(detected, told.year)
    tables = read_tables(document, tokens, detected.form, is_sure=detected.is_sure)
    printed_name = name or body.printed_name or ""
    of_another = named_beside(named_by, body, told.year, aliases)
    for reading in tables.readings if of_another else ():
        reading.flags += (AGENCY_DOUBT,)
    stated_in_prose = prose.read(document, tables.used_lines, told.year, printed_name)
    readings = [*tables.readings, *stated_in_prose]
    found_scope, scope_evidence = scope.find(
        document, tables.used_lines, kind_of(printed_name) == "department"
    )
    agencies = _agencies(body, sha256)
    agency_key = agencies[0].agency_key
    report_key = f"{told.year}-{agency_key}-{sha256[:8]}"
    # A figure of half a year, or of two, looks like one of a year: each says what it may be of.
    of_no_single_year = _of_no_single_year(document, headline, told)
    of_all = tuple(finding.code for finding in of_no_single_year)
    observations = observe(document, readings, report_key, detected.form, of_all)
    report = Report(
        report_key=report_key,
        path=path,
        sha256=sha256,
        size_bytes=len(data),
        encoding=document.decoded.encoding,
        agency_key=agency_key,
        agency_name=printed_name,
        agency_evidence=body.evidence,
        agency_grade=body.grade,
        division_code=body.agency.division_code if body.agency else None,
        year=told.year,
        year_evidence=told.evidence,
        period_start=told.period_start,
        period_end=told.period_end,
        form=detected.form,
        form_evidence=detected.evidence,
        scope=found_scope,
        scope_evidence=scope_evidence,
        title=headline.text if headline else None,
        document_number=printed.document_number,
        published_on=printed.published_on,
        issued_on=printed.issued_on,
        signed_by=clues.signing_office(printed.signature, name),
        source_url=_source_url(document),
        extractor_version=__version__,
        agency_candidates=" ".join(body.candidates) or None,
        correction_note=version.correction_note(document, headline),
        text_fingerprint=fingerprint.of_text(
            document.rows,
            tables.used_lines,
            fingerprint.place_names(agencies, body.printed_name),
        ),
        figures_fingerprint=fingerprint.of_figures(observations),
    )
    findings = [*of_no_single_year, *_table_of(document, of_another), *tables.findings]
    issues: tuple[Issue, ...] = audit(
        document, report, observations, findings, told.others, detected.second
    )
    if stated:
        issues += (released_by_hand(report, len(issues) + 1, stated),)
    return Extraction(report, observations, issues, agencies, None)


def _of_no_single_year(
    document: Document, headline: title.Title | None, told: year.Year
) -> list[Finding]:
    """Say that the figures may be those of a part of the year, or of several years."""
    whole = (headline.start, headline.end) if headline else None
    if named := period.no_single_year(document, whole):
        code, place = named
        words = document.text[slice(*place)]
        return [Finding(code, f"{words} {_NO_SINGLE_YEAR[code]}", *place)]
    if period.is_short(told.period_start, told.period_end):
        code = "part_of_a_year"
    elif period.is_long(told.period_start, told.period_end):
        code = "several_years"
    else:
        return []
    message = f"the period {told.period_start} to {told.period_end} {_NO_SINGLE_YEAR[code]}"
    words = told.evidence.removeprefix("period: ")
    at = max(document.text.find(words), 0)
    return [Finding(code, message, at, at + len(words))]


def _table_of(document: Document, clue: Clue | None) -> list[Finding]:
    """Say that the table names another body than the report."""
    if clue is None:
        return []
    at = max(document.text.find(clue.text), 0)
    message = f"the table is said to be {clue.text}'s, not the reporting body's"
    return [Finding("conflicting_bodies", message, at, at + len(clue.text))]


def _sentence(error: Exception) -> str:
    message = str(error)
    return message[:1].upper() + message[1:]


def _agencies(body: Resolution, sha256: str) -> tuple[Agency, ...]:
    """Return the body and those above it; for a report that names none, a body of its own."""
    if body.agency is not None:
        return (body.agency, *body.chain)
    return (unresolved("", key=f"unresolved-{sha256[:8]}"),)


def _no_report(document: Document, headline: title.Title | None) -> str | None:
    """Say what a page without a table lacks to be a report; None if it is one."""
    disclosure = len(pattern("speaks_of_disclosure").findall(document.text))
    if not disclosure:
        return "it does not speak of the disclosure of government information"
    if headline or pattern("period").search(document.text):
        return None
    if pattern("published_here").search(document.text):
        return None
    if disclosure < 4 or not pattern("speaks_of_a_report").search(document.text):
        return "it holds no table of a national form and does not call itself a yearly report"
    return None


def _source_url(document: Document) -> str | None:
    """Return the address that the head of the page gives for itself."""
    head = document.decoded.text[:600]
    named = _SOURCE_URL.search(head) if "http" in head else None
    return named[1] if named else None
