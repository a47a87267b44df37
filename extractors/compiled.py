"""Uses the modules that `make compile` has translated to machine code, if there are any.

They say the same and take three quarters of the time. They lie outside the package, under a name
that holds the edition they were made of: after any change of the extractors they are no longer
found, so nothing is ever read with what the sources no longer say. `OGI_COMPILED=0` leaves them
alone; a path there names a translation that is still on trial.
"""

from __future__ import annotations

import os
import sys
import sysconfig
from collections.abc import MutableSequence
from pathlib import Path

FOLDER = Path(__file__).absolute().parents[1] / "build" / "compiled"
"""Where the translations lie, one folder each."""


def translation() -> Path:
    """Return the folder for the translation of this edition, for this Python on this machine."""
    from extractors.edition import edition  # the package is only half there when this is loaded

    machine = sysconfig.get_platform()
    return FOLDER / f"{edition()}-{sys.implementation.cache_tag}-{machine}" / "extractors"


def use(search: MutableSequence[str]) -> None:
    """Have the package's modules looked for among the translated ones.

    Parameters:
        search: the package's `__path__`.
    """
    chosen = os.environ.get("OGI_COMPILED", "")
    # To tell the edition takes a moment, which nobody need spend who has translated nothing.
    if chosen == "0" or not FOLDER.is_dir():
        return
    folder = Path(chosen) if "/" in chosen else translation()
    if folder.is_dir():
        search[:] = [str(folder)]
        sys.path.append(str(folder.parent))  # what the modules share lies there


def in_use() -> bool:
    """Tell whether the extractors at work are translated ones."""
    import extractors

    return Path(extractors.__path__[0]).is_relative_to(FOLDER)
