"""Processes that end when the one that started them does, even if that was killed."""

from __future__ import annotations

import os
import threading
import time

RUN_PROCESS = "OGI_RUN_PROCESS"
"""Names the process of the run to the dbt that it starts; a dbt started by hand has none."""
_LOOK_EVERY = 0.5


def end_with_parent(parent: int | None = None) -> None:
    """End this process soon after its parent has ended; at once, if it has ended by now.

    A pool's worker would wait for work for ever: it holds both ends of the pipe it waits at. dbt
    would go on building in a database that the next run takes up.

    Parameters:
        parent: the parent's process id, where this process may have lost it already.
    """
    expected = os.getppid() if parent is None else parent
    if os.getppid() != expected:
        os._exit(1)

    def watch() -> None:
        while os.getppid() == expected:
            time.sleep(_LOOK_EVERY)
        os._exit(1)

    threading.Thread(target=watch, name="end-with-parent", daemon=True).start()
