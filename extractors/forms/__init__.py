"""The four forms: which one a report is in, and what its tables say."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.document import Document
from extractors.forms import cut_figures, form_doubt, local_table, row_order, since_2019
from extractors.forms.detect import Detected, by_year, detect
from extractors.forms.form_2014 import table as form_2014
from extractors.forms.reading import Finding, Reading, TableReading
from extractors.forms.tokens import Token, tokens_of
from extractors.forms.wrapped import joined

__all__ = [
    "Detected",
    "Finding",
    "Reading",
    "TableReading",
    "by_year",
    "cells_of",
    "detect",
    "read_tables",
]


def cells_of(document: Document) -> list[Token]:
    """Return the report's cells in reading order, wrapped labels joined."""
    return joined(tokens_of(document))


def read_tables(
    document: Document, tokens: Sequence[Token], form: str, *, is_sure: bool = True
) -> TableReading:
    """Read the tables of a report in a form; one that is not sure is marked at the figures."""
    if form == "narrative":
        return local_table.read(tokens)
    if form == "form_2014":
        result = form_2014.read(document, tokens)
    else:
        result = since_2019.read(tokens, form)
    row_order.mark(result.readings, form)
    cut_figures.mark(document, result.readings)
    if not is_sure:
        form_doubt.mark(result.readings)
    return result
