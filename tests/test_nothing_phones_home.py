"""Usage statistics are off in the project's own files, however a person starts it."""

from __future__ import annotations

from pathlib import Path

import yaml
from dagster import DagsterInstance
from dagster._core.instance import InstanceRef

SWITCHES = {
    "DO_NOT_TRACK": "1",
    "DAGSTER_DISABLE_TELEMETRY": "1",
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "GX_ANALYTICS_ENABLED": "false",
}


def test_dagster_is_off_and_writes_one_at_a_time(project_root: Path, tmp_path: Path) -> None:
    # As `dagster dev` does when DAGSTER_HOME is not set: settings from the folder it starts in.
    ref = InstanceRef.from_dir(str(tmp_path), config_dir=str(project_root))
    with DagsterInstance.from_ref(ref) as instance:
        assert instance.telemetry_enabled is False
        assert instance.nux_enabled is False
        assert instance.global_op_concurrency_default_limit == 1


def test_the_environment_file_holds_the_switches_and_nothing_else(project_root: Path) -> None:
    lines = (project_root / ".env").read_text(encoding="utf-8").splitlines()
    assert dict(line.split("=") for line in lines if not line.startswith("#")) == SWITCHES


def test_make_exports_the_switches(project_root: Path) -> None:
    lines = (project_root / "Makefile").read_text(encoding="utf-8").splitlines()
    assert "include .env" in lines
    assert f"export {' '.join(SWITCHES)}" in lines


def test_dbt_is_off(project_root: Path) -> None:
    project = yaml.safe_load((project_root / "dbt" / "dbt_project.yml").read_text(encoding="utf-8"))
    assert project["flags"]["send_anonymous_usage_stats"] is False
