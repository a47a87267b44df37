"""Rolling back: readers see an older snapshot, and stay with it until somebody ends the hold.

Without the hold the next load would publish again what was rolled back.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from dagster_project.lib import files, snapshots
from dagster_project.lib.snapshots import Snapshot, SnapshotError

_FILE = "hold.json"


@dataclass(frozen=True, slots=True)
class Hold:
    """Why readers see an older snapshot than the last load made."""

    snapshot_id: str
    """What they see."""
    since: datetime
    """In UTC."""
    note: str
    newest_id: str
    """What the last load made, and what `resume` shows."""


def read(published: Path) -> Hold | None:
    """Return the hold, if there is one.

    Raises:
        SnapshotError: if its file cannot be understood.
    """
    file = published / _FILE
    if not file.exists():
        return None
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
        content["since"] = datetime.fromisoformat(content["since"]).astimezone(UTC)
        return Hold(**content)
    except (ValueError, TypeError, KeyError) as error:
        raise SnapshotError(
            f"{file} cannot be understood ({error}). Move it away and roll back again."
        ) from error


def tidy(published: Path) -> None:
    """Mend what a crash has left, and see that readers see what is held."""
    hold = read(published)
    snapshots.tidy(published, hold.snapshot_id if hold else None)


def roll_back(published: Path, name: str, since: datetime, note: str) -> Snapshot:
    """Show the snapshot that is called so (the start of its id or folder), and hold it.

    Raises:
        SnapshotError: if it is unknown or damaged; readers then see what they saw.
    """
    target = snapshots.find(published, name)
    if wrong := snapshots.damage(target):
        raise SnapshotError(
            f"Snapshot {target.folder.name} is damaged, so readers keep what they see:\n"
            + "\n".join(f"  {what}" for what in wrong)
        )
    before, earlier = snapshots.current(published), read(published)
    newest = earlier.newest_id if earlier else (before or target).snapshot_id
    # The hold first: a crash before the swap is then mended towards what was asked for.
    _write(published, Hold(target.snapshot_id, since, note, newest))
    snapshots.show(published, target)
    return target


def resume(published: Path) -> Snapshot:
    """End the hold and show what the last load made.

    Raises:
        SnapshotError: if nothing is held, or the snapshot is gone or damaged.
    """
    hold = read(published)
    if hold is None:
        raise SnapshotError("Nothing is held: readers see what the last load made.")
    newest = snapshots.find(published, hold.newest_id)
    if wrong := snapshots.damage(newest):
        raise SnapshotError(
            f"Snapshot {newest.folder.name} is damaged, so the hold stays:\n"
            + "\n".join(f"  {what}" for what in wrong)
            + "\nRun the job from_staging to make it again."
        )
    snapshots.show(published, newest)
    files.remove(published / _FILE)
    files.sync(published)
    return newest


def as_lines(hold: Hold) -> Iterator[str]:
    """Tell that readers do not see what the loads make."""
    note = f" ({hold.note})" if hold.note else ""
    yield (
        f"HELD: since {hold.since:%Y-%m-%d %H:%M} UTC readers see snapshot {hold.snapshot_id}{note}"
    )
    if hold.newest_id == hold.snapshot_id:
        yield "The last load made the same. To end the hold:"
    else:
        yield f"and not {hold.newest_id}, which the last load made. To show that one:"
    yield "python -m dagster_project.snapshots resume"


def take_note(published: Path, hold: Hold, newest: Snapshot) -> Hold:
    """Write down what a load has made while readers are held at another snapshot."""
    noted = replace(hold, newest_id=newest.snapshot_id)
    if noted != hold:
        _write(published, noted)
    return noted


def _write(published: Path, hold: Hold) -> None:
    content = asdict(hold) | {"since": hold.since.isoformat()}
    files.write(published / _FILE, json.dumps(content, ensure_ascii=False, indent=2) + "\n")
