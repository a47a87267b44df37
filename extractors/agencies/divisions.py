"""Provinces, prefectures, counties and townships, and the names they carried.

The rows are written by `scripts/build_divisions`; see docs/agencies.md for the sources.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"

SEAMS = 1
"""Years around a change in which a body may be called by its old or its new name: a report
for a year is written in the next one, and the year of an edition can lag behind the change."""


@dataclass(frozen=True, slots=True)
class Spell:
    """A name and the years in which it was valid, both included; none is open."""

    name: str
    valid_from: int | None
    valid_to: int | None

    def holds(self, year: int | None) -> bool:
        """Whether the name may stand in a report for this year."""
        if year is None:
            return True
        begins, ends = self.valid_from, self.valid_to
        return (begins is None or year >= begins - SEAMS) and (ends is None or year <= ends)


@dataclass(slots=True, eq=False)
class Division:
    """A province, prefecture, county or township."""

    division: str
    """The code, or `<code>-until-<year>` where a later body took the code over."""
    code: str
    level: str
    parent: Division | None
    name_en: str
    successors: tuple[str, ...]
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
        return any(step is other for step in self.line())

    def at(self, level: str) -> Division | None:
        return next((step for step in self.line() if step.level == level), None)

    def holds(self, year: int | None) -> bool:
        return any(spell.holds(year) for spell in self.spells)


def _year(text: str) -> int | None:
    return int(text) if text else None


def _add(
    known: dict[str, Division], row: dict[str, str], level: str, parent: Division | None
) -> None:
    division = known.get(row["division"])
    if division is None:
        division = known[row["division"]] = Division(
            row["division"], row["code"], level, parent, row["name_en"], ()
        )
    division.spells.append(Spell(row["name"], _year(row["valid_from"]), _year(row["valid_to"])))
    division.name_en = row["name_en"]
    division.successors = tuple(row["successors"].split())


@cache
def divisions() -> dict[str, Division]:
    """Provinces, prefectures and counties by division id."""
    known: dict[str, Division] = {}
    with (DATA / "divisions.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    order = {"province": 0, "prefecture": 1, "county": 2}
    for row in sorted(rows, key=lambda r: order[r["level"]]):
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
    r"哈尼|傈僳|拉祜|纳西|景颇|仫佬|布朗|撒拉|毛南|仡佬|阿昌|普米|德昂|保安|裕固|各)族?|"
    r"[回藏苗彝壮满侗瑶白傣黎佤畲水土羌怒京]族)$"
)
_TYPES = ("特别行政区", "自治区", "自治州", "自治县", "自治旗", "林区", "特区", "新区", "地区",
          "省", "市", "盟", "州", "县", "区", "旗")  # fmt: skip
_PLAIN = {"自治州": "州", "自治县": "县", "自治旗": "旗"}


def short_names(name: str) -> set[str]:
    """What people call it for short: 杭州 for 杭州市, 恩施州 and 恩施 for the prefecture."""
    kind = next((t for t in _TYPES if name.endswith(t) and len(name) > len(t)), "")
    stem = name[: len(name) - len(kind)]
    shorts = set()
    if kind.startswith("自治"):
        while len(bare := _PEOPLE.sub("", stem)) > 1 and bare != stem:
            stem = bare
        shorts.add(stem + _PLAIN.get(kind, ""))
    if len(stem) > 1:
        shorts.add(stem)
    return shorts - {name}


@cache
def _aliases() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    with (DATA / "division_aliases.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["division"], []).append(row["alias"])
    return found


@dataclass(frozen=True, slots=True)
class Named:
    """A division under one of its names."""

    division: Division
    full: bool
    """The name with its type (杭州市), not the short one (杭州)."""
    spell: Spell


@cache
def by_name() -> dict[str, tuple[Named, ...]]:
    """Provinces, prefectures and counties by every full and short name."""
    found: dict[str, dict[str, Named]] = {}

    def put(name: str, named: Named) -> None:
        bodies = found.setdefault(name, {})
        before = bodies.get(named.division.division)
        if before is None or (named.full and not before.full):
            bodies[named.division.division] = named

    for division in divisions().values():
        for spell in division.spells:
            put(spell.name, Named(division, True, spell))
            for short in short_names(spell.name):
                put(short, Named(division, short.endswith(("州", "县", "旗")), spell))
        for alias in _aliases().get(division.division, ()):
            put(alias, Named(division, False, division.spells[-1]))
    return {name: tuple(bodies.values()) for name, bodies in found.items()}


@cache
def townships_by_name() -> dict[str, tuple[Named, ...]]:
    """Townships by full name, and by the name without 镇, 乡, 街道 (not `full`)."""
    found: dict[str, list[Named]] = {}
    for township in townships().values():
        for spell in township.spells:
            found.setdefault(spell.name, []).append(Named(township, True, spell))
    return {name: tuple(bodies) for name, bodies in found.items()}
