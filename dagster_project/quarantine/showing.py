"""The command `show`: all that is known about a file, and what can be done."""

from __future__ import annotations

import argparse
import shlex
from collections.abc import Iterator

from dagster_project.lib import decisions, files, quarantine
from dagster_project.lib.decisions import Decision
from dagster_project.lib.quarantine import Entry
from dagster_project.lib.store import Store
from dagster_project.quarantine.common import codes, decision_on, described


def shown(options: argparse.Namespace, store: Store) -> Iterator[str]:
    """Yield what is known about one file."""
    decided = decisions.load(store.paths.quarantine_decisions)
    with quarantine.newest(store) as (con, where):
        entry = quarantine.find(con, options.name)
    decision = decision_on(entry, decided)
    yield entry.path
    if entry.is_loaded:
        yield f"  state     loaded as {entry.reason}, in {where}"
    else:
        yield f"  state     in quarantine: {entry.code}, in {where}"
        yield f"  reason    {entry.reason}"
    yield f"  sha256    {entry.sha256 or 'unknown'}, {entry.size_bytes:,} bytes"
    yield f"  decision  {described(decision, entry)}"
    yield f"  to do     {_to_do(entry)}"
    yield ""
    yield from _explained(entry, decision, store)


def _to_do(entry: Entry) -> str:
    command, name = "python -m dagster_project.quarantine", shlex.quote(entry.path)
    if entry.code is None:
        return f'to take it out: {command} reject {name} --note "…"'
    told = codes()[entry.code].what_to_do
    if entry.code not in quarantine.RELEASABLE:
        return f"{told}; it cannot be released"
    if entry.code == decisions.REJECTED:
        return f"to take the decision back: {command} withdraw {name}"
    year = " --year YEAR" if entry.needs_year else " [--year YEAR]"
    return f'{told}; or {command} release {name}{year} --note "…"'


def _explained(entry: Entry, decision: Decision | None, store: Store) -> Iterator[str]:
    from dagster_project.lib import hand_made
    from extractors import explain

    raw = store.paths.raw_dir / entry.path
    if not raw.is_file():
        yield "The file is no longer in the raw folder."
        return
    if entry.sha256 and files.sha256(raw) != entry.sha256:
        yield "The file has changed since; this is what it holds now."
    aliases = hand_made.aliases(store.paths.agency_aliases)
    try:
        told = explain.explain(raw.read_bytes(), entry.path, aliases, decisions.stated(decision))
    except Exception as error:  # whatever it is, it is what quarantine calls extraction_failed
        yield f"The extractor fails on this file: {type(error).__name__}: {error}"
        return
    yield from explain.as_text(told)
