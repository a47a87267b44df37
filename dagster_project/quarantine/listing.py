"""The command `list`: the files in quarantine, and those that were decided on."""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Iterator

from dagster_project.lib import decisions, quarantine
from dagster_project.lib.decisions import Decision, Decisions
from dagster_project.lib.quarantine import Entry
from dagster_project.lib.store import Store
from dagster_project.quarantine.common import Refused, codes, decision_on, described

_REASON = 100
_CSV = ("path", "code", "reason", "sha256", "size_bytes", "decision", "year", "note", "decided_on")


def listed(options: argparse.Namespace, store: Store) -> Iterator[str]:
    """Yield the files, or write them as CSV."""
    decided = decisions.load(store.paths.quarantine_decisions)
    if options.code is not None and options.code not in codes():
        raise Refused(f"There is no code {options.code}; the codes are in docs/quarantine.md.")
    with quarantine.newest(store) as (con, where):
        entries = quarantine.quarantined(con, options.code)
        elsewhere = quarantine.with_contents(con, decided) if not options.code else []
    if options.open:
        entries = [entry for entry in entries if _is_open(entry, decided)]
    else:
        entries += [entry for entry in elsewhere if entry.is_loaded]
    if options.csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(_CSV)
        writer.writerows(_as_row(entry, decision_on(entry, decided)) for entry in entries)
        return
    bad = [entry for entry in entries if not entry.is_loaded]
    yield f"{len(bad):,} {'open ' if options.open else ''}in quarantine in {where}"
    for entry in entries:
        told = described(decision_on(entry, decided), entry)
        yield f"{entry.path}  [{entry.code or 'loaded'}]  {entry.sha256[:12]}  {told}"
        yield f"    {_shortened(entry.reason)}"
    gone = len(decided.keys() - {entry.sha256 for entry in elsewhere})
    if gone and not options.open and not options.code:
        yield (
            f"{gone:,} decisions of {store.paths.quarantine_decisions.name} are on contents "
            "that the load does not hold"
        )


def _is_open(entry: Entry, decided: Decisions) -> bool:
    return entry.code != quarantine.DUPLICATE and decision_on(entry, decided) is None


def _as_row(entry: Entry, decision: Decision | None) -> list[object]:
    known = [entry.path, entry.code or "loaded", entry.reason, entry.sha256, entry.size_bytes]
    if decision is None:
        return [*known, "", "", "", ""]
    year = decision.year or ""
    return [*known, decision.decision, year, decision.note, decision.decided_on]


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _REASON else line[: _REASON - 1] + "…"
