"""Why a line of a table gave no figure."""

from __future__ import annotations

import re
from functools import cache

from extractors.catalog import applicants, form_cells
from extractors.explain.model import Why
from extractors.explain.stages import Stages, lines_of
from extractors.forms.labels import HEADING_UNITS, labels
from extractors.forms.logical_rows import is_ignored
from extractors.forms.tokens import Token
from extractors.forms.vocabulary import SECTIONS, known_keys
from extractors.rows import read_csv
from extractors.text import label_key

_PERSONAL = "stay out of the warehouse"
_IGNORED = {
    "column header": "table_head",
    "caption": "caption",
    "head of the table; read by identification": "metadata",
}


def read_elsewhere(stages: Stages) -> dict[int, Why]:
    """Return, by line, the pieces of rows whose figures or findings stand in other lines."""
    document = stages.document
    found: dict[int, Why] = {}
    for reading in stages.tables.readings:
        at = document.line_at(reading.value.start)
        for line in lines_of(document, reading.start, reading.end):
            if line != at:
                found.setdefault(line, Why("row_of_figure", detail=f"line {at}"))
    for finding in stages.tables.findings:
        for line in lines_of(document, finding.start, finding.end):
            found.setdefault(line, Why("row_with_issue"))
    return found


def _numbers_a_row(stages: Stages, line: int) -> bool:
    """Say whether a line holds only a number, and the next one the words of a row."""
    alone = "".join(token.text for token in stages.tokens[line]).isdecimal()
    below = next((other for other in range(line + 1, line + 6) if other in stages.rows), line)
    return alone and is_known(stages, below)


def is_known(stages: Stages, line: int) -> bool:
    """Say whether a line of a table that was read holds words of the form."""
    keys = [token.key for token in stages.tokens.get(line, []) if not token.is_value]
    return line in stages.extent and _by_words(stages, keys) is not None


def of_row(stages: Stages, line: int) -> Why | None:
    """Say what a line is to the report's tables; None if it is none of them."""
    if line not in stages.rows:
        return Why("table_rule")
    row, words = stages.rows[line], stages.tokens.get(line, [])
    if not any(cell.text for cell in row.cells):
        return Why("empty_row")
    for token in words:
        if is_ignored(token.text.replace(" ", "")):
            return _ignored(token, row.text)
    keys = [token.key for token in words if not (token.is_value or token.is_unit)]
    told = _by_words(stages, keys)
    if told and not (told.reason == "other_form" and line in stages.tables.used_lines):
        return told
    if words and all(token.text in HEADING_UNITS for token in words) and line in stages.extent:
        return Why("empty_mark")
    if line in stages.tables.used_lines or (line in stages.cells and not words):
        behind = words[next((at for at, token in enumerate(words) if token.key in keys), 0) + 1 :]
        figures = any(
            token.is_value or token.is_unit for token in behind if token.text not in HEADING_UNITS
        )
        if figures or not keys:
            return Why("used_row")
        return Why("local_heading" if stages.detected.form == "form_2014" else "table_head")
    if words and not keys and line in stages.extent:
        return Why("row_number" if _numbers_a_row(stages, line) else "loose_figure")
    return Why("unknown_row") if row.delimited or len(row.cells) > 2 else None


def _by_words(stages: Stages, keys: list[str]) -> Why | None:
    form = stages.detected.form
    if not keys or not set(keys) <= known_keys():
        return None
    if set(keys) <= _heads(form):
        return Why("table_head")
    if set(keys) & _rows(form):
        return Why("known_row")
    if set(keys) & _headings(form):
        return Why("form_heading")
    return None if form == "narrative" else Why("other_form")


def _ignored(token: Token, text: str) -> Why:
    declared = {row["label"]: row["reason"] for row in read_csv("forms/ignored_labels.csv")}
    compact = text.replace(" ", "")
    for label, told in declared.items():
        if _PERSONAL in told and f"{label}:" in compact:
            return Why("personal", detail=told)
    told = declared[label_key(token.text.replace(" ", "").split(":")[0])]
    return Why(_IGNORED[told]) if told in _IGNORED else Why("ignored_label", detail=told)


def without_persons(printed: str) -> str:
    """Leave of a line with names of persons and phone numbers only its first label."""
    label = re.match(r"[^:：|]*[:：|]?", printed)
    return f"{label[0]} …" if label else printed


def _sections(form: str) -> list[str]:
    return [section for known, section in SECTIONS if known == form]


@cache
def _rows(form: str) -> frozenset[str]:
    """The rows that ask for figures."""
    return frozenset(
        key
        for section in _sections(form)
        if section != "section4"
        for key, cells in labels(form, section).items()
        if any(cell.figures for cell in cells)
    )


@cache
def _headings(form: str) -> frozenset[str]:
    """Headings among the rows, and what rows stand under."""
    cells = [cell for cell in form_cells() if cell.form == form]
    named = {cell.row_label for cell in cells if not cell.figures}
    named |= {part for cell in cells for part in (cell.parent_label or "").split("/")}
    return frozenset(map(label_key, named)) - {""}


@cache
def _heads(form: str) -> frozenset[str]:
    """The heads of columns."""
    if form in ("narrative", "form_2014"):
        return frozenset()
    cells = [cell for cell in form_cells() if cell.form == form]
    named = {cell.column_label or "" for cell in cells}
    named |= {
        part
        for cell in cells
        if cell.section == "section4"
        for part in (cell.parent_label or "").split("/")
    }
    for applicant in applicants():
        named |= {applicant.label, applicant.grouping or ""}
    return frozenset(map(label_key, named)) - {""}
