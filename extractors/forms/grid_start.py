"""Tells in which column of a delimited table the figures start.

Merged label cells leave empty cells beside them in some tables, so that the figures start in the
same column everywhere; in others they vanish, and the figures start right behind the label. What
a table does, and whether it lost a column, is shown by all its rows together: a row alone fits
wherever there are enough cells.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, NamedTuple

from extractors.document import Cell
from extractors.forms.applicant_heads import Heads
from extractors.forms.figure_row import FigureRow
from extractors.forms.fitting import Fit, fit
from extractors.forms.tokens import Token
from extractors.numbers import read_entry

# Where the figures of a row start: counted from the line's start or from the label.
# Behind a label of depth 1 stands one empty cell fewer than behind one of depth 0, if by depth.
Start = tuple[Literal["line", "label", "depth"], int]

# So many rows may be unlike the others.
_MOST_UNLIKE = 0.2
# No form has more label columns; a number of the row may stand before them.
_MOST_LABEL_COLUMNS = 4


class _Line(NamedTuple):
    """A row as its filled cells show it: columns, and what stands in them."""

    row: FigureRow
    label: int
    filled: Sequence[int]
    last: int
    numbers: Mapping[int, Decimal]

    def first(self, start: Start) -> int:
        """Return the column of the first figure."""
        origin, column = start
        if origin == "line":
            return column
        return self.label + column - (self.row.depth if origin == "depth" else 0)

    def admits(self, start: Start, wanted: int) -> bool:
        """Say whether all that is printed behind the label stands where the figures are."""
        first = self.first(start)
        if first <= self.label:
            return False
        return not self.filled or (first <= self.filled[0] and self.filled[-1] < first + wanted)

    def speaks_for(self, start: Start, wanted: int, by_sum: bool) -> int:
        """Return 1 where both ends, or the sum, show that the row starts there, -1 if against."""
        first = self.first(start)
        if not self.admits(start, wanted):
            return -1
        if not self.row.has_sum and first == self.filled[0] == self.label + 1:
            return 1
        if first + wanted - 1 != self.filled[-1]:
            return 0
        if first == self.filled[0]:
            return 1
        if self.closes(first, wanted):
            return int(by_sum)
        return -1 if self.row.has_sum and self.numbers.get(self.filled[-1]) else 0

    def may_end_in_total(self, first: int, wanted: int) -> bool:
        """Say whether the cell of the total is empty and the figure before it could be the total.

        So it looks where a cell was lost and an empty one stands behind the figures.
        """
        last = first + wanted - 2
        if self.filled[-1] != last:
            return False
        others = [self.numbers.get(first + place, Decimal(0)) for place in range(wanted - 2)]
        total = self.numbers.get(last, Decimal(0))
        return total > 0 and total >= max(others)

    def closes(self, first: int, wanted: int) -> bool:
        """Say whether the figures from a column on close with a total that is not nothing."""
        numbers = [self.numbers.get(first + place, Decimal(0)) for place in range(wanted)]
        return bool(numbers[-1]) and self.row.closes(numbers)


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the figures of a delimited table start, and how many cells its rows have.

    Attributes:
        start: None where the rows do not tell.
        widths: how many cells most rows have behind their label, by depth in the form.
        last: the column in which most rows end.
        is_even: nearly all rows have as many cells as others; otherwise any number of empty ones
            may follow the figures.
    """

    start: Start | None
    widths: Mapping[int, int]
    last: int
    is_even: bool

    def fit(self, row: FigureRow, values: Sequence[Token]) -> Fit:
        """Fit the cells behind a row's label; a row unlike the others must close by itself."""
        wanted = len(row.slots)
        line = _line(row, values)
        first = None if self.start is None else line.first(self.start) - values[0].column
        if not line.filled:
            return _all_blank(line, values)
        if not row.has_sum:
            return fit(values, wanted, row.closes, first)
        if first is None:
            return _alone(line, values)
        fitted = fit(values, wanted, row.closes, first)
        if fitted.problem:
            return fitted
        if first + wanted > len(values):
            return Fit((), problem=f"{len(line.filled)} figures where the form has {wanted}")
        if line.may_end_in_total(values[0].column + first, wanted):
            fitted.flags += ("odd_row",)
        if self._is_usual(line):
            return fitted
        start: Start = ("line", values[0].column + first)
        if line.speaks_for(start, wanted, True) > 0:
            return fitted
        return Fit((), problem=f"{len(values)} cells, not as in other rows, that close no sum")

    def _is_usual(self, line: _Line) -> bool:
        width = line.last - line.label
        if not self.is_even or line.last == self.last:
            return True
        return width == self.widths.get(line.row.depth, width)


def _all_blank(line: _Line, values: Sequence[Token]) -> Fit:
    """Fit a row without a figure: whichever its cells are, all are blank."""
    cells: list[Cell] = list(values[: len(line.row.slots)])
    end = cells[-1].end
    cells.extend([Cell("", end, end)] * (len(line.row.slots) - len(cells)))
    return Fit(tuple(cells))


def _alone(line: _Line, values: Sequence[Token]) -> Fit:
    """Fit a row whose table does not tell: it must have no empty end, and close."""
    wanted = len(line.row.slots)
    if line.filled[-1] - line.filled[0] == wanted - 1:
        at = line.filled[0]
        window = tuple(value for value in values if at <= value.column < at + wanted)
        if len(window) == wanted and line.closes(at, wanted):
            return Fit(window, at - values[0].column, flags=("arithmetic_choice",))
    told = f"{len(line.filled)} figures where the form has {wanted}"
    return Fit((), problem=f"{told}, and no row of the table tells in which columns")


