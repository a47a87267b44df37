"""The command for a whole run."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import dagster as dg
import duckdb
import pytest
from dagster import DagsterRunStatus, RunsFilter

from dagster_project import run
from dagster_project.lib import files, instance, summary
from dagster_project.lib.store import Store
from tests.dagster_project.line import Line


@pytest.fixture
def home(line: Line, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty Dagster home beside the copied line."""
    monkeypatch.delenv("DAGSTER_HOME", raising=False)
    return line.data_dir / "dagster"


def test_the_summary_says_what_came_of_it(line: Line) -> None:
    told = list(summary.of_load(Store()))
    assert told[0].endswith(": 5 files, 5 reports loaded, 0 in quarantine")
    [facts] = [row for row in told if row.startswith("Facts: ")]
    assert facts.startswith(f"Facts: {line.query('SELECT count(*) FROM marts.fact_metric')[0][0]} ")
    statuses = dict(
        line.query("SELECT status, count(*) FROM marts.rpt_identity_checks GROUP BY status")
    )
    [checks] = [row for row in told if row.startswith("Checks of")]
    assert checks == (
        f"Checks of the sources' sums: {statuses['pass']} pass, {statuses['fail']} fail, "
        f"{statuses['unknown']} unknown"
    )
    [gates] = [row for row in told if row.startswith("Gates: ")]
    assert gates.startswith("Gates: all passed (raw_manifest 5 of 5 rules kept, staging_reports ")


def test_the_summary_of_a_later_load_tells_what_it_changed(line: Line) -> None:
    with duckdb.connect(str(line.warehouse)) as con:
        con.execute("CREATE TEMP TABLE own AS FROM staging.load")
        con.execute("DELETE FROM staging.load")
        con.execute(
            "INSERT INTO staging.load BY NAME SELECT 'earlier' AS load_id, run_id, job, started_by, "
            "started_at - INTERVAL 1 DAY AS started_at FROM own"
        )
        con.execute("INSERT INTO staging.load FROM own")
    told = list(summary.of_load(Store()))
    [at] = [number for number, row in enumerate(told) if row.startswith("Snapshot ")]
    assert told[at + 1] == "  This is the first snapshot: there is none to compare it with."


def test_a_failure_is_told_though_another_program_has_the_load_open(line: Line) -> None:
    holds = f"""
import duckdb, sys
con = duckdb.connect({str(line.candidate)!r})
print("held", flush=True)
sys.stdin.read()
"""
    with subprocess.Popen(
        [sys.executable, "-c", holds], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        told = list(summary.of_failure(SimpleNamespace(all_events=[]), Store()))
        other.communicate("")
    assert told[0].startswith("Nothing was published")


def test_the_ui_knows_the_run(base: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(base / "dagster"))
    with dg.DagsterInstance.get() as home:
        [done] = home.get_runs()
        assert (done.job_name, done.status) == ("whole_line", DagsterRunStatus.SUCCESS)
        assert home.get_latest_materialization_event(dg.AssetKey(["marts", "fact_metric"]))


def test_a_failed_run_ends_with_the_reason_and_code_1(
    line: Line, home: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for file in line.raw_dir.iterdir():
        file.unlink()
    monkeypatch.setenv("OGI_ON_FAILURE", f"tee {line.data_dir / 'mail'}")
    assert run.main([]) == 1
    mail = json.loads((line.data_dir / "mail").read_text(encoding="utf-8"))
    assert (mail["job"], mail["started_by"]) == ("whole_line", "terminal")
    assert "There is no file in the raw folder." in mail["reason"]
    told = capsys.readouterr().out
    assert "Nothing was published" in told
    assert "There is no file in the raw folder." in told
    assert "Traceback" not in told
    assert "Traceback" not in (home / "last_run.log").read_text(encoding="utf-8")


def test_a_load_can_be_given_up(line: Line, capsys: pytest.CaptureFixture[str]) -> None:
    line.candidate.write_bytes(b"")
    assert run.main(["--give-up"]) == 0
    assert not line.candidate.exists()
    assert line.warehouse.exists()


def test_two_runs_at_once_are_refused(
    line: Line, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    home.mkdir()
    with files.locked(home / "terminal.lock", wait=False):
        assert run.main([]) == 1
    assert "Another run is going on" in capsys.readouterr().err


def test_a_killed_run_does_not_keep_the_next_one_waiting(line: Line, home: Path) -> None:
    with instance.home_instance() as dagster:
        killed = dagster.create_run_for_job(
            run_tags_job(), tags=instance.TERMINAL, status=DagsterRunStatus.STARTED
        )
        storage = dagster.event_log_storage
        storage.initialize_concurrency_limit_to_default("duckdb_write")
        assert storage.claim_concurrency_slot("duckdb_write", killed.run_id, "dbt").is_claimed
        assert not storage.claim_concurrency_slot("duckdb_write", "another", "dbt").is_claimed
        storage.free_concurrency_slots_for_run("another")
    with instance.home_instance() as dagster:
        assert dagster.get_run_by_id(killed.run_id).status == DagsterRunStatus.FAILURE
        assert not dagster.get_runs(RunsFilter(statuses=[DagsterRunStatus.STARTED]))
        claimed = dagster.event_log_storage.claim_concurrency_slot("duckdb_write", "another", "dbt")
        assert claimed.is_claimed


def run_tags_job() -> dg.JobDefinition:
    @dg.job
    def anything() -> None: ...

    return anything
