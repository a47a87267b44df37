"""Section 2 of the forms since 2019: documents, licences, penalties, fees, procurement (Art. 20)."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.catalog import FormCell
from extractors.document import Cell
from extractors.forms.fitting import Fit, fit
from extractors.forms.labels import labels
from extractors.forms.reading import Finding, Reading, TableReading
from extractors.forms.tokens import Token, values_after
from extractors.numbers import UNREADABLE, read_entry

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
    cells = [value.cell for value in values]
    fitted = fit(cells, len(columns), lambda _: False)
    if fitted.problem:
        filled = [cell for cell in cells if cell.text]
        if len(filled) == len(columns) and not token.in_grid:
            fitted = Fit(tuple(filled))
    end = max([token.cell.end, *(value.cell.end for value in values if value.cell.text)])
    result.used_lines.update({token.line, *(value.line for value in values)})
    if fitted.problem:
        message = f"{token.cell.text}: {fitted.problem}"
        result.findings.append(
            Finding("warning", "unreadable_row", message, token.cell.start, end)
        )
    for position, cell in enumerate(columns):
        value = Cell(token.cell.text, cells[0].start, end)
        if not fitted.problem:
            value = fitted.cells[position]
        entry = UNREADABLE if fitted.problem else read_entry(value.text)
        result.readings.append(
            Reading(
                section=article,
                cell=cell.cell,
                label=f"{token.cell.text}/{cell.column_label}",
                metric=cell.metric,
                applicant="total",
                unit=entry.unit or _printed_unit(cell, header),
                value=value,
                entry=entry,
                start=token.cell.start,
                end=end,
                source="table",
                rule="cell",
                flags=fitted.flags,
            )
        )


def _printed_unit(cell: FormCell, header: list[str]) -> str | None:
    """Return the unit of money that the column's header names."""
    if not cell.column_label or "金额" not in cell.column_label:
        return None
    named = [match[1] for text in header if "金额" in text and (match := _MONEY_UNIT.search(text))]
    return named[-1] if named else None
