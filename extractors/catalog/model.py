"""The rows of the catalogue: what the forms ask, and how the answers belong together.

The fields of each record are the columns of the staging table of the same name.
"""

from __future__ import annotations

from dataclasses import dataclass

from extractors.model import Severity


@dataclass(frozen=True, slots=True)
class Metric:
    """One thing that is counted, whatever form asks for it (`metrics.csv`)."""

    metric: str
    name_zh: str
    name_en: str
    topic: str
    unit: str
    kind: str
    """count, stock (at year end), amount (of money) or signed (a change)."""
    parent: str | None
    in_narrative: bool
    in_form_2014: bool
    in_form_2019: bool
    in_form_2021: bool
    comparability_note: str | None


@dataclass(frozen=True, slots=True)
class Applicant:
    """Who applied: a column of section 3 (`applicants.csv`)."""

    applicant: str
    label: str
    grouping: str | None
    name_en: str
    position: int


@dataclass(frozen=True, slots=True)
class FormCell:
    """One cell of a form; a row of section 3 counts as one cell with seven figures."""

    form: str
    section: str
    cell: str
    position: int
    row_label: str
    column_label: str | None
    parent_label: str | None
    """Heading that the row stands under; tells rows of the same wording apart."""
    unit: str | None
    role: str
    metric: str | None
    comparability: str | None
    figures: int


@dataclass(frozen=True, slots=True)
class Comparability:
    """How far a metric of a form can be set beside the other era's."""

    form: str
    metric: str
    breakdown: bool
    """True for the figures by applicant, False for the total."""
    comparability: str


@dataclass(frozen=True, slots=True)
class Identity:
    """A relation that figures of a report should satisfy (`identities.csv`)."""

    identity: str
    per: str
    op: str
    strength: str
    note: str | None
    left_expression: str
    right_expression: str
    blanks_count_as_nothing: bool


@dataclass(frozen=True, slots=True)
class IdentityForm:
    """A form that an identity holds for."""

    identity: str
    form: str


@dataclass(frozen=True, slots=True)
class IdentityTerm:
    """One operand of an identity: a metric, or an applicant where the identity is per metric."""

    identity: str
    side: str
    position: int
    operand: str
    sign: int
    year_offset: int


@dataclass(frozen=True, slots=True)
class DerivedPart:
    """One summand of a metric that a form does not print but that its cells add up to."""

    metric: str
    form: str
    part: str
    position: int
    comparability: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A reservation about a figure."""

    flag: str
    set_by: str
    meaning: str


@dataclass(frozen=True, slots=True)
class IssueCode:
    """A kind of thing that somebody should look at."""

    code: str
    severity: Severity
    meaning: str
    what_to_do: str
