"""Says with which characters what an expression finds can begin, so that it is asked only there.

A search tries an expression at every place of a text. Most of ours begin with a look behind or
with words that may be missing, and then every place costs as much as a first step into the
expression. A class of characters in front turns nearly all places away at once and changes
nothing else.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_ZERO_WIDTH = {codes.AT, codes.ASSERT, codes.ASSERT_NOT}
_REPEATS = {codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT}
_CATEGORIES = {codes.CATEGORY_DIGIT: r"\d", codes.CATEGORY_SPACE: r"\s"}


class _Unknown(Exception):
    """What the expression begins with cannot be listed."""


def opened(expression: str) -> re.Pattern[str]:
    """Compile an expression, with the characters it can begin with in front where they are few."""
    parsed = parser.parse(expression)
    try:
        if parsed.state.flags != re.UNICODE:
            raise _Unknown
        first, may_be_empty = _first(parsed)
    except _Unknown:
        return re.compile(expression)
    if may_be_empty or _shows_its_opening(parsed):
        return re.compile(expression)
    return re.compile(f"(?=[{''.join(sorted(first))}])(?:{expression})")


def _shows_its_opening(parsed: Any) -> bool:
    """Say whether `re` itself looks for the first characters: it does for words at the start."""
    while len(parsed) and parsed[0][0] is codes.SUBPATTERN:
        parsed = parsed[0][1][-1]
    code, argument = parsed[0]
    if code is codes.BRANCH:
        return all(len(branch) and branch[0][0] is codes.LITERAL for branch in argument[1])
    return code in (codes.LITERAL, codes.IN)


def _first(items: Iterable[tuple[Any, Any]]) -> tuple[set[str], bool]:
    """Return the members of a class that holds every first character, and whether there may be
    none."""
    found: set[str] = set()
    for code, argument in items:
        if code in _ZERO_WIDTH:
            continue
        members, may_be_empty = _of_item(code, argument)
        found |= members
        if not may_be_empty:
            return found, False
    return found, True


def _of_item(code: Any, argument: Any) -> tuple[set[str], bool]:
    if code is codes.LITERAL:
        return {re.escape(chr(argument))}, False
    if code is codes.IN:
        return {_member(*member) for member in argument}, False
    if code is codes.SUBPATTERN:
        _, flags_set, flags_unset, inner = argument
        if flags_set or flags_unset:
            raise _Unknown
        return _first(inner)
    if code is codes.BRANCH:
        branches = [_first(branch) for branch in argument[1]]
        return set().union(*(found for found, _ in branches)), any(empty for _, empty in branches)
    if code in _REPEATS:
        least, _, repeated = argument
        found, may_be_empty = _first(repeated)
        return found, may_be_empty or not least
    raise _Unknown


def _member(code: Any, argument: Any) -> str:
    if code is codes.LITERAL:
        return re.escape(chr(argument))
    if code is codes.RANGE:
        return f"{re.escape(chr(argument[0]))}-{re.escape(chr(argument[1]))}"
    if code is codes.CATEGORY and argument in _CATEGORIES:
        return _CATEGORIES[argument]
    raise _Unknown
