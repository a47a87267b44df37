"""A file or report that cannot be loaded goes to quarantine with the reason; the others load."""

from __future__ import annotations

import os
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import extractors.pipeline
from dagster_project.lib import extraction
from extractors.model import Extraction
from tests.dagster_project.line import Line, Misread, Outcome

REASONS = "SELECT path, code FROM staging.quarantine ORDER BY path"
LOADED = "SELECT count(*) FROM staging.report"


@pytest.fixture
def fresh(line: Line) -> Line:
    """The line before its first run."""
    line.warehouse.unlink()
    line.published.unlink()
    return line


def load(line: Line) -> Outcome:
    """Run the line up to the gate of staging, which is all that these tests need."""
    keys = ["report", "observation", "issue", "quarantine", "agency", "metric", "applicant"]
    keys += ["form_cell", "comparability", "identity", "identity_form", "identity_term"]
    keys += ["derived_part", "flag", "issue_code", "correction"]
    keys += ["division", "division_link", "function", "function_link"]
    keys += ["load", "load_file", "retired_report", "retired_observation"]
    return line.run(
        only=[["raw_manifest"], ["extracted_reports"], *(["staging", key] for key in keys)],
        everything=True,
    )


def test_bad_files_are_quarantined_and_the_others_published(line: Line) -> None:
    (line.raw_dir / "empty.txt").write_bytes(b"")
    (line.raw_dir / "photo.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(500))
    (line.raw_dir / "recipe.txt").write_text(
        "西红柿炒鸡蛋\n鸡蛋三个，西红柿两个。\n", encoding="utf-8"
    )
    (line.raw_dir / "no_year.txt").write_text(
        "某某县人民政府政府信息公开工作年度报告\n\n本报告由某某县人民政府办公室编制。\n"
        "一、概述\n全年主动公开政府信息12条。收到政府信息公开申请3件。\n",
        encoding="utf-8",
    )
    with (line.raw_dir / "database.txt").open("wb") as file:
        file.truncate(2**26)
    first = min(line.raw_dir.iterdir(), key=lambda file: file.name)
    (line.raw_dir / "z_copy.txt").write_bytes(
        (line.raw_dir / "2012_suifenhe_narrative.txt").read_bytes()
    )
    (line.raw_dir / "README.md").write_text("about these files", encoding="utf-8")
    (line.raw_dir / ".DS_Store").write_bytes(b"\x00")
    assert first.name == "2012_suifenhe_narrative.txt"

    assert line.run().success
    assert line.query(REASONS) == [
        ("database.txt", "too_long"),
        ("empty.txt", "empty_file"),
        ("no_year.txt", "no_year"),
        ("photo.txt", "binary_file"),
        ("recipe.txt", "not_a_report"),
        ("z_copy.txt", "duplicate_file"),
    ]
    assert line.query("SELECT count(*) FROM marts.dim_report", line.published) == [(5,)]
    shown = "SELECT path, code FROM marts.rpt_issues WHERE report_key IS NULL ORDER BY path"
    assert line.query(shown, line.published) == line.query(REASONS)
    assert line.query("SELECT files, reports, quarantined FROM staging.current_load") == [
        (11, 5, 6)
    ]
    for (reason,) in line.query("SELECT reason FROM staging.quarantine"):
        assert len(reason) > 10


def test_a_file_that_makes_the_extractor_fail_is_quarantined(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = extractors.pipeline.extract

    def fails_on_one(
        data: bytes, path: str, aliases: object = None, stated: object = None
    ) -> Extraction:
        if path.startswith("2018_shanfu"):
            raise ValueError("something new")
        return honest(data, path)

    monkeypatch.setattr(extractors.pipeline, "extract", fails_on_one)
    assert load(line).success
    assert line.query(f"FROM ({REASONS})", line.candidate) == [
        ("2018_shanfu_form_2014.txt", "extraction_failed")
    ]
    [(reason,)] = line.query("SELECT reason FROM staging.quarantine", line.candidate)
    assert reason == "the extractor failed: ValueError: something new"
    assert line.query(LOADED, line.candidate) == [(4,)]


def test_a_value_that_no_column_can_hold_is_quarantined(line: Line, misread: Misread) -> None:
    def too_fine(extracted: Extraction) -> Extraction:
        [first, *others] = extracted.observations
        if extracted.report is None or extracted.report.year != 2020:
            return extracted
        return replace(
            extracted, observations=(replace(first, value=Decimal("0.1234567")), *others)
        )

    misread(too_fine)
    assert not load(line).success  # the only report for 2020
    assert line.query(REASONS, line.candidate) == [
        ("2020_huitong_form_2019.txt", "extraction_failed")
    ]


def test_a_file_with_an_impossible_name_is_quarantined(line: Line) -> None:
    Path(os.fsdecode(bytes(line.raw_dir) + b"/\xb1\xa8\xb8\xe6.txt")).write_text("x")
    assert load(line).success
    assert line.query(REASONS, line.candidate) == [("\\xb1\\xa8\\xb8\\xe6.txt", "unreadable_file")]


def test_a_report_that_breaks_a_rule_goes_and_takes_its_body_along(
    line: Line, misread: Misread
) -> None:
    def much_too_early(extracted: Extraction) -> Extraction:
        report = extracted.report
        if report is None or not report.path.startswith("2018_shanfu"):
            return extracted
        return replace(extracted, report=replace(report, year=1918))

    misread(much_too_early)
    bodies = "SELECT agency_key FROM staging.agency ORDER BY agency_key"
    before = line.query(bodies)
    assert load(line).success
    assert line.query(REASONS, line.candidate) == [
        ("2018_shanfu_form_2014.txt", "rejected_by_gate")
    ]
    [(reason,)] = line.query("SELECT reason FROM staging.quarantine", line.candidate)
    assert reason.startswith("year_is_possible: The reporting year lies outside 2008 to next year")
    gone = set(before) - set(line.query(bodies, line.candidate))
    assert gone
    assert all("330302105" in key or "3303" in key for (key,) in gone)
    told = "SELECT rule, severity FROM staging.gate_result WHERE NOT success"
    assert line.query(told, line.candidate) == [("year_is_possible", "warning")]


def test_of_five_files_four_may_be_bad(fresh: Line) -> None:
    for file in sorted(fresh.raw_dir.iterdir())[1:]:
        file.write_bytes(b"")
    assert load(fresh).success
    assert fresh.query(
        "SELECT reports, quarantined FROM staging.current_load", fresh.candidate
    ) == [(1, 4)]


def test_a_load_of_bad_files_only_stops(fresh: Line) -> None:
    for number, file in enumerate(fresh.raw_dir.iterdir()):
        file.write_bytes(b" " * number)
    stopped = load(fresh)
    assert not stopped.success
    assert "something_was_loaded: Not one file could be loaded" in stopped.reasons


def test_a_larger_load_stops_when_most_of_it_is_bad(
    fresh: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(20):
        (fresh.raw_dir / f"bad_{number}.txt").write_bytes(b" " * number)
    stopped = load(fresh)
    assert not stopped.success
    assert "quarantined_share: Too large a share of the files" in stopped.reasons
    assert "| 20 | 25 |" in stopped.reasons
    monkeypatch.setenv("OGI_QUARANTINED_SHARE", "0.9")
    assert load(fresh).success


def test_processes_read_the_same_as_one(
    line: Line, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sources = [
        extraction.Source(file.name, file.stat().st_size, "0" * 64, None, None)
        for file in sorted(line.raw_dir.iterdir())
    ]
    batches = [sources[:3], sources[3:]]
    one = extraction.extract_all(batches, 5, line.raw_dir, tmp_path / "one", "v")
    monkeypatch.setattr(extraction, "PARALLEL_FROM", 1)
    two = extraction.extract_all(batches, 5, line.raw_dir, tmp_path / "two", "v", workers=2)
    assert replace(one, seconds=0) == replace(two, seconds=0)
    assert one.reports == 5
    for table in extraction.RECORDS:
        assert pq.read_table(tmp_path / "one" / table) == pq.read_table(tmp_path / "two" / table)
