"""The published snapshot: whole, the same for the same marts, and never in a reader's way."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import duckdb
import pytest

from dagster_project import snapshots as command
from dagster_project.lib import (
    dictionary,
    files,
    loads,
    mart_files,
    published,
    snapshots,
    summary,
)
from dagster_project.lib.dbt_project import read_manifest
from dagster_project.lib.loads import Start
from dagster_project.lib.store import Store, StoreError
from tests.dagster_project.line import Line

Described = tuple[dictionary.Table, ...]

MARTS = {
    "dim_agency",
    "dim_applicant",
    "dim_metric",
    "dim_report",
    "dim_year",
    "fact_local_indicator",
    "fact_metric",
    "rpt_conflicts",
    "rpt_coverage",
    "rpt_identity_checks",
    "rpt_issues",
}
FACTS = "SELECT count(*) FROM marts.fact_metric"
PUBLISHED = [
    ["published", name] for name in ("ogi_duckdb", "parquet", "csv", "data_dictionary", "changes")
]

READER = """
import sys, duckdb
con = duckdb.connect(sys.argv[1], read_only=True)
print(con.execute("SELECT count(*) FROM marts.fact_metric").fetchone()[0], flush=True)
sys.stdin.readline()
print(con.execute("SELECT count(*) FROM marts.fact_metric").fetchone()[0], flush=True)
"""

# Reads whatever is published, again and again, until it is told to stop.
RESTLESS_READER = """
import sys, threading, duckdb, pathlib
folder = pathlib.Path(sys.argv[1])
told = threading.Event()
threading.Thread(target=lambda: (sys.stdin.readline(), told.set()), daemon=True).start()
reads = 0
while not told.is_set() or not reads:
    with duckdb.connect(str(folder / "ogi.duckdb"), read_only=True) as con:
        facts = con.execute("SELECT count(*) FROM marts.fact_metric").fetchone()[0]
    for kind in ("parquet", "csv"):
        names = {file.stem for file in (folder / kind).iterdir()}
        assert names == set(sys.argv[2].split()), (kind, names)
    found = duckdb.sql(f"SELECT count(*) FROM '{folder}/parquet/fact_metric.parquet'").fetchone()[0]
    assert {facts, found} <= {int(count) for count in sys.argv[3].split()}, (facts, found)
    reads += 1
print(reads)
"""


@pytest.fixture
def store(line: Line) -> Store:
    return Store()


@pytest.fixture(scope="session")
def described() -> Described:
    return dictionary.read(read_manifest())


def publish(store: Store, dictionary: Described) -> published.Publication:
    load = published.Load("load", datetime.now(UTC), "0.1.0")
    return published.publish(store, dictionary, load, keep=5)


def names_of_marts(line: Line) -> set[str]:
    return {file.stem for file in (line.data_dir / "published" / "parquet").iterdir()}


def test_every_mart_is_published_in_every_form(line: Line) -> None:
    tables = line.query("SELECT table_name FROM duckdb_tables()", line.published)
    assert {name for (name,) in tables} >= MARTS
    assert {name for (name,) in tables} == names_of_marts(line)
    for (name,) in tables:
        [rows] = line.query(f"SELECT count(*) FROM marts.{name}", line.published)
        for form in ("parquet", "csv"):
            file = line.data_dir / "published" / form / f"{name}.{form}"
            assert duckdb.sql(f"SELECT count(*) FROM '{file}'").fetchall() == [rows]
    schemas = line.query("SELECT DISTINCT schema_name FROM duckdb_tables()", line.published)
    assert schemas == [("marts",)]


def test_the_data_dictionary_explains_every_column(line: Line) -> None:
    columns = line.query(
        "SELECT table_name, column_name FROM duckdb_columns() WHERE schema_name = 'marts'",
        line.published,
    )
    with (line.data_dir / "published" / "data_dictionary.csv").open(encoding="utf-8") as file:
        explained = {
            (row["table"], row["column"]) for row in csv.DictReader(file) if row["description"]
        }
    assert set(columns) <= explained
    page = (line.data_dir / "published" / "data_dictionary.md").read_text(encoding="utf-8")
    assert "## fact_metric" in page
    silent = """SELECT count(*) FROM duckdb_columns()
                WHERE schema_name = 'marts' AND comment IS NULL"""
    assert line.query(silent, line.published) == [(0,)]


def test_the_same_marts_give_the_same_files(line: Line, store: Store, described: Described) -> None:
    before = contents(line)
    shutil.rmtree(line.data_dir / "published")
    assert publish(store, described).state == "new"
    assert contents(line) == before


def test_a_run_again_from_staging_changes_no_file(line: Line) -> None:
    before = line.fingerprint()
    again = line.run("from_staging")
    assert again.success
    assert again.steps == ["dbt", "marts_gate", "warehouse", "published_snapshot"]
    assert line.fingerprint() == before


def contents(line: Line) -> dict[str, bytes]:
    """What follows from the marts alone: not DuckDB's own file, not what tells the time."""
    folder = line.data_dir / "published"
    files = [
        *folder.glob("*/*.parquet"),
        *folder.glob("*/*.csv"),
        *folder.glob("data_dictionary.*"),
    ]
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in files
        if file.parent.name != "changes"
    }


