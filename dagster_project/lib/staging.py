"""What was read into the staging tables of the load in progress, and what has gone out of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from dagster_project.lib import gates, loads, retirement, schema, tables, verdicts
from dagster_project.lib.errors import StoreError
from dagster_project.lib.extraction import COMPLETE
from dagster_project.lib.gates import Verdict
from dagster_project.lib.sql import attach, count, literal
from dagster_project.lib.suites import Rule
from extractors.catalog import Correction

ORDER = {
    "report": "report_key",
    "observation": "report_key, ordinal",
    "issue": "report_key, ordinal",
    "quarantine": "path, code",
}

_MAY_BE_EMPTY: Mapping[str, type] = {"correction": Correction}
"""Records of the tables that need not have a row."""

REPORT_RULES = "staging_reports"
"""Name under which the verdicts on single reports are kept; they stop no load."""


@dataclass(frozen=True, slots=True)
class Staged:
    """What a load brought."""

    load_id: str
    rows: Mapping[str, int]
    """By table of schema `staging`, all loads together."""
    verdicts: Sequence[Verdict]
    """Of the rules that judge each report."""


def fill(
    con: duckdb.DuckDBPyConnection,
    build_dir: Path,
    catalogue: Mapping[str, Sequence[Any]],
    rules: Sequence[Rule],
    parameters: Mapping[str, Any],
    released: Collection[str],
    warehouse: Path,
) -> Staged:
    """Bring what was read into the staging tables, and take out what has gone or changed.

    All of it or nothing. What breaks a rule for reports goes to quarantine. A second call in the
    same load begins once more from what the load before left.

    Parameters:
        released: SHA-256 of files whose reports are loaded although they break a rule.
        warehouse: the load before, which need not be there.

    Raises:
        StoreError: if the files of this load have not been extracted.
    """
    load_id = loads.in_progress(con)
    folder = build_dir / load_id
    if not (folder / COMPLETE).exists():
        raise StoreError(
            f"The files of load {load_id} have not been read yet. Run the job whole_line."
        )
    verdicts.forget(con, [REPORT_RULES, "staging", "marts"])
    con.execute("BEGIN")
    if _is_filled(con):
        _start_over(con, warehouse)
    for name, rows in catalogue.items():
        _create_catalogue(con, name, rows)
    retirement.retire(con, load_id)
    _take_out(con)
    for table, order in ORDER.items():
        con.execute(
            f"INSERT INTO staging.{table} SELECT *, ? FROM {_parquet(folder, table)} "
            f"ORDER BY {order}",
            [load_id],
        )
    con.execute(
        "INSERT INTO staging.report_agency BY NAME SELECT report_key, agency_key, ? AS load_id "
        f"FROM {_parquet(folder, 'agency')} ORDER BY ALL",
        [load_id],
    )
    con.execute("COMMIT")

    found = gates.judge(con, rules, parameters, {})
    con.execute("BEGIN")
    for verdict in found:
        if not verdict.success and verdict.rule.severity == "error":
            _quarantine(con, verdict.rule, parameters, load_id, released)
    _describe_agencies(con, folder, load_id)
    retirement.come_back(con)
    _record(con, load_id)
    con.execute("COMMIT")
    verdicts.record(con, REPORT_RULES, found)
    names = [*ORDER, "agency", *schema.KEPT, *catalogue]
    return Staged(load_id, {name: count(con, f"staging.{name}") for name in names}, found)


def _is_filled(con: duckdb.DuckDBPyConnection) -> bool:
    row = con.execute("SELECT reports IS NOT NULL FROM staging.current_load").fetchone()
    return row is not None and bool(row[0])


def _start_over(con: duckdb.DuckDBPyConnection, warehouse: Path) -> None:
    """Put the rows of the load before back in place."""
    again = (*schema.OF_A_REPORT, "quarantine", "agency", "retired_report", "retired_observation")
    for table in again:
        con.execute(f"DELETE FROM staging.{table}")
    if warehouse.exists():
        attach(con, "before", warehouse)
        schema.carry_over(con, "before", again)


def _take_out(con: duckdb.DuckDBPyConnection) -> None:
    """Drop the rows of every file that has gone or was read again."""
    con.execute(
        "CREATE OR REPLACE TEMP TABLE left_alone AS "
        "SELECT path FROM staging.raw_manifest WHERE change = 'unchanged'"
    )
    con.execute(
        "CREATE OR REPLACE TEMP TABLE gone AS "
        "SELECT report_key FROM staging.report ANTI JOIN left_alone USING (path)"
    )
    con.execute("DELETE FROM staging.quarantine WHERE path NOT IN (FROM left_alone)")
    _drop_reports(con, "gone")


def _drop_reports(con: duckdb.DuckDBPyConnection, keys: str) -> None:
    for table in schema.OF_A_REPORT:
        con.execute(
            f"DELETE FROM staging.{table} WHERE report_key IN (SELECT report_key FROM {keys})"
        )


def _describe_agencies(con: duckdb.DuckDBPyConnection, folder: Path, load_id: str) -> None:
    """Keep the bodies that a report in the load names: what only rejected reports named goes."""
    con.execute(
        # EXCEPT takes two missing values for the same; a join would not.
        f"INSERT INTO staging.agency SELECT *, ? FROM (SELECT {schema.AGENCY_COLUMNS} "
        f"FROM {_parquet(folder, 'agency')} EXCEPT SELECT {schema.AGENCY_COLUMNS} "
        "FROM staging.agency) ORDER BY agency_key",
        [load_id],
    )
    con.execute(
        "DELETE FROM staging.agency "
        "WHERE agency_key NOT IN (SELECT agency_key FROM staging.report_agency)"
    )


def _record(con: duckdb.DuckDBPyConnection, load_id: str) -> None:
    """Write down what became of each file and of the load."""
    con.execute(
        """
        INSERT INTO staging.load_file BY NAME
        SELECT $load_id AS load_id, path, sha256, size_bytes, 'judged' AS change
        FROM staging.quarantine
        ANTI JOIN (FROM staging.load_file WHERE load_id = $load_id) AS known USING (path)
        WHERE quarantine.load_id = $load_id
        """,
        {"load_id": load_id},
    )
    con.execute(
        """
        UPDATE staging.load_file SET outcome = f.outcome, report_key = f.report_key, code = f.code,
            reason = f.reason
        FROM (
            SELECT path, 'loaded' AS outcome, report_key, NULL AS code, NULL AS reason
            FROM staging.report
            UNION ALL SELECT path, 'quarantined', NULL, code, reason FROM staging.quarantine
            UNION ALL
            SELECT path, 'retired', report_key, NULL, reason FROM staging.retired_report
            ANTI JOIN staging.report USING (path) ANTI JOIN staging.quarantine USING (path)
            WHERE retired_in = $load_id
        ) AS f
        WHERE load_file.load_id = $load_id AND load_file.path = f.path
        """,
        {"load_id": load_id},
    )
    con.execute(
        """
        UPDATE staging.load SET
            reports = (SELECT count(*) FROM staging.report),
            reports_retired = (SELECT count(*) FROM staging.retired_report
                WHERE retired_in = $load_id),
            quarantined = (SELECT count(*) FROM staging.quarantine),
            quarantined_now = (SELECT count(*) FROM staging.quarantine WHERE load_id = $load_id),
            observations = (SELECT count(*) FROM staging.observation)
        WHERE load_id = $load_id
        """,
        {"load_id": load_id},
    )


def put_corrections(con: duckdb.DuckDBPyConnection, rows: Sequence[Correction]) -> None:
    """Put the figures that were corrected by hand into the candidate, in place of earlier ones."""
    _create_catalogue(con, "correction", rows)


def _create_catalogue(con: duckdb.DuckDBPyConnection, name: str, rows: Sequence[Any]) -> None:
    record = _MAY_BE_EMPTY.get(name) or type(rows[0])
    arrow: pa.Table = tables.to_arrow(record, rows)
    con.execute(f"CREATE OR REPLACE TABLE staging.{name} ({tables.column_definitions(record)})")
    con.register("catalogue_rows", arrow)
    con.execute(f"INSERT INTO staging.{name} FROM catalogue_rows")
    con.unregister("catalogue_rows")


def _quarantine(
    con: duckdb.DuckDBPyConnection,
    rule: Rule,
    parameters: Mapping[str, Any],
    load_id: str,
    released: Collection[str],
) -> None:
    """Move the reports that break a rule to quarantine, with all that was read from them.

    A report that somebody has released stays; the extraction has noted why.
    """
    con.execute(
        f"CREATE OR REPLACE TEMP TABLE rejected AS SELECT DISTINCT report_key FROM "
        f"(\n{rule.query}\n)",
        gates.used(rule.query, parameters),
    )
    con.execute(
        "DELETE FROM rejected WHERE report_key IN "
        "(SELECT report_key FROM staging.report WHERE list_contains(?, sha256))",
        [list(released)],
    )
    con.execute(
        "INSERT INTO staging.quarantine "
        "SELECT path, sha256, size_bytes, 'rejected_by_gate', ?, extractor_version, ? "
        "FROM staging.report SEMI JOIN rejected USING (report_key) ORDER BY path",
        [f"{rule.rule}: {rule.message}", load_id],
    )
    _drop_reports(con, "rejected")


def _parquet(folder: Path, table: str) -> str:
    return f"read_parquet({literal(folder / table / '*.parquet')})"
