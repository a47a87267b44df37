"""Local statistics tables of the narrative years: two number columns, one of them cumulative."""

from __future__ import annotations

import random
from decimal import Decimal

from . import catalogue
from .figures import Values
from .grid import Grid
from .marks import Marks
from .numerals import plain
from .traits import Traits
from .wording import Wording


def local_table(
    rng: random.Random, traits: Traits, marks: Marks, figures: Values, year: int
) -> tuple[str, Grid]:
    """Caption and grid. Rows that surely mean a metric are expected, but optional."""
    wording = Wording(rng, traits)
    rows = list(catalogue.texts("local_tables"))
    if rng.random() < 0.6:
        first = rng.randint(0, 6)
        rows = [row for row in rows[first:] if rng.random() < 0.8]
    coded = traits.local_table == "code"
    year_column = "本期实际" if coded else f"{year}年度"
    total_column = "本年累计" if coded else rng.choice(("历年累计", "2008年以来累计"))
    heads = ["指标名称", "计量单位", *(["代码"] if coded else []), year_column, total_column]
    grid = Grid(len(heads))
    grid.add([wording.head(name) for name in heads], "head", len(heads))
    if coded and rng.random() < 0.5:
        grid.add(["甲", "乙", "丙", "1", "2"], "head", 5)
    for number, row in enumerate(rows, 1):
        metric = row["metric"]
        known = figures.get(metric) if metric else None
        most = 9 if row["unit"] in ("件", "人", "次") else 900
        value = known if known is not None else Decimal(rng.choice((0, 0, rng.randint(1, most))))
        more = Decimal(0) if coded and rng.random() < 0.7 else _earlier(rng, value)
        total = value + more
        unit = row["unit"]
        now = marks.local(plain(value), row["label"], year_column, unit, "number", value)
        if known is not None:
            now = marks.figure(now, metric, value, source="table", caution="optional")
        later = marks.local(plain(total), row["label"], total_column, unit, "number", total)
        later = marks.trap(later, "cumulative column")
        code = [f"{number:02d}"] if coded else []
        grid.add([wording.label(row["label"]), unit, *code, now, later], "data", 2 + len(code))
    return f"{year}年度政府信息公开情况统计表", grid


def _earlier(rng: random.Random, value: Decimal) -> Decimal:
    """What the years before may have added."""
    return Decimal(rng.randint(0, 2 + int(value) * 4))
