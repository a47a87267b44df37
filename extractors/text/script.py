"""Traditional to simplified characters, one for one, so that offsets stay as they are.

The dictionaries are those of opencc-python-reimplemented. Its converter walks the text in
Python (half a million characters a second); the same dictionaries as a character table and one
pattern for the phrases that a table gets wrong are a hundred times faster, with the same result.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from extractors.rows import read_csv

# A page counts as traditional when at least this share of its Han characters changes.
_TRADITIONAL_SHARE = 0.02


@cache
def _dictionary(name: str) -> dict[str, str]:
    lines = files("opencc").joinpath("dictionary", name).read_text("utf-8").splitlines()
    pairs = (line.split("\t") for line in lines if line.strip())
    return {source: target.split(" ")[0] for source, target in pairs}


@cache
def character_table() -> dict[int, str]:
    """Return the table of single characters, for `str.translate`."""
    table = {source: target for source, target in _dictionary("TSCharacters.txt").items()}
    table |= {row["traditional"]: row["simplified"] for row in _own_rows() if _single(row)}
    return {ord(source): target for source, target in table.items() if source != target}


@cache
def careful_table() -> dict[int, str]:
    """Return the table without the characters that simplified text uses as well (乾县, 著作)."""
    shared = {ord(row["character"]) for row in read_csv("text/shared_characters.csv")}
    return {code: target for code, target in character_table().items() if code not in shared}


@cache
def _phrases() -> tuple[re.Pattern[str], dict[str, str]]:
    table = character_table()
    phrases = dict(_dictionary("TSPhrases.txt"))
    phrases |= {row["traditional"]: row["simplified"] for row in _own_rows() if not _single(row)}
    wrong_by_character = {
        source: target
        for source, target in phrases.items()
        if len(source) == len(target) and source.translate(table) != target
    }
    # By first character, so that a place is compared with a few phrases, not with all of them.
    by_first: dict[str, list[str]] = {}
    for phrase in sorted(wrong_by_character, key=len, reverse=True):
        by_first.setdefault(phrase[0], []).append(re.escape(phrase[1:]))
    groups = [f"{re.escape(first)}(?:{'|'.join(rest)})" for first, rest in by_first.items()]
    return re.compile("|".join(groups)), wrong_by_character


def _own_rows() -> tuple[dict[str, str], ...]:
    return read_csv("text/script_corrections.csv")


def _single(row: dict[str, str]) -> bool:
    return len(row["traditional"]) == 1


def is_traditional(text: str) -> bool:
    """Say whether the text as a whole is written in traditional characters."""
    sample = text[:20_000]
    # Only what can be written in either script counts: padded tables are mostly blanks.
    found = len(_COMMON_TRADITIONAL.findall(sample))
    if found > len(sample) * _TRADITIONAL_SHARE:
        return True
    return found > 0 and found > len(_HAN.findall(sample)) * _TRADITIONAL_SHARE


COMMON_TRADITIONAL = frozenset("開務會請報導門時個為與對電應機關實級動辦項執總數複復議訴訟結問題")
"""Frequent in any report and never simplified; counting them is enough to tell the script."""
_HAN = re.compile("[\u4e00-\u9fff]")
_COMMON_TRADITIONAL = re.compile(f"[{''.join(sorted(COMMON_TRADITIONAL))}]")


def convert_phrases(text: str) -> str:
    """Convert the phrases of a traditional text that a table of characters gets wrong."""
    pattern, phrases = _phrases()
    return pattern.sub(lambda match: phrases[match[0]], text)
