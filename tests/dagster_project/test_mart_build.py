"""Marts that a load builds in part, or not at all, are those that it would have built whole."""

from __future__ import annotations

import csv
import random
import re
import shutil
from pathlib import Path
from typing import Any

import duckdb
import pytest
from dbt.adapters.duckdb.connections import DuckDBConnectionManager
from dbt.cli.main import dbtRunner

from dagster_project.lib import mart_build, schema
from dagster_project.lib.dbt_project import read_manifest
from dagster_project.lib.mart_build import Work
from dagster_project.lib.settings import DBT_DIR
from tests.dagster_project import loading
from tests.report_writer import series

CORRECTIONS = (
    "report_key", "agency_key", "year", "scope", "metric", "applicant", "expected", "corrected",
    "reason", "who", "when",
)  # fmt: skip
FINGERPRINT = "this dbt project"
Row = tuple[Any, ...]


class Marts:
    """Builds the marts of a candidate as the line does, in this process and without dbt's tests."""

    def __init__(self, target: Path) -> None:
        self.places = [
            *("--project-dir", str(DBT_DIR), "--profiles-dir", str(DBT_DIR)),
            *("--target-path", str(target), "--log-path", str(target)),
        ]
        self.runner = dbtRunner(dbtRunner().invoke(["--quiet", "parse", *self.places]).result)
        self.done: list[Work] = []

    def build(self, file: Path, *, finish: bool = True) -> Work:
        """Build what there is to build in a DuckDB file and tell what that was."""
        with duckdb.connect(str(file)) as con:
            work = mart_build.begin(con, FINGERPRINT, read_manifest())
        self.done.append(work)
        if work is not Work.NOTHING:
            self.dbt(file)
            if finish:
                with duckdb.connect(str(file)) as con:
                    mart_build.finish(con, FINGERPRINT)
        return work

    def dbt(self, file: Path) -> None:
        told = ["--quiet", "--log-level-file", "none", "build", "--exclude-resource-types"]
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("OGI_WAREHOUSE", str(file))
            result = self.runner.invoke([*told, "unit_test", "test", *self.places])
        # dbt keeps the file open for its next command.
        if DuckDBConnectionManager._ENV is not None:
            DuckDBConnectionManager._ENV.close()
            DuckDBConnectionManager._ENV = None
        assert result.success, result.exception or [
            f"{one.node.name}: {one.message}" for one in result.result if one.status == "error"
        ]


@pytest.fixture(scope="module")
def marts(tmp_path_factory: pytest.TempPathFactory) -> Marts:
    return Marts(tmp_path_factory.mktemp("dbt"))


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, marts: Marts) -> loading.Loading:
    marts.done.clear()
    return loading.of(tmp_path / "data", monkeypatch, marts.build)


def content(file: Path) -> dict[str, list[Row]]:
    """All rows of the tables that dbt has made, in order; views are of no account."""
    with duckdb.connect(str(file), read_only=True) as con:
        tables = con.execute(
            "SELECT schema_name || '.' || table_name FROM duckdb_tables() "
            "WHERE schema_name IN ('marts', 'intermediate') ORDER BY 1"
        ).fetchall()
        return {
            table: con.execute(f"FROM {table} ORDER BY ALL").fetchall()
            for (table,) in tables
            # which load read a report, and what this load touched, is history
            if table not in ("intermediate.int_mart_state", "intermediate.int_touched_report")
        }


def assert_whole(line: loading.Loading, marts: Marts, tmp_path: Path) -> None:
    """The marts are those that dbt makes of the same staging tables from nothing."""
    whole = tmp_path / "whole" / "ogi.duckdb"
    whole.parent.mkdir(exist_ok=True)
    shutil.copyfile(line.store.paths.warehouse, whole)
    with duckdb.connect(str(whole)) as con:
        con.execute("DROP SCHEMA marts CASCADE; DROP SCHEMA intermediate CASCADE")
        con.execute("DELETE FROM staging.mart_state; DELETE FROM staging.mart_build")
    assert marts.build(whole) is Work.ALL
    expected, found = content(whole), content(line.store.paths.warehouse)
    assert expected.keys() == found.keys()
    for table, rows in expected.items():
        assert found[table] == rows, table


