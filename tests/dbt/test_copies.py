"""One report, one fact: which report counts, what is flagged, and corrections by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from extractors.fingerprint import PARTS

Query = Callable[[str], list[tuple[Any, ...]]]


def report(query: Query, sha256: str) -> tuple[Any, ...]:
    """Whether a report counts, why not, and which one does."""
    (row,) = query(
        "select is_current, not_current_reason, current_report_key from marts.dim_report "
        f"where sha256 = '{sha256}'"
    )
    return row


def test_a_corrected_version_comes_before_the_original(query: Query) -> None:
    corrected = "2018-330302-government-b0000002"
    assert report(query, "b0000001") == (False, "corrected_since", corrected)
    assert report(query, "b0000002") == (True, None, corrected)
    facts = query(
        "select metric_key, value from marts.fact_metric where agency_key = '330302-government'"
    )
    assert facts == [("applications_received", Decimal(8))]


def test_the_office_gives_way_to_its_government(query: Query) -> None:
    of_government = "2018-330100-government-b0000004"
    assert report(query, "b0000003") == (False, "office_version", of_government)
    assert report(query, "b0000004") == (True, None, of_government)


def test_a_copy_without_a_scope_gives_way_to_the_report_that_states_it(query: Query) -> None:
    assert report(query, "b0000007") == (False, "repost", "2017-330300-government-b0000005")


def test_copies_are_listed_in_pairs(query: Query) -> None:
    rows = query(
        "select kind, right(report_key, 8), right(other_report_key, 8), same_figures, "
        "text_similarity from marts.rpt_duplicates order by all"
    )
    assert rows == [
        ("clone", "b0000009", "b0000008", False, Decimal("0.9375")),
        ("corrected_version", "b0000001", "b0000002", False, None),
        ("repost", "b0000003", "b0000004", True, None),
        ("repost", "b0000005", "b0000007", True, None),
        ("reused_figures", "b0000006", "b0000005", True, None),
        ("reused_figures", "b0000006", "b0000007", True, None),
    ]


def test_figures_that_stand_elsewhere_are_flagged(query: Query) -> None:
    rows = query(
        "select right(report_key, 8), flags from marts.fact_metric "
        "where report_key like '%-b000000_' order by 1"
    )
    assert rows == [
        ("b0000002", ""),
        ("b0000004", ""),
        ("b0000005", "reused_figures"),
        ("b0000006", "reused_figures"),
        ("b0000008", "cloned_text"),
        ("b0000009", "cloned_text"),
    ]


def test_a_correction_keeps_both_values(query: Query) -> None:
    rows = query(
        "select metric_key, value, corrected_from, kind, raw_text, flags from marts.fact_metric "
        "where list_contains(string_split(flags, ' '), 'corrected') order by metric_key"
    )
    assert rows == [
        ("disclosed_total", Decimal(1001), Decimal(1000), "number", "1000", "corrected"),
    ]


def test_every_correction_is_accounted_for(query: Query) -> None:
    rows = query(
        "select line, status, right(report_key, 8), expected_value, found_value, corrected_value, "
        "corrected_by, corrected_on from marts.rpt_corrections"
    )
    day = date(2024, 3, 31)
    assert rows == [
        (2, "applied", "f0000001", Decimal(1000), Decimal(1000), Decimal(1001), "A. Reader", day),
        (3, "no_such_figure", "f0000004", None, None, Decimal(2), "A. Reader", day),
        (4, "not_current", "f0000003", Decimal(1), Decimal(1), Decimal(2), "A. Reader", day),
    ]


def test_sql_and_python_cut_a_fingerprint_into_the_same_parts(project_root: Path) -> None:
    model = project_root / "dbt/models/intermediate/int_duplicate.sql"
    assert f"{{%- set parts = {PARTS} %}}" in model.read_text(encoding="utf-8")
