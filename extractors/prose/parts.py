"""Says which figures of a sentence are only parts of another figure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from extractors.catalog import metrics
from extractors.prose.claims import Claim

Judged = list[tuple[Claim, str | None]]
"""Claims of one sentence, each with what keeps it out, None if nothing does."""

_OF_THE_CLAIM_ALONE = frozenset((None, "context", "prior_year"))
_OF_WHICH = "其中"
_OF_THE_YEAR = re.compile(r"年|累计|总计|合计|共")


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
    if not allowed or (len(allowed) == 1 and not refused):
        return judged
    months = [c.end for c, why in judged if why == "months"]
    return [
        (claim, why or _of_a_month(claim, text, months) or _part_of(claim, text, refused, allowed))
        for claim, why in judged
    ]


def _of_a_month(claim: Claim, text: str, ends: Sequence[int]) -> str | None:
    """Say whether the figure goes on from one of a month: 3月举办培训班1期,培训40人次."""
    before = [end for end in ends if end <= claim.start]
    if before and not _OF_THE_YEAR.search(text, max(before), claim.start):
        return "months"
    return None


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
        if other.pattern.metric != metric or other.start == claim.start:
            continue
        if other.end <= claim.start and _OF_WHICH in text[other.end : claim.start]:
            return "part_of_the_same"
        # 驳回起诉12件、驳回诉讼请求10件: neither is the whole of what the form asks for.
        if (
            wholes
            and other.entry.value != claim.entry.value
            and _OF_WHICH not in text[claim.end : other.start]
        ):
            return "told_in_parts"
    return None
