"""The published snapshot: the marts for readers, as DuckDB, Parquet and CSV.

Everything is made beside what readers have open and put in its place in one step each. Nothing
depends on the clock, on the order of rows in the warehouse or on the number of processors: the
same marts give the same Parquet and CSV files, byte for byte.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import duckdb

from dagster_project.lib import files
from dagster_project.lib.dictionary import Table, as_csv, as_markdown
from dagster_project.lib.store import Store

SETS = ("parquet", "csv")
_VERSIONS = ".versions"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What was published."""

    snapshot_id: str
    """Follows from the content alone."""
    rows: dict[str, int]
    """By mart."""


def publish(store: Store, dictionary: Sequence[Table]) -> Snapshot:
    """Publish the marts of the warehouse.

    Whatever goes wrong before the last lines leaves the published snapshot as it was.
    """
    folder = store.paths.published_dir
    folder.mkdir(parents=True, exist_ok=True)
    beside = folder / ".new"
    files.remove(beside)
    beside.mkdir()
    try:
        rows = _write_database(store, beside / "ogi.duckdb", dictionary)
        snapshot_id = _write_sets(store, beside, rows)
        new = folder / _VERSIONS / snapshot_id
        if not new.exists():
            new.parent.mkdir(exist_ok=True)
            os.replace(beside / "sets", new)
            files.sync(new.parent)
        for name in SETS:
            files.point(folder / name, new / name)
        files.write(folder / "data_dictionary.md", as_markdown(dictionary, rows))
        files.write(folder / "data_dictionary.csv", as_csv(dictionary))
        files.replace(beside / "ogi.duckdb", store.paths.published)
        _drop_versions_but(new)
    finally:
        files.remove(beside)
    return Snapshot(snapshot_id, rows)


def _write_database(store: Store, file: Path, dictionary: Iterable[Table]) -> dict[str, int]:
    """Copy the marts into a file of their own, with their descriptions, and count their rows."""
    rows = {}
    with store.connect(file) as con:
        con.execute(f"ATTACH {_literal(store.paths.warehouse)} AS warehouse (READ_ONLY)")
        con.execute("CREATE SCHEMA marts")
        for table, definition in _marts(con):
            con.execute(definition)
            con.execute(f"INSERT INTO marts.{table} FROM warehouse.marts.{table} ORDER BY ALL")
            [rows[table]] = con.execute(f"SELECT count(*) FROM marts.{table}").fetchone() or (0,)
        for entry in dictionary:
            if entry.name in rows:
                _comment(con, entry)
        con.execute("DETACH warehouse")
        con.execute("CHECKPOINT")
    return rows


def _marts(con: duckdb.DuckDBPyConnection) -> list[tuple[str, str]]:
    """Return the marts of the attached warehouse and the statements that make them."""
    return con.execute(
        "SELECT table_name, sql FROM duckdb_tables() "
        "WHERE database_name = 'warehouse' AND schema_name = 'marts' ORDER BY table_name"
    ).fetchall()


def _comment(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    con.execute(f"COMMENT ON TABLE marts.{table.name} IS {_literal(table.description)}")
    there = con.execute(f"DESCRIBE marts.{table.name}").fetchall()
    for column in table.columns:
        if column.name in {name for name, *_ in there}:
            con.execute(
                f'COMMENT ON COLUMN marts.{table.name}."{column.name}" '
                f"IS {_literal(column.description)}"
            )


def _write_sets(store: Store, beside: Path, tables: Iterable[str]) -> str:
    """Write one Parquet and one CSV file a mart; return an id that follows from their content."""
    digest = sha256()
    for name in SETS:
        (beside / "sets" / name).mkdir(parents=True)
    with store.connect(beside / "ogi.duckdb", read_only=True) as con:
        for table in tables:
            for name, options in (
                ("parquet", "FORMAT parquet, COMPRESSION zstd"),
                ("csv", "FORMAT csv, HEADER"),
            ):
                file = beside / "sets" / name / f"{table}.{name}"
                con.execute(f"COPY (FROM marts.{table}) TO {_literal(file)} ({options})")
                files.sync(file)
                digest.update(f"{file.name} {files.sha256(file)}\n".encode())
    return digest.hexdigest()[:16]


def _drop_versions_but(kept: Path) -> None:
    for version in kept.parent.iterdir():
        if version != kept:
            files.remove(version)


def _literal(text: str | Path) -> str:
    escaped = str(text).replace("'", "''")
    return f"'{escaped}'"
