"""Lines of the page around the report: title, breadcrumb, dates, signature, links."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.explain.model import Why
from extractors.explain.stages import Stages, lines_of
from extractors.forms.logical_rows import is_ignored
from extractors.identify import page
from extractors.identify.patterns import pattern

_METADATA = (
    "published",
    "issued",
    "document_number",
    "document_number_alone",
    "publisher",
    "dated",
)
_LONGEST_METADATA = 120
# 索引号:003268830/2018-40761, in the head of a page only.
_LABELLED = re.compile(
    r"^(?!其中|注|本)[^:,;|\d]{2,8}: ?(?!$)|^(?:文 ?号|[^:,;|\d]{2,4}(?:日期|单位|机构)):"
)
_CAPTION = re.compile(r"^[^。;]{0,40}(?:统计表|情况表)[^。;]{0,20}$")
_HEADING = re.compile(
    r"^(?:[一二三四五六七八九十]{1,3}[、,.:]|第[一二三四五六七八九十]+(?:部分|章|节)"
    r"|\([一二三四五六七八九十\d]{1,3}\)|\d{1,2}[、.](?!\d))[^。;!?]{1,60}$"
)
_NOTE = re.compile(
    r"^(?:注|备注|说明) ?[:1-9]|^\((?![一二三四五六七八九十\d]{1,3}\))[^()]{8,}\)?[。;]?$"
)
_COUNTED = re.compile(r"\d(?:余|多|万)*[件条起宗份次篇个人]")


def around(stages: Stages) -> dict[int, Why]:
    """Return, by line, what of the page is no part of the report's text or tables."""
    return dict(reversed(list(_found(stages))))


def _found(stages: Stages) -> Iterator[tuple[int, Why]]:
    """The most certain first."""
    document, parts = stages.document, page.divide(stages.document)
    for row in document.rows:
        if len(row.cells) == 1 and row.cells[0].text and row.line not in stages.cells:
            yield row.line, Why("page_number")
    if stages.title:
        for line in lines_of(document, stages.title.start, stages.title.end):
            yield line, Why("title")
    if stages.dates.signature_start is not None:
        yield document.line_at(stages.dates.signature_start), Why("signature")
    linked = False
    for row in parts.foot:
        text = row.cells[0].text
        if pattern("link").match(text):
            linked = True
            yield row.line, Why("link")
        elif linked:
            yield row.line, Why("beyond")
        elif row.start >= parts.head_end and pattern("dated").match(row.text):
            yield row.line, Why("signature")
    for row in parts.head:
        if page.steps(row) is not None:
            yield row.line, Why("breadcrumb")
        elif sum(is_ignored(cell.text.replace(" ", "")) for cell in row.cells) > 1:
            continue  # the heads of a table's columns
        elif row.delimited and any(cell.text.endswith(":") for cell in row.cells):
            yield row.line, Why("metadata")
        elif len(row.text) <= _LONGEST_METADATA and "。" not in row.text:
            text = document.text[row.start : row.end]
            dated = pattern("date").search(text) and pattern("posting_line").search(text)
            if (
                dated
                or _LABELLED.match(text)
                or any(pattern(name).search(text) for name in _METADATA)
            ):
                yield row.line, Why("metadata")


def heading(text: str) -> Why | None:
    """Say whether a line of its own is a heading, a caption or a note."""
    if _NOTE.match(text):
        return Why("note")
    if _CAPTION.match(text):
        return Why("caption")
    return Why("heading") if _HEADING.match(text) and not _COUNTED.search(text) else None
