"""Which year a report is for: by its period, a caption, its title, or the text; never a date."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import date

from extractors.document import Document
from extractors.identify.patterns import pattern
from extractors.identify.title import Title

FIRST_YEAR = 2008
_MENTION = re.compile(r"(?<![\d〔\[(])((?:19|20)\d\d) ?年")
_SECTION_ONE = 2500
_DAY = re.compile(r"(?P<month>\d{1,2}) ?月 ?(?P<day>\d{1,2})?")


@dataclass(frozen=True, slots=True)
class Year:
    """The reporting year, what it was told from, and what else the page names.

    Attributes:
        evidence: which clue, then the words.
        others: years that weaker clues of the head name instead.
    """

    year: int
    evidence: str
    period_start: date | None
    period_end: date | None
    others: tuple[int, ...] = ()


def find(document: Document, title: Title | None) -> Year | None:
    """Return the reporting year, or None where nothing but a posting date names one."""
    clues: list[tuple[int, str]] = []
    start = end = None
    if period := _period(document.text):
        year, words, start, end = period
        clues.append((year, f"period: {words}"))
    clues.extend((year, f"caption: {words}") for year, words in _captions(document))
    if title and title.year:
        clues.append((title.year, f"title: {title.text}"))
    if not clues and (told := _most_told(document.text)):
        clues.append(told)
    if not clues:
        return None
    year, evidence = clues[0]
    others = tuple(sorted({other for other, _ in clues[1:]} - {year}))
    return Year(year, evidence, start, end, others)


def _period(text: str) -> tuple[int, str, date | None, date | None] | None:
    if match := pattern("period_numeric").search(text):
        start = _date(int(match["year1"]), int(match["month1"]), int(match["day1"]))
        end = _date(int(match["year2"]), int(match["month2"]), int(match["day2"]))
        return int(match["year2"]), match[0], start, end
    if match := pattern("period").search(text):
        first, last = int(match["year1"]), int(match["year2"] or match["year1"])
        if last - first in (0, 1):
            return last, match[0], _day(first, match["from"]), _day(last, match["to"])
    return None


def _day(year: int, words: str) -> date | None:
    match = _DAY.search(words)
    return _date(year, int(match["month"]), int(match["day"] or 0)) if match else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _captions(document: Document) -> list[tuple[int, str]]:
    found = []
    for row in document.rows:
        if len(row.cells) == 1 and len(text := row.cells[0].text) <= 45 and "年" in text:
            match = pattern("caption").search(text)
            if match:
                year = match["year"] or match["year_in"] or match["year_after"]
                found.append((int(year), text))
    return found


def _most_told(text: str) -> tuple[int, str] | None:
    """Return the year that the first pages name most; the earlier where two are named alike."""
    counted = Counter(int(match[1]) for match in _MENTION.finditer(text[:_SECTION_ONE]))
    if not counted:
        return None
    year, times = max(counted.items(), key=lambda item: (item[1], -item[0]))
    return year, f"text: {year}年 named {times} times near the head"
