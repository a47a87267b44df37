"""What a form's module hands on: one reading per cell, still in the report's own words."""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.document import Cell
from extractors.model import Source
from extractors.numbers import Entry


@dataclass(slots=True)
class Reading:
    """One figure as it stands in the report, tied to a form cell, a prose pattern or nothing.

    Attributes:
        metric: None for a local indicator.
        value: the cell that holds the figure; empty text for a blank.
        entry: what the figure was read as, in the printed unit.
        start, end: range of the words to quote, in the folded text; `value` lies inside.
    """

    section: str | None
    cell: str | None
    label: str
    metric: str | None
    applicant: str
    unit: str | None
    value: Cell
    entry: Entry
    start: int
    end: int
    source: Source
    rule: str
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that somebody should look at; becomes an issue."""

    code: str
    message: str
    start: int
    end: int


@dataclass(slots=True)
class TableReading:
    """All that the tables of a report say, and which rows they used."""

    readings: list[Reading] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    used_lines: set[int] = field(default_factory=set)
