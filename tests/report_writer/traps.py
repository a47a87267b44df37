"""Numbers that stand in a report and are no figure of its year."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

from .figures import Values
from .numerals import grouped, plain

_REASONS = {
    "last": "last year's value",
    "cum": "total of several years",
    "sub": "total with subordinate bodies",
    "system": "total of the whole system",
    "part": "share of another body",
    "handled": "new and carried-in applications together",
    "diff": "difference to last year",
    "pct": "growth, share or satisfaction",
    "pct100": "growth, share or satisfaction",
}


def number(
    rng: random.Random, spec: str, metric: str, values: Values, year: int
) -> tuple[str, str]:
    """The printed trap of a kind, and why it is one."""
    reason = _REASONS.get(spec, metric or spec)
    known = values.get(metric, Decimal(0)) if metric else Decimal(0)
    if spec == "last":
        return plain(_other(rng, known)), reason
    if spec == "cum":
        return plain(known * rng.randint(2, 6) + rng.randint(3, 400)), reason
    if spec == "part":
        return str(rng.randint(1, int(known) - 1)), reason
    if spec in ("sub", "system"):
        return plain(known + rng.randint(3, 900)), reason
    if spec == "handled":
        return plain(values["applications_received"] + values["applications_carried_in"]), reason
    if spec == "year4":
        return str(max(2008, year - rng.randint(0, 2))), "year of a document"
    if spec == "lost_month":
        return f"{year}{rng.randint(1, 12)}", "date that lost a character"
    if spec == "order_in_force":
        return "711" if year >= 2019 else "492", "order number"
    return _SPECS[spec](rng), reason


def _other(rng: random.Random, known: Decimal) -> Decimal:
    """A believable neighbour of a value, never the value itself."""
    guess = int(known * Decimal(rng.randint(40, 170)) / 100)
    return Decimal(guess if guess not in (0, int(known)) else int(known) + rng.randint(1, 9))


def _percent(rng: random.Random) -> str:
    return f"{rng.uniform(0.2, 99.9):.{rng.choice((0, 1, 1, 2))}f}%"


def _wan(rng: random.Random) -> str:
    return f"{rng.uniform(1, 90):.1f}万"


def _index(rng: random.Random) -> str:
    office = rng.randint(1_000_000, 99_999_999)
    return f"{office:09d}/{rng.randint(2009, 2023)}-{rng.randint(1, 99_999):05d}"


def _many(rng: random.Random) -> str:
    count = Decimal(rng.randint(2_000, 250_000))
    return grouped(count, ",") if rng.random() < 0.1 else plain(count)


_SPECS: dict[str, Callable[[random.Random], str]] = {
    "diff": lambda rng: str(rng.randint(1, 60)),
    "pct": _percent,
    "pct100": lambda rng: rng.choice(("100%", "100%", "98.5%", "百分之百")),
    "few": lambda rng: str(rng.randint(2, 12)),
    "some": lambda rng: str(rng.randint(13, 900)),
    "visits": lambda rng: str(rng.randint(300, 90_000)),
    "many": _many,
    "wan": _wan,
    "docno": lambda rng: str(rng.randint(1, 160)),
    "order492": lambda rng: "492",
    "order711": lambda rng: "711",
    "qq": lambda rng: str(rng.randint(10_000_000, 999_999_999)),
    "zip": lambda rng: f"{rng.randint(100_000, 860_000):06d}",
    "phone": lambda rng: f"0{rng.randint(310, 998)}-{rng.randint(2_000_000, 8_999_999)}",
    "house": lambda rng: str(rng.randint(1, 399)),
    "room": lambda rng: str(rng.randint(101, 1820)),
    "index": _index,
    "points": lambda rng: f"{rng.uniform(0.1, 9):.1f}",
    "score": lambda rng: f"{rng.uniform(60, 99):.1f}",
    "days": lambda rng: str(rng.randint(2, 15)),
    "cents": lambda rng: f"0.{rng.randint(1, 9)}",
}
