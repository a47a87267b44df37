"""Whether the raw folder has settled: nothing is being copied into it any more."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from dagster_project.lib.raw_files import is_report_file

_HALF_COPIED = (".part", ".partial", ".crdownload", ".download", ".filepart", ".tmp")
"""Endings that programs give to files which they have not finished."""


@dataclass(frozen=True, slots=True)
class State:
    """What a look at the folder has seen."""

    fingerprint: str
    """Another one for other names, sizes or times of change. Contents are not read."""
    files: int
    youngest: float
    """When the last change was, in seconds since 1970."""
    half_copied: str | None
    """A file that a program has not finished, if there is one."""


def look(raw_dir: Path) -> State:
    """Return the state of a folder; one that is not there is empty."""
    digest, number, youngest, half = sha256(), 0, 0.0, None
    for path, size, changed in _listed(raw_dir):
        digest.update(f"{path}\0{size}\0{changed}\n".encode("utf-8", "surrogateescape"))
        number += 1
        youngest = max(youngest, changed / 1e9)
        if path.lower().endswith(_HALF_COPIED):
            half = path
    return State(digest.hexdigest()[:16], number, youngest, half)


def unsettled(
    state: State, before: str | None, quiet_seconds: float, now: float | None = None
) -> str | None:
    """Say why a folder should be left alone for now; None if it has settled.

    Parameters:
        before: fingerprint of the look before this one.
        quiet_seconds: how long nothing may have changed.
    """
    if state.half_copied:
        return f"{state.half_copied} is still being copied, by its name"
    if before is not None and before != state.fingerprint:
        return "files have changed since the last look"
    # A clock that runs ahead on another machine must not hold the load up for ever.
    age = (time.time() if now is None else now) - state.youngest
    if 0 <= age < quiet_seconds:
        return f"the last change is {age:.0f} s old; it should be {quiet_seconds:.0f} s"
    return None


def _listed(raw_dir: Path) -> Iterator[tuple[str, int, int]]:
    for folder, subfolders, names in os.walk(raw_dir, followlinks=True):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        for name in sorted(filter(is_report_file, names)):
            file = Path(folder, name)
            try:
                status = file.stat()
            except OSError:  # gone meanwhile, or a link to nowhere
                yield os.path.relpath(file, raw_dir), 0, 0
                continue
            yield os.path.relpath(file, raw_dir), status.st_size, status.st_mtime_ns
