"""Reads the 2014 table: each row to its cell, rows that the form does not know kept as local."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import replace

from extractors.catalog import FormCell
from extractors.document import Cell, Document
from extractors.forms.columns import columns_with_total, figure_column
from extractors.forms.drift import likeliest, neighbours
from extractors.forms.labels import HEADING_UNITS, labels
from extractors.forms.local_table import local_reading
from extractors.forms.logical_rows import LogicalRow, is_ignored, logical_rows
from extractors.forms.reading import Finding, Reading, TableReading
from extractors.forms.tokens import Token
from extractors.numbers import UNREADABLE, read_entry
from extractors.text import label_key

FORM = "form_2014"
_SECTION = re.compile(r"^[一二三四五六七八九十]{1,3}[、,.]")
# Headings of prose chapters can read like headings of the table: the table starts where rows
# with a figure start, and at most this many headings stand before its first row.
_HEADINGS_BEFORE = 2
# Above this share of rows with a unit, a row without one is odd.
_HAVE_UNITS = 0.8
# A label over this many lines was printed character by character, as its row number may be too.
_TORN = 6
# Row 4 is printed in 条 or 件 ; so are its neighbours.
_SAME_UNITS = {
    "件": ("条", "份", "宗", "起", "个", "件次"),
    "条": ("件", "份", "篇", "项"),
    "人": ("名", "个", "人次"),
    "人次": ("人", "名", "次"),
    "次": ("场", "场次", "件", "条", "期", "个", "人次"),
    "篇": ("条", "件", "份"),
    "个": ("处", "家"),
    "万元": ("元",),
}


def read(document: Document, tokens: Sequence[Token]) -> TableReading:
    """Read every row of the table."""
    index = labels(FORM, "table")
    result = TableReading()
    rows = _table(tokens, index)
    path = _Path()
    column = figure_column(tokens, rows[0].line) if rows else None
    usual = sum(row.unit is not None for row in rows) > len(rows) * _HAVE_UNITS
    cells = _cells(rows, index, path)
    known = [row for row, cell in zip(rows, cells, strict=True) if cell]
    with_total = columns_with_total(known) if column is None else 0
    widths = Counter(len(row.values) for row in known if row.values)
    width = widths.most_common(1)[0][0] if widths else 0
    between = neighbours(cells)
    printed = {cell.cell for cell in cells if cell}
    for row, cell, (before, behind) in zip(rows, cells, between, strict=True):
        result.used_lines.update(row.lines)
        flags: tuple[str, ...] = ()
        if cell is None and not row.is_heading:
            cell = _drifted(row, before, behind, printed, index)
            flags = ("fuzzy_label",) if cell else ()
        torn = document.text.count("\n", row.label.start, row.label.end) >= _TORN
        # More figures than the others have may be one whose digits stand apart.
        more = len(row.values) > width
        if cell and cell.figures and (torn or more or _is_odd(row, cell, usual)):
            flags += ("odd_row",)
        if cell and with_total and len(row.values) == with_total:
            row = replace(row, values=row.values[-1:], columns=row.columns[-1:])
            flags += ("arithmetic_choice",)
        path.enter(cell, row.label.text)
        if row.is_heading and (cell is None or cell.role == "heading"):
            continue
        if cell is None and row.key in index:
            result.findings.append(_ambiguous(row, index[row.key]))
        if cell and cell.role == "heading":
            # A heading with a figure: not the form's, so it is kept as a local row.
            cell = None
        result.readings.extend(_readings(row, cell, path.section, column, flags, result))
    return result


def _is_odd(row: LogicalRow, cell: FormCell, units_usual: bool) -> bool:
    """Say whether the unit is missing or another than the form's: the row may be displaced."""
    unit = row.unit.text.replace(" ", "").strip("()") if row.unit else ""
    if not unit:
        return units_usual
    return unit not in HEADING_UNITS and not _same_unit(unit, cell)


def _same_unit(unit: str, cell: FormCell) -> bool:
    return unit == cell.unit or unit in _SAME_UNITS.get(cell.unit or "", ())


