"""Processes that load much and live briefly look for garbage seldom.

To load Dagster, dbt or Great Expectations makes a million objects that stay. Python would walk
through them again and again meanwhile, and once more at the end, looking for some that nobody
needs: that is a fifth of the time that loading takes, and half a second when a process ends.
"""

from __future__ import annotations

import gc

from extractors.garbage import SELDOM


def look_seldom() -> None:
    """Have this process look for garbage seldom, from now on."""
    gc.set_threshold(*SELDOM)


def spare() -> None:
    """Leave alone what there is by now: it stays as long as the process."""
    gc.freeze()
