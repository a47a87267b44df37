"""Section 2 of the forms since 2019: what Article 20 of the Regulations has published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractors.catalog import FormCell
from extractors.forms.labels import labels
from extractors.forms.reading import TableReading
from extractors.forms.row_figures import FigureRow, Slot, read_rows, values_after
from extractors.forms.tokens import Token

SECTION = "section2"
_ARTICLE = re.compile(r"第二十条第?\(?[一二三四五六七八九]\)?项?")
_MONEY_UNIT = re.compile(r"(万元|亿元|元)")


def read(tokens: Sequence[Token], form: str, result: TableReading) -> None:
    """Read every row of section 2 among `tokens`, which end where section 3 starts."""
    index = labels(form, SECTION)
    article: str | None = None
    header: list[str] = []
    rows: dict[int, list[FigureRow]] = {}
    for at, token in enumerate(tokens):
        columns = index.get(token.key) if token.key else None
        values = values_after(tokens, at, len(columns)) if columns else []
        if columns and (values or header):
            slots = [
                Slot(cell, f"{token.text}/{cell.column_label}", unit=_printed_unit(cell, header))
                for cell in columns
            ]
            row = FigureRow([token], values, slots, _no_sum, article)
            rows.setdefault(len(slots), []).append(row)
            header = []
        elif "条" in token.text and _ARTICLE.fullmatch(token.text.replace(" ", "")):
            article, header = token.text, []
            result.used_lines.add(token.line)
        elif article and token.text and not token.is_value:
            header.append(token.text)
            result.used_lines.add(token.line)
    for same_width in rows.values():
        read_rows(same_width, result)


def _no_sum(_: Sequence[Decimal]) -> bool:
    """Section 2 has no sums that could be a witness."""
    return False


def _printed_unit(cell: FormCell, header: list[str]) -> str | None:
    """Return the unit of money that the column's header names."""
    if not cell.column_label or "金额" not in cell.column_label:
        return None
    named = [match[1] for text in header if "金额" in text and (match := _MONEY_UNIT.search(text))]
    return named[-1] if named else None