def grid_of(rows: Sequence[FigureRow], heads: Heads | None) -> Grid:
    """Return where the figures of a table's delimited rows start.

    Args:
        rows: the rows of a table, with equally many figures.
        heads: what the heads of the columns say, where the form's are known.
    """
    lines = [_line(row, row.values) for row in rows if row.is_grid_row and row.values[0].explicit]
    if not lines:
        return Grid(None, {}, 0, False)
    by_depth: dict[int, Counter[int]] = {}
    for line in lines:
        by_depth.setdefault(line.row.depth, Counter())[line.last - line.label] += 1
    most = {depth: counted.most_common(1)[0] for depth, counted in by_depth.items()}
    widths = {depth: width for depth, (width, _) in most.items()}
    ((last, ending),) = Counter(line.last for line in lines).most_common(1)
    alike = max(ending, sum(times for _, times in most.values()))
    is_even = alike >= len(lines) * (1 - _MOST_UNLIKE)
    return Grid(_start(lines, len(rows[0].slots), heads), widths, last, is_even)


def _line(row: FigureRow, values: Sequence[Token]) -> _Line:
    filled = [value for value in values if value.text]
    entries = ((value.column, read_entry(value.text).value) for value in filled)
    return _Line(
        row,
        row.words[-1].column,
        [value.column for value in filled],
        values[-1].column if values else row.words[-1].column,
        {column: number for column, number in entries if number is not None},
    )


def _start(lines: Sequence[_Line], wanted: int, heads: Heads | None) -> Start | None:
    """Return the start that the rows agree on; None where they do not or where cells were lost."""
    filled = [line for line in lines if line.filled]
    most = len(filled) * _MOST_UNLIKE
    # Without a sum nothing shows that a row has its cells where the shape says.
    shape = _by_shape(lines, wanted) if lines[0].row.has_sum else None
    votes: dict[tuple[int, ...], list[int]] = {}
    starts: dict[tuple[int, ...], Start] = {}
    for start in _candidates(lines):
        firsts = tuple(line.first(start) for line in filled)
        if firsts not in votes and _misfits(filled, start, wanted) <= most:
            # Where cells were lost or are left over, an empty one in front can make up the number.
            votes[firsts] = [line.speaks_for(start, wanted, start == shape) for line in filled]
            starts[firsts] = start
    told = max(map(sum, votes.values()), default=0)
    if told > 0:
        best = [starts[firsts] for firsts, cast in votes.items() if sum(cast) == told]
        if len(best) > 1:
            # The rows that tell stand alike in all of them.
            return shape if shape in best else None
        cast = next(cast for cast in votes.values() if sum(cast) == told)
        # Of the rows that do not speak for it some may speak for another.
        speakers = [max(each) for each in zip(*votes.values(), strict=True)]
        against = sum(other > 0 >= own for own, other in zip(cast, speakers, strict=True))
        return best[0] if against <= told * _MOST_UNLIKE else None
    if shape is None:
        return None
    if not any(map(_counts, filled)):
        return shape
    # Figures without a single total: that no column was lost only the heads can tell, unless the
    # last figures look like the totals.
    counting = [line for line in filled if _counts(line)]
    if all(line.may_end_in_total(line.first(shape), wanted) for line in counting):
        return None
    return shape if heads and heads.confirm(*shape) else None


def _counts(line: _Line) -> bool:
    return any(line.numbers.values())


def _misfits(lines: Iterable[_Line], start: Start, wanted: int) -> int:
    return sum(not line.admits(start, wanted) for line in lines)


def _candidates(lines: Sequence[_Line]) -> list[Start]:
    deepest = max((line.label for line in lines), default=0)
    beside = range(1, 1 + _MOST_LABEL_COLUMNS)
    starts: list[Start] = [("label", column) for column in beside]
    starts += [("line", column) for column in range(1, deepest + 1 + _MOST_LABEL_COLUMNS)]
    # Cells merged across the columns are kept, those merged across the rows are not.
    starts.append(("depth", max((line.row.depth for line in lines), default=0) + 1))
    return starts


def _by_shape(lines: Sequence[_Line], wanted: int) -> Start | None:
    """Return the only start at which all rows have room, best with no cell left over.

    Labels that do not stand the deeper in the line the deeper in the form they are have no empty
    cells of merged labels before them, so the figures do not start in the same column everywhere.
    """
    stepped = _is_stepped(lines)
    exact: dict[tuple[int, ...], Start] = {}
    roomy: dict[tuple[int, ...], Start] = {}
    for start in _candidates(lines):
        origin, column = start
        merged = stepped if origin == "line" else column == 1 or origin == "depth"
        if not merged or _misfits(lines, start, wanted):
            continue
        firsts = tuple(line.first(start) for line in lines)
        over = [line.last + 1 - first - wanted for line, first in zip(lines, firsts, strict=True)]
        if not any(over):
            exact.setdefault(firsts, start)
        if min(over, default=-1) >= 0:
            roomy.setdefault(firsts, start)
    found = list((exact or roomy).values())
    return found[0] if len(found) == 1 else None


def _is_stepped(lines: Sequence[_Line]) -> bool:
    columns: dict[int, set[int]] = {}
    for line in lines:
        columns.setdefault(line.row.depth, set()).add(line.label)
    by_depth = [columns[depth] for depth in sorted(columns)]
    if any(len(found) > 1 for found in by_depth):
        return False
    in_order = [min(found) for found in by_depth]
    return in_order[0] < in_order[-1] and in_order == sorted(in_order)
