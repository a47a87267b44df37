"""Dates and periods as reports print them."""

from __future__ import annotations

import calendar
import random
from datetime import date, timedelta

_LATEST = date(2026, 3, 31)
_DIGITS = "〇一二三四五六七八九"


def posting(rng: random.Random, year: int, later: bool) -> date:
    """The day on which the page was posted; re-posted pages carry a day years later."""
    first = date(year + 1 + (rng.randint(1, 6) if later else 0), 1, 5)
    return min(first + timedelta(days=rng.randint(0, 85)), _LATEST)


def long(day: date, rng: random.Random | None = None) -> str:
    """`2021年2月6日`, now and then in Chinese numerals."""
    if rng is not None and rng.random() < 0.1:
        year = "".join(_DIGITS[int(digit)] for digit in str(day.year))
        return f"{year}年{_small(day.month)}月{_small(day.day)}日"
    return f"{day.year}年{day.month}月{day.day}日"


def _small(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = {0: "", 1: "十"}.get(tens, f"{_DIGITS[tens]}十")
    return head + (_DIGITS[ones] if ones else "")


def chinese_year(year: int) -> str:
    """`二〇一八年`."""
    return "".join(_DIGITS[int(digit)] for digit in str(year)) + "年"


def show(rng: random.Random, day: date, time: bool = False) -> str:
    """A date in one of the styles of page heads."""
    text = rng.choice(
        (day.isoformat(), day.isoformat(), f"{day:%Y/%m/%d}", f"{day:%Y.%m.%d}", long(day))
    )
    return f"{text} {rng.randint(8, 18):02d}:{rng.randint(0, 59):02d}" if time else text


def period(rng: random.Random, year: int, odd: bool) -> tuple[date, date]:
    """First and last day that the figures cover."""
    if year == 2008 and (odd or rng.random() < 0.7):
        return date(2008, 5, 1), date(2008, 12, 31)
    if not odd:
        return date(year, 1, 1), date(year, 12, 31)
    month = rng.choice((10, 11))
    last = calendar.monthrange(year, month)[1]
    return date(year - 1, rng.choice((month + 1, 12)), 1), date(year, month, last)
