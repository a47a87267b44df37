"""Words for bodies, as printed after the name of a division."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from extractors.agencies.divisions import DATA


@dataclass(frozen=True, slots=True)
class Body:
    """What a body is, apart from where."""

    kind: str
    """government, office, department, …; an office speaks for its government."""
    function: str | None = None


@dataclass(frozen=True, slots=True)
class Function:
    function: str
    field: str
    name_zh: str
    name_en: str
    successors: tuple[str, ...]


@cache
def functions() -> dict[str, Function]:
    with (DATA / "functions.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["function"]: Function(
                row["function"],
                row["field"],
                row["name_zh"],
                row["name_en"],
                tuple(row["successors"].split()),
            )
            for row in csv.DictReader(file)
        }


@cache
def words() -> dict[str, Body]:
    """Every printed word for a body."""
    found: dict[str, Body] = {}
    with (DATA / "government_words.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["word"]] = Body(row["role"])
    with (DATA / "function_names.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[row["name"]] = Body("department", row["function"])
    return found
