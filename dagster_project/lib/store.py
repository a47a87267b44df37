"""The warehouse file and the load in progress beside it.

A load is one DuckDB file from its first step to its last, the candidate. What the steps find
out about it, the verdicts of the gates among them, travels in it. It becomes the warehouse by a
rename, when every gate has passed.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb

from dagster_project.lib import files, tables
from dagster_project.lib.raw_files import RawFile
from dagster_project.lib.settings import Paths, paths

_BEGIN = f"""
CREATE SCHEMA staging;
CREATE TABLE staging.load (
    load_id VARCHAR, started_at TIMESTAMP, extractor_version VARCHAR,
    files BIGINT, reports BIGINT, quarantined BIGINT
);
CREATE TABLE staging.raw_manifest ({tables.column_definitions(RawFile)}, load_id VARCHAR);
CREATE TABLE staging.gate_result (
    gate VARCHAR, rule VARCHAR, severity VARCHAR, success BOOLEAN, observed VARCHAR,
    expectation VARCHAR, details VARCHAR, load_id VARCHAR
);
"""


class StoreError(Exception):
    """The warehouse is not in a state that allows a step; the message says what to do."""


class Store:
    """The DuckDB files of one corpus. Every connection is closed before the method returns.

    DuckDB keeps a file open within a process as long as one connection to it is, and would go
    on showing the old file after a rename.
    """

    @property
    def paths(self) -> Paths:
        """Where the files lie."""
        return paths()

    def begin_load(self, started_at: datetime, run_id: str) -> str:
        """Start an empty candidate, give up an unfinished one, and return the new load's id."""
        load_id = f"{started_at:%Y%m%dT%H%M%S}-{run_id[:8]}"
        self.give_up()
        self.paths.warehouse_dir.mkdir(parents=True, exist_ok=True)
        with self.connect(self.paths.candidate) as con:
            con.execute(_BEGIN)
            con.execute(
                "INSERT INTO staging.load VALUES (?, ?, NULL, NULL, NULL, NULL)",
                [load_id, started_at],
            )
        return load_id

    def give_up(self) -> None:
        """Drop the load in progress, if there is one; the warehouse stays as it was."""
        files.remove(self.paths.candidate)
        files.remove(self.paths.candidate.with_name(self.paths.candidate.name + ".wal"))
        files.remove(self.paths.build_dir)

    def resume(self) -> None:
        """Make a candidate of the warehouse, unless a load is in progress.

        Raises:
            StoreError: if there is neither.
        """
        candidate, warehouse = self.paths.candidate, self.paths.warehouse
        if candidate.exists():
            return
        if not warehouse.exists():
            raise StoreError(
                "There is nothing to build from: no warehouse and no load in progress. "
                "Run the job whole_line."
            )
        with self.connect(warehouse, read_only=True) as con:
            con.execute("SELECT 1")  # fails if somebody has it open for writing
        beside = candidate.with_name(f".{candidate.name}.new")
        shutil.copyfile(warehouse, beside)
        os.replace(beside, candidate)

    def land(self) -> bool:
        """Make the candidate the warehouse; False if there is no candidate."""
        candidate = self.paths.candidate
        if not candidate.exists():
            return False
        with self.connect(candidate) as con:
            con.execute("CHECKPOINT")
        files.replace(candidate, self.paths.warehouse)
        files.remove(self.paths.build_dir)
        return True

    @property
    def current(self) -> Path:
        """The file that holds the newest state: the candidate, or else the warehouse.

        Raises:
            StoreError: if there is neither.
        """
        for file in (self.paths.candidate, self.paths.warehouse):
            if file.exists():
                return file
        raise StoreError("Nothing has been loaded yet. Run the job whole_line.")

    @contextmanager
    def candidate(self, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open the load in progress.

        Raises:
            StoreError: if there is none.
        """
        if not self.paths.candidate.exists():
            raise StoreError("No load is in progress. Run the job whole_line.")
        with self.connect(self.paths.candidate, read_only=read_only) as con:
            yield con

    @contextmanager
    def connect(
        self, file: Path, *, read_only: bool = False
    ) -> Iterator[duckdb.DuckDBPyConnection]:
        """Open a file for a moment.

        Raises:
            StoreError: if another process holds it, or it is no DuckDB file.
        """
        try:
            # DuckDB would fetch an extension from its maker's server when a query needs one.
            con = duckdb.connect(
                str(file), read_only=read_only, config={"autoinstall_known_extensions": False}
            )
        except duckdb.Error as error:
            raise StoreError(_explain(file, error)) from error
        try:
            yield con
        finally:
            con.close()


def _explain(file: Path, error: duckdb.Error) -> str:
    if "lock" in str(error):
        return (
            f"Another program has {file} open ({error}). Close it there, or open it read-only, "
            "and run again."
        )
    return (
        f"{file} cannot be opened as a DuckDB database ({error}). If it is damaged, move it "
        "away and run the job whole_line; the published snapshot is not touched."
    )
