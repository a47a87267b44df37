"""Tells which of several number columns holds the year's figure."""

from __future__ import annotations

import re
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


def last_is_total(table: Sequence[LogicalRow]) -> bool:
    """Say whether the last of several number columns is the sum of the others, row by row."""
    told = closing = 0
    for row in table:
        numbers = [read_entry(value.text).value or Decimal(0) for value in row.values]
        if len(numbers) >= _LEAST_SUMS and any(numbers):
            told += 1
            closing += sum(numbers[:-1]) == numbers[-1]
    return closing >= _LEAST_SUMS and closing >= told * _SUMS_IN
