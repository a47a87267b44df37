"""Provinces, prefectures, counties and townships, and the names they carried.

The rows are written by `scripts/build_divisions`; docs/agencies.md names the sources.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache

from extractors.agencies.tables import plain_rows, rows, year

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
    _above: tuple[Division, ...] = ()

    def __post_init__(self) -> None:
        self._above = (self, *(self.parent.line() if self.parent else ()))

    @property
    def name(self) -> str:
        """The latest name."""
        return self.spells[-1].name

    def line(self) -> tuple[Division, ...]:
        """The division and those above it, nearest first."""
        return self._above

    def within(self, other: Division) -> bool:
        """Whether it lies in the other one or is the same."""
        return other in self._above

    def in_line(self, other: Division) -> bool:
        """Whether one lies in the other."""
        return other in self._above or self in other._above

    def at(self, level: str) -> Division | None:
        """The division of this level that it lies in, itself included."""
        for step in self._above:
            if step.level == level:
                return step
        return None

    def fit(self, when: int | None) -> int:
        """`Spell.fit` of the best of its names."""
        return min(spell.fit(when) for spell in self.spells)


@cache
def divisions() -> dict[str, Division]:
    """Provinces, prefectures and counties by division id."""
    known: dict[str, Division] = {}
    order = {"province": 0, "prefecture": 1, "county": 2}
    for row in sorted(rows("divisions.csv"), key=lambda r: order[r["level"]]):
        division = known.get(row["division"])
        if division is None:
            division = Division(
                row["division"], row["code"], row["level"], known.get(row["parent"])
            )
            known[row["division"]] = division
        division.spells.append(Spell(row["name"], year(row["valid_from"]), year(row["valid_to"])))
        division.name_en = row["name_en"]
        division.successors = tuple(row["successors"].split())
    return known


# Townships are many, and a report needs few of them: only what is asked for becomes a Division.

TownshipRow = tuple[str, str, str, str, str, str, str]
"""division, code, name, valid_from, valid_to, successors, name_en"""


@cache
def township_rows() -> dict[str, list[TownshipRow]]:
    """The rows of each township, by division id."""
    found: dict[str, list[TownshipRow]] = {}
    for row in plain_rows("townships.csv"):
        division, code, name, valid_from, valid_to, successors, name_en = row
        found.setdefault(division, []).append(
            (division, code, name, valid_from, valid_to, successors, name_en)
        )
    return found


@cache
def township(division: str) -> Division | None:
    """A town, township or subdistrict by division id."""
    spelt = township_rows().get(division)
    if spelt is None:
        return None
    code, upper = spelt[-1][1], divisions()
    parent = upper.get(code[:6]) or upper.get(code[:4] + "00") or upper[code[:2] + "0000"]
    *_, successors, name_en = spelt[-1]
    return Division(
        division,
        code,
        "township",
        parent,
        name_en,
        tuple(successors.split()),
        [Spell(row[2], year(row[3]), year(row[4])) for row in spelt],
    )


def division(identifier: str) -> Division | None:
    """A division of any level by its id."""
    return divisions().get(identifier) or township(identifier)
