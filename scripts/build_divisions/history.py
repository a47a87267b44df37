"""Turns dated editions into spells: which name a code carried from when to when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date


@dataclass(frozen=True)
class Spell:
    """A code under one name, valid from one year to another, both included.

    `division` tells bodies apart that carried the same code one after the other; it is
    the code unless a later body took the code over.
    """

    division: str
    code: str
    name: str
    valid_from: int | None
    valid_to: int | None


def spells(editions: Iterable[tuple[date, dict[str, str]]]) -> list[Spell]:
    """One spell per code and name.

    A name that is in the first edition is open to the past, one in the last is open to
    the future. In between the year is that of the first edition which has it; it ends
    in the year in which the code or its next name appears otherwise.
    """
    dated = [(day, rows) for day, rows in editions if rows]
    first: dict[tuple[str, str], date] = {}
    last: dict[tuple[str, str], date] = {}
    for day, rows in dated:
        for key in rows.items():
            first.setdefault(key, day)
            last[key] = day
    days = sorted({day for day, _ in dated})
    found = []
    for (code, name), begin in first.items():
        end = last[(code, name)]
        following = next((day for day in days if day > end), None)
        found.append(
            Spell(
                code,
                code,
                name,
                None if begin == days[0] else begin.year,
                None if following is None else following.year,
            )
        )
    return sorted(found, key=lambda s: (s.code, s.valid_from or 0, s.valid_to or 9999, s.name))


def same_body(one: str, other: str) -> bool:
    """Whether two names of one code are the same body, renamed or spelt otherwise.

    For townships, where nobody announces the change: one stem contains the other, or
    they differ in one character of several.
    """
    if one in other or other in one:
        return True
    if len(one) == len(other) and len(one) > 1:
        return sum(a != b for a, b in zip(one, other, strict=True)) <= 1
    return False


def number_bodies(rows: list[Spell], reused: Iterable[tuple[str, str]]) -> list[Spell]:
    """Gives the earlier body of a reused code a division id of its own: `<code>-until-<year>`.

    `reused` names them as (code, name).
    """
    marked = set(reused)
    return [
        replace(row, division=f"{row.code}-until-{row.valid_to}")
        if (row.code, row.name) in marked
        else row
        for row in rows
    ]
