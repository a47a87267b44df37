"""Tells which of several number columns holds the year's figure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from decimal import Decimal

from extractors.forms.logical_rows import LogicalRow, is_ignored
from extractors.forms.tokens import Token
from extractors.numbers import read_entry

_HEADER_WITHIN = 6
# Without a header the last column counts as the total if it is the sum in this share of rows.
_SUMS_IN = 0.9
_LEAST_SUMS = 3
_THIS_YEAR = re.compile(
    r"^(?:统计数|数量|数值|合计|总计|本年|本年度|本年累计|本年数|(?:19|20)\d\d年度?)$"
)


def figure_column(tokens: Sequence[Token], first_line: int) -> int | None:
    """Return the column of the year's figure, counted in cells; None if the header does not tell.

    The header is the line nearest above the table's first row that names column heads.
    """
    above = [token for token in tokens if token.in_grid and token.line <= first_line]
    for line in sorted({token.line for token in above}, reverse=True)[:_HEADER_WITHIN]:
        heads = [token for token in above if token.line == line]
        if sum(is_ignored(head.text.replace(" ", "")) for head in heads) >= 2:
            fitting = [h for h in heads if _THIS_YEAR.match(h.text.replace(" ", ""))]
            return fitting[0].column if len(fitting) == 1 else _latest(fitting)
    return None


def _latest(heads: Sequence[Token]) -> int | None:
    """Return the column of the latest of several years: a report compares with those before."""
    years = {head.text[:4]: head.column for head in heads if head.text[:4].isdecimal()}
    return years[max(years)] if len(years) == len(heads) > 0 else None


def columns_with_total(table: Sequence[LogicalRow]) -> int:
    """Return how many number columns a table has whose last one is the sum of the others.

    Returns:
        0 where it is not, row by row, in nearly all rows of the usual length: in a shorter one a
        cell was lost, which can be the total.
    """
    lengths = Counter(len(row.values) for row in table if any(v.text for v in row.values))
    usual = max(lengths, key=lengths.__getitem__, default=0)
    if usual < _LEAST_SUMS:
        return 0
    told = closing = 0
    for row in table:
        numbers = [read_entry(value.text).value or Decimal(0) for value in row.values]
        if len(numbers) == usual and any(numbers):
            told += 1
            closing += sum(numbers[:-1]) == numbers[-1]
    return usual if closing >= _LEAST_SUMS and closing >= told * _SUMS_IN else 0
