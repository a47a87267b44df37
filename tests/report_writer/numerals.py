"""Prints numbers in the styles that reports use."""

from __future__ import annotations

import random
from dataclasses import dataclass
from decimal import ROUND_DOWN, Decimal

_DIGITS = "零一二三四五六七八九"
_FULL = {ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789.+-,"}
TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True, slots=True)
class Printed:
    """A number as printed, and the value that this print states."""

    text: str
    value: Decimal
    before: str = ""
    after: str = ""
    approximate: bool = False


def plain(value: Decimal) -> str:
    """The shortest plain digits, without an exponent."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def full_width(text: str) -> str:
    """The text with full-width digits and signs."""
    return text.translate(_FULL)


def chinese(number: int) -> str:
    """A whole number from 0 to 99,999 in Chinese numerals."""
    if number < 10:
        return _DIGITS[number]
    if number >= 10_000:
        head, tail = divmod(number, 10_000)
        gap = "零" if tail and tail < 1000 else ""
        return f"{chinese(head)}万{gap}{chinese(tail) if tail else ''}"
    text, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            text += ("零" if zero else "") + _DIGITS[digit] + name
            zero = False
        elif text:
            zero = True
    return text[1:] if text.startswith("一十") else text


def grouped(value: Decimal, comma: str) -> str:
    """Digits in groups of three."""
    return f"{value:,f}".replace(",", comma)


def in_table(rng: random.Random, style: str, value: Decimal, unit: str, signed: bool) -> str:
    """The value as a table cell prints it; the print always states exactly `value`."""
    text = plain(value)
    whole = value == value.to_integral_value()
    if style == "thousands" and abs(value) >= 1000:
        text = grouped(Decimal(text), ",")
    elif style == "chinese_comma" and abs(value) >= 1000:
        text = grouped(Decimal(text), "，")
    elif style == "spaced" and abs(value) >= 1000 and whole:
        text = grouped(Decimal(text), " ")
    elif style == "chinese" and whole and 0 < value < 100_000 and not signed:
        return chinese(int(value))
    elif style == "wan" and value >= TEN_THOUSAND and unit != "万元":
        return plain(value / TEN_THOUSAND) + "万"
    if signed and value > 0 and rng.random() < 0.7:
        text = "+" + text
    elif signed and value < 0 and rng.random() < 0.1:
        text = "-" + text
    if style == "fullwidth":
        return full_width(text)
    if style == "unit" and unit and rng.random() < 0.8:
        if unit == "万元" and rng.random() < 0.4:
            return plain(value * TEN_THOUSAND) + "元"
        return text + unit
    return text


def in_prose(rng: random.Random, style: str, value: Decimal, vague: bool) -> Printed:
    """The value as a sentence prints it. `vague`: the source rounds and says so."""
    if value != value.to_integral_value():
        return Printed(full_width(plain(value)) if style == "fullwidth" else plain(value), value)
    if vague and value >= 20:
        return _vague(rng, style, value)
    if style == "wan" and value >= TEN_THOUSAND:
        short = _cut(value / TEN_THOUSAND, rng.choice(("0.1", "0.01")))
        return Printed(plain(short) + "万", short * TEN_THOUSAND)
    if style == "chinese" and value < 10_000:
        text = chinese(int(value))
        return Printed("两" if text == "二" and rng.random() < 0.5 else text, value)
    text = plain(value)
    if style == "plain" and value <= 10 and rng.random() < 0.06:
        return Printed(chinese(int(value)), value)
    if style in ("thousands", "chinese_comma") and value >= 1000:
        text = grouped(value, "," if style == "thousands" else "，")
    if style == "fullwidth":
        text = full_width(text)
    if style == "spaced":
        return Printed(text, value, " ", " ")
    return Printed(text, value)


def _vague(rng: random.Random, style: str, value: Decimal) -> Printed:
    """A rounded number with 余, 多, 近, 约 or 超过. The number that is named is the value."""
    digits = len(plain(value))
    step = Decimal(10) ** max(1, digits - 2)
    below = _cut(value / step, "1") * step
    after = rng.choice(("余", "多", ""))
    before = "" if after else rng.choice(("近", "约", "超过", "逾", "达到"))
    if before == "近":
        below += step
    if before == "达到":
        before = "约"
    if below >= TEN_THOUSAND and rng.random() < 0.6:
        text = plain(below / TEN_THOUSAND) + "万"
    elif style == "chinese" and below < 100_000:
        text = chinese(int(below))
    else:
        text = full_width(plain(below)) if style == "fullwidth" else plain(below)
    return Printed(text, below, before, after, approximate=True)


def _cut(value: Decimal, step: str) -> Decimal:
    return value.quantize(Decimal(step), rounding=ROUND_DOWN)
