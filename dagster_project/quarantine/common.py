"""What the commands share."""

from __future__ import annotations

from functools import cache

from dagster_project.lib import quarantine
from dagster_project.lib.decisions import Decision, Decisions
from dagster_project.lib.quarantine import Entry
from extractors.catalog.load import issue_codes
from extractors.catalog.model import IssueCode


class Refused(Exception):
    """What was asked for cannot be done; the message says what can be."""


def decision_on(entry: Entry, decided: Decisions) -> Decision | None:
    """Return the decision on a file. A copy has none of its own: its content is another file's."""
    return None if entry.code == quarantine.DUPLICATE else decided.get(entry.sha256)


def described(decision: Decision | None, entry: Entry) -> str:
    """Say what was decided about a file."""
    if decision is None:
        return "nothing to decide" if entry.code == quarantine.DUPLICATE else "open"
    verb = "to be released" if decision.decision == "release" else "rejected"
    if decision.decision == "release" and entry.is_loaded:
        verb = "released"
    year = f" for {decision.year}" if decision.year else ""
    return f"{verb}{year} on {decision.decided_on}: {decision.note}"


@cache
def codes() -> dict[str, IssueCode]:
    """Return the vocabulary of issues and reasons of quarantine."""
    return {row.code: row for row in issue_codes()}
