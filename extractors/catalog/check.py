"""Cross-checks the catalogue: every code that one file uses must stand in another."""

from __future__ import annotations

from functools import cache

from extractors.catalog.load import (
    FORMS,
    applicants,
    derived_parts,
    form_cells,
    identities,
    identity_forms,
    identity_terms,
    metrics,
)
from extractors.rows import read_csv, read_yaml

GRADES = frozenset({"exact", "near_exact", "approximate", "reported"})


class CatalogError(ValueError):
    """The catalogue's files contradict each other; the message names file and code."""


@cache
def check() -> None:
    """Raise CatalogError at the first code that is unknown or stands twice."""
    known = _unique("catalog/metrics.csv", [metric.metric for metric in metrics()])
    columns = _unique("catalog/applicants.csv", [row.applicant for row in applicants()])
    _unique("catalog/identities.csv", [row.identity for row in identities()])
    _unique("catalog/flags.csv", [row["flag"] for row in read_csv("catalog/flags.csv")])
    _unique("catalog/issue_codes.csv", [row["code"] for row in read_csv("catalog/issue_codes.csv")])
    _unique("forms", [f"{cell.form}/{cell.section}/{cell.cell}" for cell in form_cells()])

    for metric in metrics():
        _require(metric.parent is None or metric.parent in known, "catalog/metrics.csv", metric)
    for cell in form_cells():
        _require(cell.metric is None or cell.metric in known, f"forms/{cell.form}", cell)
        _require(cell.metric is None or cell.comparability in GRADES, f"forms/{cell.form}", cell)
    for part in derived_parts():
        fits = {part.metric, part.part} <= known and part.form in FORMS
        _require(fits and part.comparability in GRADES, "catalog/derived_metrics.csv", part)
    for form in identity_forms():
        _require(form.form in FORMS, "catalog/identities.csv", form)
    per_metric = {row.identity for row in identities() if row.per == "metric"}
    for term in identity_terms():
        operands = columns if term.identity in per_metric else known
        _require(term.operand in operands, "catalog/identities.csv", term)
    for name, row in read_yaml("prose/patterns.yml").items():
        _require(row["metric"] in known, "prose/patterns.yml", name)
    for row in read_csv("catalog/comparability_notes.csv"):
        _require(row["metric"] in known, "catalog/comparability_notes.csv", row)


def _unique(file: str, codes: list[str]) -> frozenset[str]:
    twice = sorted({code for code in codes if codes.count(code) > 1})
    if twice:
        raise CatalogError(f"{file}: {', '.join(twice)} stands more than once")
    return frozenset(codes)


def _require(holds: bool, file: str, row: object) -> None:
    if not holds:
        raise CatalogError(f"{file}: a code that no other file knows in {row}")
