"""The extraction reaches its floors, on a fixed corpus and on one that nobody has seen."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
import yaml

from tests.evaluation.score import Score, evaluate
from tests.report_writer import corpus

FLOORS = yaml.safe_load(Path(__file__).with_name("floors.yml").read_text("utf-8"))
REPORTS = 500


@pytest.mark.parametrize("name", ["fixed", "fresh"])
def test_no_measure_falls_below_its_floor(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    seed = 2019 if name == "fixed" else random.SystemRandom().randrange(10**9)
    evaluation = evaluate(corpus(seed, REPORTS))
    with capsys.disabled():
        print(f"\n{name} corpus, seed {seed}")
        print("\n".join(evaluation.lines(most=5)))
    measures = evaluation.whole.measures()
    below = {
        measure: (round(measures[measure], 5), floor)
        for measure, floor in FLOORS[name].items()
        if measures[measure] < floor
    }
    assert not below, f"seed {seed}: measure: (reached, floor) {below}"


def test_every_measure_has_a_floor() -> None:
    assert set(FLOORS["fixed"]) == set(FLOORS["fresh"]) == set(Score().measures())
