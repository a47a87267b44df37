"""Names that a user mapped by hand."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from extractors.agencies import AliasError, Clue, from_key, load_aliases, resolve

HEADER = "printed_name,agency_key,division,valid_from,valid_to,note\n"


def _file(tmp_path: Path, *lines: str) -> Path:
    path = tmp_path / "aliases.csv"
    path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_file_that_comes_with_the_product_is_empty() -> None:
    assert load_aliases() == {}


def test_an_alias_resolves_what_was_open(tmp_path: Path) -> None:
    aliases = load_aliases(_file(tmp_path, "张江管委会,310115-government,,,,seen on the site"))
    clues = [Clue("title", "张江管委会2018年政府信息公开工作年度报告", "")]
    assert resolve(clues, 2018).grade == "unresolved"
    found = resolve(clues, 2018, aliases)
    assert found.agency is not None
    assert (found.agency.agency_key, found.grade) == ("310115-government", "sure")
    assert found.evidence.endswith("alias file")


def test_an_alias_of_one_place_does_not_reach_another(tmp_path: Path) -> None:
    aliases = load_aliases(_file(tmp_path, "城关镇,431225100-government,431225,,,"))
    here = [Clue("title", "城关镇", ""), Clue("publisher", "会同县人民政府", "")]
    there = [Clue("title", "城关镇", ""), Clue("publisher", "卢氏县人民政府", "")]
    nearby, other = resolve(here, 2018, aliases).agency, resolve(there, 2018, aliases).agency
    assert nearby is not None and nearby.agency_key == "431225100-government"
    assert other is not None and other.agency_key == "411224100-government"


def test_an_alias_holds_in_its_years(tmp_path: Path) -> None:
    aliases = load_aliases(_file(tmp_path, "老城管委会,410302-government,,2010,2012,"))
    assert resolve([Clue("title", "老城管委会", "")], 2011, aliases).grade == "sure"
    assert resolve([Clue("title", "老城管委会", "")], 2013, aliases).grade == "unresolved"


def test_a_broken_file_says_where(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"line 2: no division 999999"):
        load_aliases(_file(tmp_path, "某镇,330302105-government,999999,,,"))
    with pytest.raises(ValueError, match=r"line 2: no division or body has the key 12-x"):
        load_aliases(_file(tmp_path, "某镇,12-x,,,,"))
    path = tmp_path / "other.csv"
    path.write_text("name\n某镇\n", encoding="utf-8")
    with pytest.raises(ValueError, match="line 1: column printed_name, agency_key is missing"):
        load_aliases(path)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (",330302105-government,,,,", "printed_name is empty. Copy the name"),
        ("某镇,,,,,", "no agency_key for 某镇. Fill in the key"),
        ("某镇,330302105-government,,20x8,,", "valid_from is 20x8, which is no year"),
        ("某镇,330302105-government,,2018,2016,", "valid_from 2018 is after valid_to 2016"),
        ("某镇,330302105-government,,,,a, b", "more cells than columns"),
        ("老镇,330302105-government,,,,", "老镇 stands in line 2 already"),
    ],
)
def test_a_wrong_line_is_named_with_what_to_do(tmp_path: Path, line: str, said: str) -> None:
    path = _file(tmp_path, "老镇,330302105-government,,,,", line)
    with pytest.raises(AliasError) as refused:
        load_aliases(path)
    assert str(refused.value).startswith(f"{path}, line 3: ")
    assert said in str(refused.value)


def test_an_unknown_column_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "aliases.csv"
    path.write_text("printed_name,agency_key,county\n", encoding="utf-8")
    with pytest.raises(AliasError, match="line 1: column county is unknown"):
        load_aliases(path)


def test_what_holds_in_one_place_goes_before_what_holds_everywhere(tmp_path: Path) -> None:
    lines = ["城关镇,411224100-government,,,,", "城关镇,431225100-government,431225,,,"]
    aliases = load_aliases(_file(tmp_path, *lines))
    here = [Clue("title", "城关镇", ""), Clue("publisher", "会同县人民政府", "")]
    found = resolve(here, 2018, aliases).agency
    assert found is not None and found.agency_key == "431225100-government"


def test_aliases_travel_to_other_processes(tmp_path: Path) -> None:
    aliases = load_aliases(_file(tmp_path, "城关镇,431225100-government,431225,,,"))
    assert pickle.loads(pickle.dumps(aliases)) == aliases


def test_an_open_name_comes_with_its_candidates() -> None:
    found = resolve([Clue("title", "鼓楼区", "")], 2018)
    assert found.grade == "unresolved"
    assert found.candidates == (
        "320106-government", "320302-government", "350102-government", "410204-government",
    )  # fmt: skip


@pytest.mark.parametrize(
    "agency_key",
    [
        "330100-development_reform",
        "330302105-government",
        "national-education",
        "320500-development_zone-工业园区-education",
        "650000-xpcc-education",
        "330100-department-钱江新城建设管理委员会",
        "431225-joint-education+sports",
        "500110-until-2011-government",
    ],
)
def test_a_key_gives_its_agency_back(agency_key: str) -> None:
    assert from_key(agency_key)[0].agency_key == agency_key
