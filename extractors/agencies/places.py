"""Which divisions a clue speaks for, whether or not it names the reporting body."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.agencies.clues import Clue
from extractors.agencies.divisions import Division, division, divisions
from extractors.agencies.gazetteer import starting
from extractors.agencies.parse import Reading, readings
from extractors.agencies.spelling import bare, fold
from extractors.agencies.tables import rows

STRONG = ("title", "caption", "filled_by", "publisher", "signature", "breadcrumb", "text")
"""Clues that speak for the body itself; an address, host or area code only may."""
_CRUMB = re.compile(r"\s*(?:>+|»|›|→|/|\\|\||--+)\s*")
_LABELS = re.compile(r"[a-z0-9-]+")
_AREA_CODE = re.compile(r"0\d{2,3}")


@dataclass(frozen=True, slots=True)
class Place:
    """Divisions one of which a clue speaks for."""

    clue: Clue
    divisions: tuple[Division, ...]
    full: bool
    """Under a name that says the type of the division."""

    @property
    def strong(self) -> bool:
        """Whether the clue speaks for the body itself."""
        return self.clue.kind in STRONG


def crumbs(clue: Clue) -> list[Clue]:
    """The steps of a breadcrumb as clues of their own, the last step first."""
    steps = [step for step in _CRUMB.split(fold(clue.text)) if step]
    return [Clue(clue.kind, step, clue.quote) for step in reversed(steps)]


def _distinct(found: Sequence[Reading]) -> tuple[Division, ...]:
    return tuple(dict.fromkeys(r.division for r in found if r.division is not None))


@lru_cache(maxsize=50_000)
def _inside(text: str) -> tuple[tuple[Division, ...], ...]:
    """Counties and above under a full name anywhere in a text, as in an address."""
    found = []
    start = 0
    while start < len(text):
        for end, named in starting(text, start):
            full = [n.division for n in named if n.full and n.division.level != "township"]
            if full and end - start > 2:
                found.append(tuple(full))
                start = end - 1
                break
        start += 1
    return tuple(found)


@cache
def _host_labels() -> dict[str, tuple[Division, ...]]:
    found: dict[str, dict[str, Division]] = {}
    for row in rows("divisions.csv"):
        slug = row["pinyin"]
        if len(slug) > 3 and not row["valid_to"]:
            found.setdefault(slug, {})[row["division"]] = divisions()[row["division"]]
    labels = {slug: tuple(bodies.values()) for slug, bodies in found.items()}
    for row in rows("hosts.csv"):
        labels[row["label"]] = (divisions()[row["division"]],)
    return labels


@cache
def _host_functions() -> dict[str, str]:
    return {row["label"]: row["function"] for row in rows("host_departments.csv")}


@lru_cache(maxsize=50_000)
def host(name: str) -> tuple[tuple[Division, ...], str | None]:
    """The divisions that a government host may belong to, and the function of a department's.

    `drc.hangzhou.gov.cn` -> (杭州市,), development_reform. Only hosts below gov.cn count.
    """
    labels = _LABELS.findall(re.sub(r"^\w+://", "", name.lower()).split("/")[0])
    if labels[-2:] != ["gov", "cn"]:
        return (), None
    found: tuple[Division, ...] = ()
    function = None
    for label in reversed(labels[:-2]):
        if label in ("www", "wap", "m"):
            continue
        named = _host_labels().get(label, ())
        nested = tuple(d for d in named if any(d.within(upper) for upper in found))
        if not found:
            found = named
        elif nested:
            found = nested
        else:
            function = _host_functions().get(label, function)
        if not found:
            break
    return found, function


@cache
def _area_codes() -> dict[str, tuple[Division, ...]]:
    return {
        row["area_code"]: tuple(divisions()[one] for one in row["divisions"].split())
        for row in rows("area_codes.csv")
    }


@lru_cache(maxsize=200_000)
def _named(text: str) -> tuple[tuple[tuple[Division, ...], bool], ...]:
    placed = [r for r in readings(bare(text)) if r.division is not None]
    full = [r for r in placed if r.full]
    if placed:
        return ((_distinct(full or placed), bool(full)),)
    return tuple((one, True) for one in reversed(_inside(fold(text))))


def places(clue: Clue) -> list[Place]:
    """What the clue says about where, the narrowest first."""
    if clue.kind == "host":
        found, _ = host(fold(clue.text))
        return [Place(clue, found, True)] if found else []
    if clue.kind == "area_code":
        code = _AREA_CODE.match(fold(clue.text).lstrip("(+"))
        found = _area_codes().get(code[0], ()) if code else ()
        return [Place(clue, found, True)] if found else []
    return [Place(clue, found, full) for found, full in _named(clue.text)]


@cache
def _predecessors() -> dict[str, list[Division]]:
    found: dict[str, list[Division]] = {}
    for one in divisions().values():
        for successor in one.successors:
            found.setdefault(successor, []).append(one)
    return found


def lineage(here: Division) -> list[Division]:
    """The division, and those that it followed or that followed it."""
    after = [found for one in here.successors if (found := division(one))]
    return [here, *after, *_predecessors().get(here.division, [])]


def agrees(here: Division, place: Place) -> bool:
    """Whether the division lies in the place or the place in it, now or before a change."""
    if any(here.in_line(other) for other in place.divisions):
        return True
    return any(
        mine.in_line(its)
        for step in here.line()
        for mine in lineage(step)
        for other in place.divisions
        for its in lineage(other)
    )