def _cells(
    rows: Sequence[LogicalRow], index: Mapping[str, tuple[FormCell, ...]], path: _Path
) -> list[FormCell | None]:
    """Return the cell of each row whose wording is the form's."""
    cells = []
    for row in rows:
        cell = path.choose(index.get(row.key, ()))
        path.see(cell)
        cells.append(cell)
    return cells


def _drifted(
    row: LogicalRow,
    before: int,
    behind: int,
    printed: Container[str],
    index: Mapping[str, tuple[FormCell, ...]],
) -> FormCell | None:
    """Return the cell that a row with other wording stands for, told by its neighbours."""
    unit = row.unit.text.replace(" ", "") if row.unit else ""
    open_cells = [
        cell
        for found in index.values()
        for cell in found
        if before < cell.position < behind
        and cell.cell not in printed
        and (not unit or _same_unit(unit, cell))
    ]
    if not open_cells:
        return None
    whole = label_key(row.above + row.label.text) if row.above else ""
    return likeliest(whole, index, open_cells) or likeliest(row.key, index, open_cells)


def _table(tokens: Sequence[Token], index: dict[str, tuple[FormCell, ...]]) -> list[LogicalRow]:
    """Return the rows from the form's first to the last that belongs to the table."""
    candidates = logical_rows(tokens, index.__contains__)

    def asks_for_figure(row: LogicalRow) -> bool:
        return any(cell.figures for cell in index.get(row.key, ())) and bool(row.unit or row.values)

    figures = [i for i, row in enumerate(candidates) if asks_for_figure(row)]
    if not figures:
        return []
    first = figures[0]
    while first and figures[0] - first < _HEADINGS_BEFORE and candidates[first - 1].key in index:
        first -= 1
    last = figures[-1]
    while last + 1 < len(candidates) and _continues(candidates[last], candidates[last + 1]):
        last += 1
    return [row for row in candidates[first : last + 1] if not is_ignored(row.label.text)]


def _continues(row: LogicalRow, following: LogicalRow) -> bool:
    adjacent = following.line - row.lines[-1] <= 2
    return adjacent and not is_ignored(following.label.text)


class _Path:
    """Where in the form the reader stands: rows of the same wording differ by their parent."""

    def __init__(self) -> None:
        self.section: str | None = None
        self._seen: dict[str, int] = {}

    def enter(self, cell: FormCell | None, label: str) -> None:
        if _SECTION.match(label) or (cell and cell.role == "heading"):
            self.section = label

    def see(self, cell: FormCell | None) -> None:
        if cell:
            self._seen[cell.row_label] = len(self._seen)

    def choose(self, found: tuple[FormCell, ...]) -> FormCell | None:
        if len(found) <= 1:
            return found[0] if found else None
        entered = [
            (self._seen[cell.parent_label], cell)
            for cell in found
            if cell.parent_label in self._seen
        ]
        return max(entered, key=lambda pair: pair[0])[1] if entered else None


def _readings(
    row: LogicalRow,
    cell: FormCell | None,
    section: str | None,
    column: int | None,
    flags: tuple[str, ...],
    result: TableReading,
) -> list[Reading]:
    values = row.values or (Cell("", row.end, row.end),)
    unit = row.unit.text.replace(" ", "") if row.unit and row.unit.text else None
    chosen = values[0] if len(values) == 1 else None
    if chosen is None and column in row.columns:
        chosen = values[row.columns.index(column)]
    if cell is None:
        return [local_reading(row, value, section) for value in values]
    if chosen is None:
        message = f"{len(values)} figures where the form has one, and no header tells which"
        result.findings.append(Finding("unreadable_row", message, row.start, row.end))
        chosen = Cell(row.label.text, values[0].start, values[-1].end)
    entry = read_entry(chosen.text) if chosen in values else UNREADABLE
    return [
        # By position, because a report has 65 of them.
        Reading(
            section,
            cell.cell,
            row.label.text,
            cell.metric,
            "total",
            unit,
            chosen,
            entry,
            row.start,
            row.end,
            "table",
            "cell",
            flags,
        )
    ]


def _ambiguous(row: LogicalRow, found: tuple[FormCell, ...]) -> Finding:
    cells = " or ".join(f"cell {cell.cell}" for cell in found)
    message = f"{row.label.text} can be {cells}; the row above it that would tell is missing"
    return Finding("ambiguous_label", message, row.start, row.end)
