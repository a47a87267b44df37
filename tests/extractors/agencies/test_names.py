"""The list of printed names: who each of them is, decided by hand before the code was asked."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from extractors.agencies import Clue, Resolution, resolve

LIST = Path(__file__).with_name("names.csv")
RIGHT_AT_LEAST = 0.98


def _clues(row: dict[str, str]) -> list[Clue]:
    told = [(row["kind"], row["text"])]
    for extra in filter(None, row["extra_clues"].split(";")):
        kind, _, text = extra.partition(":")
        told.append((kind, text))
    return [Clue(kind, text, text) for kind, text in told]


def _found(resolution: Resolution) -> str:
    agency = resolution.agency
    return agency.agency_key if agency and agency.is_resolved else "unresolved"


@pytest.fixture(scope="module")
def judged() -> list[tuple[dict[str, str], Resolution]]:
    with LIST.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return [(row, resolve(_clues(row), int(row["year"]))) for row in rows]


def test_the_list_is_long_enough_and_knows_unresolved(
    judged: list[tuple[dict[str, str], Resolution]],
) -> None:
    assert len(judged) >= 1000
    assert sum(row["agency_key"] == "unresolved" for row, _ in judged) >= 70


def test_at_least_98_percent_are_right(judged: list[tuple[dict[str, str], Resolution]]) -> None:
    wrong = [
        f"{row['kind']} {row['text']} {row['year']}: {_found(told)}, not {row['agency_key']}"
        for row, told in judged
        if _found(told) != row["agency_key"]
    ]
    assert 1 - len(wrong) / len(judged) >= RIGHT_AT_LEAST, wrong


def test_nothing_wrong_is_graded_sure(judged: list[tuple[dict[str, str], Resolution]]) -> None:
    wrong = [
        (row["text"], _found(told), row["agency_key"])
        for row, told in judged
        if told.grade == "sure" and _found(told) != row["agency_key"]
    ]
    assert wrong == []


def test_every_resolution_says_why(judged: list[tuple[dict[str, str], Resolution]]) -> None:
    assert [row["text"] for row, told in judged if not told.evidence] == []


def test_every_body_above_comes_with_the_agency(
    judged: list[tuple[dict[str, str], Resolution]],
) -> None:
    for row, told in judged:
        if told.agency is None or not told.agency.is_resolved:
            continue
        known = {None, *(above.agency_key for above in told.chain)}
        for agency in (told.agency, *told.chain):
            assert agency.parent_agency_key in known, row
