"""Finds the report's title, on one line or several, and takes it apart into body and year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

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


@dataclass(slots=True)
class _Line:
    """A line, or a cell of a table of metadata (which no other line continues)."""

    text: str
    start: int
    end: int
    cell: bool = False

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
        if whole is None and following and _goes_on(line, following):
            whole, last = line.joined(following), at + 1
        if whole is None:
            continue
        title = _take_apart(whole) if line.cell else _with_neighbours(whole, lines, at, last)
        if title.year or title.body:
            return title
        if weak is None and at < _TOP:
            weak = title
    return weak or _annual(lines)


def _lines(document: Document) -> list[_Line | None]:
    """The lines of the head; None for what cannot be part of a title."""
    found: list[_Line | None] = []
    parts = page.divide(document)
    for row, crumbs in zip(parts.head, parts.crumbs, strict=True):
        if crumbs is not None:
            found.append(None)
        elif row.delimited:
            found.extend(_line(c.text, c.start, c.end, True) for c in row.cells if c.text)
        else:
            found.append(_line(row.text, row.start, row.end))
    return found


def _line(text: str, start: int, end: int, cell: bool = False) -> _Line | None:
    shown = _kept(text) if len(text) <= _LONGEST else _shown(text)
    if shown is None:
        return None
    return _Line(shown, start if len(shown) == len(text) else end - len(shown), end, cell)


def _shown(text: str) -> str | None:
    """Return a line without its label; None for one that cannot be part of a title."""
    label = pattern("title_label").match(text)
    shown = text[label.end() :].strip() if label else text
    if not shown or len(shown) > _LONGEST or ":" in shown or pattern("no_title").search(shown):
        return None
    return shown


# The lines of a head come again in other reports: labels, links, cells of a table.
_kept = lru_cache(maxsize=20_000)(_shown)


def _compact(text: str) -> str:
    return "".join(text.split())


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


def _goes_on(line: _Line, following: _Line) -> bool:
    """Whether two lines, neither of them a title, are one together."""
    if line.cell or following.cell or _complete(following.text):
        return False
    if max(len(line.text), len(following.text)) > _LONGEST_PART:
        return False
    text = _compact(line.text)
    begins = pattern("title_words").search(text) or pattern("title_year").search(text)
    return bool(begins) and _complete(text + following.text)


def _with_neighbours(whole: _Line, lines: Sequence[_Line | None], first: int, last: int) -> Title:
    """Take in the lines above that hold the body or the year, and a year below."""
    title = _take_apart(whole)
    while (not title.body or not title.year) and first > 0:
        above = lines[first - 1]
        if above is None or above.cell or len(above.text) > _LONGEST_PART or _complete(above.text):
            break
        part = _take_apart(above)
        rest = pattern("title_year").sub("", _compact(above.text)).strip("()年度 ")
        name = names.read(rest) if rest else None
        if rest and not (name and name.known and not name.site):
            break
        if (part.body and title.body) or (part.year and title.year):
            break
        whole, first = above.joined(whole), first - 1
        title = _take_apart(whole)
    for below in lines[last + 1 : last + 3]:
        if below is None or below.cell or (title.year and title.body):
            break
        shown = _compact(below.text)
        name = names.read(shown)
        if title.year is None and pattern("title_year").fullmatch(shown):
            title = replace(_take_apart(whole.joined(below)), body=title.body)
        elif title.body is None and name and name.known and name.placed and not name.site:
            title = replace(title, body=name.text)
        else:
            break
    return title


def _take_apart(line: _Line) -> Title:
    text = pattern("bracketed_number").sub("", _compact(line.text))
    text = pattern("title_issue").sub("", text)
    text = pattern("title_twin").sub("", text)
    text = pattern("title_party").sub("", text)
    text = pattern("title_law").sub("关于政府信息公开", text)
    # 2018年上半年 and 2008年5月1日至12月31日 stand for their year.
    text = pattern("part_of_a_year").sub(lambda match: f"{match['year']}年", text)
    text = pattern("range").sub(lambda match: f"{match['year2'] or match['year1']}年", text)
    site = pattern("title_site").search(text)
    kept = text[: site.start()] if site else text
    body = _body(kept)
    if body is None and site and (name := names.read(site[0])) and name.known and not name.site:
        body = name.text
    return Title(line.text, line.start, line.end, body, _year(kept))


def _year(text: str) -> int | None:
    """The year beside the words that name the report, else the first."""
    first: int | None = None
    for match in pattern("title_year").finditer(text):
        if not (year := to_year(match["last"] or match["year"])):
            continue
        if pattern("title_beside").match(text, match.end()):
            return year
        first = first or year
    return first


def _body(text: str) -> str | None:
    """The name of the body: before the words that tell what the report is on, else in brackets
    after them; in `甲关于印发《乙2018年…报告》的通知` the nearer one."""
    kind = pattern("title_kinds").search(text)
    told = pattern("title_words").finditer(text, 0, kind.start() if kind else len(text))
    words = max(told, key=lambda match: match.end(), default=None)
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
