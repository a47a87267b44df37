"""What the column heads above the matrix of applications say: which columns, in which order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from extractors.catalog import applicants
from extractors.forms.tokens import Token
from extractors.text import label_key

_KEYS = tuple(label_key(applicant.label) for applicant in applicants())
# The heads take up three lines, and one more where a title or a remark stands between.
_WITHIN = 60
_LEAST_HEADS = 5


@dataclass(frozen=True, slots=True)
class Heads:
    """The heads of the matrix.

    Attributes:
        whole: each of the columns is named, but for a total that is named nowhere.
        in_order: none of them is named before one that the form has before it.
        start: the column of the first of them, where all stand beside one another as in the form.
    """

    whole: bool
    in_order: bool
    start: int | None

    def confirm(self, origin: str, column: int) -> bool:
        """Say whether figures that start in a column, or behind their labels, fit the heads."""
        if origin == "line" and self.start != column:
            return False
        return self.whole and self.in_order


def heads_above(tokens: Sequence[Token], at: int) -> Heads | None:
    """Return what the heads above the first row say, whose label is the token at `at`.

    Returns:
        None where hardly any of them is printed.
    """
    found: dict[str, list[Token]] = {}
    for token in tokens[max(0, at - _WITHIN) : at][::-1]:
        if token.is_value and token.text:
            # The figures of the table before.
            break
        if token.key in _KEYS and token.line < tokens[at].line:
            found.setdefault(token.key, []).append(token)
    if len(found) < _LEAST_HEADS:
        return None
    nearest = [found[key][0] for key in _KEYS if key in found]
    ordered = not any(_swapped(one, other) for one, other in combinations(nearest, 2))
    return Heads(found.keys() >= set(_KEYS[:-1]), ordered, _first_column(found))


def _swapped(one: Token, other: Token) -> bool:
    """Say whether a head stands behind one that the form has behind it, in one line or in lines.

    The total is printed above the heads of organisations, so beside them it tells nothing, nor do
    the lines of a grid.
    """
    if other.key == _KEYS[-1] and one.key != _KEYS[0]:
        return False
    if one.in_grid or other.in_grid:
        return one.line == other.line and one.column > other.column
    return one.line > other.line


def _first_column(found: Mapping[str, Sequence[Token]]) -> int | None:
    """Return the column of the first head, where the others stand behind it one by one."""
    columns = {
        key: {token.column for token in tokens if token.in_grid and token.explicit}
        for key, tokens in found.items()
    }
    named = _KEYS if _KEYS[-1] in found else _KEYS[:-1]
    starts = [
        start
        for start in sorted(columns.get(_KEYS[0], ()))
        if all(start + place in columns.get(key, ()) for place, key in enumerate(named))
    ]
    return starts[0] if len(starts) == 1 else None
