"""Finds divisions by the names and short names that they carried."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.agencies.divisions import Division, Spell, divisions, township, township_rows
from extractors.agencies.tables import rows

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
            # 东乡县 for 东乡族自治县, whose people is its only name.
            shorts[stem.removesuffix("族") + _PLAIN[kind]] = True
        shorts[stem + kind] = True
    if kind == "区" and stem.endswith("族"):
        stem = _without_peoples(stem)
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


@cache
def _upper() -> dict[str, tuple[Named, ...]]:
    """Provinces, prefectures and counties by every full and short name."""
    found: dict[str, dict[str, Named]] = {}

    def put(name: str, division: Division, full: bool, spell: Spell) -> None:
        bodies = found.setdefault(name, {})
        before = bodies.get(division.division)
        if before is None or full >= before.full:
            bodies[division.division] = Named(division, full, spell)

    for division in divisions().values():
        for spell in division.spells:
            put(spell.name, division, True, spell)
            for short, full in short_names(spell.name).items():
                put(short, division, full, spell)
    for row in rows("division_aliases.csv"):
        division = divisions()[row["division"]]
        put(row["alias"], division, True, division.spells[-1])
    return {name: tuple(bodies.values()) for name, bodies in found.items()}


@cache
def _township_ids() -> dict[str, list[tuple[str, str, bool]]]:
    """(division id, name of the row, full) of townships by every full and short name."""
    found: dict[str, list[tuple[str, str, bool]]] = {}
    for identifier, spelt in township_rows().items():
        for row in spelt:
            name = row[2]
            found.setdefault(name, []).append((identifier, name, True))
            for short, full in short_township_names(name).items():
                found.setdefault(short, []).append((identifier, name, full))
    return found


@lru_cache(maxsize=100_000)
def by_name(name: str) -> tuple[Named, ...]:
    """Every division of any level that carries the name or was called so."""
    return (*_upper().get(name, ()), *_townships(name))


def _townships(name: str) -> Iterator[Named]:
    seen = set()
    for identifier, spelt, full in _township_ids().get(name, ()):
        found = township(identifier)
        if found is None or identifier in seen:
            continue
        seen.add(identifier)
        yield Named(found, full, next(s for s in found.spells if s.name == spelt))


def upper_by_name(name: str) -> tuple[Named, ...]:
    """Provinces, prefectures and counties only."""
    return _upper().get(name, ())


@cache
def _lengths() -> dict[str, tuple[int, ...]]:
    """Lengths of the names that begin with two characters, the longest first."""
    found: dict[str, set[int]] = {}
    for names in (_upper(), _township_ids()):
        for name in names:
            found.setdefault(name[:2], set()).add(len(name))
    return {start: tuple(sorted(lengths, reverse=True)) for start, lengths in found.items()}


def starting(text: str, start: int) -> Iterator[tuple[int, tuple[Named, ...]]]:
    """The names that stand at a place of the text: where each ends, and whose it is."""
    for length in _lengths().get(text[start : start + 2], ()):
        end = start + length
        if end <= len(text) and (found := by_name(text[start:end])):
            yield end, found
