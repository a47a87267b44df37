"""The tables of schema `staging`, but for the catalogue: their columns, made in one place.

Each table of rows that a load brings names the load in `load_id`. The tables live on from load to
load; what a load changes in them it changes in a copy, the candidate.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import duckdb

from dagster_project.lib import tables
from dagster_project.lib.extraction import RECORDS
from dagster_project.lib.raw_files import RawFile
from extractors.model import Agency


@dataclass(frozen=True, slots=True)
class Load:
    """One load: what started it, with which versions, what came in and what became of it."""

    load_id: str
    """`<start, UTC>-<first 8 of the run id>`."""
    run_id: str
    """Dagster's run; its page in the UI shows the log."""
    job: str
    started_by: str
    """`terminal`, `sensor`, `schedule`, `backfill` or `ui`."""
    started_at: datetime
    """In UTC, like every time here."""
    finished_at: datetime | None
    """When every gate was passed and the load became the warehouse."""
    extractor_edition: str | None
    """Version and content of the extractors: `extractors.edition`."""
    rules: str | None
    """Fingerprint of the rules that single reports are judged by, and of their numbers."""
    models: str | None
    """Fingerprint of the dbt project."""
    dbt_version: str | None
    duckdb_version: str | None
    files: int | None
    """Files of the raw folder; each is one of the next four."""
    files_new: int | None
    files_changed: int | None
    files_read_again: int | None
    """Same bytes, read again: another edition, alias file, decision or a wish."""
    files_unchanged: int | None
    files_removed: int | None
    """Files of the load before that are gone."""
    reports: int | None
    """Reports in the warehouse after this load."""
    reports_retired: int | None
    """Reports that this load retired, because their file went or changed."""
    quarantined: int | None
    """Files in quarantine after this load."""
    quarantined_now: int | None
    """Of them, those that this load put there."""
    observations: int | None


@dataclass(frozen=True, slots=True)
class LoadFile:
    """What a load did with one file; files that it left alone have no row."""

    load_id: str
    path: str
    sha256: str | None
    size_bytes: int
    change: str
    """`new`, `changed`, `read_again`, `removed`, or `judged` where only a rule changed."""
    outcome: str | None
    """`loaded`, `quarantined` or `retired`."""
    report_key: str | None
    code: str | None
    """Of quarantine."""
    reason: str | None


_COLUMNS: Mapping[str, str] = {
    "load": tables.column_definitions(Load),
    "load_file": tables.column_definitions(LoadFile),
    "raw_manifest": tables.column_definitions(RawFile)
    + ", same_as VARCHAR, reading VARCHAR, change VARCHAR, load_id VARCHAR",
    "gate_result": "gate VARCHAR, rule VARCHAR, severity VARCHAR, success BOOLEAN, "
    "observed VARCHAR, expectation VARCHAR, details VARCHAR, load_id VARCHAR",
    **{
        table: tables.column_definitions(record) + ", load_id VARCHAR"
        for table, record in RECORDS.items()
    },
    "mart_state": "agency_key VARCHAR, report_key VARCHAR, state VARCHAR",
    "mart_build": "made_with VARCHAR, made_of VARCHAR, load_id VARCHAR",
    "report_agency": "report_key VARCHAR, agency_key VARCHAR, load_id VARCHAR",
    "retired_report": tables.column_definitions(RECORDS["report"])
    + ", load_id VARCHAR, reason VARCHAR, retired_in VARCHAR",
    "retired_observation": tables.column_definitions(RECORDS["observation"])
    + ", load_id VARCHAR, retired_in VARCHAR",
}
TABLES = frozenset(_COLUMNS)
VIEWS = ("current_load",)
"""What else the schema holds is the catalogue."""
OF_A_REPORT = ("report", "observation", "issue", "report_agency")
KEPT = ("load", "load_file", "retired_report", "retired_observation")
"""What outlives even a load that reads everything anew."""
BROUGHT = ("raw_manifest", "quarantine", *OF_A_REPORT, "agency")
"""What loads bring and take away again."""
AGENCY_COLUMNS = ", ".join(f'"{name}"' for name in tables.schema(Agency).names)

_CURRENT_LOAD = """
CREATE VIEW staging.current_load AS
FROM staging.load QUALIFY row_number() OVER (ORDER BY started_at DESC, load_id DESC) = 1
"""


def create(con: duckdb.DuckDBPyConnection) -> None:
    """Make the schema with empty tables."""
    con.execute("CREATE SCHEMA staging")
    for table, columns in _COLUMNS.items():
        con.execute(f"CREATE TABLE staging.{table} ({columns})")
    con.execute(_CURRENT_LOAD)


def fits(con: duckdb.DuckDBPyConnection) -> bool:
    """Tell whether a database has these tables with these columns."""
    with duckdb.connect(config={"autoinstall_known_extensions": False}) as blank:
        create(blank)
        wanted, there = (_columns(one) for one in (blank, con))
    return wanted <= there


def carry_over(
    con: duckdb.DuckDBPyConnection, catalog: str, tables: Sequence[str] = (*BROUGHT, *KEPT)
) -> None:
    """Copy what loads leave behind from an attached database, as far as the columns agree."""
    there = _columns(con, catalog)
    for table in tables:
        own = {(name, column, kind) for name, column, kind in _columns(con) if name == table}
        both = ", ".join(f'"{column}"' for _, column, _ in sorted(own & there))
        if both:
            con.execute(
                f"INSERT INTO staging.{table} BY NAME SELECT {both} FROM {catalog}.staging.{table}"
            )


def _columns(
    con: duckdb.DuckDBPyConnection, catalog: str | None = None
) -> set[tuple[str, str, str]]:
    rows = con.execute(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() "
        "WHERE schema_name = 'staging' AND database_name = coalesce(?, current_database()) "
        "AND list_contains(?, table_name)",
        [catalog, list(_COLUMNS)],
    ).fetchall()
    return {(str(table), str(column), str(kind)) for table, column, kind in rows}
