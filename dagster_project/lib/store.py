"""The warehouse file and the load in progress beside it.

A load is one DuckDB file from its first step to its last, the candidate: a copy of the warehouse
in which only what has changed is changed. What the steps find out about it, the verdicts of the
gates among them, travels in it. It becomes the warehouse by a rename, when every gate has passed.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import duckdb

from dagster_project.lib import files, loads, schema
from dagster_project.lib.errors import Busy, StoreError, explained
from dagster_project.lib.settings import Paths, memory_limit, paths
from dagster_project.lib.sql import attach

__all__ = ["Busy", "Store", "StoreError"]


class Store:
    """The DuckDB files of one corpus. Every connection is closed before the method returns.

    DuckDB keeps a file open within a process as long as one connection to it is, and would go
    on showing the old file after a rename.
    """

    @property
    def paths(self) -> Paths:
        """Where the files lie."""
        return paths()

    def begin_load(self, start: loads.Start, started_at: datetime) -> str:
        """Start a candidate, give up an unfinished one, and return the new load's id.

        The candidate holds what the warehouse holds, unless its tables have other columns than
        this version of the product makes or everything is to be read anew: then only the staging
        tables are taken over, and the marts will be built from nothing.

        Raises:
            StoreError: if the warehouse is damaged or another program is writing to it.
        """
        self.give_up()
        with explained(self.paths.warehouse_dir):
            self.paths.warehouse_dir.mkdir(parents=True, exist_ok=True)
        with self._new_candidate() as beside:
            if not start.full and self._can_be_continued():
                self._copy_warehouse(beside)
            else:
                with self.connect(beside) as con:
                    schema.create(con)
                    if self.paths.warehouse.exists():
                        self._settle_warehouse()
                        attach(con, "old", self.paths.warehouse)
                        schema.carry_over(con, "old")
                        con.execute("DETACH old")
            with self.connect(beside) as con:
                con.execute("DELETE FROM staging.gate_result")
                return loads.begin(con, start, started_at)

    def give_up(self) -> None:
        """Drop the load in progress, if there is one; the warehouse stays as it was.

        Raises:
            Busy: if a process still works on it.
        """
        if self.paths.candidate.exists():
            try:
                with self.connect(self.paths.candidate):
                    pass
            except Busy:
                raise
            except StoreError:
                pass  # half written when its process was killed
        with explained(self.paths.warehouse_dir):
            # The log of changes goes first: beside another candidate it would be replayed.
            for file in (self._beside, self.paths.candidate):
                files.remove(_log_of(file))
                files.remove(file)
            files.remove(self.paths.build_dir)

    def resume(self, start: loads.Start, started_at: datetime) -> None:
        """Make a candidate of the warehouse, unless a load is in progress.

        Raises:
            StoreError: if there is neither.
        """
        if self.paths.candidate.exists():
            return
        if not self.paths.warehouse.exists():
            raise StoreError(
                "There is nothing to build from: no warehouse and no load in progress. "
                "Run the job whole_line."
            )
        if not self._can_be_continued():
            raise StoreError(
                "The warehouse was made by another version of the product. Run the job whole_line."
            )
        self.give_up()
        with self._new_candidate() as beside:
            self._copy_warehouse(beside)
            with self.connect(beside) as con:
                same = loads.repeated(con)
                loads.begin(con, start, started_at)
                loads.note(con, same)

    def land(self, finished_at: datetime) -> bool:
        """Make the candidate the warehouse; False if there is no candidate.

        Raises:
            Busy: if another program is writing to the warehouse: what it wrote would be lost.
        """
        candidate = self.paths.candidate
        if not candidate.exists():
            return False
        self._settle_warehouse()
        with self.connect(candidate) as con:
            loads.note(con, {"finished_at": finished_at})
            con.execute("CHECKPOINT")
        with explained(self.paths.warehouse):
            files.replace(candidate, self.paths.warehouse)
            files.remove(self.paths.build_dir)
        return True

    def set_aside(self, now: datetime) -> Path | None:
        """Move a damaged warehouse away; return where it lies now, None if there is none."""
        self.give_up()
        warehouse = self.paths.warehouse
        if not warehouse.exists():
            return None
        aside = warehouse.with_name(f"damaged-{now:%Y%m%dT%H%M%S}.duckdb")
        with explained(warehouse):
            os.replace(warehouse, aside)
            if _log_of(warehouse).exists():
                os.replace(_log_of(warehouse), _log_of(aside))
        return aside

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
            StoreError: if another process holds it, it is no DuckDB file or it is damaged, or the
                disk is full.
        """
        with explained(file):
            # DuckDB would fetch an extension from its maker's server when a query needs one.
            con = duckdb.connect(
                str(file),
                read_only=read_only,
                config={"autoinstall_known_extensions": False, "memory_limit": memory_limit()},
            )
            try:
                yield con
            finally:
                con.close()

    @property
    def _beside(self) -> Path:
        return self.paths.candidate.with_name(f".{self.paths.candidate.name}.new")

    @contextmanager
    def _new_candidate(self) -> Iterator[Path]:
        """Give a place to make a candidate in, and put it in its place when it is whole."""
        beside = self._beside
        with explained(beside):
            files.remove(_log_of(beside))
            files.remove(beside)
            yield beside
            files.replace(beside, self.paths.candidate)

    def _can_be_continued(self) -> bool:
        """Tell whether there is a warehouse with the tables that this version writes."""
        if not self.paths.warehouse.exists():
            return False
        with self.connect(self.paths.warehouse, read_only=True) as con:
            return schema.fits(con)

    def _copy_warehouse(self, target: Path) -> None:
        self._settle_warehouse()
        # Held open meanwhile, so that nobody can begin to write to it.
        with self.connect(self.paths.warehouse, read_only=True):
            files.duplicate(self.paths.warehouse, target)

    def _settle_warehouse(self) -> None:
        """See that nobody writes to the warehouse, and that it is one file.

        A program that had it open for writing and was killed leaves a log of changes beside it;
        another file in its place would be read together with that log.
        """
        if not self.paths.warehouse.exists():
            files.remove(_log_of(self.paths.warehouse))
            return
        if _log_of(self.paths.warehouse).exists():
            with self.connect(self.paths.warehouse) as con:
                con.execute("CHECKPOINT")
        with self.connect(self.paths.warehouse, read_only=True) as con:
            con.execute("SELECT 1")


def _log_of(file: Path) -> Path:
    return file.with_name(file.name + ".wal")
