"""Gathers every place where a report may name the body that made it."""

from __future__ import annotations

import re
from collections import Counter

from extractors.agencies import Clue
from extractors.document import Document
from extractors.identify.dates import Dates
from extractors.identify.patterns import pattern
from extractors.identify.title import Title

_HEAD = 3000
_CRUMB = re.compile(r"[>»›→]")
_PLACE = re.compile(r"[\u4e00-\u9fff]{2,12}?(?:街道办事处|街道|镇|乡|苏木)(?:党委|人民政府|政府)?")
_HOST = re.compile(r"https?:// ?([\w.-]+)")
_PARTICLES = re.compile(r"^(?:按照|根据|由|与|在|及|和|对|向|将|为|了|使|把|本|该|各|全|我|从)+")


def gather(document: Document, title: Title | None, dates: Dates) -> list[Clue]:
    """Return the clues, most telling first."""
    text = document.text
    clues = []
    if title and title.body:
        clues.append(_clue(document, "title", title.body, title.start, title.end))
    for kind, name in (
        ("filled_by", "filled_by"),
        ("publisher", "publisher"),
        ("contact", "contact"),
        ("text", "author"),
        ("text", "website"),
    ):
        where = text if kind == "filled_by" else text[:_HEAD]
        for match in pattern(name).finditer(where):
            clues.append(_clue(document, kind, match["name"], *match.span("name")))
    if dates.signed_by and dates.signature_start is not None:
        start = dates.signature_start
        clues.append(
            _clue(document, "signature", dates.signed_by, start, start + len(dates.signed_by))
        )
    for row in document.rows[:8]:
        if len(row.text) < 150 and _CRUMB.search(row.text):
            clues.append(_clue(document, "breadcrumb", row.text, row.start, row.end))
    selves = Counter(match["self"] for match in pattern("self_reference").finditer(text))
    if selves:
        told = selves.most_common(1)[0][0]
        start = text.index(told)
        clues.append(_clue(document, "self_reference", told, start, start + len(told)))
        if told in ("我镇", "我乡", "我街道", "我办事处"):
            clues.extend(_places(document))
    clues.extend(
        _clue(document, "host", match[1], *match.span(1)) for match in _HOST.finditer(text)
    )
    return clues


def _places(document: Document) -> list[Clue]:
    """Return the town that a text without a title speaks of most."""
    found: Counter[str] = Counter()
    first: dict[str, int] = {}
    for match in _PLACE.finditer(document.text):
        name = _PARTICLES.sub("", match[0])
        if len(name) > 2:
            found[name] += 1
            first.setdefault(name, match.end() - len(name))
    return [
        _clue(document, "text", name, first[name], first[name] + len(name))
        for name, _ in found.most_common(2)
    ]


def _clue(document: Document, kind: str, text: str, start: int, end: int) -> Clue:
    return Clue(kind=kind, text=text.strip(), quote=document.quote(start, end)[1])
