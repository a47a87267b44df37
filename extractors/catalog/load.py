"""Turns the catalogue's CSV files into records."""

from __future__ import annotations

import re
from functools import cache
from typing import cast, get_args

from extractors.catalog.model import (
    Applicant,
    Comparability,
    DerivedPart,
    Flag,
    FormCell,
    Identity,
    IdentityForm,
    IdentityTerm,
    IssueCode,
    Metric,
)
from extractors.model import Severity
from extractors.rows import read_csv, read_yaml

FORMS = ("narrative", "form_2014", "form_2019", "form_2021")

# 国办公开办函〔2021〕30号 left the review and litigation row of 2019 as it was.
SECTION_FILES = {
    "form_2019": ("form_2019/section2", "form_2019/section3", "form_2019/section4"),
    "form_2021": ("form_2021/section2", "form_2021/section3", "form_2019/section4"),
}


@cache
def form_cells() -> tuple[FormCell, ...]:
    """Return every cell of every form, in the form's order."""
    rows: list[FormCell] = []
    labels = {row["cell"]: row["label"] for row in read_csv("forms/form_2014/cells.csv")}
    for row in read_csv("forms/form_2014/cells.csv"):
        heading = row["role"] == "heading"
        rows.append(
            FormCell(
                form="form_2014",
                section="table",
                cell=row["cell"],
                position=int(row["cell"]),
                row_label=row["label"],
                column_label=None,
                parent_label=labels.get(row["parent"]),
                unit=None if heading else row["unit"],
                role=row["role"],
                metric=row["metric"] or None,
                comparability=row["comparability"] or None,
                figures=0 if heading else 1,
            )
        )
    for form, files in SECTION_FILES.items():
        for file in files:
            rows.extend(_section_cells(form, file))
    return tuple(rows)


def _section_cells(form: str, file: str) -> list[FormCell]:
    section = file.rpartition("/")[2]
    matrix = section == "section3"
    cells = []
    for position, row in enumerate(read_csv(f"forms/{file}.csv"), start=1):
        group = row.get("group", row.get("article", ""))
        row_label = row.get("label") or row.get("row") or group
        column = row.get("column")
        cells.append(
            FormCell(
                form=form,
                section=section,
                cell=row["cell"] if matrix else f"{section}/{row_label}/{column}",
                position=position,
                row_label=row_label,
                column_label=column,
                parent_label=group or None,
                unit=None,
                role="value",
                metric=row["metric"],
                comparability=row["comparability"],
                figures=len(applicants()) if matrix else 1,
            )
        )
    return cells


@cache
def applicants() -> tuple[Applicant, ...]:
    """Return the seven columns of section 3, in the form's order."""
    return tuple(
        Applicant(row["applicant"], row["label"], row["group"] or None, row["name_en"], position)
        for position, row in enumerate(read_csv("catalog/applicants.csv"), start=1)
    )


@cache
def metrics() -> tuple[Metric, ...]:
    """Return every metric with the forms that know it."""
    notes = {row["metric"]: row["note"] for row in read_csv("catalog/comparability_notes.csv")}
    known = {(cell.form, cell.metric) for cell in form_cells()}
    told = _told_in_prose()
    return tuple(
        Metric(
            metric=(name := row["metric"]),
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            topic=row["topic"],
            unit=row["unit"],
            kind=row["kind"],
            parent=row["parent"] or None,
            in_narrative=name in told,
            in_form_2014=("form_2014", name) in known,
            in_form_2019=("form_2019", name) in known,
            in_form_2021=("form_2021", name) in known,
            comparability_note=notes.get(name),
        )
        for row in read_csv("catalog/metrics.csv")
    )


def _told_in_prose() -> frozenset[str]:
    return frozenset(row["metric"] for row in read_yaml("prose/patterns.yml").values())


@cache
def comparabilities() -> tuple[Comparability, ...]:
    """Return the grade of every metric that a report of a form can state.

    A figure told in prose has the grade of the form's own cell. Where the form has no such
    cell, it has the grade of the 2014 table, whose terms the narrative reports share.
    """
    graded = {
        (cell.form, cell.metric): cell.comparability for cell in form_cells() if cell.metric
    } | {(part.form, part.metric): part.comparability for part in derived_parts()}
    by_applicant = {cell.metric for cell in form_cells() if cell.section == "section3"}
    by_applicant |= {part.metric for part in derived_parts() if part.part in by_applicant}
    rows = []
    for form in FORMS:
        for metric in metrics():
            grade = graded.get((form, metric.metric)) or graded.get(("form_2014", metric.metric))
            rows.append(Comparability(form, metric.metric, False, grade or "reported"))
            if metric.metric in by_applicant and form in SECTION_FILES:
                # Applicant types exist since 2019 only, where both forms count them alike.
                both = all((other, metric.metric) in graded for other in SECTION_FILES)
                rows.append(
                    Comparability(form, metric.metric, True, "exact" if both else "reported")
                )
    return tuple(rows)


@cache
def identities() -> tuple[Identity, ...]:
    """Return the identities."""
    return tuple(
        Identity(
            identity=row["identity"],
            per=row["per"],
            op=row["op"],
            strength=row["strength"],
            note=row["note"] or None,
            left_expression=row["left"],
            right_expression=row["right"],
            blanks_count_as_nothing="blanks count as nothing" in row["note"],
        )
        for row in read_csv("catalog/identities.csv")
    )


@cache
def identity_forms() -> tuple[IdentityForm, ...]:
    """Return which forms each identity holds for."""
    return tuple(
        IdentityForm(row["identity"], form)
        for row in read_csv("catalog/identities.csv")
        for form in row["forms"].split()
    )


@cache
def identity_terms() -> tuple[IdentityTerm, ...]:
    """Return the operands of each identity, parsed from `a + b - c[t-1]`."""
    terms: list[IdentityTerm] = []
    for row in read_csv("catalog/identities.csv"):
        for side in ("left", "right"):
            terms.extend(_parse(row["identity"], side, row[side]))
    return tuple(terms)


_TERM = re.compile(r"(?P<sign>[+-]?)\s*(?P<operand>[a-z0-9_]+)(?:\[t(?P<offset>[+-]\d)?\])?")


def _parse(identity: str, side: str, expression: str) -> list[IdentityTerm]:
    return [
        IdentityTerm(
            identity=identity,
            side=side,
            position=position,
            operand=match["operand"],
            sign=-1 if match["sign"] == "-" else 1,
            year_offset=int(match["offset"] or 0),
        )
        for position, match in enumerate(_TERM.finditer(expression), start=1)
    ]


@cache
def derived_parts() -> tuple[DerivedPart, ...]:
    """Return the summands of every derived metric, form by form."""
    return tuple(
        DerivedPart(row["metric"], form, part.strip(), position, row["comparability"])
        for row in read_csv("catalog/derived_metrics.csv")
        for form in row["forms"].split()
        for position, part in enumerate(row["sum_of"].split("+"), start=1)
    )


@cache
def flags() -> tuple[Flag, ...]:
    """Return the vocabulary of flags."""
    return tuple(Flag(**row) for row in read_csv("catalog/flags.csv"))


@cache
def issue_codes() -> tuple[IssueCode, ...]:
    """Return the vocabulary of issues and quarantine reasons."""
    return tuple(
        IssueCode(row["code"], _severity(row["severity"]), row["meaning"], row["what_to_do"])
        for row in read_csv("catalog/issue_codes.csv")
    )


def _severity(word: str) -> Severity:
    known = {severity: severity for severity in get_args(Severity)}
    return cast(Severity, known[word])
