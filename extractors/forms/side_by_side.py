"""Puts the halves of a table that stand side by side below one another, as the form has them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from extractors.forms.tokens import Token
from extractors.text import label_key

_LEAST_HEADS = 2


def unfolded(tokens: Sequence[Token], heads: frozenset[str]) -> list[Token]:
    """Return the tokens with the right half of a table behind the left one.

    Args:
        heads: keys of the column heads of such a table.
    """
    start = _where_heads_repeat(tokens, heads)
    if start is None:
        return list(tokens)
    head, column = start
    table = [at for at, token in enumerate(tokens) if token.in_grid and token.line >= head.line]
    first, last = table[0], table[-1]
    left = [token for token in tokens[first : last + 1] if token.column < column]
    right = [
        token.moved(token.column - column)
        for token in tokens[first : last + 1]
        if token.in_grid and token.column >= column
    ]
    return [*tokens[:first], *left, *right, *tokens[last + 1 :]]


def _where_heads_repeat(tokens: Sequence[Token], heads: frozenset[str]) -> tuple[Token, int] | None:
    """Return the first head of a line that names the same columns twice, and where they repeat."""
    for in_grid, line in groupby(tokens, key=lambda token: token.in_grid and token.line):
        if in_grid is False:
            continue
        cells = [token for token in line if token.text]
        half = len(cells) // 2
        keys = [label_key(token.text) for token in cells]
        if half >= _LEAST_HEADS and keys[:half] == keys[half:] and set(keys) <= heads:
            return cells[0], cells[half].column
    return None
