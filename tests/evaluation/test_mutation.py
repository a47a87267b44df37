"""After an accident to a good report, a wrong value carries a reservation."""

from __future__ import annotations

import random

import pytest

from tests.evaluation.mutation import broken_at, digits_apart, spoil
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


@pytest.mark.parametrize("width", [20, 30, 38, 45, 60])
def test_wrong_values_in_reports_broken_at_a_width_are_flagged(
    width: int, capsys: pytest.CaptureFixture[str]
) -> None:
    accidents = spoil(777, 100, broken_at(width))
    with capsys.disabled():
        print(
            f"\nbroken at {width}: {accidents.right} right, {accidents.flagged} flagged, "
            f"{len(accidents.silent)} silent"
        )
    assert accidents.right > 4_000
    assert accidents.silent_share <= FLOORS["broken_lines"]["silent_share"], "\n".join(
        accidents.silent
    )


def test_wrong_values_where_digits_stand_apart_are_flagged(
    capsys: pytest.CaptureFixture[str],
) -> None:
    accidents = spoil(99, 150, digits_apart)
    with capsys.disabled():
        print(
            f"\ndigits apart: {accidents.right} right, {accidents.flagged} flagged, "
            f"{len(accidents.silent)} silent"
        )
    assert accidents.right > 9_000
    assert accidents.silent_share <= FLOORS["digits_apart"]["silent_share"], "\n".join(
        accidents.silent
    )
