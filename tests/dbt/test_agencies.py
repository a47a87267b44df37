"""Bodies in their hierarchy and over the years; the questions of the README, asked as written."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

Query = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture(scope="module")
def questions(project_root: Path) -> dict[str, str]:
    """The statements of the README by their first comment line."""
    readme = (project_root / "README.md").read_text(encoding="utf-8")
    blocks = [block.split("```")[0] for block in readme.split("```sql\n")[1:]]
    statements = [one.strip() for block in blocks for one in block.split(";\n") if one.strip()]
    return {one.splitlines()[0].removeprefix("-- "): one for one in statements}


def ask(query: Query, questions: dict[str, str], beginning: str) -> list[tuple[Any, ...]]:
    [statement] = [sql for title, sql in questions.items() if title.startswith(beginning)]
    return query(statement)


def test_every_question_of_the_readme_can_be_asked(query: Query, questions: dict[str, str]) -> None:
    assert len(questions) == 7
    for title, statement in questions.items():
        assert query(statement), title


def test_all_counties_of_a_province_by_year(query: Query, questions: dict[str, str]) -> None:
    rows = ask(query, questions, "All counties of a province")
    by_name = {(row[1], row[2]): row[3:] for row in rows}
    assert by_name["江干区", 2018] == ("own", Decimal(30), "number", "")
    assert by_name["上城区", 2018] == ("own", Decimal(41), "number", "")
    assert by_name["上城区", 2019] == (None, None, None, None)
    assert by_name["钱塘区", 2021] == ("own", Decimal(26), "number", "")
    assert ("江干区", 2021) in by_name
    assert ("钱塘区", 2020) not in by_name
    assert ("会同县", 2020) not in by_name


def test_one_business_before_and_after_the_reform(query: Query, questions: dict[str, str]) -> None:
    rows = ask(query, questions, "One business over a province")
    assert [(row[2], row[4], row[6]) for row in rows] == [
        ("杭州市环境保护局", 2017, Decimal(12)),
        ("杭州市生态环境局", 2019, Decimal(15)),
    ]


def test_a_merged_county_followed_through_the_merger(
    query: Query, questions: dict[str, str]
) -> None:
    rows = ask(query, questions, "A county that was merged")
    assert [row[:5] for row in rows] == [
        (0, "江干区人民政府", 2018, "own", Decimal(30)),
        (1, "上城区人民政府", 2021, "own", Decimal(55)),
        (1, "钱塘区人民政府", 2021, "own", Decimal(26)),
    ]


@pytest.mark.parametrize("field", ["education", "sports"])
def test_a_bureau_of_two_functions_is_found_under_both(query: Query, field: str) -> None:
    rows = query(f"select agency_key from marts.bridge_agency_function where field = '{field}'")
    assert rows == [("330300-education+sports",)]


def test_functions_before_and_after_the_reform_share_a_field(query: Query) -> None:
    rows = query(
        "select function_key, predecessor_keys, successor_keys from marts.dim_function "
        "where field = 'environment' order by function_key"
    )
    assert rows == [
        ("ecology_environment", "environmental_protection", None),
        ("environmental_protection", None, "ecology_environment"),
    ]


def test_the_bodies_below_a_province_are_rolled_up(query: Query) -> None:
    rows = query(
        "select agency_key, depth from marts.bridge_agency_rollup "
        "where ancestor_agency_key = '330300-government' order by depth, agency_key"
    )
    assert rows == [
        ("330300-government", 0),
        ("330300-education+sports", 1),
        ("330302-government", 1),
        ("330302105-government", 2),
    ]


def test_an_agency_knows_its_codes_its_years_and_what_became_of_it(query: Query) -> None:
    rows = query(
        "select province_code, prefecture_code, county_code, valid_from, valid_to, "
        "predecessor_keys, successor_keys, reports, first_year from marts.dim_agency "
        "where agency_key = '330104-government'"
    )
    successors = "330102-government 330114-government"
    assert rows == [("330000", "330100", "330104", None, 2021, None, successors, 1, 2018)]


def test_a_renamed_division_stands_once_under_its_latest_name(query: Query) -> None:
    rows = query(
        "select name, former_names, valid_from, valid_to, province, prefecture "
        "from marts.dim_division where division_key in ('420600', '330621') order by division_key"
    )
    assert rows == [
        ("绍兴县", None, None, 2013, "浙江省", "绍兴市"),
        ("襄阳市", "襄樊市", None, None, "湖北省", "襄阳市"),
    ]


def test_what_is_not_surely_known_waits_for_a_person(query: Query) -> None:
    rows = query(
        "select printed_name, agency_key, division, agency_grade, loaded_as, reports, "
        "example_paths, candidates from marts.rpt_unresolved_agencies"
    )
    assert rows == [
        (
            "某局",
            None,
            None,
            "unresolved",
            "unresolved-某局",
            1,
            "invented/unresolved.txt",
            "330102-department-某局 330104-department-某局",
        ),
        (
            "绥芬河市人民政府",
            "231081-government",
            "231081",
            "probable",
            "231081-government",
            1,
            "suifenhe.txt",
            None,
        ),
    ]
