"""How long a body existed, what it was before and what it became.

Predecessor and successor stay two agencies: an environmental protection bureau and the
ecology and environment bureau of the same city, a county and the district it became.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractors.agencies.bodies import functions
from extractors.agencies.divisions import Division, divisions, township_rows
from extractors.agencies.divisions import division as find
from extractors.agencies.special import specials


@dataclass(frozen=True, slots=True)
class History:
    """The life of an agency. Years are inclusive; none is open or unknown."""

    valid_from: int | None
    valid_to: int | None
    predecessors: tuple[str, ...]
    """Agency keys."""
    successors: tuple[str, ...]
    former_names: tuple[str, ...]
    """Names that the division of the body carried before its latest one."""


_NONE = History(None, None, (), (), ())
_SUCCESSORS = 5
"""Column of a row of townships."""


@cache
def _before() -> dict[str, tuple[str, ...]]:
    """Predecessors of divisions, functions and special bodies, by their ids."""
    found: dict[str, list[str]] = {}
    for division in divisions().values():
        for one in division.successors:
            found.setdefault(one, []).append(division.division)
    for function in functions().values():
        for one in function.successors:
            found.setdefault(one, []).append(function.function)
    for special in specials().values():
        for one in special.successors:
            found.setdefault(one, []).append(special.body)
    return {one: tuple(sorted(before)) for one, before in found.items()}


@cache
def _townships_before() -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for identifier, spelt in township_rows().items():
        for one in spelt[-1][_SUCCESSORS].split():
            found.setdefault(one, []).append(identifier)
    return {one: tuple(sorted(before)) for one, before in found.items()}


def _predecessors(division: Division) -> tuple[str, ...]:
    table = _townships_before() if division.level == "township" else _before()
    return table.get(division.division, ())


def _latest(*years: int | None) -> int | None:
    return max((year for year in years if year is not None), default=None)


def _earliest(*years: int | None) -> int | None:
    return min((year for year in years if year is not None), default=None)


def history(agency_key: str) -> History:
    """The life of the agency of a key; all open for an unresolved or unlisted body."""
    if agency_key in specials():
        special = specials()[agency_key]
        spell, before = special.spell, _before().get(agency_key, ())
        return History(spell.valid_from, spell.valid_to, before, special.successors, ())
    for cut in range(len(agency_key), 0, -1):
        division = find(agency_key[:cut]) if agency_key[cut : cut + 1] == "-" else None
        if division is not None:
            return _of(division, agency_key[cut + 1 :])
    return _NONE


def _of(division: Division, what: str) -> History:
    begins, ends = division.spells[0].valid_from, division.spells[-1].valid_to
    names = dict.fromkeys(s.name for s in division.spells[:-1] if s.name != division.name)
    after = tuple(f"{one}-{what}" for one in division.successors) if ends else ()
    before = tuple(f"{one}-{what}" for one in _predecessors(division))
    function = functions().get(what)
    if function is not None:
        begins = _latest(begins, function.valid_from)
        ends = _earliest(ends, function.valid_to)
        if function.valid_to is not None:
            after = tuple(f"{division.division}-{one}" for one in function.successors)
        if function.valid_from is not None and (earlier := _before().get(what, ())):
            before = tuple(f"{division.division}-{one}" for one in earlier)
    return History(begins, ends, before, after, tuple(names))
