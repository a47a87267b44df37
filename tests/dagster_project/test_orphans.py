"""A dbt whose run was killed opens no database, and ends."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from dagster_project.lib.dbt_project import manifest_path
from dagster_project.lib.orphans import RUN_PROCESS
from dagster_project.lib.settings import DBT_DIR
from tests.dagster_project import processes

_DBT = (sys.executable, "-c", "from dbt.cli.main import cli; cli()")
_QUERY = (*_DBT, "--quiet", "show", "--inline", "select 7 as seven")


def _dbt(folder: Path, run_process: int) -> subprocess.CompletedProcess[str]:
    manifest_path()
    environment = os.environ | {
        "OGI_WAREHOUSE": str(folder / "ogi.duckdb"),
        "DBT_PROFILES_DIR": str(DBT_DIR),
        "DBT_TARGET_PATH": str(folder / "target"),
        "DBT_LOG_PATH": str(folder / "logs"),
        RUN_PROCESS: str(run_process),
    }
    return subprocess.run(_QUERY, cwd=DBT_DIR, env=environment, capture_output=True, text=True)


def test_dbt_works_for_the_run_that_started_it(tmp_path: Path) -> None:
    done = _dbt(tmp_path, os.getpid())
    assert done.returncode == 0, done.stdout + done.stderr
    assert "7" in done.stdout


def test_dbt_ends_before_it_opens_the_database_when_its_run_is_gone(tmp_path: Path) -> None:
    gone = subprocess.run(
        [sys.executable, "-c", "import os; print(os.getpid())"], capture_output=True, text=True
    )
    done = _dbt(tmp_path, int(gone.stdout))
    assert done.returncode == 1
    assert "seven" not in done.stdout
    assert not (tmp_path / "ogi.duckdb").exists()


def test_dbt_ends_while_it_works_when_its_run_is_killed(tmp_path: Path) -> None:
    started = f"""
import os, subprocess, sys, time
os.environ["{RUN_PROCESS}"] = str(os.getpid())
code = '''
import sys, time
sys.path.insert(0, {str(DBT_DIR.parent)!r})
from dagster_project.lib.dbt_plugin import Plugin
Plugin.__new__(Plugin).initialize({{}})
print("watching", flush=True)
time.sleep(60)
'''
child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
child.stdout.readline()
print(child.pid, flush=True)
os.kill(os.getpid(), 9)
"""
    run = subprocess.run([sys.executable, "-c", started], capture_output=True, text=True)
    assert run.returncode == -9
    assert processes.ends(int(run.stdout), within=10), "dbt went on without its run"
