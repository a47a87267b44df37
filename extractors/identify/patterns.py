"""The declared patterns of identification, compiled once."""

from __future__ import annotations

import re
from functools import cache

from extractors.rows import read_yaml


@cache
def pattern(name: str) -> re.Pattern[str]:
    """Return the pattern of `patterns.yml` with this name."""
    return re.compile(read_yaml("identify/patterns.yml")[name], re.MULTILINE)
