"""A dbt that waits does what it is told, once, and ends with whoever started it."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dagster_project.lib import dbt_process
from dagster_project.lib.settings import DBT_DIR, PROJECT_ROOT
from tests.dagster_project import processes


@pytest.fixture(autouse=True)
def nobody_waits() -> Iterator[None]:
    dbt_process.dismiss()
    yield
    dbt_process.dismiss()


def seven(folder: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {
        "OGI_WAREHOUSE": str(folder / "ogi.duckdb"),
        "DBT_PROFILES_DIR": str(DBT_DIR),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
    }
    query = ("--quiet", "show", "--inline", "select 7 as seven")
    return dbt_process.run(query, environment, DBT_DIR)


def test_the_one_that_waits_is_told_what_to_do(tmp_path: Path) -> None:
    dbt_process.prepare()
    waiting = dbt_process._waiting
    dbt_process.prepare()
    process = seven(tmp_path)
    assert process is waiting
    said = process.communicate()[0].decode()
    assert process.returncode == 0, said
    assert "7" in said
    assert dbt_process._waiting is None


def test_where_none_waits_or_it_was_killed_another_one_is_started(tmp_path: Path) -> None:
    dbt_process.prepare()
    waiting = dbt_process._waiting
    assert waiting is not None
    waiting.kill()
    waiting.wait()
    process = seven(tmp_path)
    assert process is not waiting
    said = process.communicate()[0].decode()
    assert process.returncode == 0, said


def test_a_dbt_that_fails_says_so(tmp_path: Path) -> None:
    process = dbt_process.run(("no-such-command",), os.environ, DBT_DIR)
    process.communicate()
    assert process.returncode != 0


def test_the_one_that_waits_ends_when_its_run_is_killed() -> None:
    started = (
        "import os; from dagster_project.lib import dbt_process; dbt_process.prepare(); "
        "print(dbt_process._waiting.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    run = subprocess.run(
        [sys.executable, "-c", started], capture_output=True, text=True, cwd=PROJECT_ROOT
    )
    assert run.returncode == -9
    assert processes.ends(int(run.stdout), within=30), "dbt waits without its run"
