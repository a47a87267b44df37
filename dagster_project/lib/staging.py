"""Parquet files of the extraction into the staging tables of the load in progress."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dagster_project.lib import gates, tables, verdicts
from dagster_project.lib.extraction import COMPLETE, RECORDS
from dagster_project.lib.gates import Verdict
from dagster_project.lib.store import StoreError
from dagster_project.lib.suites import Rule
from extractors.catalog import Correction

ORDER = {
    "report": "report_key",
    "observation": "report_key, ordinal",
    "issue": "report_key, ordinal",
    "quarantine": "path, code",
    "agency": "agency_key",
}
"""Rows lie in a fixed order, so that the same files give the same tables."""

_MAY_BE_EMPTY: Mapping[str, type] = {"correction": Correction}
"""Records of the tables that need not have a row."""

REPORT_RULES = "staging_reports"
"""Name under which the verdicts on single reports are kept; they stop no load."""


@dataclass(frozen=True, slots=True)
class Staged:
    """What a load brought."""

    load_id: str
    rows: Mapping[str, int]
    """By table of schema `staging`."""
    verdicts: Sequence[Verdict]
    """Of the rules that judge each report."""


def fill(
    con: duckdb.DuckDBPyConnection,
    build_dir: Path,
    version: str,
    catalogue: Mapping[str, Sequence[Any]],
    rules: Sequence[Rule],
    parameters: Mapping[str, Any],
) -> Staged:
    """Fill the staging tables and move what breaks a rule for reports to quarantine.

    Raises:
        StoreError: if the files of this load have not been extracted.
    """
    load_id = load_in_progress(con)
    folder = build_dir / load_id
    if not (folder / COMPLETE).exists():
        raise StoreError(
            f"The files of load {load_id} have not been read yet. Run the job whole_line."
        )
    verdicts.forget(con, [REPORT_RULES, "staging", "marts"])
    con.execute("BEGIN")
    for name, rows in catalogue.items():
        _create_catalogue(con, name, rows)
    for table in ("report", "observation", "issue", "quarantine"):
        _create(con, table)
        con.execute(
            f"INSERT INTO staging.{table} SELECT *, ? FROM {_parquet(folder, table)} "
            f"ORDER BY {ORDER[table]}",
            [load_id],
        )
    con.execute("COMMIT")

    found = gates.judge(con, rules, parameters, {})
    con.execute("BEGIN")
    for verdict in found:
        if not verdict.success and verdict.rule.severity == "error":
            _quarantine(con, verdict.rule, parameters, load_id)
    _create(con, "agency")
    # A body is in the load because a report named it: what only rejected reports named is not.
    con.execute(
        f"INSERT INTO staging.agency SELECT DISTINCT * EXCLUDE (report_key), ? "
        f"FROM {_parquet(folder, 'agency')} SEMI JOIN staging.report USING (report_key) "
        f"ORDER BY {ORDER['agency']}",
        [load_id],
    )
    con.execute(
        "UPDATE staging.load SET extractor_version = ?, "
        "files = (SELECT count(*) FROM staging.raw_manifest), "
        "reports = (SELECT count(*) FROM staging.report), "
        "quarantined = (SELECT count(*) FROM staging.quarantine)",
        [version],
    )
    con.execute("COMMIT")
    verdicts.record(con, REPORT_RULES, found)
    names = [*ORDER, *catalogue]
    return Staged(load_id, {name: _count(con, name) for name in names}, found)


def load_in_progress(con: duckdb.DuckDBPyConnection) -> str:
    """Return the id of the load that a database holds."""
    row = con.execute("SELECT load_id FROM staging.load").fetchone()
    if row is None:
        raise StoreError("The database holds no load. Run the job whole_line.")
    return str(row[0])


def _create(con: duckdb.DuckDBPyConnection, table: str) -> None:
    columns = tables.column_definitions(RECORDS[table])
    con.execute(f"CREATE OR REPLACE TABLE staging.{table} ({columns}, load_id VARCHAR)")


def _create_catalogue(con: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Any]) -> None:
    record = _MAY_BE_EMPTY.get(name) or type(rows[0])
    arrow: pa.Table = tables.to_arrow(record, rows)
    con.execute(f"CREATE OR REPLACE TABLE staging.{name} ({tables.column_definitions(record)})")
    con.register("catalogue_rows", arrow)
    con.execute(f"INSERT INTO staging.{name} FROM catalogue_rows")
    con.unregister("catalogue_rows")


def _quarantine(
    con: duckdb.DuckDBPyConnection, rule: Rule, parameters: Mapping[str, Any], load_id: str
) -> None:
    """Move the reports that break a rule to quarantine, with all that was read from them."""
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE rejected AS SELECT DISTINCT report_key FROM "
        f"(\n{rule.query}\n)",
        gates.used(rule.query, parameters),
    )
    con.execute(
        "INSERT INTO staging.quarantine "
        "SELECT path, sha256, size_bytes, 'rejected_by_gate', ?, extractor_version, ? "
        "FROM staging.report SEMI JOIN rejected USING (report_key) ORDER BY path",
        [f"{rule.rule}: {rule.message}", load_id],
    )
    for table in ("report", "observation", "issue"):
        con.execute(
            f"DELETE FROM staging.{table} WHERE report_key IN (SELECT report_key FROM rejected)"
        )


def _parquet(folder: Path, table: str) -> str:
    pattern = str(folder / table / "*.parquet").replace("'", "''")
    return f"read_parquet('{pattern}')"


def _count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    [rows] = con.execute(f"SELECT count(*) FROM staging.{table}").fetchone() or (0,)
    return int(rows)
