"""What changed between two snapshots, in a few lines and as counts."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from dagster_project.lib import files
from dagster_project.lib.changes import Changes
from dagster_project.lib.snapshots import Snapshot

_FILE = "summary.json"


def as_lines(changes: Changes | None, before: Snapshot | None) -> Iterator[str]:
    """Tell it to people. `changes` is None where there is nothing to compare with."""
    if before is None:
        yield "This is the first snapshot: there is none to compare it with."
    elif changes is None:
        yield "The snapshot before this one is damaged, so it cannot be told what changed."
    elif changes.nothing:
        yield f"No figure, report or body changed since snapshot {before.folder.name}."
    else:
        facts, reports, bodies = changes.facts, changes.reports, changes.agencies
        yield f"Changes since snapshot {before.folder.name}"
        yield (
            f"  facts: {facts.added:,} added, {facts.removed:,} removed; {facts.figure:,} have "
            f"another figure, {facts.reservation:,} other reservations, {facts.place:,} only "
            "another place in the source"
        )
        yield (
            f"  reports: {reports['added']:,} added, {reports['removed']:,} removed, "
            f"{reports['changed']:,} changed; {changes.replaced:,} replaced as the one that counts"
        )
        yield f"  bodies: {bodies['added']:,} added, {bodies['removed']:,} removed"


def write(folder: Path, changes: Changes | None, before: Snapshot | None, after: Snapshot) -> None:
    """Write the counts, and the lines that tell them."""
    content: dict[str, Any] = {
        "before": before.snapshot_id if before else None,
        "after": after.snapshot_id,
        "told": list(as_lines(changes, before)),
    }
    if changes is not None:
        content |= {
            "facts": asdict(changes.facts),
            "reports": dict(changes.reports),
            "replaced": changes.replaced,
            "agencies": dict(changes.agencies),
        }
    files.write(folder / _FILE, json.dumps(content, ensure_ascii=False, indent=2) + "\n")


def told(snapshot: Snapshot) -> list[str]:
    """Return the lines that were written with a snapshot; none if they cannot be read."""
    try:
        text = (snapshot.folder / "changes" / _FILE).read_text(encoding="utf-8")
        return [str(line) for line in json.loads(text)["told"]]
    except (OSError, ValueError, KeyError, TypeError):
        return []
