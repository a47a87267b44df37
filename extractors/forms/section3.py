"""Section 3 of the forms since 2019: the matrix of applications by result and applicant.

Rows are told by their wording; the columns by their position, because headers are split,
cut short and repeated (国办公开办函〔2019〕60号, 〔2021〕30号).
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, lru_cache
from itertools import groupby, repeat

from extractors.catalog import FormCell, applicants
from extractors.forms.applicant_heads import Heads, heads_above
from extractors.forms.by_heads import is_repeated
from extractors.forms.counted import is_counted
from extractors.forms.drift import likeliest, neighbours
from extractors.forms.figure_row import FigureRow, Slot
from extractors.forms.labels import labels
from extractors.forms.reading import Finding, Reading, TableReading
from extractors.forms.row_figures import read_rows, values_after
from extractors.forms.tokens import Token
from extractors.forms.vocabulary import known_keys
from extractors.forms.wording import LONGEST_LABEL
from extractors.numbers import read_entry
from extractors.text import label_key

SECTION = "section3"
_OPENING = frozenset({"applications_received", "applications_carried_in", "outcome_granted"})
# So many rows with a wrong sum are no slips.
_LEAST_TELLING = 4
_LAST = "applications_carried_out"
_NEXT_CHAPTER = re.compile(r"^四[、,.].*(?:复议|诉讼)|^[五六][、,.]")
# Words that only the next section has.
_NEXT_SECTION = frozenset({"行政复议", "行政诉讼", "结果维持", "结果纠正", "尚未审结"})
# Column heads that read like rows: 其他 and 总计.
_HEADS = frozenset(label_key(applicant.label) for applicant in applicants())


def closes(values: Sequence[Decimal]) -> bool:
    """Identity I22: the total is the sum of the six applicants."""
    return sum(values[:-1]) == values[-1]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Where the matrix stands, and what it shows of the report's tables.

    Attributes:
        at: the tokens that it takes up.
        is_counted: each of its cells has a line of its own, empty ones too.
    """

    at: range
    is_counted: bool = False


def read(tokens: Sequence[Token], form: str, result: TableReading) -> Matrix:
    """Read every row of the matrix."""
    found = _find(tokens, form)
    cells = [row.cell for row in found]
    between = neighbours(cells) if None in cells else repeat((0, 0))
    printed = {row.cell.cell for row in found if row.cell}
    rows = []
    for row, (before, behind) in zip(found, between, strict=False):
        cell = row.cell or _drifted(row, before, behind, printed, form)
        if cell is None:
            label = row.label
            message = f"{label.text} is no row of the matrix, and no row that is missing is like it"
            result.findings.append(Finding("ambiguous_label", message, label.start, label.end))
            continue
        slots = _slots(form, cell.cell, row.label.text)
        section = row.group if cell.parent_label else None
        flags = () if row.cell else ("fuzzy_label",)
        rows.append(
            FigureRow([row.label], row.values, slots, closes, section, flags, group=len(slots))
        )
    heads = heads_above(tokens, found[0].at) if found else None
    if problem := _in_other_columns(rows, heads):
        named = (heads is None or heads.in_order) and _heads_name_columns(tokens)
        for figures in rows:
            if named:
                figures.flags += ("odd_row",)
            else:
                figures.problem = problem
    first = len(result.readings)
    read_rows(rows, result, heads=heads)
    _mark_lost_totals(result.readings[first:])
    if not found:
        return Matrix(range(0))
    at = range(found[0].at, found[-1].at + len(found[-1].values) + 1)
    return Matrix(at, is_counted(rows))


def _mark_lost_totals(readings: Sequence[Reading]) -> None:
    """Mark rows that count something and have no total, in a table whose other rows have one."""
    found = [list(row) for _, row in groupby(readings, key=lambda reading: reading.cell)]
    if not any(row[-1].entry.value for row in found):
        return
    for row in found:
        total = row[-1].entry
        is_empty = total.is_figure and total.value is None
        if is_empty and any(reading.entry.value for reading in row[:-1]):
            for reading in row:
                reading.flags += ("odd_row",)


def _in_other_columns(rows: Sequence[FigureRow], heads: Heads | None) -> str | None:
    """Say what shows that the columns are others: their heads, or that no row at all closes."""
    if heads and not heads.in_order:
        return "the heads name the columns in another order than the form's"
    told = 0
    for row in rows:
        filled = [value.text for value in row.values if value.text]
        numbers = [read_entry(text).value for text in filled]
        values = [number for number in numbers if number is not None]
        if len(values) == len(row.slots) and any(values):
            if closes(values):
                return None
            told += 1
    if told < _LEAST_TELLING:
        return None
    return "no total of the table is the sum of its row: the columns are others"


