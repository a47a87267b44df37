"""Reads printed dates: when the page was posted, when the report was made or signed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from extractors.document import Document
from extractors.identify import names, page
from extractors.identify.numerals import to_date
from extractors.identify.patterns import pattern

_DATE_ENDS = tuple("日)0123456789")


@dataclass(frozen=True, slots=True)
class Dates:
    """Dates as printed, the name above (or beside) the last one, and the document's number."""

    published_on: date | None
    issued_on: date | None
    signature: str | None
    signature_start: int | None
    document_number: str | None


def read(document: Document) -> Dates:
    """Return the dates of a report's head and foot."""
    parts = page.divide(document)
    head = document.text[: parts.head_end]
    foot = document.text[max(parts.foot_start, parts.head_end) :]
    published = _labelled(head, "published") or _posted(parts) or _labelled(foot, "published")
    issued = _labelled(head, "issued")
    signed_on, name, start = _signature(document, parts)
    alone = _alone(parts)
    made = alone if alone and "年" in alone[0] else None
    posted = alone if alone and not made else None
    return Dates(
        published or (to_date(posted) if posted else None),
        issued or signed_on or (to_date(made) if made else None),
        name,
        start,
        _number(head),
    )


def _labelled(text: str, name: str) -> date | None:
    for label in pattern(name).finditer(text):
        if (match := pattern("date").match(text, label.end())) and (found := to_date(match)):
            return found
    return None


def _posted(parts: page.Page) -> date | None:
    """A posting line without a label: a date beside the source, the visits or a time of day."""
    for row in parts.head:
        match = pattern("date").search(row.text) if len(row.text) < 120 else None
        if match and pattern("posting_line").search(row.text) and ":" in row.text:
            rest = pattern("date").sub("", row.text)
            if not pattern("title_kinds").search(rest) and not pattern("issued").search(row.text):
                return to_date(match)
    return None


def _alone(parts: page.Page) -> re.Match[str] | None:
    """A day on a line of its own in the head: 2019-01-22 of the page, 2019年1月20日 of the text."""
    shown = (row.text for row in parts.head if len(row.said.pieces) == 1)
    return next((found for text in shown if (found := pattern("dated").match(text))), None)


def _number(head: str) -> str | None:
    match = pattern("document_number").search(head) or pattern("document_number_alone").search(head)
    return re.sub(r"\s+", "", match["number"]) if match else None


def _signature(document: Document, parts: page.Page) -> tuple[date | None, str | None, int | None]:
    """The last day that stands on a line of its own below the head, and the name with it."""
    text = document.text
    days = list(pattern("signed_day").finditer(text, max(0, parts.head_end - 1)))
    if days:
        last = days[-1]
        above = text[: last.start()].rstrip()
        start = above.rfind("\n") + 1
        if pattern("seal").match(above[start:].strip()):
            above = above[:start].rstrip()
            start = above.rfind("\n") + 1
        line = above[start:].strip(" \t|")
        name = names.read(line) if len(line) <= 60 and not re.search(r"[。,;:]", line) else None
        at = start + (len(above[start:]) - len(above[start:].lstrip(" \t|")))
        return to_date(last), line if name else None, at if name else None
    for row in reversed(parts.foot):
        line = text[row.start : row.end]
        dated = len(line) < 70 and line.endswith(_DATE_ENDS)
        match = pattern("signed_line").match(line) if dated else None
        if match and names.read(match["name"]):
            return to_date(match), match["name"].strip(), row.start
    return None, None, None
