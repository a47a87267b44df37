"""The period that a report says its figures cover."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.document import Document
from extractors.identify import page
from extractors.identify.numerals import to_number, to_year
from extractors.identify.patterns import pattern, places_of

# A range of days without the words 统计期限 near it covers at least this much of a year
# (the first reports cover 1 May to 31 December 2008).
_LEAST_DAYS = 240
# A longer one sums over years and tells no reporting year.
_MOST_DAYS = 740
_LONGEST_CAPTION = 45
# A year, give or take what is left out at its ends.
_WHOLE_DAYS = 350
# A year, and what may be counted with it at its ends.
_LONGEST_YEAR = 400
# The first reports are for the year from May on.
_FIRST_YEAR = 2008
_BEFORE = 45
_BESIDE = 60
_AFTER = 12
_LOST = {"11", "101", "1月1", "11月", "1月01"}
_LOST_END = {"1231", "12月31"}


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, as far as they are printed.

    Attributes:
        first_year: the year that the period begins in.
        year: the year that it ends in.
        words: the range as it stands in the folded text.
        at: where it stands there.
    """

    first_year: int
    year: int
    start: date | None
    end: date | None
    words: str
    at: int


def find(document: Document) -> Period | None:
    """Return the period of the figures; a labelled one before any other."""
    text = document.text
    parts = page.divide(document)
    for label in pattern("period_label_strong").finditer(text, 0, parts.opening_end):
        # Looked for first because it is what nearly all reports say, and the cheapest.
        if found := _after(text, label.end()):
            return found
    loose: Period | None = None
    foot_start = max(parts.opening_end, parts.foot_start)
    for low, high in ((0, parts.opening_end), (foot_start, len(text))):
        for period, at, end in _ranges(text, low, high):
            told = _label(text, at, end)
            if told == "strong":
                return period
            if told and loose is None and _days(period) >= _LEAST_DAYS:
                loose = period
    return loose or _whole_year(text, parts.opening_end) or _anywhere(text)


def no_single_year(
    document: Document, title: tuple[int, int] | None
) -> tuple[str, tuple[int, int]] | None:
    """Return what a table's caption, a line of its own or the title names instead of one year.

    Returns:
        `part_of_a_year` or `several_years`, and where that stands.
    """
    text = document.text
    if title and (part := pattern("half_yearly").search(text, *title)):
        return "part_of_a_year", part.span()
    years = [place.start() for place in places_of("printed_year").finditer(text)]
    if part := next(_parts_of_a_year(text, years, title), None):
        return "part_of_a_year", part.span()
    for match in _from(years, pattern("several_years"), text):
        first, last = to_year(match["year1"]), to_year(match["year2"])
        if first and last and first < last and _is_caption(text, match, title):
            return "several_years", match.span()
    return None


def _parts_of_a_year(
    text: str, years: Sequence[int], title: tuple[int, int] | None
) -> Iterator[re.Match[str]]:
    for match in _from(years, pattern("part_of_a_year"), text):
        if match["month1"]:
            first, last = to_number(match["month1"]) or 0, to_number(match["month2"]) or 0
            begins = first == 1 or to_year(match["year"]) == _FIRST_YEAR
            if begins and last == 12:
                continue
        if _is_caption(text, match, title):
            yield match
    for match in _from(years, pattern("range"), text):
        found = _period(match)
        if found and is_short(found.start, found.end) and _is_caption(text, match, title):
            yield match


