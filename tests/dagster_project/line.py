"""A data folder, and the jobs over it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb

from dagster_project.definitions import defs
from dagster_project.lib import summary, terminal
from extractors.model import Extraction

Misread = Callable[[Callable[[Extraction], Extraction]], None]
"""Makes the extractors give something else than they read."""


@dataclass(frozen=True)
class Outcome:
    """What a run did."""

    success: bool
    steps: list[str]
    """The steps that were started, in order."""
    reasons: str
    """Why it failed, as a person sees it."""


@dataclass(frozen=True)
class Line:
    """A data folder, and the jobs over it."""

    data_dir: Path

    @property
    def raw_dir(self) -> Path:
        return self.data_dir / "raw"

    @property
    def warehouse(self) -> Path:
        return self.data_dir / "warehouse" / "ogi.duckdb"

    @property
    def candidate(self) -> Path:
        return self.data_dir / "warehouse" / "ogi.candidate.duckdb"

    @property
    def published(self) -> Path:
        return self.data_dir / "published" / "ogi.duckdb"

    def run(
        self,
        job: str = "whole_line",
        only: Sequence[Sequence[str]] | None = None,
        *,
        everything: bool = False,
    ) -> Outcome:
        """Run a job, or only some of its assets; read `everything`, not only what has changed."""
        config: dict[str, Any] = {
            "loggers": {terminal.NAME: {"config": {"file": str(self.data_dir / "log")}}}
        }
        if everything:
            config["ops"] = {"raw_manifest": {"config": {"everything": True}}}
        result = defs.resolve_job_def(job).execute_in_process(
            instance=dg.DagsterInstance.ephemeral(),
            raise_on_error=False,
            run_config=config,
            asset_selection=None if only is None else [dg.AssetKey(key) for key in only],
        )
        return Outcome(
            success=result.success,
            steps=[
                str(event.step_key)
                for event in result.all_events
                if event.event_type_value == "STEP_START"
            ],
            reasons="\n".join(summary.reasons(result)),
        )

    def query(self, sql: str, file: Path | None = None) -> list[tuple[Any, ...]]:
        """Ask the warehouse, or another file."""
        with duckdb.connect(str(file or self.warehouse), read_only=True) as con:
            return con.execute(sql).fetchall()

    def fingerprint(self) -> dict[str, str]:
        """The published files and their bytes, kept snapshots among them."""
        folder = self.data_dir / "published"
        return {
            path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
