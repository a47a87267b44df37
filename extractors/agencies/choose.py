"""Chooses one reading of a name, by year and by the other clues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

from extractors.agencies.divisions import Division
from extractors.agencies.parse import Reading
from extractors.agencies.places import Place, agrees
from extractors.model import Grade


@dataclass(frozen=True, slots=True)
class Choice:
    """A reading in its division, how sure, and what spoke for and against it."""

    reading: Reading
    division: Division | None
    grade: Grade
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Open:
    """Why no reading was chosen, for people, and those between which somebody has to choose."""

    why: str
    left: tuple[tuple[Reading, Division | None], ...] = ()


def _same_name(one: Reading, other: Reading) -> bool:
    return (
        bool(one.named and other.named) and one.named[-1].spell.name == other.named[-1].spell.name
    )


def _has_ended(division: Division) -> bool:
    return bool(division.successors) or division.spells[-1].valid_to is not None


def _follows(one: Division, other: Division) -> bool:
    """Whether the other took over from the one, as far as names, province and years tell."""
    if other.division in one.successors:
        return True
    end, begin = one.spells[-1].valid_to, other.spells[0].valid_from
    return (
        end is not None and begin is not None and abs(end - begin) <= 1
        and one.code[:2] == other.code[:2] and one.name == other.name
    )  # fmt: skip


def _latest(found: list[Reading], year: int | None) -> list[Reading]:
    """Of a body and the one that took over its name, the one of the year.

    Both lie in one province, so only those of one province are compared.
    """
    provinces: dict[str, list[Reading]] = {}
    for reading in found:
        if reading.division is not None:
            provinces.setdefault(reading.division.code[:2], []).append(reading)
    gone: list[Reading] = []
    for near in provinces.values():
        # Of a hundred towns of one name hardly any has ended.
        ended = [reading for reading in near if reading.division and _has_ended(reading.division)]
        for one, other in product(ended, near):
            if one is other or one in gone or other in gone or not _same_name(one, other):
                continue
            if one.division and other.division and _follows(one.division, other.division):
                gone.append(one if other.fit(year) <= one.fit(year) else other)
    return [reading for reading in found if reading not in gone]


def _by_year(found: list[Reading], around: Sequence[Place], year: int | None) -> list[Reading]:
    """The readings valid in the year; but a township that the clues point to though the lists
    have it only later (they lag and renumber) goes before one that they speak against."""
    fitting = _best(found, [r.fit(year) < 3 for r in found])
    if len(fitting) == len(found) or not any(_against(r, around) for r in fitting):
        return fitting
    pointed = [
        r for r in found
        if r.division and r.division.level == "township"
        and any(p.strong and _near(r.division, p) for p in around)
    ]  # fmt: skip
    return pointed or fitting


def _best(found: list[Reading], test: list[bool]) -> list[Reading]:
    return [r for r, good in zip(found, test, strict=True) if good] or found


def _narrowest_words(found: list[Reading]) -> list[Reading]:
    """Readings that know the body and use most of the name for the divisions; for the same words
    the higher level."""
    found = _best(found, [r.special is not None for r in found])
    if all(r.full for r in found):
        most = max(r.covered for r in found)
        found = _best(found, [r.covered == most for r in found])
    found = _best(found, [r.body is None or r.body.known for r in found])
    upper = [r.division is None or r.division.level != "township" for r in found]
    single = [len(r.named) == 1 for r in found]
    if any(upper) and all(single):
        found = _best(found, upper)
    return found


def _distinct(found: list[Reading]) -> list[Reading]:
    """One reading for each division and body."""
    seen: dict[object, Reading] = {}
    for reading in found:
        owner = reading.special.body if reading.special else None
        place = reading.division.division if reading.division else None
        seen.setdefault((place, owner, reading.body), reading)
    return list(seen.values())


def _shared_short_name(found: list[Reading]) -> list[Reading]:
    """长沙 is the city rather than the county in it; 河南 the province rather than the county."""
    if any(r.full or r.division is None for r in found):
        return found
    outer = [
        r for r in found
        if all(o.division.within(r.division) for o in found if o.division and r.division)
    ]  # fmt: skip
    if outer:
        return outer
    zone = any(r.body and r.body.kind == "development_zone" for r in found)
    provinces = [r for r in found if r.division and r.division.level == "province"]
    return provinces if len(provinces) == 1 and not zone else found


def choose(found: Sequence[Reading], around: Sequence[Place], year: int | None) -> Choice | Open:
    """One of the placed readings of a name; or why none."""
    left = _distinct(list(found))
    left = _best(left, [r.full for r in left])
    left = _latest(_narrowest_words(_by_year(left, around, year)), year)
    notes: list[str] = []
    weak = False
    decided = False
    if len(left) > 1:
        for place in around:
            fitting = _near_to(place, left)
            if fitting and len(fitting) < len(left):
                notes.append(f"{place.clue.kind}: {place.clue.quote}")
                left, decided = fitting, True
                weak = weak or not place.strong
            if len(left) == 1:
                break
    before = len(left)
    if before > 1:
        left = _shared_short_name(left)
    if len(left) != 1:
        why = f"{len({r.division for r in left})} bodies share the name, and no clue decides"
        return Open(why, tuple((r, r.division) for r in left))
    reading = left[0]
    sure = reading.full or (reading.division is not None and before == 1 and not decided)
    if weak or not sure or before > 1:
        weak = True
    if reading.fit(year) == 3 and year is not None and not reading.full:
        return Open(f"no such body in {year}", ((reading, reading.division),))
    if reading.fit(year) == 3 and year is not None:
        notes.append(f"not valid in {year}")
        weak = True
    against = _against(reading, around)
    if against is not None:
        notes.append(f"against it {against.clue.kind}: {against.clue.quote}")
        if reading.division and reading.division.level == "township" and len(reading.named) == 1:
            return Open(notes[-1], ((reading, reading.division),))
        weak = True
    return Choice(reading, reading.division, "probable" if weak else "sure", tuple(notes))


def _near(division: Division, place: Place) -> bool:
    above = division.line()
    return any(other in above or division in other.line() for other in place.divisions)


def _near_to(place: Place, found: Sequence[Reading]) -> list[Reading]:
    """Those of many readings whose division is `_near` a place."""
    named = frozenset(place.divisions)
    above = {step for one in named for step in one.line()}
    return [
        reading
        for reading in found
        if (here := reading.division) and (here in above or not named.isdisjoint(here.line()))
    ]


def _against(reading: Reading, around: Sequence[Place]) -> Place | None:
    """A strong clue that speaks for another place, if none speaks for this one."""
    if reading.division is None:
        return None
    speaking = [p for p in around if p.strong and p.full]
    if any(agrees(reading.division, place) for place in speaking):
        return None
    return next(iter(speaking), None)


def fill(reading: Reading, around: Sequence[Place], year: int | None) -> Choice | Open:
    """The division of a body that is named without one: `市发改委` beside a clue to 杭州市."""
    offers: list[tuple[Division, Place]] = []
    for place in around:
        fitting = [d for d in place.divisions if d.fit(year) < 3] or list(place.divisions)
        steps = {_step(d, reading.local) for d in fitting}
        if len(steps) == 1 and (step := steps.pop()) is not None:
            offers.append((step, place))
    if not offers:
        return Open("no clue says of which place")
    division, place = offers[0]
    for other, elsewhere in offers[1:]:
        if other is not division and other.within(division) and not reading.local:
            division, place = other, elsewhere
        elif not other.in_line(division) and (elsewhere.strong or not place.strong):
            why = f"{place.clue.quote} and {elsewhere.clue.quote} name different places"
            return Open(why, ((reading, division), (reading, other)))
    grade: Grade = "sure" if place.strong and place.full else "probable"
    if place.clue.kind == "area_code":
        why = "an area code alone does not tell a city from the county-level cities in it"
        return Open(why, ((reading, division),))
    return Choice(reading, division, grade, (f"{place.clue.kind}: {place.clue.quote}",))


def _step(division: Division, local: str) -> Division | None:
    """The division or the one above it of the type that the name begins with."""
    if not local:
        return division
    return next((d for d in division.line() if d.name.endswith(local)), None)
