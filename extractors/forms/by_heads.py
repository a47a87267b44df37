"""Reads a row of a grid below its column heads, where merged cells were repeated or left empty.

Tables that come out of Word or a data frame repeat a merged cell in each column that it covers,
others leave the further columns empty. In both the heads and the row have the same columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from itertools import groupby, pairwise

from extractors.forms.tokens import Token
from extractors.text import label_key

UNSURE = "cells that do not stand below their column heads"
OTHER_ORDER = "column heads in another order than the form's"


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


def in_order(heads: Sequence[str], wanted: Sequence[str]) -> bool:
    """Say whether column heads stand in the form's order, be it several times in a row.

    Heads that the form does not have are passed over, and so are cells that were repeated.

    Args:
        heads: the keys of the heads, as they are printed.
        wanted: the keys in the form's order.
    """
    places = [wanted.index(key) for key in heads if key in wanted]
    single = [place for place, _ in groupby(places)]
    whole = list(range(len(wanted)))
    for found in (places, single):
        if found and found == whole * (len(found) // len(whole)):
            return True
    if sorted(places) == sorted(whole * (len(places) // len(whole))):
        return not places
    # With heads that are missing: where each begins a further time, the form's order does.
    runs = 1 + sum(b < a for a, b in pairwise(single))
    return not single or runs <= max(Counter(single).values())


def head_keys(token: Token, among: Container[str]) -> list[str]:
    """Return the keys of the column heads that a cell, or a line set with blanks, holds."""
    if token.key in among:
        return [token.key]
    if " " not in token.text:
        return []
    keys = map(label_key, token.text.split())
    found = [key for key in keys if key in among]
    return found if len(found) > 1 else []


def is_repeated(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the next cell repeats a merged label cell, as tables out of Word do."""
    if at + 1 == len(tokens):
        return False
    token, beside = tokens[at], tokens[at + 1]
    return token.in_grid and beside.line == token.line and beside.text == token.text
