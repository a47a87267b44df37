"""Marks the figures whose meaning rests on a form that the report itself does not tell."""

from __future__ import annotations

from collections.abc import Iterable

from extractors.forms.reading import Reading

FLAG = "form_doubt"
# The matrix and section 4 are the same in both forms; section 2 has other columns in each.
_CELLS = "section2/"


def mark(readings: Iterable[Reading]) -> None:
    """Put the flag on what was read from section 2."""
    for reading in readings:
        if reading.cell and reading.cell.startswith(_CELLS):
            reading.flags += (FLAG,)
