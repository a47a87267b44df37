"""The rows of `divisions.csv`, from editions, known changes and derived links."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from scripts.build_divisions.editions import Edition
from scripts.build_divisions.history import Spell, number_bodies, spells
from scripts.build_divisions.names_en import english, slug

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
    """What a code is: province, prefecture or county."""
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
    """One row for each division and name, in the order of the codes."""
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
