"""Who, when and in which words: the dimensions and the tables made of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

Query = Callable[[str], list[tuple[Any, ...]]]


def test_an_agency_knows_its_place(query: Query) -> None:
    columns = "name, level, kind, division_code, prefecture, parent_agency_name, is_resolved"
    rows = query(
        f"select {columns} from marts.dim_agency where agency_key = '330100-development_reform'"
    )
    assert rows == [
        (
            "杭州市发展和改革委员会",
            "prefecture",
            "department",
            "330100",
            "杭州市",
            "杭州市人民政府",
            True,
        )
    ]


def test_an_unresolved_agency_is_loaded_under_its_printed_name(query: Query) -> None:
    rows = query("select agency_key, name, level from marts.dim_agency where not is_resolved")
    assert rows == [("unresolved-某局", "某局", None)]
    facts = query("select value from marts.fact_metric where agency_key = 'unresolved-某局'")
    assert facts == [(Decimal(1),)]


def test_every_year_since_2008_has_its_law_and_form(query: Query) -> None:
    years = [row[0] for row in query("select year_key from marts.dim_year")]
    assert years == list(range(2008, 2022))
    rows = query(
        "select year_key, era, form_in_force, report_due_on, consolidated_report_due_on "
        "from marts.dim_year where year_key in (2013, 2018, 2019, 2021) order by year_key"
    )
    assert rows == [
        (2013, "2008", "narrative", date(2014, 3, 31), date(2014, 3, 31)),
        (2018, "2008", "form_2014", date(2019, 3, 31), date(2019, 3, 31)),
        (2019, "2019", "form_2019", date(2020, 1, 31), date(2020, 3, 31)),
        (2021, "2019", "form_2021", date(2022, 1, 31), date(2022, 3, 31)),
    ]


def test_metrics_and_applicants_are_those_of_the_catalogue(query: Query) -> None:
    assert query("select count(*) from marts.dim_metric") == [(116,)]
    assert query("select applicant_key, name_zh from marts.dim_applicant order by position") == [
        ("natural_person", "自然人"),
        ("business", "商业企业"),
        ("research_institution", "科研机构"),
        ("social_organisation", "社会公益组织"),
        ("legal_services", "法律服务机构"),
        ("other_organisation", "其他"),
        ("total", "总计"),
    ]


def test_the_bridge_between_the_eras_shows_the_weaker_grade(query: Query) -> None:
    rows = query(
        "select metric_key, year_before, value_before, year_after, value_after, change, "
        "comparability from marts.era_bridge where agency_key = '990001-government' "
        "order by metric_key"
    )
    assert rows == [
        (
            "applications_received",
            2018,
            Decimal(40),
            2019,
            Decimal(20),
            Decimal(-20),
            "approximate",
        ),
        ("reviews_upheld", 2018, Decimal(3), 2019, Decimal(1), Decimal(-2), "near_exact"),
    ]


def test_the_wide_table_names_everything(query: Query) -> None:
    rows = query(
        "select agency_name, year_key, era, form, metric_name_zh, value, unit "
        "from marts.metric_by_agency_year "
        "where agency_key = '150603-government' and metric_key = 'disclosed_weibo'"
    )
    assert rows == [
        (
            "康巴什区人民政府",
            2017,
            "2008",
            "form_2014",
            "政务微博公开政府信息数",
            Decimal(9895),
            "item",
        )
    ]
