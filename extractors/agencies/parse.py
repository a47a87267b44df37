"""Reads a printed name as a chain of divisions followed by a body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from extractors.agencies.bodies import Body, functions, match, match_named
from extractors.agencies.divisions import Division
from extractors.agencies.gazetteer import Named, starting, upper_by_name
from extractors.agencies.special import Special, longest_special, specials_by_name
from extractors.agencies.spelling import respell

_NO_NAME = re.compile(r"[0-9@:]")
"""Addresses, telephone numbers, dates: no body is called so."""
LOCAL = ("街道", "省", "市", "县", "区", "州", "盟", "旗", "镇", "乡")
"""The type of a division before a body whose division is not named: 市 of 市发改委."""
_SELF = re.compile(r"^[我本]")
_PARTY = re.compile(r"^(?:中国共产党|中共)")
_BETWEEN = ("人民政府", "政府")
"""May stand inside a chain: 西湖区人民政府翠苑街道办事处."""
_VERTICAL_ENDS = re.compile(
    r"^(?:监管局|监管分局|分局|支局|省分局|中心支行|支行|分行|营业管理部|特派员办事处|办事处)$"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name."""

    division: Division | None
    """None if no division is named (市发改委), or the body lies outside all of them."""
    body: Body | None
    """None if only a division is named."""
    named: tuple[Named, ...] = ()
    """The divisions as named, outermost first."""
    local: str = ""
    """市, 县, 区 … before the body, where its division is not named."""
    special: Special | None = None
    """The ministry, corps or zone that the name is, or begins with."""
    covered: int = 0
    """How many characters of the name the divisions take."""

    @property
    def full(self) -> bool:
        """Every division stands under a name that says its type."""
        return all(one.full for one in self.named)

    @property
    def placed(self) -> bool:
        """Whether the name says where the body is, or that it lies outside all divisions."""
        return self.division is not None or self.special is not None

    def fit(self, year: int | None) -> int:
        """`Spell.fit` of the name that fits least."""
        if self.special is not None:
            return self.special.spell.fit(year)
        return max((one.spell.fit(year) for one in self.named), default=0)


def _local(text: str) -> tuple[str, str]:
    """`市发改委` -> (`市`, `发改委`); `我镇` -> (`镇`, ``)."""
    text = _SELF.sub("", text)
    local = next((one for one in LOCAL if text.startswith(one)), "")
    return local, text[len(local) :]


def _bodies(rest: str, last: Named | None) -> Iterator[tuple[Body | None, str]]:
    """What may follow the divisions: a body, and the local type before it."""
    if not rest:
        yield None, ""
        return
    name = last.spell.name if last else ""
    body = match(rest)
    if body is not None and (body.kind != "subdistrict" or name.endswith("街道")):
        yield body, ""
        return
    if last is None or last.full:
        local, inner = _local(rest)
        if local and inner and (last is None or name.endswith(local)):
            body = match(inner)
            if body is not None:
                yield body, "" if last else local
                return
    if last is not None and last.full:
        yield from ((body, "") for body in [_after_place(rest)] if body)


def _after_place(rest: str) -> Body | None:
    if rest in ("委", "委员会", "党委", "党工委"):
        return Body("party_committee")
    return match_named(rest)


def _branch(rest: str, last: Division) -> Iterator[Reading]:
    """`公安局西湖区分局` below 杭州市: the bureau's branch stands for the district's bureau."""
    if not rest.endswith("分局"):
        return
    for cut in range(2, len(rest) - 3):
        body = match(rest[:cut])
        if body is None or not body.functions:
            continue
        place = rest[cut:-2]
        for named in upper_by_name(place):
            if named.division is not last and named.division.within(last):
                # The city's name is full and says where, so a short district is enough.
                yield Reading(named.division, body, (replace(named, full=True),))


def _walk(text: str) -> list[Reading]:
    found: list[Reading] = []

    def step(start: int, chain: tuple[Named, ...]) -> None:
        last = chain[-1].division if chain else None
        if last is None or last.level != "township":
            longer: set[str] = set()
            for end, bodies in starting(text, start):
                for named in bodies:
                    # 浙江 inside 浙江省 would only leave a 省 that begins nothing.
                    if named.division.division in longer:
                        continue
                    longer.add(named.division.division)
                    below = named.division is not last and last is not None
                    if last is None or (below and named.division.within(last)):
                        step(end, (*chain, named))
        rest = text[start:]
        if last is not None:
            for between in _BETWEEN:
                if rest.startswith(between) and len(rest) > len(between) + 2:
                    step_between(start + len(between), chain)
            found.extend(
                replace(r, named=(*chain, *r.named), covered=start) for r in _branch(rest, last)
            )
        for body, local in _bodies(rest, chain[-1] if chain else None):
            if chain or body is not None:
                found.append(Reading(last, body, chain, local, covered=start))

    def step_between(start: int, chain: tuple[Named, ...]) -> None:
        before = len(found)
        step(start, chain)
        kept = [r for r in found[before:] if r.body is None or r.body.kind != "named"]
        found[before:] = [r for r in kept if len(r.named) > len(chain) or r.body is not None]

    step(0, ())
    return found


def _special(text: str) -> Iterator[Reading]:
    """Readings of a name that is, or begins with, a body outside the divisions."""
    known = specials_by_name()
    for end in range(min(len(text), longest_special()), 1, -1):
        special = known.get(text[:end])
        if special is None:
            continue
        rest = text[end:]
        if not rest or rest in ("管理委员会", "管委会", "人民政府", "政府", "机关", "党工委管委会"):
            yield Reading(special.division, None, special=special)
        elif special.kind in ("production_corps", "development_zone"):
            body = match(rest) or match(rest.removeprefix("管理委员会").removeprefix("管委会"))
            if body is not None and body.functions:
                yield Reading(special.division, body, special=special)
        elif special.level == "national":
            yield from _below_ministry(special, rest)


def _below_ministry(special: Special, rest: str) -> Iterator[Reading]:
    """`国家税务总局` + `杭州市税务局`, `国家统计局` + `杭州调查队`, `中国证监会` + `浙江监管局`."""
    for reading in _walk(rest):
        body = reading.body
        if body and body.functions and functions()[body.functions[0]].kind == "vertical":
            yield reading
    for end in range(len(rest) - 1, 1, -1):
        if not _VERTICAL_ENDS.match(rest[end:]) or special.function is None:
            continue
        kind = functions()[special.function].kind
        if kind == "vertical":
            body = Body(kind, (special.function,))
        else:
            body = Body("named", (), special.name + rest[end:], known=False)
        for named in upper_by_name(rest[:end]):
            yield Reading(named.division, body, (named,))


def _read(text: str) -> list[Reading]:
    found = [*_special(text), *_walk(text)]
    found = [r for r in found if not (r.body and r.body.kind == "named")] or found
    return list(dict.fromkeys(found))


@lru_cache(maxsize=200_000)
def readings(name: str) -> tuple[Reading, ...]:
    """Every reading of a cleaned name that uses it up; none if the tables do not know it."""
    name = re.sub(r"\s+", "", name)
    party = _PARTY.match(name)
    if party:
        name = name[party.end() :]
    if len(name) < 2 or len(name) > 60 or _NO_NAME.search(name):
        return ()
    found = _read(name)
    if not found and (other := respell(name)) != name:
        found = _read(other)
    return tuple(found)
