"""The declared patterns of identification, put together from their parts and compiled once."""

from __future__ import annotations

import re
from functools import cache

from extractors.rows import read_yaml
from extractors.text.openings import opened

_PART = re.compile(r"\{\{(\w+)(?::(\w+))?\}\}")


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of `patterns.yml` with this name."""
    declared = read_yaml("identify/patterns.yml")
    parts: dict[str, str] = declared["parts"]

    def fill(text: str) -> str:
        return _PART.sub(lambda part: fill(parts[part[1]]).replace("#", part[2] or "#"), text)

    return opened(fill(declared[name]))
