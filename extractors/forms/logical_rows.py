"""Rebuilds the rows of a one-figure table (label, unit, figure) from any layout.

A delimited line is a row already. Where a table was flattened to one cell a line, a row runs
from its label to the next label; what stands between must fit unit and figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from extractors.document import Cell, Row
from extractors.forms.labels import HEADING_UNITS, UNITS
from extractors.numbers import read_entry
from extractors.rows import read_csv
from extractors.text import label_key

_HAN = re.compile(r"[\u4e00-\u9fff]")
_UNIT = "|".join(sorted(UNITS, key=len, reverse=True))
_INLINE = re.compile(
    rf"^(?:(?P<number>\d{{1,3}}) +)?(?P<label>\S.*?) +(?P<unit>{_UNIT})(?: +(?P<value>\S+))?$"
)
_LONGEST_LABEL = 90


@dataclass(frozen=True, slots=True)
class LogicalRow:
    """Label, unit and figures of one table row, wherever its pieces stand."""

    line: int
    lines: tuple[int, ...]
    label: Cell
    unit: Cell | None
    values: tuple[Cell, ...]
    start: int
    end: int

    @property
    def key(self) -> str:
        """What identifies the label."""
        return label_key(self.label.text)

    @property
    def is_heading(self) -> bool:
        """True for a row that asks for no figure: the unit is a dash, or nothing follows."""
        unit = self.unit.text if self.unit else ""
        empty = not any(value.text and value.text not in HEADING_UNITS for value in self.values)
        return empty and (unit in HEADING_UNITS or not unit)


def is_ignored(label: str) -> bool:
    """Say whether a label is of the table's head or foot, where names and phones stand."""
    key = label_key(label.split(":")[0])
    return any(key == row["label"] for row in read_csv("forms/ignored_labels.csv"))


def logical_rows(rows: Sequence[Row], known: Callable[[str], bool]) -> list[LogicalRow]:
    """Return the table rows among `rows`; `known` says whether a label key is the form's."""
    found: list[LogicalRow] = []
    flat: list[tuple[Cell, int]] = []
    for row in rows:
        cells = row.cells
        if len(cells) == 1 and not row.delimited:
            cells = _split_inline(cells[0], known)
        if len(cells) > 1:
            found.extend(_flat_rows(flat, known))
            flat = []
            if logical := _delimited_row(row, cells):
                found.append(logical)
        else:
            flat.append((cells[0], row.line))
    found.extend(_flat_rows(flat, known))
    return found


def _split_inline(cell: Cell, known: Callable[[str], bool]) -> tuple[Cell, ...]:
    """Split `1.当面申请数 件 0`, but only where what is left is a label of the form."""
    match = _INLINE.match(cell.text)
    if not match or not known(label_key(match["label"])):
        return (cell,)
    return tuple(
        Cell(match[name], cell.start + match.start(name), cell.start + match.end(name))
        for name in ("label", "unit", "value")
        if match[name]
    )


def _delimited_row(row: Row, cells: Sequence[Cell]) -> LogicalRow | None:
    label_at = next((i for i, cell in enumerate(cells) if _is_label(cell.text)), None)
    if label_at is None:
        return None
    rest = list(cells[label_at + 1 :])
    unit = None
    if rest and (_is_unit(rest[0].text) or (not rest[0].text and len(rest) > 1)):
        unit = rest.pop(0)
    while len(rest) > 1 and not rest[-1].text:
        rest.pop()
    return LogicalRow(
        row.line, (row.line,), cells[label_at], unit, tuple(rest), row.start, _end(row)
    )


def _end(row: Row) -> int:
    return max(cell.end for cell in row.cells)


def _is_label(text: str) -> bool:
    return bool(_HAN.search(text)) and not _is_unit(text) and not read_entry(text).is_figure


def _is_unit(text: str) -> bool:
    return text in UNITS or text in HEADING_UNITS or text.strip("()") in UNITS


def _flat_rows(cells: list[tuple[Cell, int]], known: Callable[[str], bool]) -> list[LogicalRow]:
    tokens = [(cell, line) for cell, line in cells if cell.text]
    labels = [i for i, (cell, _) in enumerate(tokens) if known(label_key(cell.text))]
    labels = [i for i in labels if len(tokens[i][0].text) <= _LONGEST_LABEL]
    if not labels:
        return []
    numbered = _has_row_numbers(tokens, labels)
    rows = []
    at = labels[0]
    last_known = labels[-1]
    while at < len(tokens):
        cell, line = tokens[at]
        after = at + 1
        unit = None
        if after < len(tokens) and _is_unit(tokens[after][0].text):
            unit = tokens[after][0]
            after += 1
        stop = after
        while stop < len(tokens) and not _is_label(tokens[stop][0].text):
            stop += 1
        values = tokens[after:stop]
        if at > last_known and (unit is None or is_ignored(cell.text)):
            # Behind the last row of the form only rows that look like one belong to the table.
            break
        if numbered and stop < len(tokens) and values and values[-1][0].text.isdecimal():
            values = values[:-1]
        end = values[-1][0].end if values else (unit or cell).end
        lines = tuple(line for _, line in tokens[at : after + len(values)])
        value_cells = tuple(value for value, _ in values) or (Cell("", end, end),)
        if len(cell.text) <= _LONGEST_LABEL and not is_ignored(cell.text):
            rows.append(LogicalRow(line, lines, cell, unit, value_cells, cell.start, end))
        at = stop
    return rows


def _has_row_numbers(tokens: list[tuple[Cell, int]], labels: list[int]) -> bool:
    """True where most labels follow a number that counts up from row to row."""
    before = [tokens[i - 1][0].text if i else "" for i in labels]
    numbers = [int(text) if text.isdecimal() and len(text) < 4 else -1 for text in before]
    rising = sum(0 < a < b for a, b in pairwise(numbers))
    return rising > 0.6 * (len(labels) - 1) > 0
