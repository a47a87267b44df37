"""The stages of the pipeline, gone through again, with all that they found on the way.

`pipeline.extract` hands on what was read; to explain what was not, the stages between are asked.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors import prose
from extractors.document import Document, Row, build
from extractors.forms import (
    Detected,
    Reading,
    TableReading,
    by_year,
    cells_of,
    detect,
    read_tables,
)
from extractors.forms.tokens import Token, tokens_of
from extractors.identify import dates, title
from extractors.identify.dates import Dates
from extractors.identify.title import Title
from extractors.model import Report
from extractors.readers import DecodedText


@dataclass(frozen=True, slots=True)
class Stages:
    """A report between its text and its observations.

    Attributes:
        rows: by number of the line.
        cells: all cells by line, before wrapped labels are joined.
        tokens: the joined cells, by every line that a piece of them stands in.
        extent: the lines from the first to the last that the tables used.
        stated: what sentences state; none for a file in quarantine.
    """

    document: Document
    report: Report | None
    title: Title | None
    dates: Dates
    detected: Detected
    tables: TableReading
    stated: Sequence[Reading]
    rows: dict[int, Row]
    cells: dict[int, list[Token]]
    tokens: dict[int, list[Token]]
    extent: range


def again(decoded: DecodedText, report: Report | None) -> Stages:
    """Go through the stages; `report` is what they led to, None for a file in quarantine."""
    document = build(decoded)
    tokens = cells_of(document)
    detected = detect(tokens)
    if report:
        detected = by_year(detected, report.year)
    tables = read_tables(document, tokens, detected.form, is_sure=detected.is_sure)
    return Stages(
        document=document,
        report=report,
        title=title.find(document),
        dates=dates.read(document),
        detected=detected,
        tables=tables,
        stated=prose.read(document, tables.used_lines, report.year, report.agency_name)
        if report
        else (),
        rows={row.line: row for row in document.rows},
        cells=_by_line(document, tokens_of(document)),
        tokens=_by_line(document, tokens),
        extent=_extent(tables.used_lines),
    )


def _extent(used: set[int]) -> range:
    return range(min(used), max(used) + 1) if used else range(0)


def _by_line(document: Document, tokens: Sequence[Token]) -> dict[int, list[Token]]:
    found: dict[int, list[Token]] = {}
    for token in tokens:
        if token.text:
            for line in lines_of(document, token.start, token.end):
                found.setdefault(line, []).append(token)
    return found


def lines_of(document: Document, start: int, end: int) -> range:
    """Return the numbers of the lines that a range of the folded text runs over."""
    return range(document.line_at(start), document.line_at(max(start, end - 1)) + 1)
