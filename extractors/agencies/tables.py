"""Reads the tables of `data/`, each once."""

from __future__ import annotations

import csv
from functools import cache

from extractors.rows import PACKAGE

DATA = PACKAGE / "agencies" / "data"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table by column name."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def plain_rows(name: str) -> list[list[str]]:
    """The rows of a long table without their header, as lists, which is faster."""
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))[1:]


def year(text: str) -> int | None:
    """A year of a table; an empty cell is an open end."""
    return int(text) if text else None
