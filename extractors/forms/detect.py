"""Tells the form from what the report holds; from its year only where nothing in it tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from extractors.catalog import FormCell, form_cells
from extractors.forms.labels import labels
from extractors.forms.logical_rows import is_ignored
from extractors.forms.tokens import Token
from extractors.model import Form
from extractors.text import label_key

# A table cut to fewer rows than this is a local table of a narrative report.
_LEAST_ROWS_2014 = 12
_LEAST_ROWS_MATRIX = 4
_LEAST_ROWS_2 = 3
_LEAST_HEADS = 2
# 国办公开办函〔2021〕30号 holds for the reports from this year on.
_FIRST_YEAR_2021 = 2021
# Reports print both names in both forms: neither tells the form.
_EITHER_NAME = frozenset({"规范性文件", "行政规范性文件"})
# How the column heads begin that only one of the forms has; often cut or wrapped behind that.
_LONGEST_HEAD = 8
_HEAD_BEGINS = {"form_2019": ("对外公开", "本年新制作", "本年新公开"), "form_2021": ("现行有效",)}


@dataclass(frozen=True, slots=True)
class Detected:
    """The form, the words that tell it, and the form of a second table if there is one.

    `is_sure` is false where no word tells the form of 2019 from that of 2021.
    """

    form: Form
    evidence: str
    second: Form | None = None
    is_sure: bool = True


def detect(tokens: Sequence[Token]) -> Detected:
    """Return the form with most of its rows in the report."""
    keys = {token.key for token in tokens}
    rows = _rows_2014()
    table = {cell.cell for key in keys & rows.keys() for cell in rows[key]}
    matrix = keys & _matrix_keys()
    has_table = len(table) >= _LEAST_ROWS_2014
    has_matrix = len(matrix) >= _LEAST_ROWS_MATRIX
    if has_matrix and len(matrix) * 2 >= len(table):
        form, told, is_sure = _since_2019(keys)
        second: Form | None = "form_2014" if has_table else None
        found = f"{len(matrix)} rows of the applicant matrix"
        return Detected(form, f"{found}; {told}", second, is_sure)
    if has_table:
        return Detected(
            "form_2014",
            f"{len(table)} rows of the 2014 table",
            _since_2019(keys)[0] if has_matrix else None,
        )
    if (
        len(keys & _section2_rows()) >= _LEAST_ROWS_2
        and len(keys & _section2_heads()) >= _LEAST_HEADS
    ):
        # The matrix can be a picture or an attachment.
        form, told, is_sure = _since_2019(keys)
        found = "rows and column heads of section 2, no applicant matrix"
        return Detected(form, f"{found}; {told}", None, is_sure)
    return Detected("narrative", "no table of a national form; figures stand in sentences")


def by_year(detected: Detected, year: int) -> Detected:
    """Return the form that held in the report's year where nothing in the report told it."""
    if detected.is_sure:
        return detected
    form: Form = "form_2021" if year >= _FIRST_YEAR_2021 else "form_2019"
    return replace(detected, form=form, evidence=f"{detected.evidence}; so the year {year} decides")


def _since_2019(keys: set[str]) -> tuple[Form, str, bool]:
    """Tell 2019 from 2021 by the headings and rows that only one of them has."""
    forms: tuple[Form, Form] = ("form_2019", "form_2021")
    only = {form: sorted(keys & _only(form)) or _cut_heads(keys, form) for form in forms}
    if len(only["form_2021"]) > len(only["form_2019"]):
        return "form_2021", f"only 2021 has {'、'.join(only['form_2021'][:4])}", True
    if len(only["form_2019"]) > len(only["form_2021"]):
        return "form_2019", f"only 2019 has {'、'.join(only['form_2019'][:4])}", True
    return "form_2019", "nothing tells 2019 from 2021", False


def _cut_heads(keys: set[str], form: str) -> list[str]:
    begins = _HEAD_BEGINS[form]
    return sorted(key for key in keys if len(key) <= _LONGEST_HEAD and key.startswith(begins))


@cache
def _rows_2014() -> dict[str, tuple[FormCell, ...]]:
    index = labels("form_2014", "table")
    return {
        key: cells
        for key, cells in index.items()
        if any(cell.figures for cell in cells) and not is_ignored(key)
    }


@cache
def _matrix_keys() -> frozenset[str]:
    heads = {"总计", "其他"}
    return frozenset(labels("form_2019", "section3")) - heads


@cache
def _section2_rows() -> frozenset[str]:
    return frozenset(key for form in ("form_2019", "form_2021") for key in labels(form, "section2"))


@cache
def _section2_heads() -> frozenset[str]:
    return frozenset(
        label_key(cell.column_label)
        for form in ("form_2019", "form_2021")
        for cells in labels(form, "section2").values()
        for cell in cells
        if cell.column_label
    )


@cache
def _only(form: str) -> frozenset[str]:
    def words(form: str) -> set[str]:
        cells = [cell for cell in form_cells() if cell.form == form]
        rows = {label_key(cell.row_label) for cell in cells if cell.section != "section4"}
        return rows | {label_key(c.column_label) for c in cells if c.column_label}

    other = "form_2019" if form == "form_2021" else "form_2021"
    others = words(other)
    # The rest of 本年处理决定数量, broken behind 本年, is what 2019 calls its column.
    rests = {word for word in words(form) if any(one.endswith(word) for one in others)}
    # 其他处理 is a row in 2019 and a heading in 2021: its presence tells nothing.
    return frozenset(words(form) - others - rests - {"其他处理", "其他"} - _EITHER_NAME)
