"""Kills a process in the middle of its work."""

from __future__ import annotations

import os
import signal
import traceback
from collections.abc import Callable
from typing import Any

SYNC = os.fsync


def killed_at(step: int, work: Callable[..., object], *given: Any, **named: Any) -> bool:
    """Do work in another process that is killed at a step of writing; False if it came to its end.

    A step is a rename, a sync, or the removal of a file or folder.
    """
    pid = os.fork()
    if pid == 0:
        signal.alarm(60)  # rather dead than hanging
        _count_steps(step)
        try:
            work(*given, **named)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(pid, 0)
    assert os.waitstatus_to_exitcode(status) in (0, -signal.SIGKILL)
    return os.WIFSIGNALED(status)


def _count_steps(last: int) -> None:
    done = 0

    def counting(honest: Any) -> Callable[..., Any]:
        def counted(*given: Any, **named: Any) -> Any:
            nonlocal done
            done += 1
            if done == last:
                os.kill(os.getpid(), signal.SIGKILL)
            # A kill loses nothing that was written, so the syncs would only take time.
            return None if honest is SYNC else honest(*given, **named)

        return counted

    for name in ("replace", "rename", "fsync", "unlink", "rmdir", "mkdir", "link", "symlink"):
        setattr(os, name, counting(getattr(os, name)))
