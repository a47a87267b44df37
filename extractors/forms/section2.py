"""Section 2 of the forms since 2019: what Article 20 of the Regulations has published."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from extractors.catalog import FormCell
from extractors.forms.labels import labels
from extractors.forms.reading import TableReading
from extractors.forms.row_figures import Slot, read_row
from extractors.forms.tokens import Token, values_after

SECTION = "section2"
_ARTICLE = re.compile(r"第二十条第?\(?[一二三四五六七八九]\)?项?")
_MONEY_UNIT = re.compile(r"(万元|亿元|元)")


def read(tokens: Sequence[Token], form: str, result: TableReading) -> None:
    """Read every row of section 2 among `tokens`, which end where section 3 starts."""
    index = labels(form, SECTION)
    article: str | None = None
    header: list[str] = []
    for at, token in enumerate(tokens):
        found = index.get(token.key)
        values = values_after(tokens, at) if found else []
        if found and values:
            _read_row(token, values, found, article, header, result)
            header = []
        elif _ARTICLE.fullmatch(token.cell.text.replace(" ", "")):
            article, header = token.cell.text, []
            result.used_lines.add(token.line)
        elif article and token.cell.text and not token.is_value:
            header.append(token.cell.text)
            result.used_lines.add(token.line)


def _read_row(
    token: Token,
    values: list[Token],
    columns: tuple[FormCell, ...],
    article: str | None,
    header: list[str],
    result: TableReading,
) -> None:
    slots = [
        Slot(cell, f"{token.cell.text}/{cell.column_label}", unit=_printed_unit(cell, header))
        for cell in columns
    ]
    read_row([token], values, slots, _no_sum, article, result)


def _no_sum(_: Sequence[Decimal]) -> bool:
    """Section 2 has no sums that could be a witness."""
    return False


def _printed_unit(cell: FormCell, header: list[str]) -> str | None:
    """Return the unit of money that the column's header names."""
    if not cell.column_label or "金额" not in cell.column_label:
        return None
    named = [match[1] for text in header if "金额" in text and (match := _MONEY_UNIT.search(text))]
    return named[-1] if named else None
