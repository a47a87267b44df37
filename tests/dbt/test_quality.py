"""What the quality marts say: contradictions are shown, blanks leave a check open."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

Query = Callable[[str], list[tuple[Any, ...]]]

KANGBASHI = "2017-150603-government-aaaaaaaa"
SHANFU = "2018-330302105-government-bbbbbbbb"
HANGZHOU = "2018-330100-development_reform-cccccccc"
HUITONG = "2020-431225-government-eeeeeeee"
INVENTED_2019 = "2019-990001-government-f0000002"
INVENTED_2020 = "2020-990001-government-f0000004"


def check(query: Query, report: str, identity: str, instance: str = "report") -> tuple[Any, ...]:
    """Left, right, gap, status and missing operands of one check."""
    (row,) = query(
        'select "left", "right", gap, status, missing_operands from marts.rpt_identity_checks '
        f"where report_key = '{report}' and identity = '{identity}' and instance = '{instance}'"
    )
    return row


def flags(query: Query, report: str, metric: str, applicant: str = "total") -> str:
    """The flags of one fact."""
    ((found,),) = query(
        f"select flags from marts.fact_metric where report_key = '{report}' "
        f"and metric_key = '{metric}' and applicant_key = '{applicant}'"
    )
    return str(found)


def test_a_channel_above_the_total_fails_and_flags_both(query: Query) -> None:
    expected = (Decimal(9895), Decimal(2294), Decimal(7601), "fail", "")
    assert check(query, KANGBASHI, "I14") == expected
    assert flags(query, KANGBASHI, "disclosed_weibo") == "fails_plausibility"
    assert flags(query, KANGBASHI, "disclosed_total") == "fails_plausibility"
    assert flags(query, KANGBASHI, "disclosed_website") == ""


def test_a_sum_of_channels_above_the_total_is_plausible(query: Query) -> None:
    expected = (Decimal(2294), Decimal(18920), Decimal(-16626), "pass", "")
    assert check(query, KANGBASHI, "I11") == expected


def test_the_applicant_matrix_closes_in_every_column(query: Query) -> None:
    rows = query(
        'select instance, "left", "right", status from marts.rpt_identity_checks '
        f"where report_key = '{HUITONG}' and identity = 'I19' order by instance"
    )
    assert rows == [
        ("business", Decimal(0), Decimal(0), "pass"),
        ("legal_services", Decimal(0), Decimal(0), "pass"),
        ("natural_person", Decimal(183), Decimal(183), "pass"),
        ("other_organisation", Decimal(0), Decimal(0), "pass"),
        ("research_institution", Decimal(0), Decimal(0), "pass"),
        ("social_organisation", Decimal(0), Decimal(0), "pass"),
        ("total", Decimal(183), Decimal(183), "pass"),
    ]


def test_an_identity_sees_sums_of_parts(query: Query) -> None:
    expected = (Decimal(183), Decimal(183), Decimal(0), "pass", "")
    assert check(query, HUITONG, "I20", "total") == expected


def test_every_row_of_the_matrix_sums_over_its_applicants(query: Query) -> None:
    rows = query(
        "select status, count(*) from marts.rpt_identity_checks "
        f"where report_key = '{HUITONG}' and identity = 'I22' group by status"
    )
    assert rows == [("pass", 23)]
    broken = (Decimal(5), Decimal(4), Decimal(1), "fail", "")
    assert check(query, INVENTED_2020, "I22", "applications_carried_in") == broken
    assert flags(query, INVENTED_2020, "applications_carried_in") == "fails_definition"
    assert flags(query, INVENTED_2020, "applications_carried_in", "business") == "fails_definition"


def test_what_the_source_does_not_tell_stays_open(query: Query) -> None:
    # 145 letters and 68 online of 215: two applications are untold, nothing is wrong.
    equation = (Decimal(215), None, None, "unknown", "received_in_person, received_fax")
    bound = (Decimal(213), Decimal(215), Decimal(-2), "pass", "received_in_person, received_fax")
    assert check(query, HANGZHOU, "I01") == equation
    assert check(query, HANGZHOU, "I18") == bound
    assert flags(query, HANGZHOU, "applications_received") == ""


def test_a_blank_operand_leaves_the_check_open(query: Query) -> None:
    expected = (None, Decimal(2705), None, "unknown", "normative_documents_published")
    assert check(query, SHANFU, "I08") == expected


def test_years_are_checked_against_each_other_column_by_column(query: Query) -> None:
    broken = (Decimal(4), Decimal(3), Decimal(1), "fail", "")
    holds = (Decimal(5), Decimal(5), Decimal(0), "pass", "")
    assert check(query, INVENTED_2019, "I26", "natural_person") == broken
    assert check(query, INVENTED_2019, "I26", "total") == holds
    carried_out = flags(query, INVENTED_2019, "applications_carried_out", "natural_person")
    carried_in = flags(query, INVENTED_2020, "applications_carried_in", "natural_person")
    assert carried_out == "fails_definition"
    assert carried_in == "fails_definition"


def test_years_that_are_not_loaded_are_not_checked(query: Query) -> None:
    rows = query(
        "select count(*) from marts.rpt_identity_checks where per = 'years' "
        f"and report_key <> '{INVENTED_2019}'"
    )
    assert rows == [(0,)]


@pytest.mark.parametrize(
    ("metric", "expected"),
    [
        (
            "interpretations_published",
            (Decimal(12), "table", Decimal(2), "prose", "table_over_prose"),
        ),
        ("staff_full_time", (None, "table", Decimal(2), "prose", "figure_only_in_prose")),
        ("staff_total", (Decimal(5), "table", Decimal(6), "table", "repeated_cell")),
        ("applications_received", (Decimal(1), "prose", Decimal(2), "prose", "repeated_prose")),
        (
            "litigation_total",
            (Decimal(4), "prose", Decimal(3), "sum_of_parts", "sum_of_parts_differs"),
        ),
    ],
)
def test_what_was_not_taken_is_kept_with_the_reason(
    query: Query, metric: str, expected: tuple[Any, ...]
) -> None:
    rows = query(
        "select taken_value, taken_source, other_value, other_source, reason "
        f"from marts.rpt_conflicts where metric_key = '{metric}'"
    )
    assert rows == [expected]


def test_prose_that_agrees_is_evidence_and_no_conflict(query: Query) -> None:
    rows = query(
        "select metric_key, taken_value, other_source, other_raw from marts.rpt_agreements "
        "order by metric_key"
    )
    assert rows == [
        ("disclosed_website", Decimal(2294), "prose", "2294"),
        ("disclosed_weibo", Decimal(9895), "prose", "9895"),
    ]


def test_coverage_counts_each_cell_of_the_form_once(query: Query) -> None:
    columns = "cells_expected, cells_printed, cells_blank, cells_missing, prose_figures, local_rows"
    rows = query(
        f"select form, {columns}, issues from marts.rpt_coverage "
        f"where report_key in ('{KANGBASHI}', '{SHANFU}', '{HUITONG}', '{HANGZHOU}') order by form"
    )
    assert sorted(rows) == [
        ("form_2014", 58, 2, 1, 55, 0, 0, 0),
        ("form_2014", 58, 10, 0, 48, 3, 2, 1),
        ("form_2019", 198, 166, 0, 32, 0, 0, 0),
        ("narrative", 0, 0, 0, 0, 6, 0, 0),
    ]


def test_issues_and_quarantined_files_stand_side_by_side(query: Query) -> None:
    rows = query(
        "select path, report_key, is_quarantined, severity, code, what_to_do from marts.rpt_issues"
    )
    assert rows == [
        (
            "empty.txt",
            None,
            True,
            "error",
            "empty_file",
            "fetch the report again and replace the file",
        ),
        (
            "kangbashi.txt",
            KANGBASHI,
            False,
            "info",
            "unknown_label",
            "nothing unless the row is a renamed cell of the form",
        ),
    ]


def test_retired_reports_are_shown_with_what_took_their_place(query: Query) -> None:
    [(path, key)] = query("select path, report_key from marts.dim_report order by path limit 1")
    figures = f"select count(value) from staging.observation where report_key = '{key}'"
    [(stated,)] = query(figures)
    assert stated > 0
    assert query(
        "select report_key, path, reason, replaced_by, figures from marts.rpt_retired_reports "
        "order by report_key"
    ) == [
        ("2010-x-government-00000001", "gone.txt", "file_removed", None, stated),
        ("2010-x-government-00000002", path, "file_changed", key, stated),
    ]
    assert query("select count(*) from marts.dim_report where report_key like '2010-x-%'") == [(0,)]
    assert query("select count(*) from marts.fact_metric where report_key like '2010-x-%'") == [
        (0,)
    ]
