"""Section 4 of the forms since 2019: reviews and lawsuits, one row of three times five figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractors.catalog import form_cells
from extractors.forms.reading import TableReading
from extractors.forms.row_figures import Slot, read_row
from extractors.forms.tokens import Token
from extractors.text import label_key

SECTION = "section4"
_GROUP_SIZE = 5
# Around the first 结果维持: two lines of group heads before, fourteen more column heads behind.
_HEADS_BEFORE, _HEADS_BEHIND = 12, 40
_HEADS = frozenset(
    label_key(head)
    for head in ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计", "行政复议", "行政诉讼")
) | {"未经复议直接起诉", "复议后起诉"}


def closes(values: Sequence[Decimal]) -> bool:
    """Identities I23 to I25: each group's total is the sum of its four results."""
    groups = [values[i : i + _GROUP_SIZE] for i in range(0, len(values), _GROUP_SIZE)]
    return all(sum(group[:-1]) == group[-1] for group in groups)


def read(tokens: Sequence[Token], form: str, result: TableReading) -> None:
    """Read the row among `tokens`, which start where section 3 ends."""
    heads = [at for at, token in enumerate(tokens) if token.key in _HEADS]
    upheld = next((at for at in heads if tokens[at].key == "结果维持"), None)
    if upheld is None:
        return
    heads = [at for at in heads if upheld - _HEADS_BEFORE < at < upheld + _HEADS_BEHIND]
    values = _run(tokens, heads[-1] + 1)
    slots = [
        Slot(cell, f"{cell.parent_label}/{cell.column_label}")
        for cell in form_cells()
        if cell.form == form and cell.section == SECTION
    ]
    read_row(tokens[heads[0] : heads[-1] + 1], values, slots, closes, None, result)


def _run(tokens: Sequence[Token], at: int) -> list[Token]:
    """Return the value cells behind the headers, up to the next words."""
    values: list[Token] = []
    for token in tokens[at:]:
        if not token.is_value:
            break
        values.append(token)
    while values and not values[0].cell.text and not values[0].in_grid:
        values.pop(0)
    while values and not values[-1].cell.text and not values[-1].in_grid:
        values.pop()
    return values
