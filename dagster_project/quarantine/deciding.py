"""The commands `release`, `reject` and `withdraw`."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from dagster_project.lib import decisions, files, quarantine
from dagster_project.lib.decisions import Decision, Verb
from dagster_project.lib.quarantine import Entry, UnknownName
from dagster_project.lib.store import Store, StoreError
from dagster_project.quarantine.common import Refused, codes

_NEXT_RUN = "Takes effect in the next run (make run)."


def release(options: argparse.Namespace, store: Store) -> Iterator[str]:
    """Note that a file is let into the warehouse."""
    with quarantine.newest(store) as (con, _):
        entry = quarantine.find(con, options.name)
    before = decisions.load(store.paths.quarantine_decisions).get(entry.sha256)
    if entry.is_loaded and not (before and before.decision == "release"):
        raise Refused(f"{entry.path} is loaded: there is nothing to release.")
    if not entry.is_loaded and entry.code not in quarantine.RELEASABLE:
        raise Refused(
            f"{entry.path} cannot be released ({entry.code}): {entry.reason} "
            f"What can be done: {codes()[entry.code or ''].what_to_do}."
        )
    if entry.needs_year and options.year is None:
        raise Refused(
            f"{entry.path} needs the year that it is for ({entry.code}): add --year YEAR, from the "
            "page or the site that it comes from."
        )
    decision = _decided(entry, "release", options.note, options.year)
    yield from _tried(entry, decision, store)
    decisions.add(store.paths.quarantine_decisions, decision)
    yield f"Released: {entry.path}. {_NEXT_RUN}"


def _tried(entry: Entry, decision: Decision, store: Store) -> Iterator[str]:
    """Read the file as the next run will, so that a release that changes nothing is told now."""
    from dagster_project.lib import hand_made
    from extractors.pipeline import extract

    raw = store.paths.raw_dir / entry.path
    _same(entry, store)
    if not raw.is_file():
        yield "The file is not in the raw folder; the decision waits until it is there again."
        return
    aliases = hand_made.aliases(store.paths.agency_aliases)
    found = extract(raw.read_bytes(), entry.path, aliases, decisions.stated(decision))
    if found.quarantined:
        hint = "Add --year YEAR." if found.quarantined.code == "no_year" else ""
        raise Refused(
            f"{entry.path} would stay in quarantine: {found.quarantined.reason} {hint}".rstrip()
        )
    if found.report:
        name = found.agencies[0].name or "no body"
        yield (
            f"It will be read as a report of {name} for {found.report.year} "
            f"({found.report.form}); figures: {len(found.observations)}."
        )
        yield from (f"  {issue.code}: {issue.message}" for issue in found.issues[:-1])


def reject(options: argparse.Namespace, store: Store) -> Iterator[str]:
    """Note that a file or a loaded report is kept out."""
    with quarantine.newest(store) as (con, _):
        entry = quarantine.find(con, options.name)
    if entry.code == quarantine.DUPLICATE:
        raise Refused(f"{entry.path} is a copy: {entry.reason}. Decide about that file.")
    decision = _decided(entry, "reject", options.note, None)
    _same(entry, store)
    decisions.add(store.paths.quarantine_decisions, decision)
    leaves = f"; the report {entry.reason} leaves the warehouse" if entry.is_loaded else ""
    yield f"Rejected: {entry.path}{leaves}. {_NEXT_RUN}"


def withdraw(options: argparse.Namespace, store: Store) -> Iterator[str]:
    """Take a decision back."""
    file = store.paths.quarantine_decisions
    decided = decisions.load(file)
    found = [one for one in decided.values() if one.path == options.name]
    if not found and quarantine.is_prefix(options.name):
        found = [one for key, one in decided.items() if key.startswith(options.name.lower())]
    if not found:
        found = [one for one in decided.values() if one.path.endswith(f"/{options.name}")]
    if not found:
        with suppress(StoreError), quarantine.newest(store) as (con, _):
            found = [
                decided[key]
                for key in [quarantine.find(con, options.name).sha256]
                if key in decided
            ]
    if not found:
        raise UnknownName(f"{file} holds no decision about {options.name}.")
    if len(found) > 1:
        named = ", ".join(f"{one.path} ({one.sha256[:12]})" for one in found)
        raise UnknownName(f"{options.name} can be {len(found)} decisions: {named}. Say more.")
    decisions.withdraw(file, found[0].sha256)
    yield f"Withdrawn: {found[0].decision} of {found[0].path}. {_NEXT_RUN}"


def _decided(entry: Entry, verb: Verb, note: str, year: int | None) -> Decision:
    today = date.today()
    if not entry.sha256:
        raise Refused(f"{entry.path} could not be read, so nothing can be decided about it.")
    if not note.strip():
        raise Refused("The note is empty. Say why: everybody who uses the figures reads it.")
    if year is not None and not decisions.is_possible(year, today):
        raise Refused(
            f"There is no report for {year}: the first are for {decisions.FIRST_YEAR}, the last "
            f"for {today.year + 1}."
        )
    return Decision(entry.sha256, entry.path, verb, year, " ".join(note.split()), today)


def _same(entry: Entry, store: Store) -> None:
    """Refuse to decide about a content that nobody can look at any more."""
    raw = store.paths.raw_dir / entry.path
    if raw.is_file() and files.sha256(raw) != entry.sha256:
        raise Refused(
            f"{entry.path} has changed since it was read. A decision holds for a content: run the "
            "line again first."
        )