def reports(seed: int, years: range) -> list[bytes]:
    """One body's reports over the years."""
    fixed = {"body": "government", "scope": "own", "script": "simplified", "noise": "none"}
    return [report.text.encode() for report in series(seed, years, **fixed, broken="no")]


def correct(line: loading.Loading, *rows: dict[str, Any]) -> None:
    """Write corrections.csv."""
    common = {"reason": "a slip", "who": "A. Reader", "when": "2026-01-05", "applicant": "total"}
    with line.store.paths.corrections.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, CORRECTIONS)
        out.writeheader()
        out.writerows(common | row for row in rows)


def touched(line: loading.Loading) -> set[str]:
    """The bodies whose rows the last build made anew."""
    rows = line.query("SELECT DISTINCT report_key FROM intermediate.int_touched_report")
    return {"-".join(key.split("-")[1:-1]) for (key,) in rows}


def flagged(line: loading.Loading, flag: str) -> set[Row]:
    return set(
        line.query(
            "SELECT DISTINCT agency_key, year_key FROM marts.fact_metric "
            f"WHERE list_contains(string_split(flags, ' '), '{flag}')"
        )
    )


YANJIANG, ANNING = "512002-government", "530181-government"


def test_a_load_builds_the_bodies_that_it_touches_and_no_others(
    line: loading.Loading, marts: Marts, tmp_path: Path
) -> None:
    raw_dir = line.store.paths.raw_dir
    one = reports(2, range(2019, 2023))
    other = reports(4, range(2019, 2022))

    def load(work: Work, *bodies: str) -> None:
        line.load()
        assert marts.done[-1] is work
        if work is not Work.NOTHING:
            assert touched(line) == set(bodies)

    for year, data in zip(range(2019, 2022), one, strict=False):
        (raw_dir / f"yanjiang_{year}.txt").write_bytes(data)
    for year, data in zip(range(2019, 2022), other, strict=False):
        (raw_dir / f"anning_{year}.txt").write_bytes(data)
    load(Work.ALL, YANJIANG, ANNING)
    load(Work.NOTHING)

    # A later year: what 2021 carried out can be checked now.
    checks = "SELECT count(*) FROM marts.rpt_identity_checks WHERE per = 'years'"
    before = line.query(checks)
    (raw_dir / "yanjiang_2022.txt").write_bytes(one[3])
    load(Work.TOUCHED, YANJIANG)
    assert line.query(checks) > before
    assert_whole(line, marts, tmp_path)

    # A copy under another name: the original has not changed, but is flagged.
    copied = other[1].decode().replace("安宁市", "雁江区").encode()
    (raw_dir / "yanjiang_2020_copied.txt").write_bytes(copied)
    load(Work.TOUCHED, YANJIANG, ANNING)
    assert (ANNING, 2020) in flagged(line, "cloned_text")

    # The copy goes; and rivals come, so that another report counts.
    (raw_dir / "yanjiang_2020_copied.txt").unlink()
    counts = f"SELECT path FROM marts.dim_report WHERE is_current AND agency_key = '{ANNING}'"
    text = other[1].decode()
    for path in ("anning_2020.txt", "a_rival.txt"):
        (raw_dir / path).write_text(text + f"\n（{path}转载）\n", encoding="utf-8")
    load(Work.TOUCHED, YANJIANG, ANNING)
    assert flagged(line, "cloned_text") == set()
    assert_whole(line, marts, tmp_path)

    # What counted goes, and the other one counts; of the other body everything goes.
    [winner] = {path for (path,) in line.query(counts)} & {"anning_2020.txt", "a_rival.txt"}
    (raw_dir / winner).unlink()
    for file in raw_dir.glob("yanjiang*"):
        file.unlink()
    load(Work.TOUCHED, YANJIANG, ANNING)
    assert len(line.query(counts)) == 3
    assert line.query(f"FROM marts.fact_metric WHERE agency_key = '{YANJIANG}'") == []
    assert_whole(line, marts, tmp_path)


