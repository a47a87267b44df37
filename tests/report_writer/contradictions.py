"""Breaks the arithmetic of figures that were sound, as honest reports sometimes do."""

from __future__ import annotations

import random
from decimal import Decimal

from .identities import Figures, broken, identities


def contradict(rng: random.Random, form: str, strength: str, figures: Figures) -> Figures:
    """The figures with one to three cells changed so that identities of `strength` fail."""
    changed = dict(figures)
    wanted = [i for i in identities(form) if i.strength == strength]
    operands = sorted(
        {name for identity in wanted for _, name in (*identity.left, *identity.right)}
    )
    keys = sorted(key for key in figures if key[0] in operands or key[1] != "total")
    if not keys:
        return changed
    for _ in range(12):
        key = rng.choice(keys)
        old = changed[key]
        new = old + rng.choice((1, 2, 5, 10, 100)) if rng.random() < 0.6 else old * 2 + 3
        changed[key] = Decimal(new)
        failed = broken(form, changed)
        if any(item.strength == strength for item in failed) and (
            strength == "definition" or all(item.strength == strength for item in failed)
        ):
            if rng.random() < 0.7:
                return changed
        elif strength == "plausible":
            changed[key] = old
    return changed
