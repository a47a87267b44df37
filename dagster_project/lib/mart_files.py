"""The marts of the warehouse as files for readers: DuckDB, Parquet, CSV.

The Parquet and CSV files depend on nothing but the marts: not on the clock, the order of rows in
the warehouse or the number of processors. (DuckDB's own file is the same in content, not in bytes.)
A mart that is as the last snapshot has it keeps that snapshot's files.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence, Set
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import duckdb

from dagster_project.lib import files
from dagster_project.lib.dictionary import Table
from dagster_project.lib.snapshots import Snapshot
from dagster_project.lib.sql import attach, count, literal
from dagster_project.lib.store import Store

FORMS = {"parquet": "FORMAT parquet, COMPRESSION zstd", "csv": "FORMAT csv, HEADER"}
"""How each form is written; its name is also its folder and its ending."""

_AT_ONCE = min(4, os.cpu_count() or 1)
"""Marts that are written at once. DuckDB orders and writes a single one mostly on one core."""


def unchanged(store: Store, snapshot: Snapshot) -> tuple[frozenset[str], bool]:
    """Return the marts of the warehouse that are as in a snapshot, and whether that is all of them.

    None is where another version of DuckDB wrote the snapshot: it may write the same rows in
    other bytes.
    """
    if snapshot.duckdb_version != duckdb.__version__:
        return frozenset(), False
    with store.connect(Path(":memory:")) as con:
        attach(con, "warehouse", store.paths.warehouse)
        attach(con, "before", snapshot.folder / "ogi.duckdb")
        here, there = _marts(con, "warehouse"), _marts(con, "before")
        same = frozenset(
            mart
            for mart, definition in here.items()
            if there.get(mart) == definition
            and _same_rows(con, f"warehouse.marts.{mart}", f"before.marts.{mart}")
        )
    return same, same == set(here) == set(there)


def write_all(
    store: Store,
    folder: Path,
    dictionary: Iterable[Table],
    earlier: Snapshot | None,
    same: Set[str],
) -> dict[str, int]:
    """Write the marts into a folder; return their rows, by name.

    Args:
        store: Where the warehouse is.
        folder: Gets `ogi.duckdb`, `parquet/` and `csv/`.
        dictionary: Becomes the comments on tables and columns in `ogi.duckdb`.
        earlier: The snapshot that `same` marts are as in.
        same: Marts whose files are taken from there.
    """
    for form in FORMS:
        (folder / form).mkdir()
    with store.connect(folder / "ogi.duckdb") as con:
        attach(con, "warehouse", store.paths.warehouse)
        con.execute("CREATE SCHEMA marts")
        marts = _marts(con, "warehouse")
        for definition in marts.values():
            con.execute(definition)

        def fill(mart: str) -> None:
            own = con.cursor()
            own.execute(f"INSERT INTO marts.{mart} FROM warehouse.marts.{mart} ORDER BY ALL")
            for form, options in FORMS.items():
                name = f"{form}/{mart}.{form}"
                if earlier is not None and mart in same and _taken(earlier, name, folder):
                    continue
                own.execute(f"COPY (FROM marts.{mart}) TO {literal(folder / name)} ({options})")

        sizes = {mart: count(con, f"warehouse.marts.{mart}") for mart in marts}
        _each(fill, sorted(marts, key=lambda mart: -sizes[mart]))
        for entry in dictionary:
            if entry.name in marts:
                _comment(con, entry)
        rows = {mart: count(con, f"marts.{mart}") for mart in marts}
        con.execute("DETACH warehouse")
        con.execute("CHECKPOINT")
    return rows


def _each(work: Callable[[str], None], marts: Sequence[str]) -> None:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        list(pool.map(work, marts))


def _marts(con: duckdb.DuckDBPyConnection, database: str) -> dict[str, str]:
    """Return the marts of an attached database and the statements that make them, by name."""
    return dict(
        con.execute(
            "SELECT table_name, sql FROM duckdb_tables() "
            "WHERE database_name = ? AND schema_name = 'marts' ORDER BY table_name",
            [database],
        ).fetchall()
    )


def _same_rows(con: duckdb.DuckDBPyConnection, one: str, other: str) -> bool:
    """Whether two tables of the same columns hold the same rows, in whatever order.

    Most differences show in the count or in the sum of the rows' hashes. Where those agree the
    rows themselves are compared.
    """
    sums = "SELECT count(*), sum(hash(t)) FROM {} AS t"
    if con.execute(sums.format(one)).fetchall() != con.execute(sums.format(other)).fetchall():
        return False
    return count(con, f"(FROM {one} EXCEPT FROM {other})") == 0


def _taken(earlier: Snapshot, name: str, folder: Path) -> bool:
    """Take a file from an earlier snapshot, if it is still as it was made."""
    source, expected = earlier.folder / name, earlier.files.get(name)
    if expected is None or not source.is_file() or files.sha256(source) != expected.sha256:
        return False
    files.copy(source, folder / name)
    return True


def _comment(con: duckdb.DuckDBPyConnection, table: Table) -> None:
    con.execute(f"COMMENT ON TABLE marts.{table.name} IS {literal(table.description)}")
    there = {name for name, *_ in con.execute(f"DESCRIBE marts.{table.name}").fetchall()}
    for column in table.columns:
        if column.name in there:
            con.execute(
                f'COMMENT ON COLUMN marts.{table.name}."{column.name}" '
                f"IS {literal(column.description)}"
            )
