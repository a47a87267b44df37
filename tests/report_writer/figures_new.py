"""Figures of a body's year in the era of the 2019 Regulations.

All identities of `form_2019` and `form_2021` hold by construction, the ones over two years too
where the figures of the year before are handed in.
"""

from __future__ import annotations

import random
from decimal import Decimal

from . import catalogue
from .figures import applications, few, spread
from .identities import Figures

_APPLICANT_WEIGHTS = (80, 8, 1, 1, 3, 3)
_ADMINISTRATION = ("licences", "other_services", "penalties", "coercions")


def new_era(rng: random.Random, form: str, level: str, previous: Figures | None = None) -> Figures:
    """A value for every cell of the form. `previous`: the same body's figures a year earlier."""
    figures: Figures = {}
    _documents(rng, form, level, figures, previous or {})
    if form == "form_2019":
        _administration_2019(rng, figures, previous or {})
    else:
        _administration_2021(rng, figures)
    _matrix(rng, form, level, figures, previous or {})
    _disputes(rng, figures)
    return figures


def _put(figures: Figures, metric: str, value: int | Decimal) -> None:
    figures[metric, "total"] = Decimal(value)


def _documents(
    rng: random.Random, form: str, level: str, figures: Figures, previous: Figures
) -> None:
    """Rules are made by governments of provinces and larger cities only."""
    rules = few(rng, 0.6, 3) if level in ("province", "prefecture", "national") else 0
    stock = few(rng, 0.2, 30) if rules else 0
    for kind, made, held in (
        ("rules", rules, stock),
        ("normative_documents", few(rng, 0.55, 6), few(rng, 0.4, 40)),
    ):
        _put(figures, f"{kind}_made", made)
        if form == "form_2019":
            published = made if rng.random() < 0.8 else rng.randint(0, made)
            before = previous.get((f"{kind}_public_stock", "total"))
            _put(figures, f"{kind}_published", published)
            _put(figures, f"{kind}_public_stock", published + (held if before is None else before))
        else:
            before = previous.get((f"{kind}_in_force", "total"), Decimal(held))
            repealed = min(int(before), few(rng, 0.75, 2))
            _put(figures, f"{kind}_repealed", repealed)
            _put(figures, f"{kind}_in_force", before + made - repealed)


def _administration_2019(rng: random.Random, figures: Figures, previous: Figures) -> None:
    idle = rng.random() < 0.35
    for kind in (*_ADMINISTRATION, "fee"):
        stock = 0 if idle else few(rng, 0.4, 60)
        known = previous.get((f"{kind}_items_previous_year", "total"))
        if known is not None:
            stock = int(known + previous[f"{kind}_items_change", "total"])
        change = 0 if rng.random() < 0.6 else rng.randint(-min(stock, 40), 60)
        _put(figures, f"{kind}_items_previous_year", stock)
        _put(figures, f"{kind}_items_change", change)
        if kind != "fee":
            _put(figures, f"{kind}_decided", 0 if idle else few(rng, 0.4, 900))
    projects = few(rng, 0.45, 25)
    _put(figures, "procurement_projects", projects)
    amount = Decimal(rng.randint(100, 900_000) * projects).scaleb(-2) if projects else Decimal(0)
    _put(figures, "procurement_amount", amount)


def _administration_2021(rng: random.Random, figures: Figures) -> None:
    for kind in ("licences", "penalties", "coercions"):
        _put(figures, f"{kind}_decided", few(rng, 0.5, 1500))
    amount = Decimal(rng.randint(1, 500_000)).scaleb(-rng.choice((0, 1, 2)))
    _put(figures, "fees_amount", amount if rng.random() < 0.25 else 0)


def _matrix(rng: random.Random, form: str, level: str, figures: Figures, previous: Figures) -> None:
    codes = [code for code, _ in catalogue.applicants() if code != "total"]
    received = dict(
        zip(codes, spread(rng, applications(rng, level), _APPLICANT_WEIGHTS), strict=True)
    )
    metrics = [row.metric for row in catalogue.matrix(form)]
    outcomes = [metric for metric in metrics if not metric.startswith("applications_")]
    favourite = tuple(rng.choice((0, 0, 1, 2, 9)) for _ in outcomes)
    weights = (30, 6, *favourite[2:]) if len(favourite) > 2 else favourite
    for code in codes:
        before = previous.get(("applications_carried_out", code))
        carried_in = int(before) if before is not None else few(rng, 0.9, received[code] // 9 + 1)
        if before is None and not received[code] and rng.random() < 0.9:
            carried_in = 0
        work = received[code] + carried_in
        carried_out = min(work, few(rng, 0.8, work // 12 + 1)) if work else 0
        figures["applications_received", code] = Decimal(received[code])
        figures["applications_carried_in", code] = Decimal(carried_in)
        figures["applications_carried_out", code] = Decimal(carried_out)
        figures["applications_closed", code] = Decimal(work - carried_out)
        for metric, count in zip(outcomes, spread(rng, work - carried_out, weights), strict=True):
            figures[metric, code] = Decimal(count)
    for metric in metrics:
        figures[metric, "total"] = sum((figures[metric, code] for code in codes), Decimal(0))


def _disputes(rng: random.Random, figures: Figures) -> None:
    rare = 0.93 if figures["applications_received", "total"] < 20 else 0.5
    for kind in ("reviews", "litigation_direct", "litigation_after_review"):
        parts = spread(rng, few(rng, rare, 2), (6, 2, 3, 2))
        for part, count in zip(("upheld", "corrected", "other", "pending"), parts, strict=True):
            _put(figures, f"{kind}_{part}", count)
        _put(figures, f"{kind}_total", sum(parts))
