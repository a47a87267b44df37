"""The kept snapshots below `published/snapshots/`, and which of them readers see.

A snapshot is a folder that never changes once it has its name. `published/current` leads to the
one that readers see, and everything else in `published/` goes through it, so that one rename swaps
all of it. Whoever changes anything here holds the lock.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from dagster_project.lib import files
from dagster_project.lib.store import StoreError

NAMES = ("ogi.duckdb", "parquet", "csv", "data_dictionary.md", "data_dictionary.csv", "changes")
"""What a snapshot holds, and what readers find under the same names in `published/`."""

NEW = ".new"
"""Folder of a snapshot that is being made; it has no other name before it is whole."""

_ABOUT = "snapshot.json"
_PIN = "pinned.txt"
_MARK = ".swap"


class SnapshotError(StoreError):
    """A snapshot is unknown or damaged; the message says what to do."""


@dataclass(frozen=True, slots=True)
class File:
    """What a file of a snapshot must be."""

    bytes: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Snapshot:
    """One kept snapshot, as its `snapshot.json` describes it."""

    folder: Path = field(compare=False)
    snapshot_id: str
    """Follows from the content alone."""
    published_at: datetime
    """In UTC, whole seconds."""
    load_id: str | None
    """None where the snapshot is older than this layout."""
    extractor_version: str | None
    duckdb_version: str | None
    """What wrote the files. Another version may write the same rows in other bytes."""
    rows: Mapping[str, int]
    """By mart."""
    files: Mapping[str, File]
    """By path below the folder."""
    compared_with: str | None
    """Id of the snapshot that `changes/` starts from; None for the first one."""

    @property
    def bytes(self) -> int:
        """Size of all files."""
        return sum(file.bytes for file in self.files.values())

    @property
    def is_pinned(self) -> bool:
        """Whether somebody has asked to keep it."""
        return (self.folder / _PIN).exists()

    def pin(self, note: str) -> None:
        """Keep it for good."""
        files.write(self.folder / _PIN, note + "\n")

    def unpin(self) -> None:
        """Keep it no longer than the others."""
        files.remove(self.folder / _PIN)


@contextmanager
def locked(published: Path, *, wait: bool = True) -> Iterator[None]:
    """Be the only one who changes what is published.

    Raises:
        BlockingIOError: if somebody else does and `wait` is false.
    """
    published.mkdir(parents=True, exist_ok=True)
    with files.locked(published / ".lock", wait=wait):
        yield


def kept(published: Path) -> list[Snapshot]:
    """Return the snapshots that can be read, oldest first."""
    found = (_read(folder) for folder in _folders(published))
    return [snapshot for snapshot in found if snapshot is not None]


def unreadable(published: Path) -> list[Path]:
    """Return folders of snapshots whose description is missing or damaged, oldest first."""
    return [folder for folder in _folders(published) if _read(folder) is None]


def current(published: Path) -> Snapshot | None:
    """Return the snapshot that readers see."""
    link = published / "current"
    if link.is_symlink():
        return _read(published / "snapshots" / Path(os.readlink(link)).name)
    copied = _read(link)
    return None if copied is None else with_id(published, copied.snapshot_id)


def with_id(published: Path, snapshot_id: str | None) -> Snapshot | None:
    """Return the kept snapshot of this id, if there is one.

    (Of two the newest: it was made in the place of one that is damaged.)
    """
    same = (snapshot for snapshot in kept(published) if snapshot.snapshot_id == snapshot_id)
    return max(same, key=lambda snapshot: snapshot.folder.name, default=None)


def find(published: Path, name: str) -> Snapshot:
    """Return the snapshot whose id or folder name starts like this.

    Raises:
        SnapshotError: if there is none, or there are several.
    """
    known = kept(published)
    found = [s for s in known if s.snapshot_id.startswith(name) or s.folder.name.startswith(name)]
    if len(found) == 1:
        return found[0]
    listed = "\n".join(f"  {s.folder.name}  (id {s.snapshot_id})" for s in found or known)
    if found:
        raise SnapshotError(f"Several snapshots start with {name!r}; say more of it:\n{listed}")
    raise SnapshotError(
        f"No kept snapshot has an id or a folder that starts with {name!r}. "
        + (f"There are:\n{listed}" if known else "Nothing has been published yet.")
    )


def before(published: Path, snapshot: Snapshot) -> Snapshot:
    """Return the snapshot that another one was compared with, or else the next older one.

    Raises:
        SnapshotError: if there is none.
    """
    found = with_id(published, snapshot.compared_with)
    older = [other for other in kept(published) if other.folder.name < snapshot.folder.name]
    if found is None and not older:
        raise SnapshotError(f"No kept snapshot is older than {snapshot.folder.name}.")
    return found or older[-1]


def damage(snapshot: Snapshot) -> list[str]:
    """Return what is wrong with the files of a snapshot; nothing if all are as they were made."""
    wrong = []
    for name, expected in snapshot.files.items():
        file = snapshot.folder / name
        if not file.is_file():
            wrong.append(f"{name} is missing")
        elif file.stat().st_size != expected.bytes:
            wrong.append(f"{name} has {file.stat().st_size:,} bytes instead of {expected.bytes:,}")
        elif files.sha256(file) != expected.sha256:
            wrong.append(f"{name} has another checksum")
    return wrong


def is_comparable(snapshot: Snapshot) -> bool:
    """Whether a snapshot's database is as it was made, so that others can be compared with it."""
    file = snapshot.folder / "ogi.duckdb"
    return file.is_file() and files.sha256(file) == snapshot.files[file.name].sha256


