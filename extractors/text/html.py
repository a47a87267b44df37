"""Takes the markup out of a page that was saved as HTML, so that its tables have rows and cells.

The text keeps its length: a tag becomes a line end, a bar between two cells or a blank, and
characters that are not seen, which folding cuts out. So every figure leads back to its place in
the file.
"""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

UNSEEN = "\u200b"
_TAG = re.compile(
    r"<!--|<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)\b(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>"
    r"|<[!?][a-z\[][^<>]*>",
    re.IGNORECASE,
)
# What stands up to their end is not shown.
_HIDDEN = frozenset({"script", "style", "noscript", "select", "template"})
_DELETED = frozenset({"del", "s", "strike"})
_NEVER_HIDDEN = frozenset({"html", "body"})
_EMPTY = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_MAY_HIDE = re.compile(r"hidden|none|line-through|mso-hide|collapse", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([^\s=\"'<>/]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s>]*))?")
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|mso-hide\s*:\s*all|line-through",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_PAGE = re.compile(r"<(?:td|th|html|body)\b[^<>]*>", re.IGNORECASE)
_LEAST_TAGS = 2
_BLOCKS = frozenset(
    "p div br h1 h2 h3 h4 h5 h6 ul ol li dl dt dd hr title head body html section article header "
    "footer nav main form pre blockquote center caption thead tbody tfoot".split()
)
_CELLS = frozenset({"tr", "td", "th"})
_RAISED = frozenset({"sup", "sub"})
_LONGEST_NOTE = 200
# 件次, a unit behind a figure, has fewer characters.
_LEAST_WORD = 3
_FIGURE = re.compile(r"[\d零〇○一二两三四五六七八九十百千万亿.,+-]")
# What keeps two figures of one cell apart, and a raised figure from the one beside it: no number
# can be read across them.
_APART = "/"
_RAISING = "^"


def is_page(source: str) -> bool:
    """Say whether a text holds the markup of a page or of a table."""
    found = _PAGE.finditer(source)
    return sum(1 for _ in zip(found, range(_LEAST_TAGS), strict=False)) == _LEAST_TAGS


def without_tags(source: str) -> str:
    """Return the text with rows in lines and bars between cells, as long as it was."""
    tags = list(_shown(source, _tags(source)))
    layout = _layout_tables(tags)
    pieces: list[str] = []
    tables: list[_Table] = []
    cell = _CellText(pieces)
    lower = source.lower()
    is_raised = False
    last = 0
    for tag in tags:
        if tag.start < last:
            # Inside a mark that was left out.
            continue
        in_cell = bool(tables) and not tables[-1].is_layout
        cell.add(_words(source[last : tag.start], in_cell))
        last = tag.end
        name = tag.name
        if name in _RAISED:
            note = "" if tag.closes else _note(source, tag, lower)
            if note and in_cell and cell.is_word:
                # A footnote's mark behind a label.
                last += len(note)
                cell.skip(last - tag.start)
                continue
            is_raised = is_raised if tag.closes else bool(_FIGURE.search(_TAG.sub("", note)))
            mark = _RAISING if is_raised else ""
        elif name in _CELLS and not tables:
            # A piece of a page that was cut out inside a table.
            tables.append(_Table(False))
            mark = tables[-1].mark(name, closes=tag.closes)
        elif name == "table":
            if not tag.closes:
                tables.append(_Table(tag.start in layout))
            elif tables:
                tables.pop()
            mark = "\n"
        elif in_cell:
            mark = tables[-1].mark(name, closes=tag.closes)
        else:
            mark = "\n" if name in _BLOCKS or name in _CELLS else ""
        cell.mark(mark, tag.end - tag.start)
    cell.add(_words(source[last:], bool(tables) and not tables[-1].is_layout))
    return "".join(pieces)


class _CellText:
    """Adds to the pieces of the text, and keeps figures in blocks of their own apart."""

    def __init__(self, pieces: list[str]) -> None:
        self._pieces = pieces
        self._seen = ""
        self._parted_at = -1

    @property
    def is_word(self) -> bool:
        """True behind words that are no part of a figure, nor its unit."""
        return len(self._seen) == _LEAST_WORD and not _FIGURE.search(self._seen)

    def add(self, words: str) -> None:
        """Add words."""
        shown = words.strip().strip(UNSEEN).strip()
        if shown:
            if self._parted_at >= 0 and self._seen[-1:].isdecimal() and shown[0].isdecimal():
                parted = self._pieces[self._parted_at]
                self._pieces[self._parted_at] = _APART + parted[1:]
            self._seen = (self._seen + shown[-_LEAST_WORD:])[-_LEAST_WORD:]
            self._parted_at = -1
        self._pieces.append(words)

    def mark(self, mark: str, length: int) -> None:
        """Add what a tag of so many characters becomes."""
        if mark == " ":
            self._parted_at = len(self._pieces)
        elif mark:
            self._seen = "" if mark in "|\n" else mark
            self._parted_at = -1
        self._pieces.append(mark + UNSEEN * (length - len(mark)))

    def skip(self, length: int) -> None:
        """Add what is not seen in place of so many characters."""
        self._pieces.append(UNSEEN * length)


def _note(source: str, tag: _Tag, lower: str) -> str:
    """Return what stands in a raised or lowered element, up to its closing tag."""
    end = lower.find(f"</{tag.name}", tag.end, tag.end + _LONGEST_NOTE)
    return source[tag.end : end if end >= 0 else tag.end + _LONGEST_NOTE]


class _Tag(NamedTuple):
    """A tag, a comment, or a part of the page that is not shown, such as a script."""

    start: int
    end: int
    name: str
    closes: bool


def _tags(source: str) -> Iterator[_Tag]:
    at = 0
    lower = source.lower()
    unclosed: set[str] = set()
    while match := _TAG.search(source, at):
        name = (match["name"] or "").lower()
        closes = bool(match["close"])
        at = match.end()
        if match[0] == "<!--":
            # As browsers have it: <!--> is whole, and one that is never closed takes in the rest.
            end = source.find("-->", at - 2)
            at = end + 3 if end >= 0 else len(source)
        elif name in _HIDDEN and not closes and name not in unclosed:
            end = lower.find(f"</{name}", at)
            if end >= 0:
                behind = lower.find(">", end)
                at = behind + 1 if behind >= 0 else len(source)
            else:
                unclosed.add(name)
        yield _Tag(match.start(), at, name, closes)


def _shown(source: str, tags: Iterable[_Tag]) -> Iterator[_Tag]:
    """Yield the tags; an element that is deleted or not shown becomes one, like a comment."""
    hidden: _Unseen | None = None
    start = 0
    for tag in tags:
        if hidden:
            end = hidden.end_at(tag)
            if end is None:
                continue
            hidden = None
            yield _Tag(start, end, "", False)
            if end == tag.end:
                continue
        if not tag.closes and tag.name not in _EMPTY and _is_hidden(source, tag):
            hidden, start = _Unseen(tag.name), tag.start
        else:
            yield tag
    if hidden:
        yield _Tag(start, len(source), "", False)


def _is_hidden(source: str, tag: _Tag) -> bool:
    if tag.name in _DELETED:
        return True
    if tag.name in _NEVER_HIDDEN or tag.name in _HIDDEN or not tag.name:
        return False
    words = source[tag.start : tag.end]
    if not _MAY_HIDE.search(words):
        return False
    for match in _ATTRIBUTE.finditer(words, len(tag.name) + 1):
        name = match[1].lower()
        if name == "hidden" or (name == "style" and _HIDING.search(match[2] or "")):
            return True
    return False


class _Unseen:
    """An element that is not shown: finds where it ends, be it without a closing tag."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._open: Counter[str] = Counter()

    def end_at(self, tag: _Tag) -> int | None:
        """Return where the element ends if it ends at this tag."""
        name = tag.name
        if not name or name in _EMPTY:
            return None
        if tag.closes:
            if self._open[name]:
                self._open[name] -= 1
                return None
            if name == self._name:
                return tag.end
            # The element around it ends.
            return tag.start if name in _BLOCKS or name in _CELLS or name == "table" else None
        if name in _CELLS and not self._open["table"] and self._ends_before(name):
            return tag.start
        if self._name == "p" and (name in _BLOCKS or name == "table"):
            return tag.start
        self._open[name] += 1
        return None

    def _ends_before(self, name: str) -> bool:
        """Say whether a cell or a row of the table around it ends it."""
        if self._name in ("table", "thead", "tbody", "tfoot"):
            return False
        return name == "tr" or self._name != "tr"


class _Table:
    """Where in a table the reader stands."""

    def __init__(self, is_layout: bool) -> None:
        self.is_layout = is_layout
        self._behind_a_cell = False

    def mark(self, name: str, *, closes: bool) -> str:
        """Return what a tag inside a table becomes."""
        if name == "tr":
            self._behind_a_cell = False
            return "" if closes else "\n"
        if name in ("td", "th"):
            if closes:
                return ""
            between, self._behind_a_cell = self._behind_a_cell, True
            return "|" if between else ""
        return " " if name in _BLOCKS else ""


def _layout_tables(tags: Sequence[_Tag]) -> frozenset[int]:
    """Return where the tables start that hold other tables: their cells are parts of the page."""
    found = set()
    inside: list[int] = []
    for tag in tags:
        if tag.name != "table":
            continue
        if tag.closes:
            if inside:
                inside.pop()
            continue
        found.update(inside[-1:])
        inside.append(tag.start)
    return frozenset(found)


def _words(text: str, in_cell: bool) -> str:
    """Return words with entities as what they stand for, in a cell without line ends and bars."""
    if "&" in text:
        text = _ENTITY.sub(_character, text)
    return text.replace("\n", " ").replace("\t", " ").replace("|", " ") if in_cell else text


def _character(entity: re.Match[str]) -> str:
    shown = html.unescape(entity[0])
    if len(shown) != 1 or shown in "|\n\t<":
        shown = " "
    return shown + UNSEEN * (len(entity[0]) - 1)
