"""Reads a printed name as a chain of divisions followed by a body."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from extractors.agencies.bodies import Body, words
from extractors.agencies.divisions import Division, Named, by_name, townships_by_name

LONGEST = 16
"""No name of a division is longer."""
_NOISE = re.compile(
    r"(?:关于)?(?:\d{4}\s*年度?)|政府信息公开(?:工作)?(?:年度)?(?:工作)?(?:总结)?(?:报告|年报)|"
    r"政务公开(?:工作)?(?:年度)?(?:总结)?(?:报告|年报)|年度报告|报告$|[\s::,,。;;]"
)
_WRAP = re.compile(r"^[((【\[]|[))】\]]$")


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to read a name."""

    division: Division | None
    """None if only a body is named (市发改委)."""
    body: Body | None
    full: bool
    """Whether every division stands under its full name."""
    rest: str
    """What no table knows."""
    named: tuple[Named, ...]
    local: str = ""
    """市, 县, 区 … before the body, where no division is named or it is repeated."""


def clean(text: str) -> str:
    """The name without year, report title, blanks and brackets around it."""
    return _WRAP.sub("", _NOISE.sub("", text))


def _body(rest: str) -> Iterator[tuple[Body | None, str, str]]:
    """Ways to read what follows the divisions: (body, local, unknown rest)."""
    table = words()
    if not rest:
        yield None, "", ""
        return
    if rest in table:
        yield table[rest], "", ""
        return
    if rest[0] in "省市县区州盟旗镇乡" and rest[1:] in table:
        yield table[rest[1:]], rest[0], ""
        return
    yield None, "", rest


def readings(text: str) -> list[Reading]:
    """Every reading of the name that uses the tables as far as they go."""
    found: list[Reading] = []

    def walk(start: int, chain: tuple[Named, ...]) -> None:
        deeper = False
        last = chain[-1].division if chain else None
        for end in range(min(len(text), start + LONGEST), start + 1, -1):
            for named in by_name().get(text[start:end], ()):
                if last is None or (named.division.within(last) and named.division is not last):
                    deeper = True
                    walk(end, (*chain, named))
            if last is None or last.level != "township":
                for named in townships_by_name().get(text[start:end], ()):
                    if last is None or named.division.within(last):
                        deeper = True
                        walk(end, (*chain, named))
        for body, local, rest in _body(text[start:]):
            if rest and deeper:
                continue
            if not chain and body is None:
                continue
            found.append(Reading(last, body, all(n.full for n in chain), rest, chain, local))

    walk(0, ())
    return [r for r in found if not r.rest] or found