def _from(places: Sequence[int], expression: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Yield what an expression finds that begins at one of some places, as `finditer` would."""
    end = 0
    for place in places:
        if place >= end and (match := expression.match(text, place)):
            end = match.end()
            yield match


def is_short(start: date | None, end: date | None) -> bool:
    """Say whether a period is shorter than the year that a report is for."""
    if not (start and end) or (end - start).days >= _WHOLE_DAYS:
        return False
    return not (start.year == _FIRST_YEAR and (end.month, end.day) == (12, 31))


def is_long(start: date | None, end: date | None) -> bool:
    """Say whether a period is longer than the year that a report is for."""
    return start is not None and end is not None and (end - start).days > _LONGEST_YEAR


def _is_caption(text: str, match: re.Match[str], title: tuple[int, int] | None) -> bool:
    if title and title[0] <= match.start() < title[1]:
        return True
    start = text.rfind("\n", 0, match.start()) + 1
    end = text.find("\n", match.end())
    end = len(text) if end < 0 else end
    line = text[start:end].strip(" \t|")
    if len(line) > _LONGEST_CAPTION or any(mark in line for mark in "。,;"):
        return False
    if not pattern("caption_frame").sub("", line.replace(match[0], "")):
        return True
    near = [line]
    for lines in (text[end : end + 2 * _BESIDE].split("\n"), text[:start].split("\n")[-8:][::-1]):
        near += [shown for one in lines if (shown := one.strip())][:2]
    return any(len(one) <= _BESIDE and pattern("table_caption").search(one) for one in near)


def _label(text: str, start: int, end: int) -> str:
    """How surely the words around a range say that the figures are of that range."""
    sentence = max(text.rfind("。", 0, start), text.rfind("\n", 0, start), start - _BEFORE)
    before = text[sentence + 1 : start]
    if pattern("period_label_strong").search(before):
        return "strong"
    after = text[end : end + _AFTER].split("\n")[0]
    alone = before.strip(" (") == after.strip(" )") == ""
    return "weak" if alone or pattern("period_label").search(before + after) else ""


def _ranges(text: str, low: int, high: int) -> Iterator[tuple[Period, int, int]]:
    for match in pattern("range").finditer(text, low, high):
        if period := _period(match):
            yield period, match.start(), match.end()


def _after(text: str, label: int) -> Period | None:
    """The range that follows a label, be it with characters lost."""
    for period, *_ in _ranges(text, label, label + _BESIDE):
        return period
    match = pattern("range_lost").search(text, label, label + _BESIDE)
    return _lost(match) if match else None


def _period(match: re.Match[str]) -> Period | None:
    first, last = to_year(match["year1"]), to_year(match["year2"] or match["year1"])
    if first is None or last is None:
        return None
    start = _day(first, match["month1"], match["day1"] or "1")
    end = _day(last, match["month2"], match["day2"])
    if start and end and not 0 < (end - start).days <= _MOST_DAYS:
        return None
    return Period(first, last, start, end, match[0], match.start())


def _lost(match: re.Match[str]) -> Period | None:
    """`2018年11日至2018年1231日`: only the ends of a calendar year can have lost a 月 so."""
    first, last = to_year(match["year1"]), to_year(match["year2"] or match["year1"])
    if first is None or last is None or not 0 <= last - first <= 1:
        return None
    start = date(first, 1, 1) if match["first"] in _LOST else None
    end = date(last, 12, 31) if match["last"] in _LOST_END else None
    return Period(first, last, start, end, match[0], match.start()) if start or end else None


def _day(year: int, month: str, day: str | None) -> date | None:
    """The day; the last one of the month where none is printed."""
    of_month = to_number(month)
    try:
        last = calendar.monthrange(year, of_month)[1]
        return date(year, of_month, to_number(day) if day else last)
    except ValueError:
        return None


def _days(period: Period) -> int:
    return (period.end - period.start).days if period.start and period.end else 0


def _whole_year(text: str, high: int) -> Period | None:
    """`统计期限为2018年度`."""
    match = pattern("whole_year").search(text, 0, high)
    year = to_year(match["year"]) if match else None
    if not match or not year:
        return None
    return Period(year, year, date(year, 1, 1), date(year, 12, 31), match[0], match.start())


def _anywhere(text: str) -> Period | None:
    """A period that stands in the middle of the page, by the words that most reports use."""
    for word in ("统计期限", "统计时限", "数据期限"):
        at = text.find(word)
        if at >= 0:
            return _after(text, at)
    return None
