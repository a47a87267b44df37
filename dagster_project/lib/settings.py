"""What the environment says: where things lie, and how many snapshots are kept."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from dagster_project.lib.errors import StoreError

PROJECT_ROOT = Path(__file__).absolute().parents[2]
"""The checkout. Symbolic links are kept, so that a linked package works in another checkout."""

DBT_DIR = PROJECT_ROOT / "dbt"
GATES_DIR = PROJECT_ROOT / "dagster_project" / "gates"
INSTANCE_TEMPLATE = PROJECT_ROOT / "dagster.yaml"


@dataclass(frozen=True, slots=True)
class Paths:
    """The folders of one corpus; `data_dir` holds all of them, `raw_dir` may lie elsewhere."""

    data_dir: Path
    raw_dir: Path

    @property
    def agency_aliases(self) -> Path:
        """Names of bodies that people mapped by hand; need not be there (docs/agencies.md)."""
        return self.data_dir / "agency_aliases.csv"

    @property
    def corrections(self) -> Path:
        """Figures that people corrected; need not be there (docs/corrections.md)."""
        return self.data_dir / "corrections.csv"

    @property
    def quarantine_decisions(self) -> Path:
        """What people decided about files in quarantine; need not be there (docs/quarantine.md)."""
        return self.data_dir / "quarantine_decisions.csv"

    @property
    def warehouse_dir(self) -> Path:
        """Folder of the warehouse and of the load in progress."""
        return self.data_dir / "warehouse"

    @property
    def warehouse(self) -> Path:
        """The warehouse: the last load that passed every gate."""
        return self.warehouse_dir / "ogi.duckdb"

    @property
    def candidate(self) -> Path:
        """The load in progress, built beside the warehouse and renamed over it at the end.

        DuckDB calls a database by its file name up to the first dot, so both are `ogi` and a
        view made in the one still works in the other.
        """
        return self.warehouse_dir / "ogi.candidate.duckdb"

    @property
    def build_dir(self) -> Path:
        """Parquet files of the load in progress, one folder a load."""
        return self.warehouse_dir / "build"

    @property
    def published_dir(self) -> Path:
        """What readers use."""
        return self.data_dir / "published"

    @property
    def published(self) -> Path:
        """The marts of the current snapshot (docs/snapshots.md)."""
        return self.published_dir / "ogi.duckdb"

    @property
    def quality_dir(self) -> Path:
        """Data Docs of the gates; open `index.html`."""
        return self.data_dir / "quality"


def paths() -> Paths:
    """Return the folders that the environment names; asked anew at each call."""
    data_dir = Path(os.environ.get("OGI_DATA_DIR") or PROJECT_ROOT / "data").absolute()
    return Paths(data_dir, Path(os.environ.get("OGI_RAW_DIR") or data_dir / "raw").absolute())


def kept_snapshots() -> int:
    """Return how many published snapshots are kept, the current one among them.

    Raises:
        StoreError: if `OGI_KEEP_SNAPSHOTS` is no whole number from 1.
    """
    asked = os.environ.get("OGI_KEEP_SNAPSHOTS") or "5"
    if not asked.isdecimal() or int(asked) < 1:
        raise StoreError(
            f"OGI_KEEP_SNAPSHOTS is {asked!r}, but must be a whole number from 1: how many "
            "published snapshots are kept, the current one among them."
        )
    return int(asked)


def dagster_home() -> Path:
    """Return the folder of Dagster's runs: `DAGSTER_HOME`, or `dagster/` beside the corpus."""
    return Path(os.environ.get("DAGSTER_HOME") or paths().data_dir / "dagster").absolute()


def memory_limit() -> str:
    """Return how much memory DuckDB may take before it works on the disk (`OGI_MEMORY_LIMIT`)."""
    return os.environ.get("OGI_MEMORY_LIMIT") or "1GB"


def workers() -> int:
    """Return how many processes read files (`OGI_WORKERS`); without it, one for each processor.

    Raises:
        StoreError: if the setting is no whole number of at least 1.
    """
    told = os.environ.get("OGI_WORKERS")
    if told is None or not told.strip():
        return os.cpu_count() or 1
    if not told.strip().isdigit() or int(told) < 1:
        raise StoreError(f"OGI_WORKERS is {told!r}; it must be a whole number of at least 1.")
    return int(told)


def settled_after() -> float:
    """Return for how many seconds no file may have changed before it is read by itself.

    Raises:
        StoreError: if `OGI_SETTLED_AFTER` is no number.
    """
    told = os.environ.get("OGI_SETTLED_AFTER") or "60"
    try:
        return max(0.0, float(told))
    except ValueError:
        raise StoreError(
            f"OGI_SETTLED_AFTER is {told!r}; it must be a number of seconds."
        ) from None