def _heads_name_columns(tokens: Sequence[Token]) -> bool:
    """Say whether column heads name the form's columns in its order.

    The head over the legal persons has the total beside it, and their kinds in the line below.
    """
    groups = {label_key(applicant.grouping or "") for applicant in applicants()}
    # Nothing else stands between heads: 总计 is the label of a row as well.
    keys = [token.key for token in tokens if token.text and token.key not in groups]
    first, *kinds, total = (label_key(applicant.label) for applicant in applicants())
    orders = ([first, *kinds, total], [first, total, *kinds])
    starts = [at for at, key in enumerate(keys) if key == first]
    return any(keys[at : at + len(order)] == order for at in starts for order in orders)


# Reports print the same labels.
@lru_cache(maxsize=5_000)
def _slots(form: str, name: str, label: str) -> tuple[Slot, ...]:
    """Return the figures of a row: one for each applicant."""
    cell = _cells(form)[name]
    return tuple(Slot(cell, label, column.applicant) for column in applicants())


@cache
def _cells(form: str) -> dict[str, FormCell]:
    return {cell.cell: cell for cells in labels(form, SECTION).values() for cell in cells}


@dataclass(slots=True)
class _Row:
    """A row as found: its cell is None where the wording is not the form's."""

    at: int
    label: Token
    values: list[Token]
    cell: FormCell | None
    group: str | None
    above: Token | None
    """The words in the line above, which can be the first half of a wrapped label."""


def _find(tokens: Sequence[Token], form: str) -> list[_Row]:
    index, groups, wanted = labels(form, SECTION), _groups(form), len(applicants())
    known = known_keys()
    rows: list[_Row] = []
    group: str | None = None
    ended = False
    for at, token in enumerate(tokens):
        key = token.key
        if not key or (token.is_value and key not in index):
            continue
        if is_repeated(tokens, at):
            continue
        if rows and key in groups:
            group = token.text
        if rows and key in _NEXT_SECTION:
            break
        cell = index[key][0] if key in index else None
        if cell is None and key in known:
            continue
        if cell and cell.metric not in _OPENING and not any(row.cell for row in rows):
            continue
        is_row = cell is not None and key not in groups and not _is_head(token)
        values = values_after(tokens, at, wanted, is_row=is_row)
        if cell is None:
            if ended or (rows and _NEXT_CHAPTER.search(token.text)):
                break
            if len(token.text) > LONGEST_LABEL:
                continue
            if len(values) < wanted or not any(value.text for value in values):
                continue
            if not any(row.cell for row in rows):
                # Before the first known row only the one right above it can be a row.
                rows.clear()
        elif not is_row and not any(value.text for value in values):
            continue
        rows.append(_Row(at, token, values, cell, group, _above(tokens, at)))
        ended = ended or bool(cell and cell.metric == _LAST)
    while rows and rows[-1].cell is None and ended:
        rows.pop()
    return rows


def _is_head(token: Token) -> bool:
    """Say whether words are a column head that reads like a row: 总计, but not (七)总计."""
    return token.key in _HEADS and label_key(token.text) == token.text.replace(" ", "")


def _drifted(
    row: _Row, before: int, behind: int, printed: Container[str], form: str
) -> FormCell | None:
    """Return the cell that a row with other wording stands for, told by its neighbours."""
    index = labels(form, SECTION)
    open_cells = [
        cell
        for found in index.values()
        for cell in found
        if before < cell.position < behind and cell.cell not in printed
    ]
    if not open_cells:
        return None
    whole = label_key(row.above.text + row.label.text) if row.above else ""
    return likeliest(whole, index, open_cells) or likeliest(row.label.key, index, open_cells)


def _above(tokens: Sequence[Token], at: int) -> Token | None:
    """Return the words right above a label, unless they are a label themselves."""
    above = tokens[at - 1] if at else None
    if above is None or above.is_value or above.line == tokens[at].line:
        return None
    return above if above.key and above.key not in known_keys() else None


@cache
def _groups(form: str) -> frozenset[str]:
    parents = {cell.parent_label for cells in labels(form, SECTION).values() for cell in cells}
    return frozenset(label_key(parent) for parent in parents if parent)
