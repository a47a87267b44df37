"""Takes the markup out of a page that was saved as HTML, so that its tables have rows and cells.

The text keeps its length: a tag becomes a line end, a bar between two cells or a blank, and
characters that are not seen, which folding cuts out. So every figure leads back to its place in
the file.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

UNSEEN = "\u200b"
_TAG = re.compile(
    r"<!--|<(?P<close>/?)(?P<name>[a-z][a-z0-9]*)\b(?:[^<>\"']|\"[^\"<]*\"|'[^'<]*')*+>|<![a-z][^<>]*>",
    re.IGNORECASE,
)
# What stands up to their end is not shown.
_HIDDEN = frozenset({"script", "style", "noscript", "select"})
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,8});")
_PAGE = re.compile(r"<(?:td|th|html|body)\b[^<>]*>", re.IGNORECASE)
_LEAST_TAGS = 2
_BLOCKS = frozenset(
    "p div br h1 h2 h3 h4 h5 h6 ul ol li dl dt dd hr title head body html section article header "
    "footer nav main form pre blockquote center caption thead tbody tfoot".split()
)


_CELLS = frozenset({"tr", "td", "th"})


def is_page(source: str) -> bool:
    """Say whether a text holds the markup of a page or of a table."""
    found = _PAGE.finditer(source)
    return sum(1 for _ in zip(found, range(_LEAST_TAGS), strict=False)) == _LEAST_TAGS


def without_tags(source: str) -> str:
    """Return the text with rows in lines and bars between cells, as long as it was."""
    tags = list(_tags(source))
    layout = _layout_tables(tags)
    pieces: list[str] = []
    tables: list[_Table] = []
    last = 0
    for tag in tags:
        pieces.append(_words(source[last : tag.start], bool(tables) and not tables[-1].is_layout))
        last = tag.end
        name = tag.name
        if name in _CELLS and not tables:
            # A piece of a page that was cut out inside a table.
            tables.append(_Table(False))
        if name == "table":
            if not tag.closes:
                tables.append(_Table(tag.start in layout))
            elif tables:
                tables.pop()
            mark = "\n"
        elif tables and not tables[-1].is_layout:
            mark = tables[-1].mark(name, closes=tag.closes)
        else:
            mark = "\n" if name in _BLOCKS or name in _CELLS else ""
        pieces.append(mark + UNSEEN * (tag.end - tag.start - len(mark)))
    pieces.append(_words(source[last:], bool(tables) and not tables[-1].is_layout))
    return "".join(pieces)


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
        closing = "-->" if match[0] == "<!--" else f"</{name}" if name in _HIDDEN else ""
        if closing and not closes and closing not in unclosed:
            end = lower.find(closing, at)
            if end >= 0:
                behind = lower.find(">", end)
                at = behind + 1 if behind >= 0 else len(source)
            else:
                unclosed.add(closing)
        yield _Tag(match.start(), at, name, closes)


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
