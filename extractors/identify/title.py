"""Finds the report's title, on one line or several, and takes it apart into body and year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extractors.document import Document
from extractors.identify import names, page
from extractors.identify.numerals import to_year
from extractors.identify.patterns import pattern

_LONGEST = 90
_LONGEST_PART = 45
# A line that does not name a report becomes the title only this near the top.
_TOP = 4
_ASKS_ON = (",", ":", "、", "的")


@dataclass(frozen=True, slots=True)
class Title:
    """The title.

    Attributes:
        text: its lines in one.
        start: where it begins in the folded text.
        end: where it ends.
        body: the words that name the reporting body, if the title has any.
        year: the year that the title names.
    """

    text: str
    start: int
    end: int
    body: str | None
    year: int | None


@dataclass(frozen=True, slots=True)
class _Line:
    text: str
    start: int
    end: int

    def joined(self, other: _Line) -> _Line:
        return _Line(self.text + other.text, self.start, other.end)


def find(document: Document) -> Title | None:
    """Return the first line or lines in the head of the page that read like a report's title."""
    lines = _lines(document)
    weak: Title | None = None
    for at, line in enumerate(lines):
        if line is None:
            continue
        following = lines[at + 1] if at + 1 < len(lines) else None
        whole = line if _complete(line.text) else None
        last = at
        if whole is None and following and _goes_on(line.text, following.text):
            whole, last = line.joined(following), at + 1
        if whole is None:
            continue
        title = _with_neighbours(whole, lines, at, last)
        if title.year or title.body:
            return title
        if weak is None and at < _TOP:
            weak = title
    return weak or _annual(lines)


def _lines(document: Document) -> list[_Line | None]:
    """The lines of the head; None for what cannot be part of a title."""
    found: list[_Line | None] = []
    for row in page.divide(document).head:
        if page.steps(row) is not None:
            found.append(None)
        elif row.delimited:
            found.extend(_line(cell.text, cell.start) for cell in row.cells if cell.text)
        else:
            found.append(_line(row.text, row.start, row.end))
    return found


def _line(text: str, start: int, end: int = 0) -> _Line | None:
    label = pattern("title_label").match(text)
    shown = text[label.end() :].strip() if label else text
    if not shown or len(shown) > _LONGEST or ":" in shown or pattern("no_title").search(shown):
        return None
    return _Line(shown, start + len(text) - len(shown) if label else start, end or start + len(text))


def _compact(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _complete(text: str) -> bool:
    """Whether a line names its subject and then calls itself a report."""
    text = _compact(text)
    words = pattern("title_words").search(text)
    if not words or text.endswith(_ASKS_ON):
        return False
    if pattern("title_kinds").search(text, words.end()):
        return True
    years = pattern("title_year").search(text)
    return bool(years and pattern("title_weak_kinds").search(text, words.end()))


def _goes_on(text: str, following: str) -> bool:
    """Whether two lines, neither of them a title, are one together."""
    if max(len(text), len(following)) > _LONGEST_PART or _complete(following):
        return False
    begins = pattern("title_words").search(_compact(text)) or pattern("title_year").search(text)
    return bool(begins) and _complete(text + following)


def _with_neighbours(
    whole: _Line, lines: Sequence[_Line | None], first: int, last: int
) -> Title:
    """Take in the lines above that hold the body or the year, and a year below."""
    title = _take_apart(whole)
    while (not title.body or not title.year) and first > 0:
        above = lines[first - 1]
        if above is None or len(above.text) > _LONGEST_PART or _complete(above.text):
            break
        part = _take_apart(above)
        rest = pattern("title_year").sub("", _compact(above.text)).strip("()年度 ")
        name = names.read(rest) if rest else None
        if rest and not (name and name.known and name.placed and not name.site):
            break
        if (part.body and title.body) or (part.year and title.year):
            break
        whole, first = above.joined(whole), first - 1
        title = _take_apart(whole)
    below = lines[last + 1] if last + 1 < len(lines) else None
    if title.year is None and below and pattern("title_year").fullmatch(_compact(below.text)):
        title = _take_apart(whole.joined(below))
    return title


def _take_apart(line: _Line) -> Title:
    text = pattern("bracketed_number").sub("", pattern("title_site").sub("", _compact(line.text)))
    years = list(pattern("title_year").finditer(text))
    year = next((found for match in years if (found := to_year(match["last"] or match["year"]))), None)
    return Title(line.text, line.start, line.end, _body(text), year)


def _body(text: str) -> str | None:
    """The name of the body: before the words that tell what the report is on, else in brackets
    after them; in `甲关于印发《乙2018年…报告》的通知` the nearer one."""
    kind = pattern("title_kinds").search(text)
    words = None
    for words in pattern("title_words").finditer(text, 0, kind.start() if kind else len(text)):
        pass
    words = words or pattern("title_words").search(text)
    head, rest = (text[: words.start()], text[words.end() :]) if words else (text, "")
    for part in (head, rest):
        pieces = pattern("title_joints").split(pattern("title_year").sub("|", part))
        for piece in reversed(pieces):
            name = names.read(piece) if piece else None
            if name and (name.known or part is head) and not (part is rest and name.site):
                return name.text
    return None


def _annual(lines: Sequence[_Line | None]) -> Title | None:
    """A title that does not say what it is on: 某某局2018年年报."""
    for line in lines[:_TOP]:
        if line and (match := pattern("title_annual").search(_compact(line.text))):
            text = _compact(line.text)
            name = names.read(text[: match.start()]) or names.read(text[match.end() :])
            year = to_year(match["year"]) if "year" in match.groupdict() else None
            body = name.text if name and name.known else None
            return Title(line.text, line.start, line.end, body, year)
    return None
