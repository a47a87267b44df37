"""What a person states about a file answers two codes of quarantine, and is shown to everybody."""

from __future__ import annotations

import pytest

from extractors.model import Stated
from extractors.pipeline import extract

BARE = "鹿城区财政局\n2018年工作情况\n收到政府信息公开申请3件。\n"
UNDATED = "鹿城区财政局政府信息公开工作年度报告\n一、概述\n收到政府信息公开申请3件。\n"
DATED = "鹿城区财政局2018年政府信息公开工作年度报告\n一、概述\n收到政府信息公开申请3件。\n"


def stated(year: int | None = None, is_report: bool = True) -> Stated:
    return Stated(is_report=is_report, year=year, note="letter of the bureau")


def test_a_stated_report_is_read_though_it_does_not_call_itself_one() -> None:
    assert extract(BARE.encode(), "x").quarantined is not None
    found = extract(BARE.encode(), "x", stated=stated())
    assert found.report is not None
    assert found.report.year_evidence == "text: 2018年 named 1 times near the head"
    assert [(seen.metric, seen.value) for seen in found.observations] == [
        ("applications_received", 3)
    ]


def test_only_what_is_stated_is_answered() -> None:
    kept = extract(BARE.encode(), "x", stated=stated(2018, is_report=False))
    assert kept.quarantined is not None
    assert kept.quarantined.code == "not_a_report"
    kept = extract(UNDATED.encode(), "x", stated=stated())
    assert kept.quarantined is not None
    assert kept.quarantined.code == "no_year"


def test_a_stated_year_answers_no_year() -> None:
    found = extract(UNDATED.encode(), "x", stated=stated(2016))
    assert found.report is not None
    assert found.report.year == 2016
    assert found.report.year_evidence == "stated by hand: 2016 (letter of the bureau)"
    assert found.report.report_key.startswith("2016-330302-finance-")
    assert [issue.code for issue in found.issues] == ["released_by_hand"]


def test_an_own_year_that_contradicts_the_stated_one_is_kept() -> None:
    found = extract(DATED.encode(), "x", stated=stated(2017))
    assert found.report is not None
    assert found.report.year == 2017
    assert found.report.period_start is None
    assert [(issue.code, issue.message) for issue in found.issues] == [
        (
            "conflicting_years",
            "taken: 2017 (stated by hand: 2017 (letter of the bureau)); also named: 2018",
        ),
        ("released_by_hand", "letter of the bureau"),
    ]


def test_an_own_year_that_agrees_keeps_its_evidence() -> None:
    found = extract(DATED.encode(), "x", stated=stated(2018))
    assert found.report is not None
    assert found.report.year_evidence == "title: 鹿城区财政局2018年政府信息公开工作年度报告"
    assert [issue.code for issue in found.issues] == ["released_by_hand"]


def test_the_issue_warns_and_comes_last() -> None:
    found = extract(DATED.encode(), "x", stated=stated())
    last = found.issues[-1]
    assert (last.severity, last.code, last.message) == (
        "warning",
        "released_by_hand",
        "letter of the bureau",
    )
    assert [issue.ordinal for issue in found.issues] == list(range(1, len(found.issues) + 1))


def test_a_long_note_is_shortened_in_the_evidence_only() -> None:
    note = "because " * 40
    found = extract(UNDATED.encode(), "x", stated=Stated(True, 2016, note))
    assert found.report is not None
    assert len(found.report.year_evidence) == len("stated by hand: 2016 ()") + 120
    assert found.issues[-1].message == note


@pytest.mark.parametrize(
    ("data", "code"), [(b"", "empty_file"), (b"%PDF-1.4", "binary_file"), (b"\xff" * 9, "undec")]
)
def test_what_cannot_be_read_stays_in_quarantine(data: bytes, code: str) -> None:
    kept = extract(data, "x", stated=stated(2018))
    assert kept.quarantined is not None
    assert kept.quarantined.code.startswith(code)


def test_nothing_stated_changes_nothing() -> None:
    assert extract(DATED.encode(), "x", stated=None) == extract(DATED.encode(), "x")
