"""What people decided about files in quarantine, as rows of a file beside the corpus.

docs/quarantine.md explains the file. A decision holds for a content, so that it survives a new name
and ends with a new version of the file; the path is there for people.

How a step that reads files uses it, for a file whose checksum is `sha256`:

- `decided = decisions.get(sha256)`
- `is_rejected(decided)`: do not read the file; its row of quarantine has the code `REJECTED` and
  the reason `decided.note`. A copy of the same bytes stays a `duplicate_file`.
- otherwise `extractors.pipeline.extract(data, path, aliases, stated(decided))`.
- A report whose checksum is in `released(decisions)` stays in the load though it breaks a rule of
  the gate for single reports. The extraction gives it the issue `released_by_hand`.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from typing import Literal, TypeVar, cast, get_args

from dagster_project.lib import files
from extractors.by_hand import read_rows
from extractors.model import Stated

Verb = Literal["release", "reject"]
COLUMNS = ("sha256", "path", "decision", "year", "note", "decided_on")
REJECTED = "rejected_by_hand"
"""Code of quarantine for what a person keeps out."""
FIRST_YEAR = 2008
_MARK = "\ufeff"
_Result = TypeVar("_Result")
_HEX = frozenset("0123456789abcdef")


class DecisionError(ValueError):
    """The file cannot be used; the message names file and line and says what to do."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One line of the file."""

    sha256: str
    path: str
    """Where the content lay when it was decided on; for people only."""
    decision: Verb
    year: int | None
    """With a release: the year that the report is for, where its text does not tell it."""
    note: str
    """Why. Everybody who uses the figures reads it."""
    decided_on: date


Decisions = Mapping[str, Decision]
"""By checksum of the content."""


def is_possible(year: int, decided_on: date) -> bool:
    """Say whether there can be a report for a year, as the gate of the staging tables sees it."""
    return FIRST_YEAR <= year <= decided_on.year + 1


def stated(decision: Decision | None) -> Stated | None:
    """Return what to tell the extraction of a file; None unless it was released."""
    if decision is None or decision.decision != "release":
        return None
    return Stated(is_report=True, year=decision.year, note=decision.note)


def is_rejected(decision: Decision | None) -> bool:
    """Say whether the file stays out whatever it holds."""
    return decision is not None and decision.decision == "reject"


def released(decisions: Decisions) -> frozenset[str]:
    """Return the checksums of the contents that the rules for single reports do not hold for."""
    return frozenset(key for key, one in decisions.items() if one.decision == "release")


def fingerprint(decision: Decision) -> str:
    """Return a short text that is another one for another decision; the day does not count."""
    digest = sha256(decision.note.encode()).hexdigest()[:8]
    return f"{decision.decision} {decision.year or ''} {digest}"


def load(file: Path) -> Decisions:
    """Return the decisions of a file; none if there is no such file.

    Raises:
        DecisionError: naming file and line, if a column is missing or unknown, a cell is empty that
            must not be, a checksum, decision, year or day is none, or a content is decided twice.
        OSError: if the file cannot be read.
    """
    found: dict[str, Decision] = {}
    lines: dict[str, int] = {}
    if not file.exists():
        return found
    for line, row in read_rows(file, COLUMNS, DecisionError):
        one = _Line(file, line, row).decision()
        if one.sha256 in found:
            raise DecisionError(
                f"{file}, line {line}: line {lines[one.sha256]} decides on the same content. "
                "Keep one of the two."
            )
        lines[one.sha256] = line
        found[one.sha256] = one
    return found


def add(file: Path, decision: Decision) -> None:
    """Write a decision; an older one on the same content is replaced.

    Raises:
        DecisionError: if the file has an error; it is left as it is.
    """
    _change(file, lambda decisions: decisions.update({decision.sha256: decision}))


def withdraw(file: Path, sha256: str) -> bool:
    """Take a decision back; False if there is none on this content.

    Raises:
        DecisionError: if the file has an error; it is left as it is.
    """
    return _change(file, lambda decisions: decisions.pop(sha256, None)) is not None


def _change(file: Path, change: Callable[[dict[str, Decision]], _Result]) -> _Result:
    """Load, change and write the file, one process after the other."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with files.locked(file.with_name(f".{file.name}.lock"), wait=True):
        before = load(file)
        after = dict(before)
        result = change(after)
        if after != before:
            # Spreadsheets write the mark and need it to know UTF-8 again.
            marked = file.exists() and file.read_bytes().startswith(_MARK.encode())
            files.write(file, (_MARK if marked else "") + _as_csv(after.values()))
    return result


def _as_csv(decisions: Iterable[Decision]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for one in sorted(decisions, key=lambda one: (one.path, one.sha256)):
        writer.writerow(
            [one.sha256, one.path, one.decision, one.year or "", one.note, one.decided_on]
        )
    return text.getvalue()


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of the file, as text."""

    file: Path
    line: int
    row: dict[str, str]

    def decision(self) -> Decision:
        """Check the line and turn its cells into values."""
        sha256 = self.row["sha256"].lower()
        if len(sha256) != 64 or not set(sha256) <= _HEX:
            raise self.fail(
                f"sha256 is {self.row['sha256'] or 'empty'}, which is no checksum",
                "Use the one of staging.quarantine: 64 digits and letters from a to f.",
            )
        verb = self.row["decision"]
        if verb not in get_args(Verb):
            raise self.fail(
                f"decision is {verb or 'empty'}", f"Write {' or '.join(get_args(Verb))}."
            )
        if not self.row["note"]:
            raise self.fail("note is empty", "Say why: everybody who uses the figures reads it.")
        day = self.day()
        return Decision(
            sha256=sha256,
            path=self.row["path"],
            decision=cast(Verb, verb),
            year=self.year(day) if self.row["year"] else None,
            note=self.row["note"],
            decided_on=day,
        )

    def fail(self, reason: str, what_to_do: str) -> DecisionError:
        return DecisionError(f"{self.file}, line {self.line}: {reason}. {what_to_do}")

    def year(self, decided_on: date) -> int:
        text = self.row["year"]
        if self.row["decision"] == "reject":
            raise self.fail("a rejected file has no year", "Leave year empty.")
        if not (text.isascii() and text.isdecimal() and is_possible(int(text), decided_on)):
            raise self.fail(
                f"year is {text}, for which there is no report",
                f"Write the reported year, {FIRST_YEAR} or later: 2018.",
            )
        return int(text)

    def day(self) -> date:
        try:
            return date.fromisoformat(self.row["decided_on"])
        except ValueError:
            raise self.fail(
                f"decided_on is {self.row['decided_on'] or 'empty'}, which is no date",
                "Write 2024-03-31.",
            ) from None
