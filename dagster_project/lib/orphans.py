"""Processes that end when the one that started them does, even if that was killed."""

from __future__ import annotations

import os
import threading
import time

_LOOK_EVERY = 0.5


def end_with_parent() -> None:
    """End this process soon after its parent has ended.

    A pool's worker would wait for work for ever: it holds both ends of the pipe it waits at.
    """
    parent = os.getppid()

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(_LOOK_EVERY)
        os._exit(1)

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()
