"""Writes reports as agencies file them, together with the truth about every printed figure.

    written = write_report(random.Random(1), form="form_2019", layout="lines_blank")
    written.text, written.data, written.truth, written.traits

The writer shares no code with `extractors`; it knows only the CSVs of the forms. `corpus` yields
many reports, `series` one body over the years, `damage` makes files that are no good reports,
`mutate` spoils the text of a good one.
"""

from __future__ import annotations

from .damaging import DAMAGE_KINDS, damage
from .model import BrokenIdentity, Expected, LocalRow, Trap, Truth, WrittenReport
from .mutating import MUTATION_KINDS, mutate
from .traits import Traits, sample_traits, values_of
from .writer import corpus, series, write_report

__all__ = [
    "DAMAGE_KINDS",
    "MUTATION_KINDS",
    "BrokenIdentity",
    "Expected",
    "LocalRow",
    "Traits",
    "Trap",
    "Truth",
    "WrittenReport",
    "corpus",
    "damage",
    "mutate",
    "sample_traits",
    "series",
    "values_of",
    "write_report",
]
