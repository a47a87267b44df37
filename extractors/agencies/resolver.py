"""From clues to one body: read every clue, choose, and say how sure and why."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.agencies import records
from extractors.agencies.aliases import Aliases
from extractors.agencies.bodies import Body, merge
from extractors.agencies.choose import Choice, Open, choose, fill
from extractors.agencies.clues import Clue, Resolution
from extractors.agencies.divisions import Division
from extractors.agencies.divisions import division as find
from extractors.agencies.keys import from_key
from extractors.agencies.parse import Reading, readings
from extractors.agencies.places import Place, crumbs, host, places
from extractors.agencies.spelling import bare, fold

TRUST = ("title", "caption", "filled_by", "publisher", "signature", "text", "breadcrumb",
         "contact", "self_reference", "host", "area_code")  # fmt: skip
"""Clue kinds, the most trusted first."""
_NAMING = TRUST[:8]
_NAMES_ITSELF = ("title", "caption")
"""Where an office that is named reports for itself; anywhere else it signs for its government."""
_FIRM = ("title", "caption", "filled_by", "publisher", "signature")
_SPLIT = re.compile(r"[、,;/ ]|(?<=[局委厅办室会])(?:和|与|及|暨)")
_OWN_NAME = ("title", "caption", "filled_by")
"""Clues that are the body's own word for itself: a name there that no table knows stays open,
rather than being replaced by the body above that another clue names."""
_MOST_CANDIDATES = 30
_NAME_SHAPE = re.compile(
    r"^[\u3400-\u9fff〇]{1,28}(?:[省市县区旗盟州镇乡局委厅办处所站院馆队]|街道|苏木|农场|林场|政府|中心|公司|集团|学校|大学)$"
)
_SELF_DEPARTMENT = re.compile(r"^[我本](?:委|局|厅|办|院|中心|部门|单位)$")
_SELF_DIVISION = re.compile(r"^[我本全](省|市|县|区|州|盟|旗|镇|乡|街道)$")


@dataclass(frozen=True, slots=True)
class _Read:
    """A clue, its name and the ways to read it."""

    clue: Clue
    name: str
    found: tuple[Reading, ...]


def _for_government(body: Body | None, kind: str) -> Body | None:
    """The office as the clue means it: itself in a title, its government elsewhere."""
    if body is None or body.kind != "general_office":
        return body
    if kind in _NAMES_ITSELF:
        return Body("department", ("general_office",))
    return Body("office")


def _read(clue: Clue) -> _Read:
    return _Read(clue, *_read_text(clue.kind, clue.text))


@lru_cache(maxsize=200_000)
def _read_text(kind: str, text: str) -> tuple[str, tuple[Reading, ...]]:
    name = bare(text)
    found = [
        replace(r, body=body) if (body := _for_government(r.body, kind)) is not r.body else r
        for r in readings(name)
    ]
    if not any(r.body is None or r.body.kind != "named" for r in found):
        found = _joint(name) or found
    if kind == "contact":
        found = [r for r in found if r.body and r.body.kind != "named"]
    found = [r for r in found if r.body is None or r.body.kind != "party_committee"]
    return re.sub(r"\s+", "", name), tuple(found)


def _joint(name: str) -> list[Reading]:
    """Two departments of one government that report together; a party committee beside its
    government adds nothing."""
    parts = [part for part in _SPLIT.split(name) if part]
    if len(parts) < 2 or len(parts) > 4:
        return []
    read = [readings(part) for part in parts]
    if not all(read):
        return []
    first = next((r for r in read[0] if r.division), None)
    if first is None:
        return []
    together: list[str] = []
    for found in read:
        one = next((r for r in found if r.division in (None, first.division)), None)
        if one is None:
            return []
        if one.body is None or one.body.kind in ("government", "site", "office"):
            return [replace(first, body=None)]
        if one.body.kind == "general_office":
            together.append("general_office")
        elif one.body.kind != "party_committee":
            together.extend(one.body.functions)
    if not together:
        return []
    merged = merge(together)
    body = Body("joint" if len(merged) > 1 else "department", merged)
    return [replace(r, body=body) for r in read[0] if r.division]


def _main(read: Sequence[_Read], selves: Sequence[str]) -> _Read | None:
    """The clue that names the body: the most trusted one that can be read.

    Where the site posts for its government (信息来源:会同县人民政府), or a title names but a
    place and the report says 我局 of itself, a clue to a department of the same place is nearer.
    """
    readable = [r for r in read if r.found or _own_name(r)]
    if not readable:
        return None
    first = readable[0]
    if not first.found:
        return first
    if any(r.body and r.body.functions for r in first.found):
        return first
    here = {r.division for r in first.found}
    says_department = any(_SELF_DEPARTMENT.match(one) for one in selves)
    for other in readable[1:]:
        nearer = other.clue.kind == "text" and first.clue.kind in ("publisher", "signature")
        bare_place = all(r.body is None for r in first.found)
        if not nearer and not (says_department and (bare_place or first.clue.kind == "publisher")):
            continue
        if any(
            r.body and r.body.functions and (r.division is None or r.division in here)
            for r in other.found
        ):
            return other
    return first


def _own_name(read: _Read) -> bool:
    return read.clue.kind in _OWN_NAME and len(read.name) > 2 and bool(_NAME_SHAPE.match(read.name))


def _hinted(found: Sequence[Reading], selves: Sequence[str]) -> list[Reading]:
    """Readings that fit 我镇, 我市 and the like, if any does."""
    types = [m[1] for m in map(_SELF_DIVISION.match, selves) if m]
    kept = [r for r in found if r.division and any(r.division.name.endswith(t) for t in types)]
    return kept or list(found)


def _best_name(main: _Read, choice: Choice, read: Sequence[_Read]) -> str:
    """The name in the deciding clue, or a fuller one of the same body.

    杭州市发展和改革委员会 where the publisher is printed as 市发改委.
    """
    if choice.reading.placed:
        return main.name
    body = choice.reading.body
    for other in read:
        if any(r.division is choice.division and r.body == body for r in other.found):
            return other.name
    return main.name


def _resolution(read: _Read, choice: Choice, name: str) -> Resolution:
    agency, chain = records.build(choice.reading, choice.division)
    body = choice.reading.body
    grade = choice.grade
    if body is not None and body.kind in ("site", "named"):
        grade = "probable"
    if read.clue.kind not in _FIRM and body is None and choice.reading.special is None:
        grade = "probable"
    words = [f"{read.clue.kind}: {read.clue.quote}", *choice.notes]
    return Resolution(name, agency, chain, grade, "; ".join(words))


def _unresolved(read: _Read, found: Open, around: Sequence[Place]) -> Resolution:
    place = _one_place(around)
    beside = f"; beside it {place.name}" if place else ""
    evidence = f"{read.clue.kind}: {read.clue.quote}; {found.why}{beside}"
    agency = records.unresolved(read.name, place)
    keys = (
        records.build(reading, d)[0].agency_key
        for reading, d in found.left[:_MOST_CANDIDATES]
        if _built(reading, d)
    )
    return Resolution(read.name, agency, (), "unresolved", evidence, tuple(sorted(set(keys))))


def _built(reading: Reading, division: Division | None) -> bool:
    return division is not None or reading.special is not None


def _one_place(around: Sequence[Place]) -> Division | None:
    """The innermost division that the strong clues name, if they lie in one line."""
    told = [p.divisions[0] for p in around if p.strong and p.full and len(p.divisions) == 1]
    inner = max(told, key=lambda d: len(d.line()), default=None)
    return inner if inner and all(inner.within(d) for d in told) else None


def _from_host(clues: Sequence[Clue], around: Sequence[Place]) -> Resolution | None:
    """The site's owner, where nothing else names a body."""
    for clue in clues:
        if clue.kind != "host":
            continue
        found, function = host(fold(clue.text))
        if len(found) != 1 or any(not p.divisions[0].in_line(found[0]) for p in around):
            continue
        body = Body("department", (function,)) if function else None
        agency, chain = records.build(Reading(found[0], body), found[0])
        return Resolution(agency.name, agency, chain, "probable", f"host: {clue.quote}")
    return None


