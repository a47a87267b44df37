"""Says which figures of a sentence are only parts: of a figure that is kept out, or of their own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from extractors.catalog import metrics
from extractors.prose.claims import Claim

Judged = list[tuple[Claim, str | None]]
"""Claims of one sentence, each with what keeps it out, None if nothing does."""

_OF_THE_CLAIM_ALONE = frozenset((None, "context", "prior_year"))
_OF_WHICH = "其中"


@cache
def _wholes() -> dict[str, frozenset[str]]:
    """Return, for each metric, the metrics that it is a part of."""
    parents = {metric.metric: metric.parent for metric in metrics()}
    found: dict[str, frozenset[str]] = {}
    for name in parents:
        above, parent = set(), parents[name]
        while parent:
            above.add(parent)
            parent = parents[parent]
        found[name] = frozenset(above)
    return found


def without_parts(text: str, judged: Judged) -> Judged:
    """Keep out what is a part of something else.

    Where a sentence says how many cases another body had, it goes on with what became of them; and
    what it says of a figure again behind 其中 is a part of that figure.

    Args:
        text: the sentence.
        judged: all claims on its figures.
    """
    refused = [c for c, why in judged if why not in _OF_THE_CLAIM_ALONE]
    allowed = [c for c, why in judged if why is None]
    if not allowed or not (refused or _OF_WHICH in text):
        return judged
    return [(claim, why or _part_of(claim, text, refused, allowed)) for claim, why in judged]


def _part_of(
    claim: Claim, text: str, refused: Sequence[Claim], allowed: Sequence[Claim]
) -> str | None:
    metric = claim.pattern.metric
    wholes = _wholes()[metric]
    before = [c for c in refused if c.start < claim.start and c.pattern.metric in wholes]
    if before:
        last = max(before, key=lambda c: c.start)
        if not any(
            last.start <= c.start < claim.start and c.pattern.metric in wholes for c in allowed
        ):
            return "part_of_what_is_kept_out"
    for other in allowed:
        if (
            other.pattern.metric == metric
            and other.end <= claim.start
            and _OF_WHICH in text[other.end : claim.start]
        ):
            return "part_of_the_same"
    return None
