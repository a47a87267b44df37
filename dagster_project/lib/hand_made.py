"""The files that people add to a corpus by hand: mapped names, corrected figures, decisions."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from dagster_project.lib.decisions import DecisionError, Decisions
from dagster_project.lib.decisions import load as load_decisions
from dagster_project.lib.errors import StoreError, explained
from extractors.agencies import AliasError, Aliases, load_aliases
from extractors.catalog import Correction, CorrectionError, load_corrections

_Content = TypeVar("_Content")


def aliases(file: Path) -> Aliases:
    """Return the names of bodies that were mapped by hand; none if there is no such file.

    Raises:
        StoreError: if the file has an error; the message names the line and says what to do.
    """
    return _read(file, load_aliases, {})


def fingerprint(file: Path) -> str | None:
    """Return 12 hex digits that tell one content of a file from another; None for no file."""
    if not file.exists():
        return None
    with explained(file):
        return sha256(file.read_bytes()).hexdigest()[:12]


def corrections(file: Path) -> tuple[Correction, ...]:
    """Return the figures that were corrected by hand; none if there is no such file.

    Raises:
        StoreError: if the file has an error; the message names the line and says what to do.
    """
    return _read(file, load_corrections, ())


def decisions(file: Path) -> Decisions:
    """Return what people decided about files in quarantine; nothing if there is no such file.

    Raises:
        StoreError: if the file has an error; the message names the line and says what to do.
    """
    return _read(file, load_decisions, {})


def _read(file: Path, load: Callable[[Path], _Content], nothing: _Content) -> _Content:
    if not file.exists():
        return nothing
    try:
        return load(file)
    except (AliasError, CorrectionError, DecisionError) as error:
        raise StoreError(str(error)) from None
    except OSError as error:
        raise StoreError(
            f"{file} cannot be read ({error.strerror}). Check its permissions."
        ) from None
