"""What `fact_metric` says: the printed figures, tables before prose, blanks as blanks."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

Query = Callable[[str], list[tuple[Any, ...]]]

KANGBASHI = "agency_key = '150603-government'"
SHANFU = "agency_key = '330302105-government'"
HANGZHOU = "agency_key = '330100-development_reform'"
HUITONG = "agency_key = '431225-government'"
INVENTED = "agency_key = '990001-government'"


def fact(query: Query, columns: str, where: str) -> tuple[Any, ...]:
    """The one fact that the condition names."""
    (row,) = query(f"select {columns} from marts.fact_metric where {where}")
    return row


def test_the_contract_columns_come_first_and_in_order(query: Query) -> None:
    columns = [row[0] for row in query("describe marts.fact_metric")]
    assert columns == [
        "agency_key",
        "year_key",
        "metric_key",
        "applicant_key",
        "scope",
        "report_key",
        "value",
        "derivation",
        "comparability",
        "source",
        "raw_text",
        "locator",
        "quote",
        "kind",
        "unit",
        "flags",
        "value_locator",
        "line",
        "corrected_from",
    ]


def test_a_table_figure_is_taken_as_printed(query: Query) -> None:
    columns = "year_key, scope, value, raw_text, source, derivation, applicant_key, unit, quote"
    assert fact(query, columns, f"{KANGBASHI} and metric_key = 'disclosed_weibo'") == (
        2017,
        "consolidated",
        Decimal(9895),
        "9895",
        "table",
        "reported",
        "total",
        "item",
        "disclosed_weibo | 9895",
    )


def test_the_table_is_taken_where_prose_says_otherwise(query: Query) -> None:
    columns = "value, source, flags"
    where = f"{KANGBASHI} and metric_key = 'interpretations_published'"
    assert fact(query, columns, where) == (Decimal(12), "table", "conflict")


def test_a_blank_cell_stays_blank(query: Query) -> None:
    columns = "value, kind, raw_text, derivation"
    where = f"{SHANFU} and metric_key = 'normative_documents_published'"
    assert fact(query, columns, where) == (None, "blank", "", "reported")


def test_prose_does_not_fill_a_cell_that_the_table_leaves_open(query: Query) -> None:
    columns = "value, kind, raw_text, source, flags"
    where = f"{INVENTED} and metric_key = 'staff_full_time'"
    assert fact(query, columns, where) == (None, "not_applicable", "—", "table", "conflict")


def test_prose_alone_gives_facts_and_stated_zeros(query: Query) -> None:
    rows = query(
        "select metric_key, value, kind, source, flags from marts.fact_metric "
        f"where {HANGZHOU} order by metric_key"
    )
    assert rows == [
        ("applications_received", Decimal(215), "number", "prose", ""),
        ("litigation_total", Decimal(0), "zero_stated", "prose", ""),
        ("received_letter", Decimal(145), "number", "prose", ""),
        ("received_online", Decimal(68), "number", "prose", ""),
        ("reviews_total", Decimal(1), "number", "prose", ""),
        ("reviews_upheld", Decimal(1), "number", "prose", "implied_count"),
    ]


def test_every_applicant_column_is_a_fact(query: Query) -> None:
    rows = query(
        "select applicant_key, value, comparability from marts.fact_metric "
        f"where {HUITONG} and metric_key = 'applications_received' order by applicant_key"
    )
    assert rows == [
        ("business", Decimal(0), "exact"),
        ("legal_services", Decimal(0), "exact"),
        ("natural_person", Decimal(183), "exact"),
        ("other_organisation", Decimal(0), "exact"),
        ("research_institution", Decimal(0), "exact"),
        ("social_organisation", Decimal(0), "exact"),
        ("total", Decimal(183), "approximate"),
    ]


def test_signs_and_decimals_survive(query: Query) -> None:
    change = f"{HUITONG} and metric_key = 'penalties_items_change'"
    amount = f"{HUITONG} and metric_key = 'procurement_amount'"
    assert fact(query, "value, unit", change) == (Decimal(-181), "kind")
    assert fact(query, "value, raw_text, unit", amount) == (
        Decimal("26966.28"),
        "26966.28萬元",
        "10k_yuan",
    )


def test_what_the_form_does_not_print_is_summed_from_its_parts(query: Query) -> None:
    columns = "value, derivation, comparability, raw_text, locator, quote, flags"
    refused = f"{HUITONG} and applicant_key = 'total' and metric_key = 'outcome_refused'"
    assert fact(query, columns, refused) == (
        Decimal(3),
        "summed",
        "approximate",
        "0 + 1 + 0 + 0 + 2 + 0 + 0 + 0",
        None,
        None,
        "",
    )


def test_figures_and_sums_of_a_part_of_the_year_say_so(query: Query) -> None:
    part = "agency_key = '330100-environmental_protection' and year_key = 2017"
    flags = dict(query(f"select metric_key, flags from marts.fact_metric where {part}"))
    assert flags == {
        "applications_received": "part_of_a_year",
        "refused_trade_secret": "part_of_a_year",
        "refused_personal_privacy": "fuzzy_label part_of_a_year",
        "refused_third_party_rights": "fuzzy_label part_of_a_year",
    }
    seen = query(f"select distinct flags from marts.metric_by_agency_year where {part}")
    assert {row[0] for row in seen} == {"part_of_a_year", "fuzzy_label part_of_a_year"}


def test_a_sum_that_lacks_a_part_has_no_value(query: Query) -> None:
    columns = "value, kind, raw_text, flags"
    where = f"{INVENTED} and applicant_key = 'business' and metric_key = 'outcome_refused'"
    expected = (None, "blank", "? + 0 + ? + ? + ? + ? + ? + ?", "incomplete_parts")
    assert fact(query, columns, where) == expected


def test_a_printed_figure_comes_before_the_sum_of_its_parts(query: Query) -> None:
    columns = "value, derivation, source, flags"
    where = f"{INVENTED} and year_key = 2019 and metric_key = 'litigation_total'"
    assert fact(query, columns, where) == (Decimal(4), "reported", "prose", "conflict")


def test_of_two_reports_of_a_year_the_fuller_one_speaks(query: Query) -> None:
    rows = query(
        "select path, is_current, not_current_reason from marts.dim_report "
        f"where {INVENTED} and year_key = 2019 order by path"
    )
    assert rows == [
        ("invented/2019.txt", True, None),
        ("invented/2019_reposted.txt", False, "fewer_table_cells"),
    ]
    reports = query(
        f"select distinct report_key from marts.fact_metric where {INVENTED} and year_key = 2019"
    )
    assert reports == [("2019-990001-government-f0000002",)]


def test_local_rows_are_kept_as_printed(query: Query) -> None:
    rows = query(
        "select label, value, kind, raw_text from marts.fact_local_indicator "
        f"where {KANGBASHI} order by position"
    )
    assert rows == [
        ("旗区本级现有行政审批项目", Decimal(140), "number", "140"),
        ("网站是否具备网上办事功能", None, "text", "是"),
    ]
