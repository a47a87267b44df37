"""Section 4 of the forms since 2019: reviews and lawsuits, three times five figures."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from extractors.catalog import FormCell, form_cells
from extractors.forms.reading import TableReading
from extractors.forms.row_figures import FigureRow, Slot, read_rows, values_after
from extractors.forms.tokens import Token
from extractors.text import label_key

SECTION = "section4"
_GROUP_SIZE = 5
_COLUMNS = frozenset({"结果维持", "结果纠正", "其他结果", "尚未审结", "总计"})
_HEADS = _COLUMNS | {"行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉"}
# Around the first 结果维持: two lines of group heads before, fourteen more column heads behind.
_HEADS_BEFORE, _HEADS_BEHIND = 12, 40


def closes(values: Sequence[Decimal]) -> bool:
    """Identities I23 to I25: each group's total is the sum of its four results."""
    groups = [values[i : i + _GROUP_SIZE] for i in range(0, len(values), _GROUP_SIZE)]
    return all(sum(group[:-1]) == group[-1] for group in groups)


def read(tokens: Sequence[Token], form: str, result: TableReading) -> None:
    """Read the figures among `tokens`, which start where section 3 ends."""
    cells = [c for c in form_cells() if c.form == form and c.section == SECTION]
    rows = _rows_by_group(tokens, cells) or _one_row(tokens, cells)
    read_rows(rows, result)


def _slot(cell: FormCell) -> Slot:
    return Slot(cell, f"{cell.parent_label}/{cell.column_label}")


def _rows_by_group(tokens: Sequence[Token], cells: Sequence[FormCell]) -> list[FigureRow]:
    """Return a row for each group, where the report prints them below one another."""
    groups: dict[str, list[FormCell]] = {}
    for cell in cells:
        groups.setdefault(label_key(cell.parent_label or ""), []).append(cell)
        groups.setdefault((cell.parent_label or "").rpartition("/")[2], groups[_group(cell)])
    rows = []
    for at, token in enumerate(tokens):
        if (
            token.key in groups
            and len(values := values_after(tokens, at, _GROUP_SIZE)) >= _GROUP_SIZE
        ):
            slots = [_slot(cell) for cell in groups[token.key]]
            rows.append(
                FigureRow([token], values, slots, closes, groups[token.key][0].parent_label)
            )
    return rows if len(rows) > 1 else []


def _group(cell: FormCell) -> str:
    return label_key(cell.parent_label or "")


def _one_row(tokens: Sequence[Token], cells: Sequence[FormCell]) -> list[FigureRow]:
    """Return the one row that the form has, behind its heads or its chapter's title."""
    heads = [at for at, token in enumerate(tokens) if token.key in _HEADS]
    upheld = next((at for at in heads if tokens[at].key == "结果维持"), None)
    if upheld is None:
        titles = (at for at, token in enumerate(tokens) if _is_title(token))
        heads = [next(titles, -1)]
    else:
        heads = [at for at in heads if upheld - _HEADS_BEFORE < at < upheld + _HEADS_BEHIND]
    values = _run(tokens, heads[-1] + 1, len(cells))
    if heads == [-1] or not values:
        return []
    words = tokens[heads[0] : heads[-1] + 1]
    return [FigureRow(words, values, [_slot(cell) for cell in cells], closes, None)]


def _is_title(token: Token) -> bool:
    return "行政复议" in token.key and "行政诉讼" in token.key and len(token.key) < 40


def _run(tokens: Sequence[Token], at: int, wanted: int) -> list[Token]:
    """Return the cells behind the heads: a whole line of a grid, or all up to the next words."""
    for place, token in enumerate(tokens[at:], start=at):
        if token.in_grid:
            line = [other for other in tokens[place:] if other.line == token.line]
            if any(other.text for other in line):
                return line
        elif place:
            return values_after(tokens, place - 1, wanted)
    return []
