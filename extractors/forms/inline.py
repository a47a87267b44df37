"""Takes apart rows that stand in one line without a delimiter of their own.

Blanks, commas and colons occur in sentences too: a line is a row only if its words are a label of
a form and all the rest is a unit and figures.
"""

from __future__ import annotations

import re

from extractors.document import Cell
from extractors.forms.fitting import is_value
from extractors.forms.labels import UNITS
from extractors.forms.vocabulary import known_keys
from extractors.forms.wording import is_open
from extractors.text import label_key

# A sentence is not looked at: no row with its figures is longer.
LONGEST = 200
# How many figures can stand alone in a line: five or fifteen in section 4, seven in section 3.
_FIGURES_ALONE = frozenset({5, 7, 15})
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_FIGURE = (
    rf"(?:(?:[-+]{{0,2}}|增加?|减少?)\d[\d,.]*(?:万元|元|万|{_UNIT}|\((?:{_UNIT})\))?"
    r"|/|[—–-]+|无|NaN|nan)"
)
# Label, perhaps a unit, figures. The figures are matched possessively, because digits fall into
# figures in more ways than can be tried.
_BLANKS = re.compile(
    r"^(?:(?P<number>\d{1,3}) +)?(?P<label>\S.*?) +"
    rf"(?P<unit>{_UNIT})?(?P<figures>(?: *{_FIGURE})*+)$"
)
_COMMA = re.compile("[,;]")
_COLON = re.compile(
    rf"^(?P<label>.+): ?(?P<figures>[-+]?\d[\d,.]*|无|/) ?(?P<unit>{_UNIT})?[;,。.]?$"
)
# Where a heading of the matrix may end and the label of its first row begin.
_NEXT_ORDINAL = re.compile(r"(?<=[^\s(\d]) ?(?=\([一二三四五六七八九]\)|\d{1,2}[.、](?!\d))")
_LEAST_COMMA_HEADS = 3
_THOUSANDS = re.compile(r"(?:^|[,;] ?)[-+]?\d{1,3}, ?\d{3}(?!\d)")


def split(cell: Cell) -> tuple[Cell, ...]:
    """Return the cells of a row in one line; the cell itself where it is no such row."""
    text = cell.text
    if len(text) > LONGEST:
        return (cell,)
    if " " in text and (cells := _split_at_blanks(cell)):
        return cells
    if "," in text or ";" in text:
        return _split_at_commas(cell) or (cell,)
    if ":" in text and (match := _COLON.match(text)) and _is_label(match["label"]):
        return _parts(cell, match)
    return (cell,)


def _is_label(text: str) -> bool:
    return label_key(text) in known_keys()


def label_spans(text: str) -> list[tuple[int, int]]:
    """Return where the labels stand that words consist of: one, or headings and the row below.

    `(三)不予公开 1.属于国家秘密` are two cells of one line, the first of them merged.
    """
    if _is_label(text):
        return [(0, len(text))]
    for place in _NEXT_ORDINAL.finditer(text):
        if _is_label(text[: place.start()]) and (rest := label_spans(text[place.end() :])):
            end = place.end()
            return [(0, place.start()), *((end + a, end + b) for a, b in rest)]
    return []


def _parts(cell: Cell, match: re.Match[str]) -> tuple[Cell, ...]:
    """Return label, unit and figures, in the order in which a table has them."""
    first = match.start("label")
    cells = [_part(cell, first + a, first + b) for a, b in label_spans(match["label"])]
    if match["unit"]:
        cells.append(_part(cell, *match.span("unit")))
    start = match.start("figures")
    for figure in re.finditer(r"\S+", match["figures"]):
        cells.append(_part(cell, start + figure.start(), start + figure.end()))
    return tuple(cells)


def _split_at_blanks(cell: Cell) -> tuple[Cell, ...]:
    match = _BLANKS.match(cell.text)
    if match and label_spans(match["label"]):
        return _parts(cell, match)
    pieces = list(re.finditer(r"\S+", cell.text))
    figures = len(pieces) in _FIGURES_ALONE and all(is_value(piece[0]) for piece in pieces)
    if figures or (len(pieces) > 1 and all(_is_label(piece[0]) for piece in pieces)):
        return tuple(_part(cell, *piece.span()) for piece in pieces)
    return ()


def _split_at_commas(cell: Cell) -> tuple[Cell, ...]:
    """Split `当面申请数,件,3`, unless a comma can belong to a number."""
    last = cell.text[max(map(cell.text.rfind, ",;")) + 1 :].strip()
    ends_in_head = _is_label(last)
    if not (is_value(last) or last in UNITS or ends_in_head):
        # As nearly every sentence with a comma.
        return ()
    if not last and is_open(cell.text):
        # A label that is broken off behind a comma inside its brackets.
        return ()
    pieces = []
    start = 0
    for text in _COMMA.split(cell.text):
        pieces.append(_part(cell, start, start + len(text)))
        start += len(text) + 1
    if ends_in_head and not is_value(last):
        heads = all(_is_label(piece.text) for piece in pieces if piece.text)
        return tuple(pieces) if heads and len(pieces) >= _LEAST_COMMA_HEADS else ()
    first = len(pieces)
    while first and (is_value(pieces[first - 1].text) or pieces[first - 1].text in UNITS):
        first -= 1
    figures = pieces[first:]
    whole_row = sum(bool(figure.text) for figure in figures) in _FIGURES_ALONE
    if not figures or (_THOUSANDS.search(cell.text) and not whole_row):
        return ()
    if first == 0:
        return tuple(pieces) if whole_row and all(piece.text for piece in pieces) else ()
    # A label can hold commas of its own: 部分公开(区分处理的,只计这一情形,不计其他情形).
    filled = [piece for piece in pieces[:first] if piece.text]
    for heading in range(min(2, len(filled))):
        label = _part(cell, filled[heading].start - cell.start, filled[-1].end - cell.start)
        if _is_label(label.text) and all(_is_label(piece.text) for piece in filled[:heading]):
            return (*filled[:heading], label, *figures)
    return ()


def _part(cell: Cell, start: int, end: int) -> Cell:
    text = cell.text[start:end]
    left = len(text) - len(text.lstrip())
    text = text.strip()
    return Cell(text, cell.start + start + left, cell.start + start + left + len(text))
