"""Reads printed dates: when the page was posted, when the report was made or signed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractors.document import Document
from extractors.identify.patterns import pattern

_HEAD = 1500
_FOOT = 8


@dataclass(frozen=True, slots=True)
class Dates:
    """Dates as printed, and the office that signs above the last one."""

    published_on: date | None
    issued_on: date | None
    signed_by: str | None
    signature_start: int | None


def to_date(match: re.Match[str]) -> date | None:
    """Return the date of a match of the pattern `date`, None if there is no such day."""
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None


def read(document: Document) -> Dates:
    """Return the dates of a report's head and foot."""
    published = _labelled(document.text[:_HEAD], "published")
    issued = _labelled(document.text[:_HEAD], "issued")
    signed_on, signed_by, start = _signature(document)
    return Dates(published, issued or signed_on, signed_by, start)


def _labelled(text: str, name: str) -> date | None:
    for label in pattern(name).finditer(text):
        if (match := pattern("date").match(text, label.end())) and (found := to_date(match)):
            return found
    return None


def _signature(document: Document) -> tuple[date | None, str | None, int | None]:
    rows = [row for row in document.rows[-_FOOT:] if row.cells[0].text]
    for at in range(len(rows) - 1, -1, -1):
        text = rows[at].text.strip()
        match = pattern("date").search(text)
        if not match or len(text) > len(match[0]) + 3 or rows[at].delimited:
            continue
        above = rows[at - 1] if at else None
        name = above.cells[0].text.strip() if above and not above.delimited else ""
        if above and 4 <= len(name) <= 40 and not re.search(r"[。,;:\d]", name):
            return to_date(match), name, above.start
        return to_date(match), None, None
    return None, None, None
