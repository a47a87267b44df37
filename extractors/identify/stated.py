"""What a person states about a report, set against what the report says itself."""

from __future__ import annotations

from extractors.identify.year import Year
from extractors.model import Stated

_LONGEST_NOTE = 120


def year(told: Year | None, stated: Stated) -> Year | None:
    """Return the reporting year; one that is stated by hand goes before the report's own.

    Where the report names the same year, its own evidence stays. Where it names another one, that
    one is kept among `others`, and the period with it is not taken over.
    """
    if stated.year is None or (told is not None and told.year == stated.year):
        return told
    named = {told.year, *told.others} if told else set()
    evidence = f"stated by hand: {stated.year} ({_shortened(stated.note)})"
    return Year(stated.year, evidence, None, None, tuple(sorted(named - {stated.year})))


def _shortened(note: str) -> str:
    words = " ".join(note.split())
    return words if len(words) <= _LONGEST_NOTE else words[: _LONGEST_NOTE - 1] + "…"
