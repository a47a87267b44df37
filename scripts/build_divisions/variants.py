"""Which traditional characters stand for the characters of our names.

Reports are converted to simplified script before they get here, but not every name of a
clue has been, and plain conversion leaves some characters. Taken from OpenCC's tables
through opencc-python-reimplemented (Apache-2.0).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from opencc import OpenCC

HAN = range(0x4E00, 0xA000)


def build_variants(data: Path) -> Iterator[tuple[str, str]]:
    """(traditional, simplified) for each simplified character that occurs in a data file."""
    used: set[str] = set()
    for path in sorted(data.glob("*.csv")):
        if path.name not in ("variants.csv", "misconversions.csv"):
            used.update(path.read_text("utf-8"))
    to_simplified = OpenCC("t2s")
    found: dict[str, str] = {}
    for code in HAN:
        character = chr(code)
        if character in used:
            continue
        simplified = to_simplified.convert(character)
        if simplified != character and simplified in used:
            found[character] = simplified
    yield from sorted(found.items())
