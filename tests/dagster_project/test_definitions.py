"""The graph as people see it in the UI; a change of it is a change of this page."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import dagster as dg
import pytest

from dagster_project.definitions import defs
from dagster_project.defs import marts
from dagster_project.lib import dbt_process, dbt_project
from dagster_project.lib.suites import GATES, suite

SNAPSHOT = Path(__file__).with_name("assets.txt")


@pytest.fixture(scope="module")
def graph() -> Any:
    return defs.resolve_asset_graph()


def test_assets_and_groups_are_as_written_down(graph: Any) -> None:
    now = sorted(
        f"{graph.get(key).group_name} {key.to_user_string()}" for key in graph.get_all_asset_keys()
    )
    assert now == SNAPSHOT.read_text(encoding="utf-8").splitlines()


def test_every_asset_is_described(graph: Any) -> None:
    silent = [
        key.to_user_string()
        for key in graph.get_all_asset_keys()
        if not (graph.get(key).description or "").strip()
    ]
    assert silent == []


def test_whatever_writes_duckdb_waits_in_one_pool(graph: Any) -> None:
    pools = {
        node.name: node.pools
        for node in defs.resolve_job_def("whole_line").graph.node_defs
        if node.name != "extracted_reports"
    }
    assert set(pools) == {
        "raw_manifest",
        "raw_manifest_gate",
        "staging_tables",
        "staging_gate",
        "dbt",
        "marts_gate",
        "warehouse",
        "published_snapshot",
    }
    assert set(map(frozenset, pools.values())) == {frozenset({"duckdb_write"})}


def test_rules_that_stop_a_load_block_what_follows(graph: Any) -> None:
    checks = {(key.name, graph.get_check_spec(key).blocking) for key in graph.asset_check_keys}
    for gate in GATES:
        for rule in suite(gate).rules:
            stops = rule.scope == "load" and rule.severity == "error"
            assert (rule.rule, stops) in checks


def test_the_graph_runs_from_the_files_to_the_snapshot(graph: Any) -> None:
    key = dg.AssetKey(["published", "ogi_duckdb"])
    above = {found.to_user_string() for found in graph.get_ancestor_asset_keys(key)}
    assert {
        "raw_files",
        "raw_manifest",
        "extracted_reports",
        "staging/observation",
        "marts/fact_metric",
        "warehouse",
    } <= above


def test_the_workspace_opens_from_a_plain_checkout(project_root: Path) -> None:
    checked = subprocess.run(
        [sys.executable, "-m", "dagster", "definitions", "validate", "-w", "workspace.yaml"],
        cwd=project_root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_manifest_of_dbt_is_made_when_missing_or_old(
    project_root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project = tmp_path / "dbt"
    (project / "models").mkdir(parents=True)
    for name in ("dbt_project.yml", "profiles.yml"):
        (project / name).write_bytes((project_root / "dbt" / name).read_bytes())
    model = project / "models" / "one.sql"
    model.write_text("SELECT 1 AS one", encoding="utf-8")
    assert "model.ogi.one" in dbt_project.read_manifest(project)["nodes"]

    honest = dbt_project._parse
    parsed: list[object] = []
    monkeypatch.setattr(dbt_project, "_parse", lambda *arguments: parsed.append(arguments))
    dbt_project.manifest_path(project)
    assert parsed == []
    model.write_text("SELECT 2 AS one", encoding="utf-8")
    dbt_project.manifest_path(project)
    assert len(parsed) == 1

    monkeypatch.setattr(dbt_project, "_parse", honest)
    (project / "models" / "schema.yml").write_text(
        "models: [{name: one, nonsense", encoding="utf-8"
    )
    with pytest.raises(dbt_project.DbtProjectError, match="dbt cannot read"):
        dbt_project.manifest_path(project)


def test_what_dbt_noted_while_it_built_is_kept_for_the_next_load(tmp_path: Path) -> None:
    project, target = tmp_path / "dbt", tmp_path / "build"
    (project / "target").mkdir(parents=True)
    target.mkdir()
    dbt_project.keep_notes(target, project)
    assert not (project / "target" / "partial_parse.msgpack").exists()
    (target / "partial_parse.msgpack").write_bytes(b"notes")
    dbt_project.keep_notes(target, project)
    assert (project / "target" / "partial_parse.msgpack").read_bytes() == b"notes"


def test_dbt_reads_its_project_once_for_all_corpora(tmp_path: Path) -> None:
    for corpus in ("one", "other"):  # for the first it may have to
        file, target = tmp_path / corpus / "ogi.candidate.duckdb", tmp_path / corpus / "build"
        dbt_project.take_notes(target)
        listing = ("--log-level-file", "info", "ls", "--resource-type", "seed")
        told, _ = dbt_process.run(
            listing, marts.environment(file, target), file.parent
        ).communicate()
        assert b"ogi." in told
        dbt_project.keep_notes(target)
    log = (target / "dbt.log").read_text(encoding="utf-8")
    assert "Running with dbt" in log
    assert "Unable to do partial parsing" not in log