def _alias(read: Sequence[_Read], around: Sequence[Place], year: int | None,
           aliases: Aliases) -> Resolution | None:  # fmt: skip
    for one in read:
        # What holds only in one place goes before what holds everywhere.
        for alias in sorted(aliases.get(one.name, ()), key=lambda a: a.division is None):
            if not alias.holds(year):
                continue
            place = find(alias.division) if alias.division else None
            if place and not any(d.within(place) for p in around for d in p.divisions):
                continue
            agency, chain = from_key(alias.agency_key)
            evidence = f"{one.clue.kind}: {one.clue.quote}; alias file"
            return Resolution(one.name, agency, chain, "sure", evidence)
    return None


def resolve(clues: Sequence[Clue], year: int | None, aliases: Aliases | None = None) -> Resolution:
    """The body that the clues name, in the year of the report.

    `aliases` come from `load_aliases` and go before everything else. What stays open is
    returned under its printed name with the grade `unresolved`, never guessed.
    """
    steps = [s for c in clues for s in (crumbs(c) if c.kind == "breadcrumb" else [c])]
    ordered = sorted(steps, key=lambda c: TRUST.index(c.kind) if c.kind in TRUST else len(TRUST))
    selves = [fold(c.text) for c in ordered if c.kind in ("self_reference", "text")]
    read = [_read(c) for c in ordered if c.kind in _NAMING]
    around_all = [place for c in ordered for place in places(c)]
    if aliases and (known := _alias(read, around_all, year, aliases)):
        return known
    main = _main(read, selves)
    if main is None:
        return _from_host(ordered, around_all) or _nothing(read, around_all)
    around = [place for place in around_all if place.clue is not main.clue]
    placed = [r for r in main.found if r.placed]
    result: Choice | Open
    if not main.found:
        result = Open("no table knows the name")
    elif placed:
        result = choose(_hinted(placed, selves), around, year)
    else:
        result = fill(main.found[0], around, year)
    if isinstance(result, Open):
        return _unresolved(main, result, around)
    if (body := result.reading.body) is not None:
        result = replace(result, reading=replace(result.reading, body=body.of(year)))
    return _resolution(main, result, _best_name(main, result, read))


def _nothing(read: Sequence[_Read], around: Sequence[Place]) -> Resolution:
    named = next((r for r in read if len(r.name) > 1 and r.clue.kind in _FIRM), None)
    named = named or next((r for r in read if len(r.name) > 3 and _NAME_SHAPE.match(r.name)), None)
    if named is None:
        return Resolution(None, None, (), "unresolved", "no clue names a body")
    return _unresolved(named, Open("no table knows the name"), around)
