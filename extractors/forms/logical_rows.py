"""Rebuilds the rows of a one-figure table (label, unit, figure) from any layout.

A line of several cells is a row already. Where a table was flattened to one cell a line, a row
runs from its label to the next label; what stands between must fit unit and figure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from operator import attrgetter

from extractors.document import Cell
from extractors.forms.labels import HEADING_UNITS, UNITS
from extractors.forms.row_numbers import have_numbers, is_next_number, torn_numbers
from extractors.forms.side_by_side import unfolded
from extractors.forms.tokens import Token
from extractors.forms.wording import LONGEST_LABEL
from extractors.rows import read_csv
from extractors.text import label_key

_HAN = re.compile(r"[\u4e00-\u9fff]")

_in_grid = attrgetter("in_grid")
_line = attrgetter("line")

Known = Callable[[str], bool]


@dataclass(slots=True)
class LogicalRow:
    """Label, unit and figures of one table row, wherever its pieces stand."""

    line: int
    lines: tuple[int, ...]
    label: Cell
    key: str
    above: str
    """Words in the line above that belong to no row: perhaps the first half of a wrapped label."""
    unit: Cell | None
    values: tuple[Cell, ...]
    columns: tuple[int, ...]
    """For each value, in which cell of its line it stands; all 0 in flattened text."""
    start: int
    end: int

    @property
    def is_heading(self) -> bool:
        """True for a row that asks for no figure: the unit is a dash, or nothing follows."""
        unit = self.unit.text if self.unit else ""
        if unit and unit not in HEADING_UNITS:
            return False
        return not any(value.text and value.text not in HEADING_UNITS for value in self.values)


def is_ignored(label: str) -> bool:
    """Say whether a label is of the table's head or foot, where names and phones stand."""
    return label_key(label.partition(":")[0]) in _ignored()


@cache
def _ignored() -> frozenset[str]:
    return frozenset(row["label"] for row in read_csv("forms/ignored_labels.csv"))


def logical_rows(tokens: Sequence[Token], known: Known) -> list[LogicalRow]:
    """Return the table rows among `tokens`; `known` says whether a label key is the form's."""
    found: list[LogicalRow] = []
    above = ""
    tokens = unfolded(tokens, _ignored())
    for in_grid, run in groupby(tokens, key=_in_grid):
        if not in_grid:
            flat = list(run)
            found.extend(_flat_rows(flat, known))
            above = "" if known(flat[-1].key) or flat[-1].is_value else flat[-1].text
            continue
        for _, line in groupby(run, key=_line):
            if row := _grid_row(list(line), above if len(above) <= LONGEST_LABEL else ""):
                found.append(row)
            above = ""
    return found


def _grid_row(tokens: list[Token], above: str) -> LogicalRow | None:
    label_at = 0
    while not _is_label(tokens[label_at]):
        label_at += 1
        if label_at == len(tokens):
            return None
    label, rest = tokens[label_at], tokens[label_at + 1 :]
    unit = None
    if rest and (rest[0].is_unit or (not rest[0].text and len(rest) > 1)):
        unit = rest.pop(0)
    while len(rest) > 1 and not rest[-1].text:
        rest.pop()
    if unit is None and len(rest) > 1 and rest[-1].text in UNITS:
        # Some tables print the unit behind the figure.
        unit = rest.pop()
    return LogicalRow(
        line=label.line,
        lines=(label.line,),
        label=label,
        key=label.key,
        above=above,
        unit=unit,
        values=tuple(rest),
        columns=tuple([token.column for token in rest]),
        start=min(tokens[0].start, label.start),
        end=max([token.end for token in tokens]),
    )


def _is_label(token: Token) -> bool:
    return not token.is_value and not token.is_unit and bool(_HAN.search(token.text))


def _flat_rows(tokens: list[Token], known: Known) -> list[LogicalRow]:
    tokens = [token for token in tokens if token.text]
    labels = [at for at, token in enumerate(tokens) if known(token.key)]
    if not labels:
        return []
    torn = torn_numbers(tokens, [at for at, t in enumerate(tokens) if _is_label(t)], labels)
    numbered = not torn and have_numbers(tokens, labels)
    rows = []
    at = labels[0]
    while at < len(tokens):
        label = tokens[at]
        after = at + 1
        unit = None
        if after < len(tokens) and tokens[after].is_unit:
            unit = tokens[after]
            after += 1
        stop = after
        while stop < len(tokens) and not _is_label(tokens[stop]):
            stop += 1
        if unit is not None and stop == after and _is_remark(tokens, stop, known):
            stop += 1
        values = tokens[after:stop]
        if at > labels[-1] and (unit is None or is_ignored(label.text)):
            # Behind the last row of the form only rows that look like one belong to the table.
            break
        if numbered and values and is_next_number(tokens, at, values[-1]):
            values = values[:-1]
        if stop in torn:
            values = values[: len(values) - torn[stop]]
        if len(label.text) <= LONGEST_LABEL and not is_ignored(label.text):
            rows.append(_flat_row(label, unit, values, tokens[at : after + len(values)]))
        at = stop
    return rows


def _is_remark(tokens: Sequence[Token], at: int, known: Known) -> bool:
    """Say whether words right behind a unit stand in place of its figure, not for another row."""
    if at >= len(tokens) or known(tokens[at].key) or len(tokens[at].text) > LONGEST_LABEL:
        return False
    below = tokens[at + 1] if at + 1 < len(tokens) else None
    return below is not None and known(below.key)


def _flat_row(
    label: Token, unit: Cell | None, values: list[Token], used: list[Token]
) -> LogicalRow:
    end = values[-1].end if values else (unit or label).end
    return LogicalRow(
        line=label.line,
        lines=tuple([token.line for token in used]),
        label=label,
        key=label.key,
        above="",
        unit=unit,
        values=tuple(values) or (Cell("", end, end),),
        columns=tuple([value.column for value in values]) or (0,),
        start=label.start,
        end=end,
    )
