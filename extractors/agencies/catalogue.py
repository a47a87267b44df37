"""The division and function tables as frozen rows, for whoever loads them into a database."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.agencies.bodies import functions
from extractors.agencies.divisions import divisions
from extractors.agencies.tables import rows, year


@dataclass(frozen=True, slots=True)
class DivisionRow:
    """A province, prefecture or county under one name."""

    division: str
    """Key: the code, or `<code>-until-<year>` where a later body took the code over."""
    code: str
    """GB/T 2260, six digits."""
    name: str
    name_en: str
    level: str
    parent: str | None
    valid_from: int | None
    """First year of the name; none if before 2008."""
    valid_to: int | None
    """Last year of the name; none if it is valid."""


@dataclass(frozen=True, slots=True)
class DivisionLink:
    """A division and one that took its place or part of it."""

    predecessor: str
    successor: str
    year: int | None


@dataclass(frozen=True, slots=True)
class FunctionRow:
    """What a department is for."""

    function: str
    field: str
    """Common to the functions before and after a reform."""
    kind: str
    name_zh: str
    """The usual name in a county."""
    name_en: str
    valid_from: int | None
    valid_to: int | None


@dataclass(frozen=True, slots=True)
class FunctionLink:
    """A function and one that took it over."""

    predecessor: str
    successor: str


Row = DivisionRow | DivisionLink | FunctionRow | FunctionLink


def tables() -> dict[str, tuple[Row, ...]]:
    """The rows by table name: division, division_link, function, function_link."""
    return {
        "division": tuple(
            DivisionRow(
                row["division"],
                row["code"],
                row["name"],
                row["name_en"],
                row["level"],
                row["parent"] or None,
                year(row["valid_from"]),
                year(row["valid_to"]),
            )
            for row in rows("divisions.csv")
        ),
        "division_link": tuple(
            DivisionLink(one.division, successor, one.spells[-1].valid_to)
            for one in divisions().values()
            for successor in one.successors
        ),
        "function": tuple(
            FunctionRow(
                one.function,
                one.field,
                one.kind,
                one.names["county"].replace("{place}", "").replace("{stem}", ""),
                one.name_en,
                one.valid_from,
                one.valid_to,
            )
            for one in functions().values()
        ),
        "function_link": tuple(
            FunctionLink(one.function, successor)
            for one in functions().values()
            for successor in one.successors
        ),
    }
