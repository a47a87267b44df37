"""Bodies that lie in no division of the tables: ministries, the production corps, named zones."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from extractors.agencies.divisions import Division, Spell, divisions
from extractors.agencies.tables import rows, year


@dataclass(frozen=True, slots=True)
class Special:
    """One row of `special_bodies.csv`."""

    body: str
    """The agency key."""
    name: str
    kind: str
    level: str
    function: str | None
    division: Division | None
    parent: str | None
    name_en: str
    spell: Spell
    successors: tuple[str, ...]


@cache
def specials() -> dict[str, Special]:
    """All of them by agency key."""
    return {
        row["body"]: Special(
            row["body"],
            row["name"],
            row["kind"],
            row["level"],
            row["function"] or None,
            divisions()[row["division"]] if row["division"] else None,
            row["parent"] or None,
            row["name_en"],
            Spell(row["name"], year(row["valid_from"]), year(row["valid_to"])),
            tuple(row["successors"].split()),
        )
        for row in rows("special_bodies.csv")
    }


@cache
def specials_by_name() -> dict[str, Special]:
    """All of them by name and alias."""
    found = {}
    for row in rows("special_bodies.csv"):
        for name in (row["name"], *row["aliases"].split()):
            found[name] = specials()[row["body"]]
    return found


@cache
def longest_special() -> int:
    """Length of the longest of these names, which bounds the search."""
    return max(map(len, specials_by_name()))
