"""Who a report is by: the rules, one case or a few each."""

from __future__ import annotations

import pytest

from extractors.agencies import Clue, Resolution, resolve
from extractors.model import Agency


def told(year: int | None, *clues: tuple[str, str]) -> Resolution:
    return resolve([Clue(kind, text, text) for kind, text in clues], year)


def key(year: int | None, *clues: tuple[str, str]) -> str:
    agency = told(year, *clues).agency
    return agency.agency_key if agency and agency.is_resolved else "unresolved"


def test_a_district_with_its_hierarchy() -> None:
    found = told(2017, ("title", "2017年康巴什区政府信息公开工作报告"))
    assert found.agency == Agency(
        agency_key="150603-government",
        name="康巴什区人民政府",
        name_en="Kangbashi District People's Government",
        level="county",
        kind="government",
        function=None,
        division_code="150603",
        province="内蒙古自治区",
        prefecture="鄂尔多斯市",
        county="康巴什区",
        parent_agency_key="150600-government",
        is_resolved=True,
        province_code="150000",
        prefecture_code="150600",
        county_code="150603",
        valid_from=2016,
    )
    assert [a.agency_key for a in found.chain] == ["150600-government", "150000-government"]
    assert (found.grade, found.printed_name) == ("sure", "康巴什区")


def test_a_county_level_city_is_a_county() -> None:
    agency = told(2012, ("title", "绥芬河市")).agency
    assert agency is not None
    assert (agency.agency_key, agency.level) == ("231081-government", "county")
    assert (agency.prefecture, agency.province) == ("牡丹江市", "黑龙江省")


def test_a_signing_office_reports_for_its_county() -> None:
    found = told(2020, ("signature", "会同县政务公开政务服务领导小组办公室"))
    assert found.agency is not None
    assert (found.agency.agency_key, found.grade) == ("431225-government", "sure")


def test_a_short_publisher_with_the_full_name_in_the_text() -> None:
    found = told(2018, ("publisher", "市发改委"), ("text", "杭州市发展和改革委员会"))
    assert found.agency == Agency(
        agency_key="330100-development_reform",
        name="杭州市发展和改革委员会",
        name_en="Hangzhou Municipal Development and Reform Commission",
        level="prefecture",
        kind="department",
        function="development_reform",
        division_code="330100",
        province="浙江省",
        prefecture="杭州市",
        county=None,
        parent_agency_key="330100-government",
        is_resolved=True,
        province_code="330000",
        prefecture_code="330100",
        functions="development_reform",
        field="development_reform",
    )
    assert (found.grade, found.printed_name) == ("sure", "杭州市发展和改革委员会")


def test_a_town_unique_in_the_country() -> None:
    agency = told(2018, ("filled_by", "山福镇人民政府"), ("self_reference", "我镇")).agency
    assert agency is not None
    assert (agency.agency_key, agency.division_code) == ("330302105-government", "330302105")
    assert (agency.county, agency.prefecture, agency.level) == ("鹿城区", "温州市", "township")


@pytest.mark.parametrize("name", ["城关镇", "鼓楼区", "朝阳区", "新华区人民政府", "太平镇人民政府"])
def test_a_name_of_several_bodies_stays_open(name: str) -> None:
    found = told(2018, ("title", name))
    assert found.grade == "unresolved"
    assert found.agency is not None
    assert not found.agency.is_resolved
    assert found.agency.agency_key == f"unresolved-{name}"


def test_the_county_tells_towns_of_one_name_apart() -> None:
    assert (
        key(2018, ("title", "城关镇"), ("breadcrumb", "首页>卢氏县>乡镇")) == "411224100-government"
    )


def test_a_county_without_such_a_town_settles_nothing() -> None:
    found = told(2018, ("title", "城关镇"), ("publisher", "会同县人民政府"))
    assert found.agency is not None
    assert (found.agency.agency_key, found.grade) == ("unresolved-城关镇@431225", "unresolved")


def test_an_unknown_name_does_not_give_way_to_the_body_above() -> None:
    found = told(2017, ("title", "东田各庄乡人民政府"), ("publisher", "昌黎县人民政府"))
    assert found.grade == "unresolved"


def test_prefecture_evidence_tells_districts_apart() -> None:
    assert (
        key(2018, ("title", "鼓楼区"), ("publisher", "福州市鼓楼区人民政府")) == "350102-government"
    )
    assert key(2018, ("title", "鼓楼区"), ("text", "徐州市")) == "320302-government"


