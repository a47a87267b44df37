"""Section 4 of the forms since 2019: reviews and lawsuits, three times five figures."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from functools import cache
from itertools import dropwhile

from extractors.catalog import FormCell, form_cells
from extractors.forms.by_heads import OTHER_ORDER, in_order
from extractors.forms.figure_row import FigureRow, Slot
from extractors.forms.reading import TableReading
from extractors.forms.row_figures import read_rows, values_after, values_below
from extractors.forms.tokens import Token
from extractors.text import label_key

SECTION = "section4"
_GROUP_SIZE = 5
_IN_ORDER = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
_COLUMNS = frozenset(_IN_ORDER)
_GROUPS = (("行政复议", "行政诉讼"), ("未经复议直接起诉", "复议后起诉"))
_HEADS = _COLUMNS.union(*_GROUPS)
_ONE_HEAD = re.compile("|".join(sorted(_HEADS, key=len, reverse=True)))
_ONLY_HEADS = re.compile(f"(?:{_ONE_HEAD.pattern})+")
_NUMERAL = re.compile(r"[\d零〇一二两三四五六七八九十百]")
_NEXT_CHAPTER = re.compile(r"^(?:[五六][、,.]|存在的?主要问题)")


def closes(values: Sequence[Decimal]) -> bool:
    """Identities I23 to I25: each group's total is the sum of its four results."""
    groups = [values[i : i + _GROUP_SIZE] for i in range(0, len(values), _GROUP_SIZE)]
    return all(sum(group[:-1]) == group[-1] for group in groups)


def contradicts(values: Sequence[Decimal]) -> bool:
    """Say whether most groups do not close: a slip is in one, a shift in all behind it."""
    groups = [values[i : i + _GROUP_SIZE] for i in range(0, len(values), _GROUP_SIZE)]
    closing = [sum(group[:-1]) == group[-1] for group in groups if any(group)]
    return closing.count(False) > closing.count(True)


def read(
    tokens: Sequence[Token], form: str, result: TableReading, *, is_counted: bool = False
) -> None:
    """Read the figures among `tokens`, which start where section 3 ends.

    Args:
        is_counted: section 3 shows that empty cells have lines of their own.
    """
    rows = _rows_by_group(tokens, _groups(form)) or _one_row(tokens, _cells(form), is_counted)
    read_rows(rows, result)


@cache
def _cells(form: str) -> tuple[FormCell, ...]:
    return tuple(c for c in form_cells() if c.form == form and c.section == SECTION)


@cache
def _groups(form: str) -> dict[str, list[FormCell]]:
    """Return the cells of each group, by the key of its name in full and of its last part."""
    groups: dict[str, list[FormCell]] = {}
    for cell in _cells(form):
        name = cell.parent_label or ""
        groups.setdefault(label_key(name), []).append(cell)
        groups.setdefault(name.rpartition("/")[2], groups[label_key(name)])
    return groups


def _slot(cell: FormCell) -> Slot:
    return Slot(cell, f"{cell.parent_label}/{cell.column_label}")


def _rows_by_group(
    tokens: Sequence[Token], groups: Mapping[str, Sequence[FormCell]]
) -> list[FigureRow]:
    """Return a row for each group, where the report prints them below one another."""
    rows = []
    for at, token in enumerate(tokens):
        if (
            token.key in groups
            and len(values := values_after(tokens, at, _GROUP_SIZE)) >= _GROUP_SIZE
            # Empty lines below a head are none of its figures.
            and (token.in_grid or any(value.text for value in values))
        ):
            slots = [_slot(cell) for cell in groups[token.key]]
            rows.append(
                FigureRow(
                    [token],
                    values,
                    slots,
                    closes,
                    groups[token.key][0].parent_label,
                    group=_GROUP_SIZE,
                    problem=None if _columns_in_order(tokens[:at]) else OTHER_ORDER,
                )
            )
    return rows if len(rows) > 1 else []


def _one_row(
    tokens: Sequence[Token], cells: Sequence[FormCell], is_counted: bool
) -> list[FigureRow]:
    """Return the one row that the form has: the first run of cells that is wide enough."""
    slots = [_slot(cell) for cell in cells]
    named = False
    words = heads_at = 0
    at = 0
    blank: FigureRow | None = None
    while at < len(tokens):
        token = tokens[at]
        below: list[Token] = []
        if named and _NEXT_CHAPTER.match(token.text):
            break
        if not named and (token.key in _HEADS or "结果维持" in token.key or _is_title(token)):
            named, words = True, at
        if token.in_grid and token.key in _COLUMNS:
            heads_at = at
        values = _run(tokens, at, len(cells))
        if named and len(values) >= len(cells) and values[0].in_grid:
            below = _below(values, _last_heads(tokens, heads_at), len(cells))
            values = below or values
        if named and len(values) >= len(cells):
            heads = [other for other in tokens[words:at] if other.text] or [values[0]]
            # Heads torn into single characters do not show where the row starts.
            told = bool(below) or _is_right_below(tokens, at, values, len(cells), is_counted)
            torn = sum(len(head.text) == 1 for head in heads) > len(cells)
            row = FigureRow(
                heads,
                values,
                slots,
                closes,
                None,
                ("odd_row",) if torn else (),
                has_label=False,
                is_below_heads=told,
                contradicts=contradicts,
                group=_GROUP_SIZE,
                problem=None if _heads_in_order(tokens[words:at]) else OTHER_ORDER,
            )
            if any(value.text for value in values):
                return [row]
            # An empty line of the grid is the row if none with figures follows.
            blank = blank or (row if below else None)
        at += max(1, len(values))
    if blank:
        return [blank]
    heads = [token for token in tokens[words:at] if token.key in _HEADS]
    return (
        [FigureRow(heads, [], slots, closes, None, group=_GROUP_SIZE)]
        if len(heads) >= len(_HEADS)
        else []
    )


