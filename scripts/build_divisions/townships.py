"""The rows of `townships.csv`: the yearly lists of the statistics bureau, put in one line.

Nobody announces what becomes of a township, so renumbering, renaming and replacement are told
apart by names, codes and years alone.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from scripts.build_divisions.divisions import Row, stem
from scripts.build_divisions.editions import Edition, is_zone_code
from scripts.build_divisions.history import Spell, number_bodies, same_body, spells
from scripts.build_divisions.names_en import english, strip_peoples

_BRACKETS = re.compile(r"[(\uff08].*?[)\uff09]")
_OFFICE = re.compile(r"(街道办事处|街道办|街办事处|街街道|办事处|街办)$")


def township_name(name: str, county: str) -> str:
    """One spelling for all editions: no explanation in brackets, no county, 街道 for offices."""
    name = _BRACKETS.sub("", name).replace(" ", "")
    name = name.removesuffix("办事处") if name.endswith("地区办事处") else _OFFICE.sub("街道", name)
    if name.startswith(county) and len(name) > len(county) + 1:
        name = name[len(county) :]
    return name


def build_townships(editions: Sequence[Edition], divisions: Sequence[Row]) -> list[Row]:
    """One row for each township and name; `divisions` are the rows of `build_divisions`."""
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
        for one, other in itertools.pairwise(spelt)
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
