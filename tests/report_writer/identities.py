"""Evaluates `identities.csv` over the figures of a report."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from . import catalogue
from .model import BrokenIdentity

Figures = dict[tuple[str, str], Decimal]
"""(metric, applicant) -> value; what is not there is not printed as a number."""

_TERM = re.compile(r"([+-])?\s*([a-z_0-9]+)(\[t[+-]?\d*\])?")
_BLANKS_COUNT_AS_NOTHING = frozenset({"I18"})
_TOLERANCE = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Identity:
    """One identity that can be judged within a single report."""

    code: str
    per: str
    op: str
    strength: str
    left: tuple[tuple[int, str], ...]
    right: tuple[tuple[int, str], ...]


def terms(expression: str) -> tuple[tuple[int, str], ...]:
    """Sign and name of each operand."""
    return tuple((-1 if sign == "-" else 1, name) for sign, name, _ in _TERM.findall(expression))


@cache
def identities(form: str) -> tuple[Identity, ...]:
    """The identities of a form, without those that need two years."""
    return tuple(
        Identity(
            row["identity"],
            row["per"],
            row["op"],
            row["strength"],
            terms(row["left"]),
            terms(row["right"]),
        )
        for row in catalogue.identity_rows()
        if form in row["forms"].split() and row["per"] != "years"
    )


def with_sums(form: str, figures: Figures) -> Figures:
    """The figures and the derived sums whose parts are all there."""
    summed = dict(figures)
    for _ in range(2):
        for metric, parts in catalogue.sums().get(form, {}).items():
            for applicant, _label in catalogue.applicants():
                if (metric, applicant) in summed:
                    continue
                values = [summed.get((part, applicant)) for part in parts]
                known = [value for value in values if value is not None]
                if len(known) == len(parts):
                    summed[metric, applicant] = sum(known, Decimal(0))
    return summed


def broken(form: str, figures: Figures) -> tuple[BrokenIdentity, ...]:
    """Every identity that the figures contradict. A missing operand contradicts nothing."""
    known = with_sums(form, figures)
    metrics = sorted({metric for metric, _ in figures})
    found = []
    for identity in identities(form):
        lenient = identity.code in _BLANKS_COUNT_AS_NOTHING
        for instance in _instances(identity, metrics):
            left = _side(identity, identity.left, instance, known, False)
            right = _side(identity, identity.right, instance, known, False)
            if lenient:
                left = _side(identity, identity.left, instance, known, True)
            if left is None or right is None:
                continue
            gap = left - right
            holds = gap <= _TOLERANCE if identity.op == "<=" else abs(gap) <= _TOLERANCE
            if not holds:
                found.append(
                    BrokenIdentity(identity.code, instance, identity.strength, left, right)
                )
    return tuple(found)


def _instances(identity: Identity, metrics: list[str]) -> list[str]:
    if identity.per == "applicant":
        return [code for code, _ in catalogue.applicants()]
    return metrics if identity.per == "metric" else ["report"]


def _side(
    identity: Identity,
    side: tuple[tuple[int, str], ...],
    instance: str,
    known: Figures,
    lenient: bool,
) -> Decimal | None:
    total = Decimal(0)
    for sign, name in side:
        if identity.per == "metric":
            value = known.get((instance, name))
        elif identity.per == "applicant":
            value = known.get((name, instance))
        else:
            value = known.get((name, "total"))
        if value is None:
            if lenient:
                continue
            return None
        total += sign * value
    return total
