"""For a process that does nothing but read reports: garbage is looked for seldom.

A report leaves no garbage that counting references does not free, while the tables and patterns
are half a million objects that Python would walk through again and again, looking for some.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

SELDOM = (50_000, 20, 100)
"""Objects made and not yet freed, before the young are looked at, and how often older ones are."""


@contextmanager
def seldom_collected() -> Iterator[None]:
    """Spare what is loaded from the search for garbage, and search seldom, while in the block."""
    usual = gc.get_threshold()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)
        gc.unfreeze()