def test_a_correction_touches_its_body_when_it_comes_changes_and_goes(
    line: loading.Loading, marts: Marts, tmp_path: Path
) -> None:
    raw_dir = line.store.paths.raw_dir
    for name, seed in (("yanjiang", 2), ("anning", 4)):
        for year, data in zip(range(2019, 2022), reports(seed, range(2019, 2022)), strict=False):
            (raw_dir / f"{name}_{year}.txt").write_bytes(data)
    line.load()
    [(key, metric, value)] = line.query(
        "SELECT report_key, metric_key, value::VARCHAR FROM marts.fact_metric "
        f"WHERE agency_key = '{ANNING}' AND year_key = 2020 AND derivation = 'reported' "
        "AND metric_key = 'applications_carried_in' AND applicant_key = 'total'"
    )
    by_key = {"report_key": key, "metric": metric, "expected": value}
    by_body = {"agency_key": ANNING, "year": 2020, "metric": metric, "expected": value}
    figure = (
        "SELECT value::INTEGER, corrected_from IS NOT NULL FROM marts.fact_metric "
        f"WHERE report_key = '{key}' AND metric_key = '{metric}' AND applicant_key = 'total'"
    )
    printed = line.query(figure)
    for rows, expected in (
        ([by_key | {"corrected": 4321}], [(4321, True)]),
        ([by_body | {"corrected": 4322, "scope": ""}], [(4322, True)]),
        ([], printed),
    ):
        correct(line, *rows)
        line.load()
        assert marts.done[-1] is Work.TOUCHED
        assert line.query(figure) == expected
        assert touched(line) == {ANNING}
    assert_whole(line, marts, tmp_path)


