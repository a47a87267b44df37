"""The raw folder: which files are there."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from dagster_project.lib import files


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file of the raw folder; the fields are the columns of `staging.raw_manifest`."""

    path: str
    """Below the raw folder, with forward slashes."""
    size_bytes: int
    sha256: str | None
    """None where the file could not be read; `problem` then says why."""
    modified: datetime
    """In UTC."""
    problem: str | None


def scan(raw_dir: Path) -> Iterator[RawFile]:
    """Yield every report file below `raw_dir`, in the same order each time.

    Hidden files and folders and files called README are no reports.
    """
    for folder, subfolders, names in os.walk(raw_dir, followlinks=True):
        subfolders[:] = sorted(name for name in subfolders if not name.startswith("."))
        below = Path(folder).relative_to(raw_dir).as_posix()
        for name in sorted(filter(is_report_file, names)):
            # Put together as text: a path for each of many thousand files costs as much as to
            # read it.
            path = name if below == "." else f"{below}/{name}"
            yield _describe(os.path.join(folder, name), path)


def is_report_file(name: str) -> bool:
    """Tell by its name whether a file may hold a report."""
    return not name.startswith(".") and not name.upper().startswith("README")


def _describe(file: str, path: str) -> RawFile:
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        return _unreadable(shown, "the file's name is not valid UTF-8: rename the file")
    try:
        status = os.stat(file)
        return RawFile(
            path=path,
            size_bytes=status.st_size,
            sha256=files.sha256(file),
            modified=datetime.fromtimestamp(status.st_mtime, UTC).replace(tzinfo=None),
            problem=None,
        )
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        return _unreadable(path, f"the file cannot be read ({reason}): check its permissions")


def _unreadable(path: str, problem: str) -> RawFile:
    return RawFile(path, 0, None, datetime(1970, 1, 1), problem)
