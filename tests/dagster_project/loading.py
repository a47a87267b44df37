"""The first half of the line, without Dagster: a folder of files into the warehouse file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb

import extractors
import extractors.agencies.catalogue
from dagster_project.defs.raw_files import reading
from dagster_project.lib import (
    decisions,
    extraction,
    hand_made,
    loads,
    manifest,
    raw_files,
    staging,
    tables,
)
from dagster_project.lib.manifest import Wish
from dagster_project.lib.store import Store
from dagster_project.lib.suites import Rule, parameters, suite
from extractors import catalog

TABLES = ("report", "observation", "issue", "quarantine", "agency", "report_agency")


@dataclass
class Loading:
    """Loads a corpus as the line does, up to the staging tables, and lands it."""

    store: Store
    runs: int = 0
    build: Callable[[Path], Any] | None = None
    """Builds the marts in the candidate; without it there are none."""

    def load(
        self,
        wish: Wish | None = None,
        *,
        edition: str | None = None,
        rules: tuple[Rule, ...] | None = None,
        full: bool = False,
        fills: int = 1,
    ) -> dict[str, int]:
        """Load what has changed, filling the tables so often; return the files by change."""
        self.runs += 1
        paths = self.store.paths
        start = loads.Start(f"{self.runs:08}-run", "whole_line", "terminal", full)
        load_id = self.store.begin_load(start, loads.now())
        read_with = reading(self.store)
        if edition is not None:
            read_with = replace(read_with, edition=edition)
        with self.store.candidate() as con:
            listed = tables.to_arrow(raw_files.RawFile, raw_files.scan(paths.raw_dir))
            counts = manifest.take_stock(con, listed, load_id, read_with, wish or Wish())
            decided = hand_made.decisions(paths.quarantine_decisions)
            sources = [
                extraction.Source(*row, decision=decided.get(row[2] or ""))
                for row in con.execute(
                    "SELECT path, size_bytes, sha256, problem, same_as FROM staging.raw_manifest "
                    "WHERE change <> 'unchanged' ORDER BY path"
                ).fetchall()
            ]
            extraction.extract_all(
                [sources], len(sources), paths.raw_dir, paths.build_dir / load_id, "1"
            )
            for _ in range(fills):
                staging.fill(
                    con,
                    paths.build_dir,
                    {
                        **catalog.tables(),
                        **extractors.agencies.catalogue.tables(),
                        "correction": hand_made.corrections(paths.corrections),
                    },
                    suite("staging").scope("report") if rules is None else rules,
                    parameters(suite("staging")),
                    decisions.released(decided),
                    paths.warehouse,
                )
        if self.build is not None:
            self.build(paths.candidate)
        assert self.store.land(loads.now())
        return counts

    def query(self, sql: str) -> list[tuple[Any, ...]]:
        """Ask the warehouse."""
        with duckdb.connect(str(self.store.paths.warehouse), read_only=True) as con:
            return con.execute(sql).fetchall()

    def content(self) -> dict[str, list[tuple[Any, ...]]]:
        """Everything that was read, whichever load brought it."""
        return {
            table: self.query(f"SELECT * EXCLUDE (load_id) FROM staging.{table} ORDER BY ALL")
            for table in TABLES
        }


def of(data_dir: Path, monkeypatch: Any, build: Callable[[Path], Any] | None = None) -> Loading:
    """Return the line over a data folder."""
    monkeypatch.setenv("OGI_DATA_DIR", str(data_dir))
    monkeypatch.delenv("OGI_RAW_DIR", raising=False)
    (data_dir / "raw").mkdir(parents=True, exist_ok=True)
    return Loading(Store(), build=build)
