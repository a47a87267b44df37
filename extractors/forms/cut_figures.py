"""Figures at a line's end whose rest may stand alone in the next line.

`1.政府网站公开政府信息数 | 条 | 1` above a line `749 |` may be 1749, or a row of two columns that
was broken. Nothing tells, so the figure is marked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from extractors.document import Document, Row
from extractors.forms.reading import Reading

FLAG = "cut_row"
# Nothing but numbers and what delimits them; no page number, and no number of what stands below.
_NO_WORDS = re.compile(
    r"(?![-—–] *\d+ *[-—–]$)[\d.,+\-|/\s—–万元件条次人个]*\d[\d,+\-|/\s—–万元件条次人个]*"
)
_BEHIND_A_NUMBER = frozenset(".、)")
_NUMBER = re.compile(r"\d{1,2}")
_WORDS = re.compile("[\u3400-\u9fff]")


def mark(document: Document, readings: Sequence[Reading]) -> None:
    """Put the flag on the last figure of each row that a line without words and use follows."""
    rows = document.rows
    starts = [row.place for row in rows]
    last: dict[int, Reading] = {}
    for reading in readings:
        place = bisect_right(starts, reading.value.start) - 1
        if place not in last or last[place].value.start < reading.value.start:
            last[place] = reading
    for place, reading in last.items():
        if (
            place + 1 < len(rows)
            and place + 1 not in last
            and reading.value.text
            and _is_whole(rows[place])
            and _NO_WORDS.fullmatch(rows[place + 1].text)
            and not _numbers_the_next(rows, place)
        ):
            reading.flags += (FLAG,)


def _is_whole(row: Row) -> bool:
    """Say whether a row has its label beside its figure."""
    pieces = [text for text, _, _ in row.said.pieces if text]
    return len(pieces) > 1 and any(map(_WORDS.search, pieces))


def _numbers_the_next(rows: Sequence[Row], place: int) -> bool:
    """Say whether the line below a row is the broken number of the next one: 1, then 0 | 5.其他."""
    if place + 2 >= len(rows):
        return False
    following = rows[place + 2].said.first
    if following[:1] in _BEHIND_A_NUMBER:
        return True
    number = _row_number(rows, place)
    above = rows[place + 1].said.text
    return number is not None and above + following == str(number + 1)


def _row_number(rows: Sequence[Row], place: int) -> int | None:
    """Return the number that a row begins with, one digit of which may stand in the line above."""
    told = rows[place].said.first
    if not _NUMBER.fullmatch(told):
        return None
    above = rows[place - 1].said.text if place else ""
    return int(above + told) if _NUMBER.fullmatch(above) and len(told) == 1 else int(told)
