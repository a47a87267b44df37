"""Tells which of several number columns holds the year's figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.document import Row
from extractors.forms.logical_rows import LogicalRow, is_ignored

_THIS_YEAR = re.compile(
    r"^(?:统计数|数量|数值|合计|总计|本年|本年度|本期|本期实际|本年数|20\d\d年度?)$"
)


def figure_column(rows: Sequence[Row], table: Sequence[LogicalRow]) -> int | None:
    """Return the position, among the number columns, of the year's figure; None if unsure.

    The header is the delimited line nearest above the table that names column heads only.
    """
    widest = max((len(row.values) for row in table), default=0)
    if widest < 2:
        return None
    first = table[0].line
    for row in reversed([row for row in rows if row.line < first][-6:]):
        heads = [cell.text.replace(" ", "") for cell in row.cells]
        if len(heads) >= widest and any(is_ignored(head) for head in heads):
            numbers = heads[-widest:]
            fitting = [i for i, head in enumerate(numbers) if _THIS_YEAR.match(head)]
            return fitting[0] if len(fitting) == 1 else None
    return None
