"""A broken gate stops the load, also across runs, and what is published stays as it was."""

from __future__ import annotations

import shutil
from dataclasses import replace
from typing import Any

import duckdb
import pytest

from dagster_project.lib import extraction
from extractors.model import Extraction
from tests.dagster_project.line import Line, Misread

PUBLISHED = [
    ["published", "ogi_duckdb"],
    ["published", "parquet"],
    ["published", "csv"],
    ["published", "data_dictionary"],
    ["published", "changes"],
]


def unknown_metric(extraction: Extraction) -> Extraction:
    [first, *others] = extraction.observations
    return replace(extraction, observations=(replace(first, metric="no_such_metric"), *others))


def first_figure_only(extraction: Extraction) -> Extraction:
    return replace(extraction, observations=extraction.observations[:1])


def test_the_gate_of_the_raw_manifest_stops(line: Line) -> None:
    before = line.fingerprint()
    for file in line.raw_dir.iterdir():
        file.rename(line.data_dir / file.name)

    stopped = line.run()
    assert not stopped.success
    assert stopped.steps == ["raw_manifest", "raw_manifest_gate"]
    assert "There is no file in the raw folder." in stopped.reasons

    for only in ([["extracted_reports"]], [["marts", "fact_metric"]], [["warehouse"]], PUBLISHED):
        refused = line.run(only=only)
        assert not refused.success
        assert "The gate raw_manifest stopped this load" in refused.reasons
        assert "There is no file in the raw folder." in refused.reasons
    assert line.run("from_staging").steps == ["dbt"]
    assert line.fingerprint() == before
    assert line.query("SELECT count(*) FROM staging.report") == [(5,)]

    # Repaired, the same files give the same snapshot.
    for file in line.data_dir.glob("*.txt"):
        file.rename(line.raw_dir / file.name)
    assert line.run().success
    assert line.fingerprint() == before


def test_the_gate_of_staging_stops(line: Line, misread: Misread) -> None:
    before = line.fingerprint()
    misread(unknown_metric)

    stopped = line.run(everything=True)
    assert not stopped.success
    assert stopped.steps[-1] == "staging_gate"
    assert "metrics_are_known: A metric is not in the catalogue." in stopped.reasons
    assert "| no_such_metric | 5 |" in stopped.reasons

    for only in ([["marts", "fact_metric"]], [["warehouse"]], PUBLISHED):
        refused = line.run(only=only)
        assert not refused.success
        assert "The gate staging stopped this load" in refused.reasons
        assert "no_such_metric" in refused.reasons
    assert line.run("from_staging").steps == ["dbt"]
    assert line.fingerprint() == before
    unknown = "SELECT count(*) FROM staging.observation WHERE metric = 'no_such_metric'"
    assert line.query(unknown) == [(0,)]
    assert line.query(unknown, line.candidate) == [(5,)]


def test_the_gate_of_the_marts_stops(
    line: Line, misread: Misread, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = line.fingerprint()
    facts = line.query("SELECT count(*) FROM marts.fact_metric")
    misread(first_figure_only)

    stopped = line.run(everything=True)
    assert not stopped.success
    assert stopped.steps[-1] == "marts_gate"
    assert "facts_are_kept: Far fewer facts than in the last published" in stopped.reasons

    for only in ([["warehouse"]], PUBLISHED):
        refused = line.run(only=only)
        assert not refused.success
        assert "The gate marts stopped this load" in refused.reasons
    assert line.fingerprint() == before
    assert line.query("SELECT count(*) FROM marts.fact_metric") == facts

    # It goes on when somebody says that the load is as it should be.
    monkeypatch.setenv("OGI_KEPT_SHARE", "0")
    assert line.run("from_staging").success
    reported = "SELECT count(*) FROM marts.fact_metric WHERE derivation = 'reported'"
    assert line.query(reported, line.published)[0][0] <= 5
    assert not line.candidate.exists()


def test_a_load_that_a_gate_has_not_judged_is_refused(line: Line) -> None:
    shutil.copy(line.warehouse, line.candidate)
    with duckdb.connect(str(line.candidate)) as con:
        con.execute("DELETE FROM staging.gate_result WHERE gate = 'staging'")
    refused = line.run("from_staging")
    assert refused.steps == ["dbt"]
    assert "The gate staging has not judged this load" in refused.reasons


def test_a_passed_load_is_not_published_before_it_is_the_warehouse(line: Line) -> None:
    shutil.copy(line.warehouse, line.candidate)
    refused = line.run(only=PUBLISHED)
    assert not refused.success
    assert "is not the warehouse yet" in refused.reasons


def test_a_run_does_not_go_on_with_the_load_of_another_run(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    honest = extraction.extract_all

    def slowly(*arguments: Any, **options: Any) -> extraction.Counts:
        counts = honest(*arguments, **options)
        assert line.run(only=[["raw_manifest"]]).success  # somebody else, meanwhile
        return counts

    before = line.fingerprint()
    monkeypatch.setattr(extraction, "extract_all", slowly)
    stopped = line.run()
    assert stopped.steps[-1] == "staging_tables"
    assert "Another run has started load" in stopped.reasons
    assert line.fingerprint() == before
