"""Figures of a body's year in the era of the 2008 Regulations, zero-heavy with a long tail.

All identities of `form_2014` hold by construction: parts are drawn from their totals.
"""

from __future__ import annotations

import random
from decimal import Decimal

Values = dict[str, Decimal]
"""Metric -> value, for the whole report."""

# Median of applications and of disclosed items, and the share of bodies without any application.
_SCALES = {
    "township": (2, 120, 0.62),
    "department": (5, 320, 0.42),
    "county": (28, 2400, 0.14),
    "prefecture": (120, 9000, 0.04),
    "province": (520, 26000, 0.0),
    "national": (900, 9000, 0.0),
}

CHANNELS = ("received_in_person", "received_fax", "received_online", "received_letter")
OUTCOMES = (
    "outcome_already_public", "outcome_granted", "outcome_partly_granted", "outcome_refused",
    "outcome_not_own_remit", "outcome_not_existing", "outcome_correction_notice",
    "outcome_other_channel",
)  # fmt: skip
_OUTCOME_WEIGHTS = (24, 34, 6, 9, 10, 9, 4, 4)
REFUSALS = (
    "refused_state_secret", "refused_trade_secret", "refused_personal_privacy",
    "refused_security_stability", "refused_not_government_information", "refused_other_law",
)  # fmt: skip


def applications(rng: random.Random, level: str) -> int:
    """How many applications a body of this level receives in a year."""
    median, _, idle = _SCALES[level]
    if rng.random() < idle:
        return 0
    return max(1, min(30_000, round(rng.lognormvariate(0, 1.1) * median)))


def spread(rng: random.Random, total: int, weights: tuple[int, ...]) -> list[int]:
    """Split `total` over parts, roughly by weight; the parts add up to it."""
    parts = [0] * len(weights)
    if total <= 60:
        for index in rng.choices(range(len(weights)), weights, k=total):
            parts[index] += 1
        return parts
    drawn = [weight * rng.uniform(0.2, 1.8) for weight in weights]
    whole = sum(drawn)
    parts = [int(total * share / whole) for share in drawn]
    parts[weights.index(max(weights))] += total - sum(parts)
    return parts


def few(rng: random.Random, zero: float, typical: int) -> int:
    """A small count that is zero with probability `zero`."""
    if rng.random() < zero:
        return 0
    return 1 + int(rng.expovariate(1 / typical))


def old_era(rng: random.Random, level: str) -> Values:
    """A value for every metric of `form_2014`."""
    counts: dict[str, int] = {}
    _disclosure(rng, level, counts)
    _responses(rng, counts)
    _applications(rng, level, counts)
    _disputes(rng, counts)
    _capacity(rng, counts)
    values = {metric: Decimal(count) for metric, count in counts.items()}
    values["foi_fees_collected"] = _money(rng, 0.96, 40, -4)
    values["foi_budget"] = _money(rng, 0.6, 80, -1)
    return values


def _money(rng: random.Random, zero: float, typical: int, power: int) -> Decimal:
    """An amount in 万元: a few yuan for copies, or a small budget."""
    amount = Decimal(few(rng, zero, typical) * rng.choice((1, 5, 10))).scaleb(power)
    return amount.normalize() + 0


def _disclosure(rng: random.Random, level: str, counts: dict[str, int]) -> None:
    total = max(1, round(rng.lognormvariate(0, 0.9) * _SCALES[level][1]))
    counts["disclosed_total"] = total
    counts["normative_documents_published"] = min(total, few(rng, 0.5, 8))
    counts["normative_documents_made"] = (
        counts["normative_documents_published"] if rng.random() < 0.6 else few(rng, 0.4, 9)
    )
    counts["disclosed_gazette"] = min(total, few(rng, 0.8, total // 12 + 2))
    counts["disclosed_weibo"] = min(total, few(rng, 0.6, total // 5 + 2))
    counts["disclosed_wechat"] = min(total, few(rng, 0.5, total // 4 + 2))
    counts["disclosed_other"] = min(total, few(rng, 0.7, total // 6 + 2))
    others = sum(counts[f"disclosed_{name}"] for name in ("gazette", "weibo", "wechat", "other"))
    least = max(0, total - others)
    counts["disclosed_website"] = total if rng.random() < 0.4 else rng.randint(least, total)


def _responses(rng: random.Random, counts: dict[str, int]) -> None:
    counts["responses_hot_topics"] = few(rng, 0.6, 6)
    for metric, zero, typical in (("press_conferences", 0.6, 4), ("online_interviews", 0.7, 3)):
        counts[metric] = few(rng, zero, typical)
        counts[f"{metric}_led"] = rng.randint(0, counts[metric])
    counts["interpretations_published"] = few(rng, 0.45, 14)
    counts["responses_weibo_wechat"] = few(rng, 0.7, 12)
    counts["responses_other"] = few(rng, 0.75, 15)


def _applications(rng: random.Random, level: str, counts: dict[str, int]) -> None:
    received = applications(rng, level)
    counts["applications_received"] = received
    weights = (rng.choice((1, 6, 20)), 1, rng.choice((10, 30, 60)), rng.choice((2, 15, 40)))
    for metric, count in zip(CHANNELS, spread(rng, received, weights), strict=True):
        counts[metric] = count
    closed = received
    if received > 4 and rng.random() < 0.3:
        closed = max(0, received + rng.randint(-received // 6, received // 6))
    extended = 0 if rng.random() < 0.7 else rng.randint(0, closed // 4)
    counts["applications_closed"] = counts["applications_answered"] = closed
    counts["closed_on_time"], counts["closed_extended"] = closed - extended, extended
    for metric, count in zip(OUTCOMES, spread(rng, closed, _OUTCOME_WEIGHTS), strict=True):
        counts[metric] = count
    refused = spread(rng, counts["outcome_refused"], (2, 4, 6, 3, 5, 2))
    counts.update(zip(REFUSALS, refused, strict=True))


def _disputes(rng: random.Random, counts: dict[str, int]) -> None:
    rare = 0.92 if counts["applications_received"] < 20 else 0.45
    for kind in ("reviews", "litigation"):
        total = few(rng, rare, 2)
        parts = spread(rng, total, (6, 2, 3))
        counts[f"{kind}_total"] = total
        for part, count in zip(("upheld", "corrected", "other"), parts, strict=True):
            counts[f"{kind}_{part}"] = count
    counts["complaints_total"] = few(rng, 0.9, 3)


def _capacity(rng: random.Random, counts: dict[str, int]) -> None:
    counts["foi_units"] = few(rng, 0.35, 3)
    counts["reading_points"] = few(rng, 0.3, 5)
    counts["staff_full_time"] = few(rng, 0.55, 3)
    counts["staff_part_time"] = few(rng, 0.2, 4)
    counts["staff_total"] = counts["staff_full_time"] + counts["staff_part_time"]
    counts["meetings_held"] = few(rng, 0.3, 3)
    counts["trainings_held"] = few(rng, 0.35, 2)
    counts["people_trained"] = (
        counts["trainings_held"] * rng.randint(8, 120) if counts["trainings_held"] else 0
    )
