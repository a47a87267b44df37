"""Tells the numbers of a flattened table's rows from the figures of the row before."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from extractors.forms.tokens import Token

# In so many of the rows the numbers must count up.
_RISING = 0.6
# Of the numbers with one digit a line, so many must follow one another: a figure looks like a part
# of them.
_FOLLOWING = 0.9


def have_numbers(tokens: Sequence[Token], labels: Sequence[int]) -> bool:
    """True where most labels follow a number that counts up from row to row."""
    before = [tokens[at - 1].text if at else "" for at in labels]
    numbers = [int(text) if text.isdecimal() and len(text) < 4 else -1 for text in before]
    rising = sum(0 < a < b for a, b in pairwise(numbers))
    # Numbers printed one digit a line rise too, but come again every ten rows.
    distinct = len(set(numbers) - {-1})
    return min(rising, distinct) > _RISING * (len(labels) - 1) > 0


def is_next_number(tokens: Sequence[Token], at: int, last: Token) -> bool:
    """Say whether the last value of the row at `at` is the number of the row that follows."""
    own = tokens[at - 1].text if at else ""
    return own.isdecimal() and last.text == str(int(own) + 1)


def torn_numbers(
    tokens: Sequence[Token], rows: Sequence[int], known: Sequence[int]
) -> dict[int, int]:
    """Return how many cells before a label spell the number of its row, one digit in each.

    Args:
        tokens: the cells of a flattened table.
        rows: where the labels of all rows stand, those that the form does not know too.
        known: where the labels of the form stand.

    Returns:
        Nothing where the numbers do not follow one another nearly everywhere.
    """
    number = 0
    found: dict[int, int] = {}
    for at in rows:
        digits = list(str(number + 1))
        start = at - len(digits)
        if start >= 0 and [token.text for token in tokens[start:at]] == digits:
            number += 1
            found[at] = len(digits)
    following = sum(at in found for at in known)
    torn = any(length > 1 for length in found.values())
    return found if torn and following >= _FOLLOWING * len(known) else {}
