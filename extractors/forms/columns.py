"""Tells which of several number columns holds the year's figure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.forms.logical_rows import is_ignored
from extractors.forms.tokens import Token

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
            fitting = [h.column for h in heads if _THIS_YEAR.match(h.text.replace(" ", ""))]
            return fitting[0] if len(fitting) == 1 else None
    return None


_HEADER_WITHIN = 6
