"""Section 2 of the forms since 2019: what Article 20 of the Regulations has published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from extractors.catalog import FormCell
from extractors.forms.by_heads import OTHER_ORDER, head_keys, in_order, is_repeated, under_heads
from extractors.forms.figure_row import FigureRow, Slot
from extractors.forms.labels import labels
from extractors.forms.reading import TableReading
from extractors.forms.row_figures import read_rows, values_after
from extractors.forms.tokens import Token
from extractors.text import label_key

SECTION = "section2"
_ARTICLE = re.compile(r"第二十条第?\(?[一二三四五六七八九]\)?项?")
_MONEY_UNIT = re.compile(r"(万元|亿元|元)")


def read(tokens: Sequence[Token], form: str, result: TableReading) -> None:
    """Read every row of section 2 among `tokens`, which end where section 3 starts."""
    index = labels(form, SECTION)
    column_keys = _column_keys(form)
    article: str | None = None
    header: list[str] = []
    heads: list[Token] = []
    printed: list[str] = []
    is_read = False
    rows: dict[int, list[FigureRow]] = {}
    for at, token in enumerate(tokens):
        if keys := head_keys(token, column_keys):
            if is_read:
                printed, is_read = [], False
            printed.extend(keys)
        if token.in_grid and token.key in column_keys:
            if heads and heads[0].line != token.line:
                heads = []
            heads.append(token)
        columns = index.get(token.key) if token.key else None
        if columns and is_repeated(tokens, at):
            continue
        is_row = article is not None
        values = values_after(tokens, at, len(columns), is_row=is_row) if columns else []
        if columns and (values or header or is_row):
            slots = [
                Slot(cell, f"{token.text}/{cell.column_label}", unit=_printed_unit(cell, header))
                for cell in columns
            ]
            wanted = [label_key(cell.column_label or "") for cell in columns]
            told, problem = under_heads(values, heads, wanted)
            if values and values[0].text and values[0].start == token.end:
                # Figures without anything between them and the label may be several in one.
                told, problem = None, "label and figures run together"
            if values and not in_order(printed, wanted):
                told, problem = None, OTHER_ORDER
            is_read = True
            row = FigureRow(
                [token],
                told or values,
                slots,
                _no_sum,
                article,
                problem=problem,
            )
            rows.setdefault(len(slots), []).append(row)
            header = []
        elif "条" in token.text and _ARTICLE.fullmatch(token.text.replace(" ", "")):
            article, header, printed = token.text, [], []
            result.used_lines.add(token.line)
        elif article and token.text and not token.is_value:
            header.append(token.text)
            result.used_lines.add(token.line)
    among = [row for found in rows.values() for row in found]
    for same_width in rows.values():
        read_rows(same_width, result, among=among)


@cache
def _column_keys(form: str) -> frozenset[str]:
    cells = (cell for found in labels(form, SECTION).values() for cell in found)
    return frozenset(label_key(cell.column_label or "") for cell in cells) - {""}


def _no_sum(_: Sequence[Decimal]) -> bool:
    """Section 2 has no sums that could be a witness."""
    return False


def _printed_unit(cell: FormCell, header: list[str]) -> str | None:
    """Return the unit of money that the column's header names."""
    if not cell.column_label or "金额" not in cell.column_label:
        return None
    named = [match[1] for text in header if "金额" in text and (match := _MONEY_UNIT.search(text))]
    return named[-1] if named else None
