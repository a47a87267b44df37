"""Corrections that people made by hand, as rows of a file of their own.

docs/corrections.md explains the file. Nothing of it is applied here: the warehouse applies a
correction where the source still says what the correction expects, and keeps both values.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from extractors.by_hand import read_rows
from extractors.catalog.load import applicants, metrics

COLUMNS = (
    "report_key", "agency_key", "year", "scope", "metric", "applicant", "expected", "corrected",
    "reason", "who", "when",
)  # fmt: skip
_SCOPES = ("own", "consolidated", "unknown")
_DIGITS, _PLACES = 12, 6


class CorrectionError(ValueError):
    """The file cannot be used; the message names file and line and says what to do."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One line of the file."""

    file: str
    line: int
    """Line of the file, the heading being line 1."""
    report_key: str | None
    """The report that prints the figure; or the body and year instead."""
    agency_key: str | None
    year: int | None
    scope: str | None
    """With a body and year: only the report of this scope."""
    metric: str
    applicant: str
    expected: Decimal | None
    """The value as the warehouse reads it from the source; none for a cell without a figure."""
    corrected: Decimal
    """In the metric's unit, like `expected`."""
    reason: str
    who: str
    corrected_on: date


def load_corrections(path: Path) -> tuple[Correction, ...]:
    """Return the corrections of a file, in its order.

    Raises:
        CorrectionError: naming file and line, if a column is missing or unknown, a cell is empty
            that must not be, a metric, applicant or scope is unknown, a number or date is none,
            or two lines correct the same figure.
    """
    found: list[Correction] = []
    lines: dict[tuple[object, ...], int] = {}
    for line, row in read_rows(path, COLUMNS, CorrectionError):
        one = _Line(path, line, row).correction()
        same = one.report_key, one.agency_key, one.year, one.scope, one.metric, one.applicant
        if same in lines:
            raise CorrectionError(
                f"{path}, line {line}: line {lines[same]} corrects the same figure. Keep one."
            )
        lines[same] = line
        found.append(one)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the file, as text."""

    path: Path
    line: int
    row: dict[str, str]

    def correction(self) -> Correction:
        """Check the line and turn its cells into values."""
        row = self.row
        if bool(row["report_key"]) == bool(row["agency_key"] or row["year"] or row["scope"]):
            raise self.fail(
                "a correction is either of a report or of a body and year",
                "Fill in report_key, or agency_key and year (and scope where there are several).",
            )
        if not row["report_key"] and not (row["agency_key"] and row["year"]):
            raise self.fail("agency_key or year is empty", "Fill in both, or report_key instead.")
        for column in ("metric", "corrected", "reason", "who", "when"):
            if not row[column]:
                raise self.fail(f"{column} is empty", "Fill it in.")
        applicant = row["applicant"] or "total"
        self.known("metric", row["metric"], [one.metric for one in metrics()])
        self.known("applicant", applicant, [one.applicant for one in applicants()])
        if row["scope"]:
            self.known("scope", row["scope"], _SCOPES)
        return Correction(
            file=self.path.name,
            line=self.line,
            report_key=row["report_key"] or None,
            agency_key=row["agency_key"] or None,
            year=self.year(row["year"]) if row["year"] else None,
            scope=row["scope"] or None,
            metric=row["metric"],
            applicant=applicant,
            expected=self.number("expected") if row["expected"] else None,
            corrected=self.number("corrected"),
            reason=row["reason"],
            who=row["who"],
            corrected_on=self.day(),
        )

    def fail(self, reason: str, what_to_do: str) -> CorrectionError:
        return CorrectionError(f"{self.path}, line {self.line}: {reason}. {what_to_do}")

    def known(self, column: str, word: str, vocabulary: list[str] | tuple[str, ...]) -> None:
        if word not in vocabulary:
            raise self.fail(
                f"there is no {column} {word}",
                f"Use a {column}_key of marts.dim_{column}."
                if column != "scope"
                else f"Use one of {', '.join(vocabulary)}, or leave it empty.",
            )

    def year(self, text: str) -> int:
        if not (text.isascii() and text.isdecimal() and len(text) == 4):
            raise self.fail(f"year is {text}, which is no year", "Write the reported year: 2018.")
        return int(text)

    def number(self, column: str) -> Decimal:
        text = self.row[column]
        try:
            value = Decimal(text)
        except InvalidOperation:
            value = Decimal("NaN")
        if not value.is_finite() or abs(value) >= 10**_DIGITS or value != round(value, _PLACES):
            raise self.fail(
                f"{column} is {text}, which is no number that a figure can have",
                "Write it in digits, with a point for decimals: 1234 or 0.5.",
            )
        return value

    def day(self) -> date:
        try:
            return date.fromisoformat(self.row["when"])
        except ValueError:
            raise self.fail(
                f"when is {self.row['when']}, which is no date", "Write 2024-03-31."
            ) from None
