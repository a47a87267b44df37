"""Which year a report is for: by its period, a caption, its title, or the text; never a date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from extractors.document import Document
from extractors.identify import page, period
from extractors.identify.numerals import to_year
from extractors.identify.patterns import pattern
from extractors.identify.title import Title

_CAPTIONS = ("统计表", "情况表")
_LONGEST_CAPTION = 45
# What "2018年度政府信息公开" in the opening counts beside a mere "2018年".
_OF_THE_REPORT = 4


@dataclass(frozen=True, slots=True)
class Year:
    """The reporting year, what it was told from, and what else the page names.

    Attributes:
        evidence: which clue, then the words.
        others: years that the clues of the head name instead.
    """

    year: int
    evidence: str
    period_start: date | None
    period_end: date | None
    others: tuple[int, ...] = ()


def find(document: Document, title: Title | None) -> Year | None:
    """Return the reporting year, or None where nothing but a posting date names one."""
    covered = period.find(document)
    clues: list[tuple[int, str]] = []
    if covered:
        clues.append((covered.year, f"period: {covered.words}"))
    clues.extend((year, f"caption: {words}") for year, words in _captions(document.text))
    if title and title.year:
        clues.append((title.year, f"title: {title.text}"))
    if not clues:
        clues.extend(_told(document, ()))
    if not clues:
        return None
    if covered and (named := _against_the_period(document, title, covered, clues)):
        clues.remove(named)
        clues.insert(0, named)
    year, evidence = clues[0]
    others = tuple(sorted({other for other, _ in clues[1:]} - {year}))
    start, end = (covered.start, covered.end) if covered else (None, None)
    return Year(year, evidence, start, end, others)


def _against_the_period(
    document: Document,
    title: Title | None,
    covered: period.Period,
    clues: list[tuple[int, str]],
) -> tuple[int, str] | None:
    """The clue that goes before the period, if any does.

    A period over two years is for the one that title or caption names (as a rule the later).
    A period that lies outside the named year is a leftover from another year's report if title or
    caption and the text agree on theirs; otherwise it stands.
    """
    named = next((clue for clue in clues[1:] if clue[0] != covered.year), None)
    if named is None or any(year == covered.year for year, _ in clues[1:]):
        return None
    if covered.first_year <= named[0] <= covered.year:
        return named
    spans = [(covered.at, covered.at + len(covered.words))]
    spans += [(title.start, title.end)] if title else []
    told = _told(document, spans)
    return named if told and told[0][0] == named[0] else None


def _captions(text: str) -> Iterator[tuple[int, str]]:
    """The years in the captions of tables: in their line, or in the one above or below."""
    for word in _CAPTIONS:
        at = text.find(word)
        while at >= 0:
            start = text.rfind("\n", 0, at) + 1
            end = text.find("\n", at)
            end = len(text) if end < 0 else end
            line = text[start:end].strip(" \t|")
            if len(line) <= _LONGEST_CAPTION and not any(mark in line for mark in "。,;"):
                yield from _caption(line, text[max(0, start - 30) : start], text[end : end + 40])
            at = text.find(word, end)


def _caption(line: str, above: str, below: str) -> Iterator[tuple[int, str]]:
    match = pattern("caption").search(line)
    if match and (year := to_year(match["year"])):
        yield year, line
        return
    for lines in (below.split("\n"), reversed(above.split("\n"))):
        near = next((shown for one in lines if (shown := one.strip(" \t|"))), "")
        match = pattern("caption_alone").match(near)
        if match and (year := to_year(match["year"])):
            yield year, f"{line} {near}"
            return


def _places_of_crumbs(parts: page.Page) -> Iterator[tuple[int, int]]:
    for row, crumbs in zip(parts.head, parts.crumbs, strict=True):
        if crumbs:
            yield row.start, row.end


def _told(document: Document, without: Sequence[tuple[int, int]]) -> list[tuple[int, str]]:
    """The year that the opening names most (the earlier of two); else one of the breadcrumb.

    The title and the period, which are clues of their own, can be left out of the count.
    """
    parts = page.divide(document)
    text = document.text[: parts.opening_end]
    skipped = [*without, *_places_of_crumbs(parts)]
    counted: Counter[int] = Counter()
    weighed: Counter[int] = Counter()
    for match in pattern("mention").finditer(text):
        year = to_year(match["year"])
        if year and not any(start <= match.start() < end for start, end in skipped):
            counted[year] += 1
            weighed[year] += _OF_THE_REPORT if match["subject"] else 1
    if weighed:
        year, _ = max(weighed.items(), key=lambda item: (item[1], -item[0]))
        return [(year, f"text: {year}年 named {counted[year]} times near the head")]
    for crumbs in parts.crumbs:
        for step, _ in crumbs or ():
            if step[:4].isdecimal() and len(step) <= 6 and (year := to_year(step[:4])):
                return [(year, f"breadcrumb: {step}")]
    return []
