"""The dbt project itself: schemas, contracts, descriptions, statistics."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, get_args

import pytest
import yaml

from extractors import catalog, model

Query = Callable[[str], list[tuple[Any, ...]]]
Nodes = dict[str, dict[str, Any]]

PROJECT = Path(__file__).parents[2] / "dbt"

MARTS = {
    "bridge_agency_function",
    "bridge_agency_rollup",
    "bridge_agency_succession",
    "dim_agency",
    "dim_applicant",
    "dim_division",
    "dim_function",
    "dim_metric",
    "dim_report",
    "dim_year",
    "era_bridge",
    "fact_local_indicator",
    "fact_metric",
    "metric_by_agency_year",
    "rpt_agreements",
    "rpt_conflicts",
    "rpt_corrections",
    "rpt_retired_reports",
    "rpt_coverage",
    "rpt_duplicates",
    "rpt_identity_checks",
    "rpt_issues",
    "rpt_unresolved_agencies",
}


@pytest.fixture(scope="module")
def manifest(built: Path) -> dict[str, Any]:
    text = (built / "target" / "manifest.json").read_text(encoding="utf-8")
    return dict(json.loads(text))


@pytest.fixture(scope="module")
def models(manifest: dict[str, Any]) -> Nodes:
    kinds = ("model", "seed")
    nodes = manifest["nodes"].values()
    return {node["name"]: node for node in nodes if node["resource_type"] in kinds}


def test_the_warehouse_has_exactly_these_schemas_and_marts(query: Query) -> None:
    schemas = query("select distinct table_schema from information_schema.tables order by 1")
    assert schemas == [("intermediate",), ("marts",), ("staging",)]
    tables = query(
        "select table_name, table_type from information_schema.tables where table_schema = 'marts'"
    )
    assert set(tables) == {(name, "BASE TABLE") for name in MARTS}


def test_every_mart_has_an_enforced_contract_for_all_its_columns(models: Nodes) -> None:
    marts = {name: node for name, node in models.items() if node["schema"] == "marts"}
    assert set(marts) == MARTS
    for name, node in marts.items():
        assert node["contract"]["enforced"], name
        assert all(column["data_type"] for column in node["columns"].values()), name


def test_every_model_and_column_is_described(models: Nodes, query: Query) -> None:
    columns = query(
        "select table_name, column_name from information_schema.columns "
        "where table_schema in ('intermediate', 'marts')"
    )
    described = {
        (name, column["name"])
        for name, node in models.items()
        for column in node["columns"].values()
        if node["description"].strip() and column["description"].strip()
    }
    assert set(columns) == described


def test_every_staging_column_is_described(manifest: dict[str, Any], query: Query) -> None:
    sources = {node["name"]: node for node in manifest["sources"].values()}
    described = {
        (name, column["name"])
        for name, node in sources.items()
        for column in node["columns"].values()
        if node["description"].strip() and column["description"].strip()
    }
    columns = query(
        "select table_name, column_name from information_schema.columns "
        "where table_schema = 'staging'"
    )
    assert set(columns) <= described
    assert set(catalog.tables()) <= set(sources)


def test_descriptions_fit_the_vocabulary_of_kinds(models: Nodes) -> None:
    text = models["fact_metric"]["columns"]["kind"]["description"]
    assert [kind for kind in get_args(model.Kind) if f"`{kind}`" not in text] == []


def test_statistics_are_off() -> None:
    project = yaml.safe_load((PROJECT / "dbt_project.yml").read_text(encoding="utf-8"))
    assert project["flags"]["send_anonymous_usage_stats"] is False


def test_no_python_package_hides_dbt() -> None:
    assert not list(PROJECT.rglob("*.py"))
