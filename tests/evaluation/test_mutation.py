"""After an accident to a good report, a wrong value carries a reservation."""

from __future__ import annotations

import random

import pytest

from tests.evaluation.mutation import Spoiling, broken_at, digits_apart, spoil
from tests.evaluation.test_floors import FLOORS


@pytest.mark.parametrize("name", ["fixed", "fresh"])
def test_wrong_values_after_an_accident_are_flagged(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    seed = 2021 if name == "fixed" else random.SystemRandom().randrange(10**9)
    accidents = spoil(seed, 400)
    ceiling = FLOORS["mutated"]["silent_share"] * (1 if name == "fixed" else 3)
    with capsys.disabled():
        print(
            f"\n{name} accidents, seed {seed}: {accidents.right} right, {accidents.flagged} "
            f"flagged, {len(accidents.silent)} silent {dict(accidents.kinds)}"
        )
    assert accidents.right > 20_000
    assert accidents.silent_share <= ceiling, "\n".join(accidents.silent)


@pytest.mark.parametrize(
    ("name", "seed", "reports", "spoiling"),
    [("broken_lines", 777, 100, broken_at(width)) for width in (20, 30, 38, 45, 60)]
    + [("digits_apart", 99, 150, digits_apart)],
    ids=["20", "30", "38", "45", "60", "apart"],
)
def test_wrong_values_where_a_text_was_dumped_badly_are_flagged(
    name: str, seed: int, reports: int, spoiling: Spoiling, capsys: pytest.CaptureFixture[str]
) -> None:
    accidents = spoil(seed, reports, spoiling)
    with capsys.disabled():
        print(
            f"\n{name}: {accidents.right} right, {accidents.flagged} flagged, "
            f"{len(accidents.silent)} silent {dict(accidents.kinds)}"
        )
    assert accidents.right > 40 * reports
    assert accidents.silent_share <= FLOORS[name]["silent_share"], "\n".join(accidents.silent)