def _heads(tokens: Sequence[Token], names: Collection[str]) -> list[str]:
    """Return the heads with these names as they are printed, be they joined in one cell."""
    return [
        match[0]
        for token in tokens
        for match in _ONE_HEAD.finditer(_only_heads(token))
        if match[0] in names
    ]


def _only_heads(token: Token) -> str:
    """Return the words of a cell, or those parts of a line set with blanks, that are heads."""
    if token.key in _HEADS:
        return token.key
    parts = token.text.split()
    words = "".join(parts)
    if _ONLY_HEADS.fullmatch(words):
        return words
    return " ".join(part for part in parts if _ONLY_HEADS.fullmatch(part))


def _columns_in_order(tokens: Sequence[Token]) -> bool:
    return in_order(_heads(tokens, _COLUMNS), _IN_ORDER)


def _heads_in_order(tokens: Sequence[Token]) -> bool:
    """Say whether the groups stand in the form's order too, which have one row together."""
    for names in _GROUPS:
        first = list(dict.fromkeys(_heads(tokens, names)))
        if len(first) == len(names) and first != list(names):
            return False
    return _columns_in_order(tokens)


def _is_title(token: Token) -> bool:
    return "行政复议" in token.key and "行政诉讼" in token.key and len(token.key) < 40


def _last_heads(tokens: Sequence[Token], at: int) -> list[int]:
    """Return the columns of the heads in the line that the token at `at` ends."""
    columns = []
    while tokens[at].in_grid and tokens[at].key in _COLUMNS:
        columns.append(tokens[at].column)
        if not at or not columns[-1] or tokens[at - 1].line != tokens[at].line:
            break
        at -= 1
    return columns[::-1]


def _below(values: Sequence[Token], heads: Sequence[int], wanted: int) -> list[Token]:
    """Return the cells right below the column heads, if all figures of the line stand there."""
    # The lower line of heads has those of the lawsuits only, where cells that reach down are
    # merged; that it starts behind the first column tells as much.
    if not values[0].explicit:
        return []
    told = bool(heads and heads[0]) or len(values) == wanted or bool(values[0].text)
    if len(heads) != wanted and not (told and len(heads) == wanted - _GROUP_SIZE):
        return []
    # Where cells that reach down were kept, empty, the lower line has those of the reviews too.
    kept = len(heads) < wanted and heads[0] >= _GROUP_SIZE
    first = heads[0] - _GROUP_SIZE if kept else heads[0]
    behind = first + wanted
    below = [value for value in values if first <= value.column < behind]
    beside = any(value.text for value in values if value not in below)
    return below if len(below) == wanted and not beside else []


def _is_right_below(
    tokens: Sequence[Token], at: int, values: Sequence[Token], wanted: int, is_counted: bool
) -> bool:
    """Say whether lines of one cell each hold the figures, and nothing else, below the last heads.

    Where delimiters show the cells, or where empty cells have lines, no cell was lost or added.
    """
    heads = tokens[max(at - 2 * _GROUP_SIZE, 0) : at]
    complete = len(heads) == 2 * _GROUP_SIZE and all(head.key in _COLUMNS for head in heads)
    if tokens[at].in_grid or not complete:
        return False
    if values[0] is tokens[at] and len(values) == wanted:
        return is_counted or all(value.explicit for value in values)
    # An empty cell right below the heads can be one that is left over from them: then no figure may
    # be missing. Where a bar opens the cells, the first of a row has none.
    figures, rest = values[:wanted], values[wanted:]
    full = all(value.text for value in figures) and not any(value.text for value in rest)
    return full and all(value.explicit for value in [*figures[1:], *rest])


def _run(tokens: Sequence[Token], at: int, wanted: int) -> list[Token]:
    """Return the figures that start at `at`: the line of a grid, or all up to the next words."""
    first = tokens[at]
    if first.in_grid:
        # Only from the first cell of a line, where the whole line is the row.
        if first.column:
            return []
        end = at
        while end < len(tokens) and tokens[end].line == first.line:
            end += 1
        line = list(tokens[at:end])
        filled = [token for token in line if token.text]
        figures = [token for token in filled if token.is_value]
        if not filled:
            return line if first.explicit else []
        if len(figures) * 2 <= len(filled):
            return []
        if len(line) > wanted and not (filled[0].is_value or _NUMERAL.search(filled[0].text)):
            # 数量, a label of the row's own; 1(撤回) is a figure with a remark.
            line = line[line.index(filled[0]) + 1 :]
        return line
    if not first.is_value or (at and not tokens[at - 1].in_grid and tokens[at - 1].is_value):
        return []
    values = values_below(tokens, at, wanted)
    # Empty cells before the first figure are left over from the heads, unless there are no more
    # cells than the form has.
    if len(values) == wanted:
        return values
    return list(dropwhile(lambda token: not token.text, values))
