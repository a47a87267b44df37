"""The declared patterns of identification, put together from their parts and compiled once."""

from __future__ import annotations

import re
from functools import cache

from extractors.rows import read_yaml
from extractors.text.openings import opened, places

_PART = re.compile(r"\{\{(\w+)(?::(\w+))?\}\}")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of `patterns.yml` with this name."""
    return opened(_filled(name))


@cache
def places_of(name: str) -> re.Pattern[str]:
    """Return what finds the places where the pattern with this name finds something."""
    return places(_filled(name))


def _filled(name: str) -> str:
    declared = read_yaml("identify/patterns.yml")
    parts: dict[str, str] = declared["parts"]

    def fill(text: str) -> str:
        return _PART.sub(lambda part: fill(parts[part[1]]).replace("#", part[2] or "#"), text)

    return fill(declared[name])
