"""Reads a cell or a printed number: what kind of entry it is, and which value it states."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from extractors.model import Kind

# Staging holds DECIMAL(18,6): twelve digits before the point, six behind it.
_LARGEST = Decimal(10) ** 12
_DECIMALS = 6

_NOT_APPLICABLE = re.compile(r"^(?:[-—–―─/\\*×]+|不适用|不涉及|N/?A)$", re.IGNORECASE)
# What tools print for an empty cell.
_NOTHING = frozenset({"NaN", "nan", "None", "null"})
_STATED_ZERO = frozenset({"无", "没有", "零", "〇", "未发生", "暂无"})
# A letter, or the circle that ticks a box, looks like a nought and need not be one.
_NOUGHT_LIKE = frozenset({"○", "◯", "O", "o"})
_UNITS = (
    "万元|亿元|元|万件|万条|万次|万|亿|件次|人次|家次|场次|"
    "件|条|次|篇|个|人|宗|份|起|项|部|期|场|处|名|家|类|例|户"
)
_UNIT = re.compile(_UNITS)
_NUMBER = re.compile(
    rf"^(?P<about>约|近|超过?|逾|多达|共计?|大约|将近|不足)?(?P<sign>[-+]{{0,2}}|增加?|减少?) ?"
    rf"(?P<digits>\d[\d,、 ]*(?:\.\d+)?|[零〇○一二两三四五六七八九十百千]+)"
    rf"(?P<more>余|多|几|来)? ?(?:(?P<unit>{_UNITS})|\((?P<bracketed>{_UNITS})\))?"
    rf"(?P<after>余|多|左右|以上)?[。;,]?$"
)
# What a number or a word for none can begin with, digits aside.
_BEGINS = frozenset("增减约近超逾多共大将不+-—–―─/\\*×Nn零〇○一二两三四五六七八九十百千")
_THOUSANDS = re.compile(r"^\d{1,3}(?:[,、]\d{3})+(?:\.\d+)?$")
_SPACED_THOUSANDS = re.compile(r"^\d{1,3}(?: \d{3})+(?:\.\d+)?$")
_PLAIN = re.compile(r"^\d+(?:\.\d+)?$")
# 12万1345, 2万3千, 一万二千三百: what stands before 万 and behind it.
_HAN = "零〇一二两三四五六七八九十百千"
_OVER_TEN_THOUSAND = re.compile(
    rf"^(?P<tens>\d{{1,4}}|[{_HAN}]+)万(?P<rest>\d{{4}}|\d千|[{_HAN}]+)(?P<unit>[^{_HAN}\d万余多.,]*)$"
)
# 1.2万余元 is 1.2余万元.
_MORE_THAN_YUAN = re.compile(r"万(余|多)元$")

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "两": 2,
}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_SCALES = {"万": Decimal(10_000), "亿": Decimal(100_000_000)}


@dataclass(frozen=True, slots=True)
class Entry:
    """What a cell or a printed number states.

    Attributes:
        value: the number in `unit`; None unless the kind is `number` or `zero_stated`.
        unit: the unit printed with the number, its scale (万, 亿) already taken into the value,
            except for 万元, which is the unit in which the forms ask for money.
        flags: reservations, codes of `catalog/flags.csv`.
        is_count: True for a number printed in nothing but digits, as nearly all are: it is whole,
            not negative and has no unit.
    """

    kind: Kind
    value: Decimal | None = None
    unit: str | None = None
    flags: tuple[str, ...] = ()
    is_count: bool = field(default=False, compare=False)

    @property
    def is_figure(self) -> bool:
        """True where the entry may stand in a cell that asks for a number."""
        return self.kind != "text" and self.kind != "unreadable"


BLANK = Entry("blank")
NOT_APPLICABLE = Entry("not_applicable")
UNREADABLE = Entry("unreadable")
TEXT = Entry("text")


@lru_cache(maxsize=50_000)
def read_entry(printed: str) -> Entry:
    """Read a folded cell. Text that is no number at all has the kind `text`."""
    text = printed.strip()
    if not text or text in _NOTHING:
        return BLANK
    if text.isdecimal() and len(text) <= 12:
        return Entry("number", Decimal(int(text)), is_count=True)
    if text in _STATED_ZERO:
        return Entry("zero_stated", Decimal(0))
    if text in _NOUGHT_LIKE:
        return TEXT
    if text[0] not in _BEGINS and not text[0].isdecimal():
        return TEXT
    if _NOT_APPLICABLE.match(text):
        return NOT_APPLICABLE
    if "万" in text:
        if large := _over_ten_thousand(text):
            return large
        text = _MORE_THAN_YUAN.sub(r"\1万元", text)
    match = _NUMBER.match(text)
    if not match:
        return TEXT
    value, flags = _digits(match["digits"])
    if value is None:
        return UNREADABLE
    if match["sign"]:
        value, flags = _signed(value, match["sign"], flags)
    if match["about"] not in (None, "共", "共计") or match["more"] or match["after"]:
        flags += ("approximate",)
    scaled, unit = _scaled(value, match["unit"] or match["bracketed"])
    if abs(scaled) >= _LARGEST or scaled != round(scaled, _DECIMALS):
        return UNREADABLE
    return Entry("number", scaled, unit, flags)


def _over_ten_thousand(text: str) -> Entry | None:
    """Read a number of two parts around 万; None if it is none or can be read in two ways."""
    match = _OVER_TEN_THOUSAND.match(text)
    if not match or (match["unit"] and not _UNIT.fullmatch(match["unit"])):
        return None
    tens, rest = match["tens"], match["rest"]
    told = rest.isdecimal() or rest[-1] in _POWERS or rest[-2:-1] == "十" or rest[0] in "零〇"
    if not told:
        return None  # 三万五 may be 30,005 or 35,000
    high = Decimal(tens) if tens.isdecimal() else chinese_number(tens)
    if rest.isdecimal():
        low: Decimal | None = Decimal(rest)
    elif rest[0].isdecimal():
        low = Decimal(rest[0]) * 1000
    else:
        low = chinese_number(rest.lstrip("零〇"))
    if high is None or low is None:
        return None
    return Entry("number", high * 10_000 + low, match["unit"] or None)


def _digits(printed: str) -> tuple[Decimal | None, tuple[str, ...]]:
    if printed[0] not in "0123456789":
        return chinese_number(printed), ()
    printed = printed.strip()
    if _PLAIN.match(printed):
        return _decimal(printed), ()
    if _THOUSANDS.match(printed):
        return _decimal(printed.replace(",", "").replace("、", "")), ()
    if _SPACED_THOUSANDS.match(printed):
        # Two cells that ran together would look just like this.
        return _decimal(printed.replace(" ", "")), ("spaces_in_number",)
    return None, ()


def _decimal(printed: str) -> Decimal | None:
    try:
        return Decimal(printed)
    except InvalidOperation:
        return None


def _signed(value: Decimal, sign: str, flags: tuple[str, ...]) -> tuple[Decimal, tuple[str, ...]]:
    if len(sign) > 1 or sign in "增减":
        flags += ("unusual_sign",)
    return (-value if "-" in sign or "减" in sign else value), flags


def _scaled(value: Decimal, unit: str | None) -> tuple[Decimal, str | None]:
    if unit is None or unit == "万元":
        return value, unit
    if unit == "亿元":
        return value * 10_000, "万元"
    scale = _SCALES.get(unit[0])
    if scale is None:
        return value, unit
    return value * scale, unit[1:] or None


@lru_cache(maxsize=10_000)
def chinese_number(printed: str) -> Decimal | None:
    """Read a Chinese numeral below ten thousand (`十二`, `二百零五`, `二〇一二`), else None."""
    if printed and all(character in _DIGITS for character in printed):
        return Decimal("".join(str(_DIGITS[character]) for character in printed))
    total = 0
    digit: int | None = None
    lowest = 10_000
    for character in printed:
        if character in _DIGITS:
            if digit:
                return None
            digit = _DIGITS[character]
        elif (power := _POWERS.get(character, 0)) and power < lowest:
            total += (1 if digit is None else digit) * power
            digit, lowest = None, power
        else:
            return None
    return Decimal(total + (digit or 0))