def test_a_host_or_area_code_is_only_probable() -> None:
    by_host = told(2018, ("title", "西湖区"), ("host", "www.hangzhou.gov.cn"))
    by_code = told(2014, ("title", "和平区"), ("area_code", "024"))
    assert by_host.agency is not None and by_code.agency is not None
    assert (by_host.agency.agency_key, by_host.grade) == ("330106-government", "probable")
    assert (by_code.agency.agency_key, by_code.grade) == ("210102-government", "probable")


@pytest.mark.parametrize(
    ("name", "year", "agency_key"),
    [
        ("襄樊市", 2009, "420600-government"),
        ("襄阳市", 2013, "420600-government"),
        ("绍兴县", 2011, "330621-government"),
        ("柯桥区", 2016, "330603-government"),
        ("江干区", 2019, "330104-government"),
        ("巢湖市", 2009, "341400-government"),
        ("巢湖市", 2014, "340181-government"),
        ("毕节市", 2009, "522401-government"),
        ("毕节市", 2013, "520500-government"),
        ("公主岭市", 2016, "220381-government"),
        ("公主岭市", 2022, "220184-government"),
        ("万盛区", 2010, "500110-until-2011-government"),
        ("綦江区", 2015, "500110-government"),
        ("两江新区", 2019, "500000-development_zone-两江新区"),
        ("两江新区", 2026, "500157-government"),
    ],
)
def test_the_year_decides_between_bodies_of_a_name(name: str, year: int, agency_key: str) -> None:
    assert key(year, ("title", name)) == agency_key


def test_a_body_named_after_its_end_is_only_probable() -> None:
    found = told(2024, ("title", "江干区"))
    assert found.agency is not None
    assert (found.agency.agency_key, found.grade) == ("330104-government", "probable")
    assert "not valid in 2024" in found.evidence


@pytest.mark.parametrize(
    ("name", "agency_key"),
    [
        ("杭州市发展和改革委员会", "330100-development_reform"),
        ("杭州市发改委", "330100-development_reform"),
        ("杭州发改委", "330100-development_reform"),
        ("会同县发改局", "431225-development_reform"),
        ("恩施州教育局", "422800-education"),
        ("大厂县", "131028-government"),
        ("北京市教委", "110000-education"),
        ("长沙市住建委", "430100-housing_construction"),
    ],
)
def test_short_names(name: str, agency_key: str) -> None:
    assert key(2016, ("title", name)) == agency_key


def test_a_composed_bureau_has_all_its_functions_in_the_key() -> None:
    found = told(2020, ("title", "安吉县文化广电旅游体育局")).agency
    assert found is not None
    assert (found.agency_key, found.function) == (
        "330523-culture_tourism+sports",
        "culture_tourism",
    )


def test_the_general_office_reports_for_itself_only_where_the_title_names_it() -> None:
    assert key(2018, ("title", "会同县人民政府办公室")) == "431225-general_office"
    assert key(2018, ("publisher", "会同县人民政府办公室")) == "431225-government"


def test_a_branch_in_a_district_is_the_districts_bureau() -> None:
    assert key(2018, ("title", "杭州市公安局西湖区分局")) == "330106-public_security"


def test_a_name_that_contradicts_itself_stays_open() -> None:
    assert key(2018, ("title", "浙江省康巴什区")) == "unresolved"


def test_traditional_and_misconverted_characters() -> None:
    assert key(2018, ("title", "雲南省財政廳")) == "530000-finance"
    assert key(2018, ("title", "江乾区人民政府")) == "330104-government"
    assert key(2018, ("title", "乾县人民政府")) == "610424-government"


def test_no_clue_names_nobody() -> None:
    found = told(2018, ("title", "2018年度政府信息公开工作年度报告"), ("area_code", "0745"))
    assert found == Resolution(None, None, (), "unresolved", "no clue names a body")


def test_a_vertical_body_has_its_service_above_it() -> None:
    found = told(2020, ("title", "国家税务总局杭州市税务局"))
    assert [a.agency_key for a in found.chain[:2]] == ["330000-tax_service", "national-tax_service"]
    assert found.agency is not None
    assert found.agency.parent_agency_key == "330000-tax_service"


def test_the_order_of_clues_does_not_matter() -> None:
    clues = [
        ("publisher", "福州市鼓楼区人民政府"),
        ("title", "鼓楼区"),
        ("host", "www.fuzhou.gov.cn"),
    ]
    assert told(2018, *clues) == told(2018, *reversed(clues))
