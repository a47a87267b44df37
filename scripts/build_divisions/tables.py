"""The rows of the division tables, from editions, known changes and derived links."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from scripts.build_divisions.editions import Edition, is_zone_code
from scripts.build_divisions.history import Spell, number_bodies, same_body, spells
from scripts.build_divisions.names_en import english, slug, strip_peoples

HERE = Path(__file__).parent
Row = tuple[str | int | None, ...]
_TYPES = re.compile(r"(自治县|自治旗|特区|林区|新区|地区|街道|民族乡|苏木|[省市县区旗盟镇乡])$")


def _changes() -> list[dict[str, str]]:
    with (HERE / "changes.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stem(name: str) -> str:
    """The name without its type: 柯桥 for 柯桥区."""
    return _TYPES.sub("", name) or name


def level(code: str) -> str:
    if code[2:] == "0000":
        return "province"
    return "prefecture" if code[4:] == "00" else "county"


def _parent(code: str, codes: set[str]) -> str | None:
    if level(code) == "province":
        return None
    if level(code) == "county" and code[:4] + "00" in codes:
        return code[:4] + "00"
    return code[:2] + "0000"


def _apply(rows: list[Spell], changes: list[dict[str, str]]) -> list[Spell]:
    """Known changes over what the editions say: corrected years, dropped and added rows."""
    by_key = {(row.code, row.name): row for row in rows}
    for change in changes:
        key = (change["code"], change["name"])
        new = (change["new_code"], change["new_name"])
        year = int(change["year"]) if change["year"] else None
        if change["kind"] == "drop":
            by_key.pop(key, None)
            continue
        if change["kind"] == "always":
            by_key[key] = Spell(key[0], key[0], key[1], None, None)
            continue
        if change["name"] and key not in by_key:
            raise ValueError(f"changes.csv names {key}, which no edition has")
        if key in by_key:
            by_key[key] = replace(by_key[key], valid_to=year)
        if change["new_name"]:
            old = by_key.get(new, Spell(new[0], new[0], new[1], year, None))
            by_key[new] = old if change["kind"] == "into" else replace(old, valid_from=year)
    return sorted(by_key.values(), key=lambda s: (s.code, s.valid_from or 0, s.name))


def _successors(rows: list[Spell], changes: list[dict[str, str]]) -> dict[str, list[str]]:
    """division -> divisions that took its place: the known ones, else the same stem next year.

    A county that becomes a city or a district keeps its stem and stays in its province.
    """
    by_key = {(row.code, row.name): row.division for row in rows}
    links: dict[str, list[str]] = defaultdict(list)
    for change in changes:
        if change["new_name"] and change["name"]:
            old = by_key[(change["code"], change["name"])]
            new = by_key[(change["new_code"], change["new_name"])]
            if old != new and new not in links[old]:
                links[old].append(new)
    starts: dict[tuple[str, str, int], list[Spell]] = defaultdict(list)
    for row in rows:
        if row.valid_from is not None:
            starts[(row.code[:2], stem(row.name), row.valid_from)].append(row)
    ended = {row.division for row in rows if row.valid_to is not None}
    alive = {row.division for row in rows if row.valid_to is None}
    for row in rows:
        if row.division not in ended - alive or links[row.division] or row.valid_to is None:
            continue
        near = [
            other
            for year in (row.valid_to, row.valid_to + 1, row.valid_to - 1)
            for other in starts[(row.code[:2], stem(row.name), year)]
            if level(other.code) == level(row.code) and other.division != row.division
        ]
        if len({other.division for other in near}) == 1:
            links[row.division].append(near[0].division)
    return links


def build_divisions(editions: Sequence[Edition]) -> list[Row]:
    changes = _changes()
    rows = _apply(spells([(e.as_of, e.counties) for e in editions]), changes)
    reused = [(c["code"], c["name"]) for c in changes if c["kind"] == "reused"]
    rows = number_bodies(rows, reused)
    links = _successors(rows, changes)
    codes = {row.code for row in rows}
    return [
        (
            row.division,
            row.code,
            row.name,
            level(row.code),
            _parent(row.code, codes),
            row.valid_from,
            row.valid_to,
            " ".join(links[row.division]),
            english(row.name),
            slug(row.name),
        )
        for row in rows
    ]


_BRACKETS = re.compile(r"[(\uff08].*?[)\uff09]")
_OFFICE = re.compile(r"(街道办事处|街道办|街办事处|街街道|办事处|街办)$")


def township_name(name: str, county: str) -> str:
    """One spelling for all editions: no bracketed explanation, no county before, 街道 for offices."""
    name = _BRACKETS.sub("", name).replace(" ", "")
    name = _OFFICE.sub("街道", name)
    if name.startswith(county) and len(name) > len(county) + 1:
        name = name[len(county) :]
    return name


def build_townships(editions: Sequence[Edition], divisions: Sequence[Row]) -> list[Row]:
    county_names: dict[str, str] = {str(row[1]): str(row[2]) for row in divisions}
    county_next = {str(row[0]): str(row[7]).split() for row in divisions}
    dated = [
        (
            e.as_of,
            {
                code: township_name(name, county_names.get(code[:6], "\0"))
                for code, name in _recoded(e.townships)
                if "直辖村" not in name and name != county_names.get(code[:6])
            },
        )
        for e in editions
        if e.townships
    ]
    dated = _with_first_farms(dated)
    rows = _renumbered(spells(dated))
    by_code: dict[str, list[Spell]] = defaultdict(list)
    for row in rows:
        by_code[row.code].append(row)
    reused = [
        (one.code, one.name)
        for spelt in by_code.values()
        for one, other in zip(spelt, spelt[1:], strict=False)
        if one.valid_to is not None and not same_body(_town_stem(one.name), _town_stem(other.name))
    ]
    rows = number_bodies(rows, reused)
    return [
        (
            row.division,
            row.code,
            row.name,
            row.valid_from,
            row.valid_to,
            " ".join(links),
            english(row.name),
        )
        for row, links in zip(rows, _town_links(rows, county_next), strict=True)
    ]


_COUNTY_CODES = {"139001": "130682", "139002": "130181"}
"""Codes that one edition gives 定州 and 辛集, which have the others before and after."""


def _recoded(townships: dict[str, str]) -> Iterator[tuple[str, str]]:
    for code, name in townships.items():
        yield _COUNTY_CODES.get(code[:6], code[:6]) + code[6:], name


def _with_first_farms(
    dated: list[tuple[date, dict[str, str]]],
) -> list[tuple[date, dict[str, str]]]:
    """The edition of 2015 leaves out farms, zones and the like (codes from 400 on); the next one
    has them, and nothing says that they were new."""
    (first_day, first), (_, second), *_ = dated
    farms = {code: name for code, name in second.items() if code[6] >= "4"}
    return [(first_day, {**farms, **first}), *dated[1:]]


def _renumbered(rows: list[Spell]) -> list[Spell]:
    """A township that kept its name in its county under a new code is one body, with the new code.

    The bureau renumbers townships, and the zones that it counts them under, whenever a list is
    put in order; nothing changes for them.
    """
    by_name: dict[tuple[str, str], list[Spell]] = defaultdict(list)
    for row in rows:
        county = row.code[:4] if is_zone_code(row.code) else row.code[:6]
        by_name[(county, row.name)].append(row)
    joined = []
    for spelt in by_name.values():
        last = max(spelt, key=lambda s: (s.valid_to or 9999, s.valid_from or 0))
        starts = [s.valid_from for s in spelt]
        begin = None if None in starts else min(s for s in starts if s is not None)
        joined.append(replace(last, valid_from=begin))
    return sorted(joined, key=lambda s: (s.code, s.valid_from or 0, s.valid_to or 9999, s.name))


def _town_stem(name: str) -> str:
    return strip_peoples(stem(name))[0]


def _town_links(rows: list[Spell], county_next: dict[str, list[str]]) -> list[list[str]]:
    """For each row the divisions of the same stem that began when it ended."""
    starts: dict[tuple[str, str], list[Spell]] = defaultdict(list)
    for row in rows:
        if row.valid_from is not None:
            starts[(row.code[:6], _town_stem(row.name))].append(row)
    alive = {row.division for row in rows if row.valid_to is None}
    links = []
    for row in rows:
        found: list[str] = []
        if row.valid_to is not None and row.division not in alive:
            for county in [row.code[:6], *county_next.get(row.code[:6], [])]:
                for other in starts[(county[:6], _town_stem(row.name))]:
                    if (
                        other.division != row.division
                        and other.valid_from is not None
                        and abs(other.valid_from - row.valid_to) <= 1
                    ):
                        found.append(other.division)
        links.append(sorted(set(found)) if len(set(found)) == 1 else [])
    return links


def build_zones(editions: Sequence[Edition]) -> list[Row]:
    rows = spells([(e.as_of, e.zones) for e in editions])
    return [
        (row.code, row.name, row.code[:4] + "00", row.valid_from, row.valid_to,
         english(row.name))
        for row in rows
    ]  # fmt: skip
