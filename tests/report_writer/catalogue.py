"""The national forms as data: reads the CSVs of the extraction package, and none of its code."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_EXTRACTORS = Path(__file__).resolve().parents[2] / "extractors"
_TEXTS = Path(__file__).resolve().parent / "texts"

_WIDE = str.maketrans({"(": "（", ")": "）", ",": "，", ":": "：", ";": "；"})
NARROW = str.maketrans({"（": "(", "）": ")", "，": ",", "：": ":", "；": ";", "．": "."})


@dataclass(frozen=True, slots=True)
class Cell2014:
    """A row of the 2014 table; `parent` and `number` are row numbers."""

    number: int
    label: str
    unit: str
    parent: int
    role: str
    metric: str


@dataclass(frozen=True, slots=True)
class SectionCell:
    """A cell of section 2 or 4: `block` is the article or the group."""

    block: str
    row: str
    column: str
    metric: str


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of the applicant matrix."""

    cell: str
    label: str
    group: str
    metric: str


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file."""
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.DictReader(handle))


@cache
def texts(name: str) -> tuple[dict[str, str], ...]:
    """The rows of one of the writer's own text lists, `texts/<name>.csv`."""
    return tuple(rows(_TEXTS / f"{name}.csv"))


def wide(label: str) -> str:
    """The label with the punctuation of Chinese print."""
    return label.translate(_WIDE)


@cache
def form_2014() -> tuple[Cell2014, ...]:
    """The 65 rows of the 2014 table."""
    found = []
    for row in rows(_EXTRACTORS / "forms" / "form_2014" / "cells.csv"):
        found.append(
            Cell2014(
                int(row["cell"]), wide(row["label"]), row["unit"], int(row["parent"] or 0),
                row["role"], row["metric"],
            )
        )  # fmt: skip
    return tuple(found)


@cache
def section_2(form: str) -> tuple[SectionCell, ...]:
    """The cells of section 2."""
    path = _EXTRACTORS / "forms" / form / "section2.csv"
    return tuple(
        SectionCell(wide(r["article"]), r["row"], wide(r["column"]), r["metric"])
        for r in rows(path)
    )


@cache
def matrix(form: str) -> tuple[MatrixRow, ...]:
    """The rows of section 3."""
    path = _EXTRACTORS / "forms" / form / "section3.csv"
    return tuple(
        MatrixRow(r["cell"], wide(r["label"]), wide(r["group"]), r["metric"]) for r in rows(path)
    )


@cache
def section_4() -> tuple[SectionCell, ...]:
    """The cells of section 4, the same in both forms."""
    path = _EXTRACTORS / "forms" / "form_2019" / "section4.csv"
    return tuple(SectionCell(r["group"], "", r["column"], r["metric"]) for r in rows(path))


@cache
def applicants() -> tuple[tuple[str, str], ...]:
    """Code and label of the seven columns of section 3, `total` last."""
    path = _EXTRACTORS / "catalog" / "applicants.csv"
    return tuple((r["applicant"], r["label"]) for r in rows(path))


@cache
def units() -> dict[str, str]:
    """Unit of each metric."""
    return {r["metric"]: r["unit"] for r in rows(_EXTRACTORS / "catalog" / "metrics.csv")}


@cache
def identity_rows() -> tuple[dict[str, str], ...]:
    """The rows of identities.csv."""
    return tuple(rows(_EXTRACTORS / "catalog" / "identities.csv"))


@cache
def sums() -> dict[str, dict[str, tuple[str, ...]]]:
    """Form -> derived metric -> its parts."""
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for row in rows(_EXTRACTORS / "catalog" / "derived_metrics.csv"):
        for form in row["forms"].split():
            parts = tuple(row["sum_of"].split(" + "))
            found.setdefault(form, {})[row["metric"]] = parts
    return found
