"""One run at a time works on a corpus, wherever it was started.

Dagster's queue and pools order the runs of one instance; a terminal, a second instance or another
machine on the same folder know nothing of them. So a run holds a lock beside the warehouse. The
lock ends with the process that holds it, however it ends.
"""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from typing import TextIO

from dagster_project.lib.errors import Busy, explained

_held: dict[Path, tuple[str, TextIO]] = {}


def take(folder: Path, run_id: str) -> None:
    """Hold the lock of a warehouse's folder for a run until its process ends.

    A later run in the same process takes it over: in one process runs come one after another.

    Raises:
        Busy: if a run in another process holds it.
    """
    if folder in _held:
        if _held[folder][0] == run_id:
            return
        _write(_held[folder][1], run_id)
        _held[folder] = (run_id, _held[folder][1])
        return
    with explained(folder):
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / ".run.lock").open("a+", encoding="utf-8")
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            holder = file.read().strip() or "unknown"
            file.close()
            if holder.startswith(f"{run_id}, "):
                return  # another step of the same run, in a process of its own
            raise Busy(
                f"Another run works on {folder} (run {holder}). Wait until it has finished, or "
                "look at it in the UI (make ui)."
            ) from None
        _write(file, run_id)
    _held[folder] = (run_id, file)


def release(folder: Path) -> None:
    """Let other processes have the lock."""
    if folder in _held:
        _, file = _held.pop(folder)
        file.close()


def _write(file: TextIO, run_id: str) -> None:
    file.seek(0)
    file.truncate()
    file.write(f"{run_id}, process {os.getpid()}\n")
    file.flush()
