"""Kills a process in the middle of its work."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from typing import Any

SYNC = os.fsync


def killed_at(step: int, work: Callable[..., object], *given: Any, **named: Any) -> bool:
    """Do work in another process that is killed at a step of writing; False if it came to its end.

    A step is a rename, a sync, or the removal of a file or folder.
    """
    pid = os.fork()
    if pid == 0:
        done = 0
        try:
            for module, name in ((os, "replace"), (os, "rename"), (os, "fsync"), (os, "unlink")):
                honest = getattr(module, name)

                def counted(*arguments: Any, _honest: Any = honest, **kept: Any) -> Any:
                    nonlocal done
                    done += 1
                    if done == step:
                        os.kill(os.getpid(), signal.SIGKILL)
                    # A kill loses nothing that was written, so the syncs would only take time.
                    return None if _honest is SYNC else _honest(*arguments, **kept)

                setattr(module, name, counted)
            work(*given, **named)
        finally:
            os._exit(0)
    _, status = os.waitpid(pid, 0)
    return os.WIFSIGNALED(status)
