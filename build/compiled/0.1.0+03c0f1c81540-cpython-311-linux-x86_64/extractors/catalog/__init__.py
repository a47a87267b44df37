"""The catalogue: forms, cells, metrics, applicants, identities, sums, flags and issue codes.

Everything is rows of CSV files; this module reads them once and checks that they fit together.
"""

from __future__ import annotations

from typing import Any

from extractors.catalog.check import check
from extractors.catalog.corrections import Correction, CorrectionError, load_corrections
from extractors.catalog.load import (
    applicants,
    comparabilities,
    derived_parts,
    flags,
    form_cells,
    identities,
    identity_forms,
    identity_terms,
    issue_codes,
    metrics,
)
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

__all__ = [
    "Applicant",
    "Comparability",
    "Correction",
    "CorrectionError",
    "DerivedPart",
    "Flag",
    "FormCell",
    "Identity",
    "IdentityForm",
    "IdentityTerm",
    "IssueCode",
    "Metric",
    "applicants",
    "check",
    "form_cells",
    "load_corrections",
    "metrics",
    "tables",
]


def tables() -> dict[str, tuple[Any, ...]]:
    """Return every catalogue table by name, as frozen records whose fields are its columns.

    Raises:
        CatalogError: if the CSV files contradict each other.
    """
    check()
    return {
        "metric": metrics(),
        "applicant": applicants(),
        "form_cell": form_cells(),
        "comparability": comparabilities(),
        "identity": identities(),
        "identity_form": identity_forms(),
        "identity_term": identity_terms(),
        "derived_part": derived_parts(),
        "flag": flags(),
        "issue_code": issue_codes(),
    }
