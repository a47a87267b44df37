"""Years, months and days as dates print them, in Arabic or Chinese numerals."""

from __future__ import annotations

import re
from datetime import date

FIRST_YEAR = 2003
LAST_YEAR = 2039
_DIGITS = {digit: str(value) for value, digit in enumerate("零一二三四五六七八九")}
_DIGITS |= {zero: "0" for zero in "〇○Oo\u041e"}


def to_year(text: str) -> int | None:
    """`2018`, `二〇一八` -> 2018; None outside the years that a report can be for or dated."""
    year = int("".join(_DIGITS.get(digit, digit) for digit in text))
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def to_number(text: str) -> int:
    """A month or day: `12`, `十二`, `廿三` -> 23."""
    if text.isdecimal():
        return int(text)
    text = text.replace("廿", "二十")
    tens, ten, ones = text.rpartition("十")
    return (int(_DIGITS[tens or "一"]) * 10 if ten else 0) + int(_DIGITS[ones] if ones else 0)


def to_date(match: re.Match[str]) -> date | None:
    """Return the date of a match with year, month and day; None if there is no such day."""
    year = to_year(match["year"])
    try:
        return date(year, to_number(match["month"]), to_number(match["day"])) if year else None
    except ValueError:
        return None