def test_any_order_of_loads_ends_with_the_marts_of_a_clean_load(
    line: loading.Loading, marts: Marts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(20190515)
    raw_dir = line.store.paths.raw_dir
    names = ("雁江区", "安宁市", "康巴什区")
    written = [report.decode() for seed in (2, 4, 6) for report in reports(seed, range(2018, 2023))]
    for _ in range(3):
        for _ in range(6):
            there = sorted(raw_dir.iterdir())
            name, text = raw_dir / f"{rng.randrange(12):02}.txt", rng.choice(written)
            match rng.randrange(7):
                case 0 if there:
                    rng.choice(there).unlink()
                case 1:  # a copy for another body
                    name.write_text(re.sub("|".join(names), rng.choice(names), text), "utf-8")
                case 2:  # a copy for another year
                    year = str(rng.randrange(2018, 2023))
                    name.write_text(re.sub("20(18|19|2[0-2])年", f"{year}年", text), "utf-8")
                case 3:  # a second report of the same body and year
                    name.write_text(f"{text}\n（更正后发布）\n", "utf-8")
                case _:
                    name.write_text(text, "utf-8")
        line.load()
        facts = line.query(
            "SELECT report_key, metric_key, coalesce(corrected_from, value)::VARCHAR "
            "FROM marts.fact_metric WHERE derivation = 'reported' AND applicant_key = 'total' "
            "ORDER BY ALL"
        )
        chosen = rng.sample(facts, min(3, len(facts)))
        correct(
            line,
            *(
                {"report_key": key, "metric": metric, "expected": value, "corrected": 7 + number}
                for number, (key, metric, value) in enumerate(chosen)
            ),
        )
    line.load()
    assert Work.TOUCHED in marts.done
    found = content(line.store.paths.warehouse)

    clean = loading.of(tmp_path / "clean", monkeypatch, marts.build)
    shutil.rmtree(clean.store.paths.raw_dir)
    monkeypatch.setenv("OGI_RAW_DIR", str(raw_dir))
    shutil.copyfile(raw_dir.parent / "corrections.csv", clean.store.paths.corrections)
    clean.load()
    assert marts.done[-1] is Work.ALL
    for table, rows in content(clean.store.paths.warehouse).items():
        if table != "marts.rpt_retired_reports":  # which is history
            assert found[table] == rows, table


@pytest.fixture(scope="module")
def once(tmp_path_factory: pytest.TempPathFactory, marts: Marts) -> Path:
    """A warehouse of one report."""
    folder = tmp_path_factory.mktemp("once")
    with pytest.MonkeyPatch.context() as patch:
        line = loading.of(folder, patch, marts.build)
        (line.store.paths.raw_dir / "one.txt").write_bytes(reports(2, range(2020, 2021))[0])
        line.load()
        return line.store.paths.warehouse


@pytest.fixture
def loaded(line: loading.Loading, once: Path) -> loading.Loading:
    """A copy of it."""
    line.store.paths.warehouse_dir.mkdir()
    shutil.copyfile(once, line.store.paths.warehouse)
    return line


def test_after_a_build_that_did_not_end_everything_is_built(
    loaded: loading.Loading, marts: Marts, tmp_path: Path
) -> None:
    file = loaded.store.paths.warehouse
    with duckdb.connect(str(file)) as con:
        con.execute("UPDATE staging.mart_build SET made_of = 'something else'")
    assert marts.build(file, finish=False) is Work.TOUCHED
    # Whatever it left half done, the next one does not rest on it.
    with duckdb.connect(str(file)) as con:
        con.execute("DELETE FROM marts.fact_metric")
    assert marts.build(file) is Work.ALL
    assert_whole(loaded, marts, tmp_path)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE staging.metric SET unit = 'pieces'",
        "INSERT INTO staging.flag SELECT * REPLACE ('another' AS flag) FROM staging.flag LIMIT 1",
        "DROP TABLE marts.rpt_issues",
        "UPDATE staging.mart_build SET made_with = 'another dbt project'",
    ],
)
def test_what_every_row_depends_on_builds_everything(loaded: loading.Loading, change: str) -> None:
    with duckdb.connect(str(loaded.store.paths.warehouse)) as con:
        con.execute(change)
        assert mart_build.begin(con, FINGERPRINT, read_manifest()) is Work.ALL
        there = con.execute("SELECT table_name FROM duckdb_tables() WHERE schema_name = 'marts'")
        assert ("fact_metric",) not in there.fetchall()


def test_nothing_is_built_only_where_nothing_that_was_loaded_differs(
    loaded: loading.Loading,
) -> None:
    for change in (
        "INSERT INTO staging.quarantine (path, code) VALUES ('bad.txt', 'empty_file')",
        "UPDATE staging.report SET load_id = 'another'",
        "DELETE FROM staging.agency WHERE level = 'province'",
        "INSERT INTO staging.correction (file, line) VALUES ('corrections.csv', 2)",
        "INSERT INTO staging.retired_report (report_key) VALUES ('gone')",
    ):
        with duckdb.connect(str(loaded.store.paths.warehouse)) as con:
            assert mart_build.begin(con, FINGERPRINT, read_manifest()) is Work.NOTHING
            con.execute("BEGIN")
            con.execute(change)
            assert mart_build.begin(con, FINGERPRINT, read_manifest()) is Work.TOUCHED, change
            con.execute("ROLLBACK")


def test_all_that_the_models_read_is_compared_with_the_last_build() -> None:
    # Rows that come and go with their report, or stand for a retired one.
    with_a_report = {"observation", "issue", "retired_observation"}
    read = {source["name"] for source in read_manifest()["sources"].values()}
    used = {
        name.split(".")[-1]
        for node in read_manifest()["nodes"].values()
        if node["resource_type"] == "model"
        for name in node["depends_on"]["nodes"]
        if name.startswith("source.")
    }
    catalogue = read - schema.TABLES - {"current_load", "correction"}
    assert used <= {*mart_build._LOADED, *with_a_report, "mart_state", *catalogue}
