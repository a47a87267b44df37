"""Publication: the marts of the warehouse become a snapshot, and readers see it.

A snapshot is made whole beside the others and shown by one rename (docs/snapshots.md). Whatever
goes wrong before that leaves readers with what they have.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

import duckdb

from dagster_project.lib import (
    changes,
    changes_page,
    changes_summary,
    comparison,
    files,
    holds,
    mart_files,
    old_layout,
    snapshots,
)
from dagster_project.lib.changes import Changes
from dagster_project.lib.dictionary import Table, as_csv, as_markdown
from dagster_project.lib.holds import Hold
from dagster_project.lib.snapshots import Snapshot
from dagster_project.lib.store import Store

State = Literal["new", "again", "unchanged"]


@dataclass(frozen=True, slots=True)
class Load:
    """The load that is published."""

    load_id: str
    published_at: datetime
    """In UTC. Gives the snapshot's folder its name and nothing else."""
    extractor_version: str | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """What a publication did."""

    snapshot: Snapshot
    """What this load is. Under a hold readers see another one."""
    state: State
    """`new`; `again`: the same as an earlier one that is kept; `unchanged`: as the last load."""
    changes: Changes | None
    """What changed against the snapshot that readers saw; None if it is the first, or not new."""
    hold: Hold | None
    """If there is one, readers still see the snapshot that it names."""
    dropped: Sequence[Snapshot]
    """Old snapshots that were removed."""


def publish(store: Store, dictionary: Sequence[Table], load: Load, *, keep: int) -> Publication:
    """Publish the marts of the warehouse, unless they are published already.

    Args:
        store: Where the warehouse and the published snapshots are.
        dictionary: What the marts mean.
        load: What is published, and when.
        keep: How many snapshots are kept, the current one among them; at least 1.

    Raises:
        StoreError: if a file cannot be opened; readers then see what they saw.
    """
    published = store.paths.published_dir
    with snapshots.locked(published):
        holds.tidy(published)
        old_layout.migrate(store)
        seen, hold = snapshots.current(published), holds.read(published)
        last = snapshots.with_id(published, hold.newest_id) if hold else seen
        made, state, changed = _make(store, dictionary, load, seen, last)
        if hold is not None:
            hold = holds.take_note(published, hold, made)
        elif made != seen:
            snapshots.show(published, made)
        shown = seen if hold else made
        dropped = snapshots.drop_old(published, keep, _needed(keep, made, shown, seen, hold))
    return Publication(made, state, changed, hold, dropped)


def as_lines(done: Publication) -> Iterator[str]:
    """Tell what a publication did, in a few lines."""
    name = done.snapshot.folder.name
    if done.state == "unchanged":
        yield f"Unchanged: the marts are those of snapshot {name}. Nothing was written."
    elif done.state == "again":
        yield f"The marts are those of the earlier snapshot {name}, which is still kept."
    else:
        yield f"Made snapshot {name}."
        yield from changes_summary.told(done.snapshot)
    if done.hold is not None:
        yield from holds.as_lines(done.hold)
    yield from (f"Removed the old snapshot {old.folder.name}." for old in done.dropped)


def _make(
    store: Store,
    dictionary: Sequence[Table],
    load: Load,
    seen: Snapshot | None,
    last: Snapshot | None,
) -> tuple[Snapshot, State, Changes | None]:
    """Return the snapshot of the warehouse, made if there is none yet."""
    published = store.paths.published_dir
    same: frozenset[str] = frozenset()
    if last is not None and snapshots.is_comparable(last):
        same, all_same = mart_files.unchanged(store, last)
        if all_same and _says(last, dictionary) and not snapshots.damage(last):
            return last, "unchanged", None
    new = published / "snapshots" / snapshots.NEW
    files.remove(new)
    new.mkdir(parents=True)
    try:
        rows = mart_files.write_all(store, new, dictionary, last, same)
        files.write(new / "data_dictionary.md", as_markdown(dictionary, rows))
        files.write(new / "data_dictionary.csv", as_csv(dictionary))
        content = snapshots.describe(new)
        snapshot = Snapshot(
            folder=new,
            snapshot_id=snapshots.id_of(content),
            published_at=load.published_at.replace(microsecond=0),
            load_id=load.load_id,
            extractor_version=load.extractor_version,
            duckdb_version=duckdb.__version__,
            rows=rows,
            files=content,
            compared_with=None if seen is None else seen.snapshot_id,
        )
        known = snapshots.with_id(published, snapshot.snapshot_id)
        if known is not None and not snapshots.damage(known):
            return known, "unchanged" if known == last else "again", None
        changed = _tell_changes(store, seen, snapshot)
        content |= snapshots.describe(new, new / "changes")
        finished = snapshots.finish(replace(snapshot, files=content))
    finally:
        files.remove(new)
    if known is not None:
        # Readers leave the damaged one first.
        if seen == known:
            snapshots.show(published, finished)
        snapshots.drop(known)
    return finished, "new", changed


def _tell_changes(store: Store, seen: Snapshot | None, new: Snapshot) -> Changes | None:
    """Write what changed against the snapshot that readers see."""
    folder = new.folder / "changes"
    folder.mkdir()
    if seen is None or not snapshots.is_comparable(seen):
        changes_page.write(folder, None, seen, new)
        return None
    old, now = seen.folder / "ogi.duckdb", new.folder / "ogi.duckdb"
    with comparison.compared(store, old, now) as con:
        comparison.write(con, folder)
        found = changes.summed_up(con)
    changes_page.write(folder, found, seen, new)
    return found


def _says(snapshot: Snapshot, dictionary: Sequence[Table]) -> bool:
    file = snapshot.folder / "data_dictionary.csv"
    return file.is_file() and file.read_text(encoding="utf-8") == as_csv(dictionary)


def _needed(
    keep: int, made: Snapshot, shown: Snapshot | None, seen: Snapshot | None, hold: Hold | None
) -> set[str | None]:
    """Return the ids of the snapshots that may not be removed, however old."""
    needed = {made.snapshot_id, shown.snapshot_id if shown else None}
    if hold is not None:
        needed |= {hold.snapshot_id, hold.newest_id}
    if keep > 1 and shown is not None:
        before = seen.snapshot_id if seen and seen != shown else shown.compared_with
        needed.add(before)
    return needed
