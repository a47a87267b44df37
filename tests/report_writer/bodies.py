"""The bodies that report: real-shaped names with the ways in which texts refer to them."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import cache

from pypinyin import lazy_pinyin

from . import catalogue


@dataclass(frozen=True, slots=True)
class Body:
    """A reporting body. `place` is the county (or city) above a township or department."""

    name: str
    short: str
    we: str
    level: str
    kind: str
    place: str
    prefecture: str
    province: str
    since: int
    until: int

    @property
    def scale(self) -> str:
        """Which size of figures fits: a key of `figures`."""
        if self.kind == "government" or self.level == "national":
            return self.level
        return "department"

    @property
    def is_government(self) -> bool:
        """True for governments of a province, prefecture or county."""
        return self.kind == "government" and self.level != "township"

    @property
    def office(self) -> str:
        """The office that handles disclosure."""
        if self.level == "township":
            return f"{self.short}党政综合办公室"
        return f"{self.name}办公室"

    @property
    def leading_group(self) -> str:
        """A body that signs for a government."""
        return f"{self.short}政务公开领导小组办公室"

    @property
    def above(self) -> str:
        """What the text calls the government one level up."""
        if self.level == "township":
            return "区政府" if self.place.endswith("区") else f"{self.place[-1]}政府"
        if self.kind != "government" and self.place:
            return f"{self.place[-1]}政府"
        return {"county": "市政府", "prefecture": "省政府"}.get(self.level, "国务院办公厅")

    @property
    def host(self) -> str:
        """The host name of its website."""
        return f"www.{_roman(self.place or self.short)}.gov.cn"

    @property
    def site(self) -> str:
        """The name of the website that publishes."""
        if self.kind == "government" and self.level != "township":
            return f"{self.name}门户网站"
        return f"{self.place}人民政府门户网站" if self.place else f"{self.name}网站"


@cache
def _roman(name: str) -> str:
    trimmed = name.rstrip("市县区省州旗") if len(name) > 2 else name
    return "".join(lazy_pinyin(trimmed))[:18]


@cache
def bodies() -> tuple[Body, ...]:
    """All bodies of the list."""
    return tuple(
        Body(
            row["name"],
            row["short"],
            row["we"],
            row["level"],
            row["kind"],
            row["place"],
            row["prefecture"],
            row["province"],
            int(row["since"] or 0),
            int(row["until"] or 9999),
        )
        for row in catalogue.texts("bodies")
    )


@cache
def _of_kind(kind: str) -> tuple[Body, ...]:
    if kind == "township":
        return tuple(body for body in bodies() if body.level == "township")
    return tuple(body for body in bodies() if body.kind == kind and body.level != "township")


def pick(rng: random.Random, kind: str, year: int) -> Body:
    """A body of the kind that existed in the year (any of the kind if none did)."""
    candidates = _of_kind(kind)
    alive = [body for body in candidates if body.since <= year <= body.until]
    return rng.choice(alive or candidates)