def test_a_reader_keeps_its_snapshot_while_the_next_is_published(
    line: Line, store: Store, described: Described
) -> None:
    [(facts,)] = line.query(FACTS)
    command = [sys.executable, "-c", READER, str(line.published)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        assert reader.stdout is not None
        assert int(reader.stdout.readline()) == facts
        drop_one_fact(line)
        publish(store, described)
        assert line.query(FACTS, line.published) == [(facts - 1,)]
        told, _ = reader.communicate("go on\n")
        assert int(told) == facts
    assert reader.returncode == 0


def test_readers_never_see_half_a_snapshot(line: Line, store: Store, described: Described) -> None:
    [(facts,)] = line.query(FACTS)
    counts = " ".join(str(facts - n) for n in range(9))
    names = " ".join(sorted(names_of_marts(line)))
    command = [sys.executable, "-c", RESTLESS_READER, str(line.published.parent), names, counts]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as reader:
        for _ in range(8):
            drop_one_fact(line)
            publish(store, described)
        told, _ = reader.communicate("enough\n")
    assert reader.returncode == 0
    assert int(told) > 3


@pytest.mark.parametrize("broken", ["unchanged", "write_all"])
def test_a_publication_that_fails_leaves_the_last_snapshot(
    line: Line, store: Store, described: Described, broken: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = line.fingerprint()
    drop_one_fact(line)
    honest = getattr(mart_files, broken)

    def disk_full(*arguments: object) -> None:
        honest(*arguments)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(mart_files, broken, disk_full)
    with pytest.raises(OSError, match="No space left"):
        publish(store, described)
    assert line.fingerprint() == before


def test_a_load_under_a_hold_is_kept_but_not_shown(
    line: Line, store: Store, described: Described
) -> None:
    [(facts,)] = line.query(FACTS)
    folder = line.data_dir / "published"
    drop_one_fact(line)
    publish(store, described)
    [first, _] = snapshots.kept(folder)
    assert command.main(["rollback", first.snapshot_id, "--note", "a fact is missing"]) == 0
    drop_one_fact(line)
    assert line.run(only=PUBLISHED).success
    assert line.query(FACTS, line.published) == [(facts,)]
    assert [snapshot.rows["fact_metric"] for snapshot in snapshots.kept(folder)] == [
        facts,
        facts - 1,
        facts - 2,
    ]
    told = "\n".join(summary.of_load(store))
    assert "facts: 0 added, 2 removed; 0 have another figure" in told
    assert f"readers see snapshot {first.snapshot_id} (a fact is missing)" in told


def test_a_number_of_snapshots_that_makes_no_sense_stops_clearly(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = line.fingerprint()
    monkeypatch.setenv("OGI_KEEP_SNAPSHOTS", "none")
    stopped = line.run(only=PUBLISHED)
    assert "OGI_KEEP_SNAPSHOTS is 'none', but must be a whole number from 1" in stopped.reasons
    assert line.fingerprint() == before


def test_a_file_that_somebody_else_writes_to_is_named(line: Line, store: Store) -> None:
    with OtherProgram(line.warehouse), pytest.raises(StoreError, match="Another program has"):
        store.resume(Start("12345678", "from_staging"), loads.now())


def test_a_damaged_warehouse_is_named_and_the_snapshot_stays(line: Line) -> None:
    before = line.fingerprint()
    line.warehouse.write_bytes(b"not a database" * 1000)
    stopped = line.run("from_staging")
    assert f"The database {line.warehouse} is damaged" in stopped.reasons
    assert "`python -m dagster_project.run --rebuild` puts it aside" in stopped.reasons
    assert line.fingerprint() == before


def test_replacing_a_file_syncs_it_before_and_its_folder_after(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(files, "sync", lambda path: done.append(f"sync {path.name}"))
    monkeypatch.setattr(os, "replace", lambda a, b: done.append(f"{a.name} -> {b.name}"))
    files.replace(tmp_path / "new", tmp_path / "target")
    assert done == ["sync new", "new -> target", f"sync {tmp_path.name}"]


def drop_one_fact(line: Line) -> None:
    """Change the warehouse, so that the next snapshot differs."""
    with duckdb.connect(str(line.warehouse)) as con:
        con.execute(
            "DELETE FROM marts.fact_metric WHERE rowid = (SELECT max(rowid) FROM marts.fact_metric)"
        )


class OtherProgram:
    """Another process that has a database open for writing."""

    def __init__(self, file: Path) -> None:
        code = (
            "import sys, duckdb; con = duckdb.connect(sys.argv[1]); print(1, flush=True); input()"
        )
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, str(file)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> None:
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "1\n"

    def __exit__(self, *_: object) -> None:
        self.process.communicate("done\n")
