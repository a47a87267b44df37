"""Provinces, prefectures, counties and townships, and the names they carried.

The rows are written by `scripts/build_divisions`; docs/agencies.md names the sources.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache

from extractors.agencies.tables import DATA, rows, year

SEAM = 1
"""A report is written in the year after, so a new name may stand a year before it began."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A name and the years in which it was valid, both included; none is open."""

    name: str
    valid_from: int | None
    valid_to: int | None

    def fit(self, when: int | None) -> int:
        """How well the name fits a report for a year: 0 best, 1 its last year, 2 the year before
        its first, 3 not at all. Without a year 0 or 3: whether it is valid today."""
        begins, ends = self.valid_from, self.valid_to
        if when is None:
            return 0 if ends is None else 3
        if begins is not None and when < begins:
            return 2 if when >= begins - SEAM else 3
        if ends is None or when < ends:
            return 0
        return 1 if when == ends else 3


@dataclass(slots=True, eq=False)
class Division:
    """A province, prefecture, county or township."""

    division: str
    """The code, or `<code>-until-<year>` where a later body took the code over."""
    code: str
    level: str
    parent: Division | None
    name_en: str = ""
    successors: tuple[str, ...] = ()
    spells: list[Spell] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The latest name."""
        return self.spells[-1].name

    def line(self) -> Iterator[Division]:
        """The division and those above it, nearest first."""
        here: Division | None = self
        while here is not None:
            yield here
            here = here.parent

    def within(self, other: Division) -> bool:
        """Whether it lies in the other one or is the same."""
        return any(step is other for step in self.line())

    def in_line(self, other: Division) -> bool:
        """Whether one lies in the other."""
        return self.within(other) or other.within(self)

    def at(self, level: str) -> Division | None:
        """The division of this level that it lies in, itself included."""
        return next((step for step in self.line() if step.level == level), None)

    def fit(self, when: int | None) -> int:
        """`Spell.fit` of the best of its names."""
        return min(spell.fit(when) for spell in self.spells)


def _add(
    known: dict[str, Division], row: dict[str, str], level: str, parent: Division | None
) -> None:
    division = known.get(row["division"])
    if division is None:
        division = Division(row["division"], row["code"], level, parent)
        known[row["division"]] = division
    division.spells.append(Spell(row["name"], year(row["valid_from"]), year(row["valid_to"])))
    division.name_en = row["name_en"]
    division.successors = tuple(row["successors"].split())


@cache
def divisions() -> dict[str, Division]:
    """Provinces, prefectures and counties by division id."""
    known: dict[str, Division] = {}
    order = {"province": 0, "prefecture": 1, "county": 2}
    for row in sorted(rows("divisions.csv"), key=lambda r: order[r["level"]]):
        _add(known, row, row["level"], known.get(row["parent"]))
    return known


@cache
def townships() -> dict[str, Division]:
    """Towns, townships and subdistricts by division id."""
    upper = divisions()
    known: dict[str, Division] = {}
    with (DATA / "townships.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["code"]
            parent = upper.get(code[:6]) or upper.get(code[:4] + "00") or upper[code[:2] + "0000"]
            _add(known, row, "township", parent)
    return known


_PEOPLE = re.compile(
    r"(?:(?:蒙古|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|达斡尔|乌孜别克|俄罗斯|东乡|土家|布依|朝鲜|"
    r"哈尼|傈僳|拉祜|纳西|景颇|仫佬|布朗|撒拉|毛南|仡佬|阿昌|普米|德昂|保安|裕固|鄂温克|各)族?|"
    r"[回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒京]族)$"
)
_TYPES = ("特别行政区", "自治区", "自治州", "自治县", "自治旗", "林区", "特区", "新区", "地区",
          "省", "市", "盟", "州", "县", "区", "旗")  # fmt: skip
_PLAIN = {"自治州": "州", "自治县": "县", "自治旗": "旗"}


def _without_peoples(stem: str) -> str:
    while len(shorter := _PEOPLE.sub("", stem)) > 1 and shorter != stem:
        stem = shorter
    return stem


def short_names(name: str) -> dict[str, bool]:
    """What people call it for short, and whether that still says its type.

    杭州 for 杭州市 does not; 恩施州 for 恩施土家族苗族自治州 does, 恩施 does not.
    """
    kind = next((t for t in _TYPES if name.endswith(t) and len(name) > len(t)), "")
    stem = name[: len(name) - len(kind)]
    shorts: dict[str, bool] = {}
    if kind.startswith("自治"):
        stem = _without_peoples(stem)
        if kind in _PLAIN:
            shorts[stem + _PLAIN[kind]] = True
        shorts[stem + kind] = True
    if len(stem) > 1:
        shorts[stem] = False
    shorts.pop(name, None)
    return shorts


def short_township_names(name: str) -> dict[str, bool]:
    """林口乡 for 林口彝族苗族乡, 翠苑办事处 for 翠苑街道."""
    if name.endswith("族乡"):
        stem = _without_peoples(name[:-1])
        return {stem + "乡": True} if stem != name[:-1] else {}
    if name.endswith("街道") and len(name) > 3:
        return {name[:-2] + "办事处": False}
    return {}


@dataclass(frozen=True, slots=True)
class Named:
    """A division under one of its names."""

    division: Division
    full: bool
    """The name says its type (杭州市, 恩施州), unlike 杭州."""
    spell: Spell


def _put(
    found: dict[str, dict[str, Named]], name: str, division: Division, full: bool, spell: Spell
) -> None:
    bodies = found.setdefault(name, {})
    before = bodies.get(division.division)
    if before is None or full > before.full or (full == before.full and spell != before.spell):
        bodies[division.division] = Named(division, full, spell)


@cache
def by_name() -> dict[str, tuple[Named, ...]]:
    """Provinces, prefectures and counties by every full and short name."""
    found: dict[str, dict[str, Named]] = {}
    for division in divisions().values():
        for spell in division.spells:
            _put(found, spell.name, division, True, spell)
            for short, full in short_names(spell.name).items():
                _put(found, short, division, full, spell)
    for row in rows("division_aliases.csv"):
        division = divisions()[row["division"]]
        _put(found, row["alias"], division, True, division.spells[-1])
    return {name: tuple(bodies.values()) for name, bodies in found.items()}


@cache
def townships_by_name() -> dict[str, tuple[Named, ...]]:
    """Townships by full and short name."""
    found: dict[str, dict[str, Named]] = {}
    for township in townships().values():
        for spell in township.spells:
            _put(found, spell.name, township, True, spell)
            for short, full in short_township_names(spell.name).items():
                _put(found, short, township, full, spell)
    return {name: tuple(bodies.values()) for name, bodies in found.items()}


@cache
def longest_name() -> int:
    """Length of the longest name, which bounds every search."""
    return max(len(name) for name in (*by_name(), *townships_by_name()))
