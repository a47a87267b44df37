"""Whether a process has ended, for tests that end others."""

from __future__ import annotations

import os
import time
from pathlib import Path

_LOOK_EVERY = 0.1


def ends(pid: int, within: float = 30) -> bool:
    """Wait until a process has ended; False if it goes on after so many seconds."""
    for _ in range(int(within / _LOOK_EVERY)):
        if not _lives(pid):
            return True
        time.sleep(_LOOK_EVERY)
    return False


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{pid}/stat")
    return not (status.exists() and status.read_text().rpartition(")")[2].split()[0] == "Z")
