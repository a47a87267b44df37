"""The record of loads, `staging.load`: a load writes its own row, and the rows stay.

The row travels in the candidate, so it is there exactly if the load has landed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Any

import duckdb

from dagster_project.lib.errors import StoreError

UI = "ui"


@dataclass(frozen=True, slots=True)
class Start:
    """What started a load."""

    run_id: str
    job: str
    started_by: str = UI
    full: bool = False
    """Read every file anew, as if there were no warehouse; the record of loads is kept."""


def now() -> datetime:
    """Return the time as the tables keep it: UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)


def begin(con: duckdb.DuckDBPyConnection, start: Start, started_at: datetime) -> str:
    """Write the row of a new load and return its id; what is judged is judged anew."""
    load_id = f"{started_at:%Y%m%dT%H%M%S}-{start.run_id[:8]}"
    con.execute("BEGIN")
    con.execute(
        "INSERT INTO staging.load BY NAME SELECT ? AS load_id, ? AS run_id, ? AS job, "
        "? AS started_by, ? AS started_at, ? AS dbt_version, ? AS duckdb_version",
        [
            load_id,
            start.run_id,
            start.job,
            start.started_by,
            started_at,
            version("dbt-core"),
            duckdb.__version__,
        ],
    )
    con.execute("COMMIT")
    return load_id


def in_progress(con: duckdb.DuckDBPyConnection) -> str:
    """Return the id of the newest load that a database holds.

    Raises:
        StoreError: if it holds none.
    """
    try:
        row = con.execute("SELECT load_id FROM staging.current_load").fetchone()
    except duckdb.CatalogException:
        row = None
    if row is None:
        raise StoreError("The database holds no load. Run the job whole_line.")
    return str(row[0])


def note(con: duckdb.DuckDBPyConnection, values: Mapping[str, Any]) -> None:
    """Write some columns of the newest load's row."""
    columns = ", ".join(f"{name} = ?" for name in values)
    con.execute(
        f"UPDATE staging.load SET {columns} "
        "WHERE load_id = (SELECT load_id FROM staging.current_load)",
        list(values.values()),
    )


def repeated(con: duckdb.DuckDBPyConnection) -> Mapping[str, Any]:
    """Return what a load of the second half of the line has in common with the load before it."""
    columns = (
        "extractor_edition, rules, files, files AS files_unchanged, reports, quarantined, "
        "observations, 0 AS files_new, 0 AS files_changed, 0 AS files_read_again, "
        "0 AS files_removed, 0 AS reports_retired, 0 AS quarantined_now"
    )
    found = con.execute(f"SELECT {columns} FROM staging.current_load")
    names = [column[0] for column in found.description]
    row = found.fetchone()
    return {} if row is None else dict(zip(names, row, strict=True))
