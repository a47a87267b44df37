"""What starts a load without a person, and who hears of failures."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path

import dagster as dg
import pytest
from dagster import DagsterRunStatus

from dagster_project.definitions import defs
from dagster_project.defs import jobs, triggers
from dagster_project.lib import notify, watch
from dagster_project.lib.errors import StoreError
from tests.dagster_project.line import Line

LONG_AGO = 1_500_000_000


@pytest.fixture
def raw_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty raw folder."""
    monkeypatch.setenv("OGI_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("OGI_RAW_DIR", raising=False)
    monkeypatch.delenv("OGI_SETTLED_AFTER", raising=False)
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def instance() -> Iterator[dg.DagsterInstance]:
    with dg.DagsterInstance.ephemeral() as own:
        yield own


def put(folder: Path, name: str, data: bytes = b"x", at: float = LONG_AGO) -> Path:
    file = folder / name
    file.write_bytes(data)
    os.utime(file, (at, at))
    return file


class Ticks:
    """The sensor, asked again and again as the daemon does."""

    def __init__(self, instance: dg.DagsterInstance) -> None:
        self.instance, self.cursor = instance, None

    def tick(self) -> str:
        """Return `load`, or why none was started."""
        context = dg.build_sensor_context(instance=self.instance, cursor=self.cursor)
        [answer] = list(triggers.new_files(context))
        self.cursor = context.cursor
        if isinstance(answer, dg.RunRequest):
            assert answer.tags["ogi/started_by"] == "sensor"
            return "load"
        return str(answer.skip_message)


def test_files_start_one_load_when_they_have_settled(
    raw_dir: Path, instance: dg.DagsterInstance
) -> None:
    ticks = Ticks(instance)
    assert ticks.tick() == "The raw folder is empty."
    put(raw_dir, "a.txt")
    assert "files have changed since the last look" in ticks.tick()
    assert ticks.tick() == "load"
    assert ticks.tick().startswith("Nothing has changed")
    put(raw_dir, "README.md")
    put(raw_dir, ".DS_Store")
    assert ticks.tick().startswith("Nothing has changed")

    (raw_dir / "2016").mkdir()
    put(raw_dir / "2016", "b.txt")
    assert "files have changed" in ticks.tick()
    assert ticks.tick() == "load"
    put(raw_dir, "a.txt", b"another content")
    ticks.tick()
    assert ticks.tick() == "load"
    (raw_dir / "a.txt").unlink()
    ticks.tick()
    assert ticks.tick() == "load"


def test_a_file_that_is_being_copied_is_waited_for(
    raw_dir: Path, instance: dg.DagsterInstance, monkeypatch: pytest.MonkeyPatch
) -> None:
    ticks = Ticks(instance)
    part = put(raw_dir, "a.txt.part")
    for _ in range(3):
        assert "a.txt.part is still being copied" in ticks.tick()
    part.rename(raw_dir / "a.txt")
    ticks.tick()
    assert ticks.tick() == "load"

    new = raw_dir / "b.txt"
    new.write_bytes(b"just now")
    ticks.tick()
    assert "the last change is " in ticks.tick()
    monkeypatch.setenv("OGI_SETTLED_AFTER", "0")
    assert ticks.tick() == "load"
    monkeypatch.setenv("OGI_SETTLED_AFTER", "soon")
    new.write_bytes(b"again")
    ticks.cursor = None
    with pytest.raises(StoreError, match="OGI_SETTLED_AFTER is 'soon'"):
        ticks.tick()


def test_no_load_is_started_beside_another(raw_dir: Path, instance: dg.DagsterInstance) -> None:
    put(raw_dir, "a.txt")
    ticks = Ticks(instance)
    ticks.cursor = f"{watch.look(raw_dir).fingerprint} "
    with_run = instance.create_run_for_job(
        defs.resolve_job_def("whole_line"), status=DagsterRunStatus.STARTED
    )
    assert ticks.tick() == "Another run is waiting or going on."
    instance.report_run_failed(with_run)
    assert ticks.tick() == "load"


def test_times_in_the_future_hold_nothing_up(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", at=4_000_000_000)
    assert watch.unsettled(watch.look(tmp_path), None, 60, now=2_000_000_000) is None
    put(tmp_path, "a.txt", at=1_999_999_950)
    told = watch.unsettled(watch.look(tmp_path), None, 60, now=2_000_000_000)
    assert told == "the last change is 50 s old; it should be 60 s"


def test_a_folder_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert watch.look(tmp_path / "none").files == 0


def test_the_season_is_january_to_april() -> None:
    assert triggers.season.cron_schedule == "30 2 * 1-4 *"
    assert triggers.season.execution_timezone == "Asia/Shanghai"
    asked = triggers.season(dg.build_schedule_context())
    assert isinstance(asked, dg.RunRequest)
    assert asked.tags == {"ogi/started_by": "schedule"}


def test_everything_that_starts_by_itself_is_off_at_first() -> None:
    assert triggers.new_files.default_status == dg.DefaultSensorStatus.STOPPED
    assert triggers.tell_of_failures.default_status == dg.DefaultSensorStatus.STOPPED
    assert triggers.season.default_status == dg.DefaultScheduleStatus.STOPPED


def test_forms_and_years_are_partitions() -> None:
    job = defs.resolve_job_def("read_again")
    assert job.partitions_def is not None
    keys = job.partitions_def.get_partition_keys()
    assert keys[:6] == ["narrative", "form_2014", "form_2019", "form_2021", "2008", "2009"]
    assert jobs.what_to_read.get_run_config_for_partition_key("form_2014") == {
        "ops": {"load_again": {"config": {"form": "form_2014"}}}
    }
    assert jobs.what_to_read.get_run_config_for_partition_key("2016") == {
        "ops": {"load_again": {"config": {"year": 2016}}}
    }


def test_a_backfill_reads_the_reports_of_a_form_again(
    line: Line, instance: dg.DagsterInstance
) -> None:
    before = line.fingerprint()
    result = defs.resolve_job_def("read_again").execute_in_process(
        instance=instance, partition_key="form_2014", raise_on_error=False
    )
    assert result.success
    assert line.query(
        "SELECT started_by, job, files_read_again, files_unchanged FROM staging.current_load"
    ) == [("backfill", "whole_line", 2, 3)]
    assert line.fingerprint() == before
    [load] = instance.get_runs(dg.RunsFilter(job_name="whole_line"))
    assert load.tags["ogi/part_of"] == result.run_id
    assert load.tags["ogi/load"].endswith(load.run_id[:8])


def script(folder: Path, code: str) -> str:
    file = folder / "told.py"
    file.write_text(code, encoding="utf-8")
    return f"{sys.executable} {file}"


def test_a_failure_is_told_to_the_command_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = {"run_id": "1", "job": "whole_line", "started_by": "ui", "reason": "年份 vanished"}
    monkeypatch.delenv("OGI_ON_FAILURE", raising=False)
    assert notify.failed(facts) is None
    keep = f"import sys; open({str(tmp_path / 'mail')!r}, 'w').write(sys.stdin.read())"
    monkeypatch.setenv("OGI_ON_FAILURE", script(tmp_path, keep))
    assert notify.failed(facts) is None
    assert json.loads((tmp_path / "mail").read_text(encoding="utf-8")) == facts
    monkeypatch.setenv("OGI_ON_FAILURE", script(tmp_path, "raise SystemExit('no mail server')"))
    assert notify.failed(facts) == "OGI_ON_FAILURE ended with code 1: no mail server"
    monkeypatch.setenv("OGI_ON_FAILURE", "/no/such/program")
    assert "OGI_ON_FAILURE could not be run" in (notify.failed(facts) or "")
