"""A small hand-made warehouse, built by dbt once for all tests of this folder.

`rows/` holds figures of the five sample reports and of an invented county (甲县, 990001) that
shows what those five do not: two reports for one year, sums that lack a part, years that
contradict each other. The staging tables have the columns that the pipeline gives them.
"""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any

import duckdb
import pyarrow
import pytest

from dagster_project.lib import schema
from dagster_project.lib.tables import column_definitions
from extractors import catalog, model
from extractors.agencies import catalogue

HERE = Path(__file__).parent
PROJECT = HERE.parents[1] / "dbt"

LOAD_ID = "load-of-the-test"

Row = dict[str, Any]
Query = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a warehouse that `dbt build` has filled; also holds dbt's target folder."""
    folder = tmp_path_factory.mktemp("warehouse")
    write_staging(folder / "ogi.duckdb")
    run_dbt(folder, "build")
    return folder


@pytest.fixture(scope="session")
def query(built: Path) -> Iterator[Query]:
    """Runs SQL on the built warehouse and gives back the rows."""
    with duckdb.connect(str(built / "ogi.duckdb"), read_only=True) as connection:
        yield lambda sql: connection.execute(sql).fetchall()


def run_dbt(folder: Path, *command: str) -> None:
    """Run dbt on the warehouse in `folder`; on failure show what it said."""
    environment = os.environ | {"OGI_WAREHOUSE": str(folder / "ogi.duckdb")}
    dbt = [sys.executable, "-m", "dbt.cli.main", "--no-use-colors", *command]
    places = ["--project-dir", PROJECT, "--profiles-dir", PROJECT]
    places += ["--target-path", folder / "target", "--log-path", folder / "logs"]
    done = subprocess.run(
        [*dbt, *map(str, places)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr


def write_staging(path: Path) -> None:
    """Write a DuckDB file with the schema `staging` of one load."""
    reports = {row["sha256"]: row for row in read("report.csv")}
    with duckdb.connect(str(path)) as connection:
        schema.create(connection)
        create(connection, "report", model.Report, map(report, reports.values()))
        create(connection, "observation", model.Observation, observations(reports))
        create(connection, "agency", model.Agency, read("agency.csv"))
        create(connection, "issue", model.Issue, issues(reports))
        create(connection, "quarantine", model.Quarantined, quarantined())
        retire(connection)
        create(connection, "correction", catalog.Correction, corrections(), load_id=False)
        for name, rows in (catalog.tables() | catalogue.tables()).items():
            columns = [field.name for field in fields(rows[0])]
            connection.register(
                "given", pyarrow.table({c: [getattr(row, c) for row in rows] for c in columns})
            )
            definition = column_definitions(type(rows[0]))
            connection.execute(f"create table staging.{name} ({definition})")
            connection.execute(f"insert into staging.{name} from given")


def retire(connection: duckdb.DuckDBPyConnection) -> None:
    """Have an earlier load retire two reports: one's file is gone, the other's was replaced."""
    for key, path, reason in (
        ("2010-x-government-00000001", "gone.txt", "file_removed"),
        ("2010-x-government-00000002", None, "file_changed"),
    ):
        connection.execute(
            "insert into staging.retired_report by name select * replace "
            "(? as report_key, coalesce(?, path) as path), ? as reason, 'earlier' as retired_in "
            "from staging.report order by path limit 1",
            [key, path, reason],
        )
        connection.execute(
            "insert into staging.retired_observation by name "
            "select * replace (? as report_key), 'earlier' as retired_in from staging.observation "
            "where report_key = (select report_key from staging.report order by path limit 1)",
            [key],
        )


def create(
    connection: duckdb.DuckDBPyConnection,
    table: str,
    record: type,
    rows: Iterable[Row],
    load_id: bool = True,
) -> None:
    """Create a staging table with the record's fields as columns, and fill it."""
    definition, columns = column_definitions(record), [field.name for field in fields(record)]
    if load_id:
        definition, columns = f"{definition}, load_id VARCHAR", [*columns, "load_id"]
    connection.execute(f"create or replace table staging.{table} ({definition})")
    values = [[(row | {"load_id": LOAD_ID}).get(name) for name in columns] for row in rows]
    marks = ", ".join("?" for _ in columns)
    connection.executemany(f"insert into staging.{table} values ({marks})", values)


def read(name: str) -> list[Row]:
    """The rows of a CSV file of `rows/`; an empty cell is None."""
    with (HERE / "rows" / name).open(encoding="utf-8", newline="") as file:
        return [{key: text or None for key, text in row.items()} for row in csv.DictReader(file)]


def report(row: Row) -> Row:
    """A full report; what no test looks at says so."""
    evidence = {"agency_evidence": "title", "year_evidence": "title", "form_evidence": "table"}
    file = {"size_bytes": 1000, "encoding": "utf-8", "extractor_version": "test"}
    return file | evidence | {"agency_grade": "sure"} | row


def observations(reports: dict[str, Row]) -> Iterator[Row]:
    """Every observation of `observation.csv` and `matrix.csv`, numbered within its report."""
    applicants = [row.applicant for row in catalog.applicants()]
    ordinals = dict.fromkeys(reports, 0)
    for row in read("observation.csv"):
        yield observation(reports[row["report"]], ordinals, row | {"applicant": "total"})
    for line in read("matrix.csv"):
        for applicant in applicants:
            figure = line[applicant]
            cell = {"report": line["report"], "metric": line["metric"], "applicant": applicant}
            kind = {"value": figure, "raw": figure, "kind": "number" if figure else "blank"}
            yield observation(reports[line["report"]], ordinals, cell | kind | {"source": "table"})


def observation(of: Row, ordinals: dict[str, int], row: Row) -> Row:
    """A full observation; its place and its quote follow from its number."""
    ordinals[of["sha256"]] += 1
    ordinal = ordinals[of["sha256"]]
    raw = row["raw"] or ""
    start = ordinal * 100
    label = row.get("label") or row["metric"]
    units = {metric.metric: metric.unit for metric in catalog.metrics()}
    return row | {
        "observation_key": f"{of['report_key']}#{ordinal}",
        "report_key": of["report_key"],
        "ordinal": ordinal,
        "form": of["form"],
        "label": label,
        "unit": units.get(row["metric"]),
        "raw": raw,
        "locator": f"char={start},{start + 90}",
        "value_locator": f"char={start + 80},{start + 80 + len(raw)}",
        "quote": f"{label} | {raw}",
        "line": ordinal,
        "rule": "cell" if row["source"] == "table" else "pattern",
        "flags": row.get("flags") or "",
    }


def issues(reports: dict[str, Row]) -> Iterator[Row]:
    """One issue: a local row of Kangbashi that the form does not know."""
    yield {
        "report_key": reports["aaaaaaaa"]["report_key"],
        "ordinal": 1,
        "severity": "info",
        "code": "unknown_label",
        "message": "网站是否具备网上办事功能 is in no form",
        "locator": "char=1500,1590",
        "quote": "网站是否具备网上办事功能 | 是",
    }


def corrections() -> Iterator[Row]:
    """The lines of `correction.csv` as the pipeline loads them."""
    for line, row in enumerate(read("correction.csv"), start=2):
        yield row | {"file": "corrections.csv", "line": line}


def quarantined() -> Iterator[Row]:
    """One file that could not be loaded."""
    yield {
        "path": "empty.txt",
        "sha256": "0" * 64,
        "size_bytes": 0,
        "code": "empty_file",
        "reason": "The file holds no text; fetch the report again.",
        "extractor_version": "test",
    }