def describe(root: Path, folder: Path | None = None) -> dict[str, File]:
    """Return what the files of a snapshot's folder, or of one below it, are, by path."""
    found = sorted(path for path in (folder or root).rglob("*") if path.is_file())
    return {
        path.relative_to(root).as_posix(): File(path.stat().st_size, files.sha256(path))
        for path in found
    }


def id_of(content: Mapping[str, File]) -> str:
    """Return the id that follows from what readers get: the marts and their dictionary.

    DuckDB's own file is left out: it holds the same rows as the others, in bytes that vary.
    """
    digest = sha256()
    for name, file in sorted(content.items()):
        if name.startswith(("parquet/", "csv/")) or name == "data_dictionary.csv":
            digest.update(f"{name} {file.sha256}\n".encode())
    return digest.hexdigest()[:16]


def finish(snapshot: Snapshot) -> Snapshot:
    """Give the snapshot that was made in `NEW` its description, and then its name.

    Every file is on the disk before the name is there.
    """
    new, target = snapshot.folder, _named(snapshot)
    while target.exists():
        snapshot = replace(snapshot, published_at=snapshot.published_at + timedelta(seconds=1))
        target = _named(snapshot)
    for name in snapshot.files:
        files.sync(new / name)
    files.write(new / _ABOUT, _as_json(snapshot))
    for folder in (*(path for path in new.rglob("*") if path.is_dir()), new):
        files.sync(folder)
    new.rename(target)
    files.sync(target.parent)
    finished = _read(target)
    assert finished is not None
    return finished


def show(published: Path, snapshot: Snapshot) -> None:
    """Have readers see a snapshot: one rename swaps all of it.

    Where the file system knows no symbolic links, each name is swapped on its own, and the mark
    tells the next one here that a crash came in between.
    """
    mark = published / _MARK
    files.write(mark, snapshot.snapshot_id)
    files.point(published / "current", snapshot.folder)
    for name in NAMES:
        files.point(published / name, published / "current" / name)
    files.remove(mark)


def tidy(published: Path, wanted: str | None = None) -> None:
    """Mend what a crash has left: half a snapshot, half a swap.

    Readers then see the snapshot `wanted` (an id), or else the one that they saw, or else, where
    `current` has gone, the newest.
    """
    for name in ("current", *NAMES):
        files.settle(published / name)
    for folder in _folders(published):
        if folder.name == NEW or not (folder / _ABOUT).exists():
            files.remove(folder)
    seen = current(published)
    right = with_id(published, wanted) or seen or next(reversed(kept(published)), None)
    if right is not None and (right != seen or (published / _MARK).exists()):
        show(published, right)


def drop_old(published: Path, keep: int, needed: Iterable[str | None]) -> list[Snapshot]:
    """Remove the oldest snapshots until `keep` are left, and return the removed ones.

    Never removed are the ones in use (`needed`, by id) and pinned ones; these are not counted.
    """
    counted = [snapshot for snapshot in kept(published) if not snapshot.is_pinned]
    in_use = set(needed)
    free = [snapshot for snapshot in counted if snapshot.snapshot_id not in in_use]
    dropped = free[: max(0, len(counted) - keep)]
    for snapshot in dropped:
        drop(snapshot)
    return dropped


def drop(snapshot: Snapshot) -> None:
    """Remove a snapshot."""
    # Without its description it is no snapshot any more, should a crash leave the rest.
    files.remove(snapshot.folder / _ABOUT)
    files.remove(snapshot.folder)


def _folders(published: Path) -> list[Path]:
    inside = published / "snapshots"
    return sorted(path for path in inside.iterdir() if path.is_dir()) if inside.exists() else []


def _named(snapshot: Snapshot) -> Path:
    """Return the folder of a finished snapshot; the names sort by time."""
    name = f"{snapshot.published_at:%Y%m%dT%H%M%S}-{snapshot.snapshot_id[:12]}"
    return snapshot.folder.with_name(name)


def _as_json(snapshot: Snapshot) -> str:
    content = asdict(snapshot)
    del content["folder"]
    content["published_at"] = snapshot.published_at.isoformat()
    return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def _read(folder: Path) -> Snapshot | None:
    try:
        content: dict[str, Any] = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        content["published_at"] = datetime.fromisoformat(content["published_at"]).astimezone(UTC)
        content["files"] = {name: File(**file) for name, file in content["files"].items()}
        return Snapshot(folder=folder, **content)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
