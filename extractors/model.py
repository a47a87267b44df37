"""The words of the field, as records: report, observation, issue, quarantine.

Nothing here computes. The fields of `Report`, `Observation`, `Issue`, `Quarantined`
and `Agency` are, in this order, the columns of the staging tables of the same name.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Form = Literal["narrative", "form_2014", "form_2019", "form_2021"]
Scope = Literal["own", "consolidated", "unknown"]
Kind = Literal["number", "zero_stated", "blank", "not_applicable", "text", "unreadable"]
Source = Literal["table", "prose"]
Severity = Literal["info", "warning", "error"]
Grade = Literal["sure", "probable", "unresolved"]


@dataclass(frozen=True, slots=True)
class Span:
    """A half-open range of characters, `[start, end)`, of a report's decoded text.

    Characters are Unicode code points; a byte order mark is not counted and every
    line end counts as one (RFC 5147).
    """

    start: int
    end: int

    @property
    def locator(self) -> str:
        """The span as an RFC 5147 fragment, for example `char=1204,1250`."""
        return f"char={self.start},{self.end}"


@dataclass(frozen=True, slots=True)
class Report:
    """One report as it was published: who, for which year, in which form, and why we think so."""

    report_key: str
    """`<year>-<agency_key>-<first 8 of sha256>`, unique in a warehouse."""
    path: str
    """Path of the file below the raw folder, with forward slashes."""
    sha256: str
    size_bytes: int
    encoding: str
    agency_key: str
    agency_name: str
    """The body's name as printed, in simplified characters."""
    agency_evidence: str
    """Which clue named the body, and the words it stands in."""
    agency_grade: Grade
    division_code: str | None
    year: int
    year_evidence: str
    period_start: date | None
    period_end: date | None
    form: Form
    form_evidence: str
    scope: Scope
    scope_evidence: str | None
    title: str | None
    document_number: str | None
    published_on: date | None
    """The posting date that the page prints."""
    issued_on: date | None
    """The date of making (成文日期) or of the signature."""
    signed_by: str | None
    """The office that signs, where it is not the reporting body itself."""
    source_url: str | None
    extractor_version: str
    agency_candidates: str | None = None
    """Keys of the bodies that share the printed name, separated by blanks, where it stays open."""
    correction_note: str | None = None
    """The words by which the report says that it replaces an earlier version of itself."""
    text_fingerprint: str | None = None
    """Of the words outside tables, without names of places: `fingerprint.of_text`."""
    figures_fingerprint: str | None = None
    """Of the national figures: `fingerprint.of_figures`."""


# Not frozen: a frozen record takes five times as long to make, and a report has a hundred of these.
@dataclass(slots=True)
class Observation:
    """One form cell or one figure of the prose, as the source states it."""

    observation_key: str
    """`<report_key>#<ordinal>`."""
    report_key: str
    ordinal: int
    """Order of appearance in the report, from 1."""
    form: Form
    section: str | None
    """The printed heading that the row stands under."""
    cell: str | None
    """Cell of the form (`forms/*/cells.csv`); none for prose and local rows."""
    label: str
    """The row's label as printed (after folding)."""
    metric: str | None
    """Code of `catalog/metrics.csv`; none for a local indicator."""
    applicant: str
    """Code of `catalog/applicants.csv`; `total` where the form has no such breakdown."""
    value: Decimal | None
    """In the metric's unit. None for blank, not_applicable, text and unreadable."""
    kind: Kind
    unit: str | None
    """The metric's unit (`catalog/metrics.csv`), or the printed one for a local indicator."""
    raw: str
    """The figure exactly as printed."""
    source: Source
    locator: str
    """Where `quote` stands in the report."""
    value_locator: str
    """Where `raw` stands in the report; inside `locator`."""
    quote: str
    """The table row or the sentence that states the figure, exactly as printed."""
    line: int
    """Line of the figure, from 1."""
    rule: str
    """What read it: `cell` for a form cell, `local`, or the id of a prose pattern."""
    flags: str
    """Codes of `catalog/flags.csv`, separated by blanks; empty for a figure without reservation."""


@dataclass(frozen=True, slots=True)
class Issue:
    """Something in a report that somebody should look at."""

    report_key: str
    ordinal: int
    severity: Severity
    code: str
    """Code of `catalog/issue_codes.csv`."""
    message: str
    locator: str | None
    quote: str | None


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A file that could not be loaded, and what to do about it."""

    path: str
    sha256: str
    size_bytes: int
    code: str
    """Code of `catalog/issue_codes.csv`."""
    reason: str
    """A sentence for people: what is wrong and what to do."""
    extractor_version: str


@dataclass(frozen=True, slots=True)
class Agency:
    """A body that reports, or that a reporting body belongs to."""

    agency_key: str
    """`<division_code>-<kind or function>`, or `unresolved-<printed name>`."""
    name: str
    name_en: str | None
    level: str | None
    """national, province, prefecture, county or township."""
    kind: str | None
    """government, department, development_zone, vertical, …"""
    function: str | None
    """What a department is for, one code for all bodies of the same business; of several
    functions the first."""
    division_code: str | None
    """GB/T 2260, six digits; nine for townships."""
    province: str | None
    prefecture: str | None
    county: str | None
    parent_agency_key: str | None
    is_resolved: bool
    province_code: str | None = None
    prefecture_code: str | None = None
    county_code: str | None = None
    functions: str | None = None
    """All functions of the body, the most important first, separated by blanks."""
    field: str | None = None
    """What the functions before and after a reform have in common."""
    valid_from: int | None = None
    """First year of reports for which the body existed; none if before 2008 or unknown."""
    valid_to: int | None = None
    """Last year of reports for which the body existed; none if it exists or unknown."""
    predecessor_keys: str | None = None
    """Agencies that became this one or part of it, separated by blanks."""
    successor_keys: str | None = None
    """Agencies that this one or part of it became, separated by blanks."""
    former_names: str | None = None
    """Names that the division of the body carried before, separated by 、."""


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one file says. Either `report` or `quarantined` is set, never both."""

    report: Report | None
    observations: tuple[Observation, ...]
    issues: tuple[Issue, ...]
    agencies: tuple[Agency, ...]
    """The reporting body and the chain of bodies above it; empty when quarantined."""
    quarantined: Quarantined | None


@dataclass(frozen=True, slots=True)
class Stated:
    """What a person states about a file that would otherwise stay in quarantine."""

    is_report: bool
    """The file is a report, though nothing in it says so."""
    year: int | None
    """The year that the report is for, where the text names none or a wrong one."""
    note: str
    """Why, in the person's own words."""
