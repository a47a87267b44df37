"""Reads a row of a grid below its column heads, where merged cells were repeated or left empty.

Tables that come out of Word or a data frame repeat a merged cell in each column that it covers,
others leave the further columns empty. In both the heads and the row have the same columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.forms.tokens import Token

UNSURE = "cells that do not stand below their column heads"


def under_heads(
    values: Sequence[Token], heads: Sequence[Token], wanted: Sequence[str]
) -> tuple[list[Token] | None, str | None]:
    """Return one cell for each head that is wanted, or why they cannot be told.

    Args:
        values: the cells behind a row's label.
        heads: the cells of the nearest line that names columns.
        wanted: keys of the columns that the form has, in its order.

    Returns:
        Nothing and no reason where the heads are single cells side by side, or other heads: then
        they tell no more than the number of cells does.
    """
    if not values or not values[0].in_grid or {head.key for head in heads} != set(wanted):
        return None, None
    columns = [head.column for head in heads]
    side_by_side = all(b - a == 1 for a, b in pairwise(columns))
    if len(heads) == len(wanted) and side_by_side:
        return None, None
    cells = {value.column: value for value in values}
    if not cells.keys() >= set(columns):
        return None, UNSURE
    if any(cells[column].text for column in cells.keys() - set(columns)):
        return None, UNSURE
    found = []
    for key in wanted:
        below = [cells[head.column] for head in heads if head.key == key]
        if len({cell.text for cell in below}) > 1:
            return None, UNSURE
        found.append(below[0])
    return found, None


def is_repeated(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the next cell repeats a merged label cell, as tables out of Word do."""
    if at + 1 == len(tokens):
        return False
    token, beside = tokens[at], tokens[at + 1]
    return token.in_grid and beside.line == token.line and beside.text == token.text
