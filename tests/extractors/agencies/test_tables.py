"""The tables hang together: every reference is kept, no name means two things unawares."""

from __future__ import annotations

from itertools import pairwise

import pytest

from extractors.agencies.bodies import functions
from extractors.agencies.catalogue import tables
from extractors.agencies.divisions import divisions, township_rows
from extractors.agencies.special import specials
from extractors.agencies.tables import rows


def test_the_country_is_complete() -> None:
    today = [d for d in divisions().values() if d.spells[-1].valid_to is None]
    levels = {level: sum(d.level == level for d in today) for level in ("province", "prefecture")}
    assert levels == {"province": 34, "prefecture": 333}
    assert 2840 <= sum(d.level == "county" for d in today) <= 2860
    assert len(township_rows()) > 50_000


def test_every_county_lies_in_a_province() -> None:
    assert [d.name for d in divisions().values() if d.at("province") is None] == []


def test_whatever_ended_has_a_successor() -> None:
    ended = [d for d in divisions().values() if d.spells[-1].valid_to is not None]
    assert [d.name for d in ended if not d.successors] == []
    assert [s for d in ended for s in d.successors if s not in divisions()] == []


def test_a_division_has_one_name_at_a_time() -> None:
    for division in divisions().values():
        years = [(s.valid_from or 0, s.valid_to or 9999) for s in division.spells]
        for (_, end), (begin, _) in pairwise(years):
            assert end <= begin, division.name


def test_successors_of_townships_exist() -> None:
    known = township_rows()
    assert [row[0] for spelt in known.values() for row in spelt for s in row[5].split()
            if s not in known] == []  # fmt: skip


def test_functions_name_known_successors() -> None:
    assert [s for f in functions().values() for s in f.successors if s not in functions()] == []


def test_a_successor_is_in_the_same_field_or_says_otherwise() -> None:
    across = {
        (f.function, s)
        for f in functions().values()
        for s in f.successors
        if functions()[s].field != f.field
    }
    assert across == {
        ("price", "development_reform"),
        ("rural_revitalization", "agriculture_rural"),
    }


@pytest.mark.parametrize(
    ("table", "column"),
    [("merged_functions.csv", "function"), ("host_departments.csv", "function"),
     ("dated_names.csv", "function"), ("dated_names.csv", "later_function")],
)  # fmt: skip
def test_tables_name_known_functions(table: str, column: str) -> None:
    assert [row[column] for row in rows(table) if row[column] not in functions()] == []


@pytest.mark.parametrize("table", ["hosts.csv", "division_aliases.csv"])
def test_tables_name_known_divisions(table: str) -> None:
    assert [row for row in rows(table) if row["division"] not in divisions()] == []


def test_area_codes_name_known_divisions() -> None:
    told = [one for row in rows("area_codes.csv") for one in row["divisions"].split()]
    assert [one for one in told if one not in divisions()] == []


def test_special_bodies_have_known_parents_and_successors() -> None:
    governments = {f"{one}-government" for one in divisions()}
    known = governments | set(specials())
    for body in specials().values():
        assert body.parent is None or body.parent in known, body.body
        assert set(body.successors) <= known, body.body
        assert body.function is None or body.function in functions(), body.body


def test_a_printed_name_means_one_body() -> None:
    seen: dict[str, str] = {}
    for row in rows("special_bodies.csv"):
        for name in (row["name"], *row["aliases"].split()):
            assert seen.setdefault(name, row["body"]) == row["body"], name


def test_the_tables_for_a_database_have_unique_keys() -> None:
    for name, loaded in tables().items():
        assert len(set(loaded)) == len(loaded), name
        assert loaded, name
