"""From clues to one body: read every clue, weigh, and say how sure."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.agencies import records
from extractors.agencies.clues import Clue, Resolution
from extractors.agencies.divisions import Division
from extractors.agencies.parse import Reading, clean, readings
from extractors.model import Agency, Grade

TRUST = ("title", "caption", "filled_by", "text", "publisher", "signature", "self_reference",
         "breadcrumb", "contact", "host", "area_code")  # fmt: skip
NAMING = TRUST[:8]


def _narrow(found: list[Reading], places: list[Division], year: int | None) -> list[Reading]:
    def keep(test: list[Reading]) -> list[Reading]:
        return test or found

    found = keep([r for r in found if r.full])
    found = keep([r for r in found if all(n.spell.holds(year) for n in r.named)])
    for place in places:
        found = [
            r
            for r in found
            if r.division is not None and (r.division.within(place) or place.within(r.division))
        ] or found
    return found


def _agency(reading: Reading, kind: str) -> tuple[Agency, tuple[Agency, ...]]:
    division, body = reading.division, reading.body
    assert division is not None
    if body is None or body.kind in ("government", "office"):
        return records.government(division), records.chain(division, including=False)
    word = "发展和改革委员会" if body.function == "development_reform" else "教育局"
    return records.department(division, body, word), records.chain(division, including=True)


def resolve(clues: Sequence[Clue], year: int | None) -> Resolution:
    """The body that the clues name in the year of the report."""
    ordered = sorted(clues, key=lambda c: TRUST.index(c.kind) if c.kind in TRUST else len(TRUST))
    places: list[Division] = []
    for clue in ordered:
        unique = {r.division.division: r.division for r in readings(clean(clue.text)) if r.division}
        if len(unique) == 1:
            places.extend(unique.values())
    first_name: str | None = None
    first_clue: Clue | None = None
    for clue in ordered:
        if clue.kind not in NAMING:
            continue
        name = clean(clue.text)
        if not name:
            continue
        if first_name is None:
            first_name, first_clue = name, clue
        found = [r for r in readings(name) if r.division is not None and not r.rest]
        found = _narrow(found, places, year)
        bodies = {(r.division.division, r.body) for r in found if r.division}
        if len(bodies) == 1:
            agency, chain = _agency(found[0], clue.kind)
            grade: Grade = "sure" if found[0].full else "probable"
            return Resolution(name, agency, chain, grade, f"{clue.kind}: {clue.quote}")
    if first_name is None or first_clue is None:
        return Resolution(None, None, (), "unresolved", "no clue names a body")
    return Resolution(
        first_name,
        records.unresolved(first_name),
        (),
        "unresolved",
        f"{first_clue.kind}: {first_clue.quote}",
    )
