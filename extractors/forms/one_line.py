"""Takes apart whole tables that were put into one line, and rows whose cells ran together.

A page's text that was joined with blanks has a table in one line, in which every piece is a cell.
Joined with nothing, the cells of a row cannot be told apart: such a line is divided into labels and
what follows them, so that its figures are called unreadable and are no sentence's.
"""

from __future__ import annotations

import re
from functools import cache

from extractors.document import Cell
from extractors.forms.inline import label_spans
from extractors.forms.labels import UNITS, labels
from extractors.forms.vocabulary import known_keys
from extractors.forms.wording import short_wording

_PIECE = re.compile(r"第二十条 ?第\S+|\S+")
_ARTICLE = re.compile(r"第二十条")
_LEAST_PIECES = 4
_LEAST_LABELS = 3
# This share of the pieces may be words that no form knows.
_MOST_UNKNOWN = 0.25
# Words of a sentence are longer between two blanks.
_LONGEST_PIECE = 30
_LONGEST_ROW = 60
_FIGURE_ENDS = frozenset("0123456789/—–-")

_UNIT = "|".join(sorted((unit for unit in UNITS if "/" not in unit), key=len, reverse=True))
_FIGURES = r"[-+\d/—–][-+\d.,/—–]*"
_ROW = re.compile(rf"^(?P<label>.*[^\d\s.,/+—–-])(?P<figures>{_FIGURES})$")
_UNIT_ROW = re.compile(rf"^(?P<label>.+?)(?P<unit>{_UNIT})(?P<figures>\d+(?:\.\d+)?)$")


def split(cell: Cell) -> tuple[Cell, ...]:
    """Return the cells of a table that stands in one line; none where it is no such line."""
    text = cell.text
    if "。" in text:
        return ()
    if text.count(" ") + 1 >= _LEAST_PIECES and (cells := _at_blanks(cell)):
        return cells
    if len(text) <= _LONGEST_ROW:
        return _row(cell) if text[-1] in _FIGURE_ENDS else ()
    return _glued(cell)


def _at_blanks(cell: Cell) -> tuple[Cell, ...]:
    text = cell.text
    if len(text) > _LONGEST_PIECE * (text.count(" ") + 1):
        return ()
    pieces = list(_PIECE.finditer(text))
    known = values = 0
    for piece in pieces:
        words = piece[0]
        told = short_wording(words)
        if told.is_value:
            values += 1
        elif told.key in known_keys() or _ARTICLE.match(words):
            known += 1
    units = sum(piece[0] in UNITS for piece in pieces)
    unknown = len(pieces) - known - values - units
    if known < _LEAST_LABELS or not values or unknown > len(pieces) * _MOST_UNKNOWN:
        return ()
    return tuple(_part(cell, *piece.span()) for piece in pieces)


def _row(cell: Cell) -> tuple[Cell, ...]:
    """Return the cells of one row: label and figures, in 2014 with the unit between."""
    match = _UNIT_ROW.match(cell.text)
    if match and short_wording(match["label"]).key in _one_figure_keys():
        return tuple(_part(cell, *match.span(name)) for name in ("label", "unit", "figures"))
    match = _ROW.match(cell.text)
    spans = label_spans(match["label"]) if match else []
    if not match or not spans:
        return ()
    last = cell.text[slice(*spans[-1])]
    if short_wording(last).key not in _several_figures_keys():
        return ()
    return tuple(_part(cell, *span) for span in (*spans, match.span("figures")))


def _glued(cell: Cell) -> tuple[Cell, ...]:
    """Return labels, what follows them, and the words between, of a table without any blanks."""
    if not any(map(str.isdigit, cell.text)):
        return ()
    found = list(_labels_with_figures().finditer(cell.text))
    if len(found) < _LEAST_LABELS:
        return ()
    cells = []
    at = 0
    for match in found:
        if match.start() > at:
            cells.append(_part(cell, at, match.start()))
        cells += [_part(cell, *match.span("label")), _part(cell, *match.span("figures"))]
        at = match.end()
    if at < len(cell.text):
        cells.append(_part(cell, at, len(cell.text)))
    return tuple(cells)


def _part(cell: Cell, start: int, end: int) -> Cell:
    return Cell(cell.text[start:end], cell.start + start, cell.start + end)


@cache
def _several_figures_keys() -> frozenset[str]:
    """Return the keys of the rows that have several figures, which may run together."""
    return frozenset(
        key
        for form in ("form_2019", "form_2021")
        for section in ("section2", "section3")
        for key in labels(form, section)
    )


@cache
def _one_figure_keys() -> frozenset[str]:
    return frozenset(labels("form_2014", "table"))


@cache
def _labels_with_figures() -> re.Pattern[str]:
    words = "|".join(map(re.escape, sorted(_several_figures_keys(), key=len, reverse=True)))
    # In a sentence a counter or a mark follows: 予以公开3件、部分公开1件.
    figures = r"[-+\d/—–][-+\d./—–]*+(?![\s,、;。%件条个次份起宗项])"
    return re.compile(rf"(?P<label>{words})(?P<figures>{figures})")
