"""Reports whose file has gone or changed: taken out of the load, kept and marked."""

from __future__ import annotations

import duckdb


def retire(con: duckdb.DuckDBPyConnection, load_id: str) -> None:
    """Copy the reports that this load takes away to the retired ones, with their figures.

    A file that is only read again retires nothing: the report is still there.
    """
    con.execute(
        """
        CREATE OR REPLACE TEMP TABLE leaving AS
        SELECT report_key,
            CASE change WHEN 'removed' THEN 'file_removed' ELSE 'file_changed' END AS reason
        FROM staging.report
        INNER JOIN (
            SELECT path, change FROM staging.load_file
            WHERE load_id = ? AND change IN ('removed', 'changed')
        ) AS f USING (path)
        """,
        [load_id],
    )
    _forget(con, "leaving")
    con.execute(
        "INSERT INTO staging.retired_report BY NAME SELECT r.*, reason, ? AS retired_in "
        "FROM staging.report AS r INNER JOIN leaving USING (report_key) ORDER BY report_key",
        [load_id],
    )
    con.execute(
        "INSERT INTO staging.retired_observation BY NAME SELECT o.*, ? AS retired_in "
        "FROM staging.observation AS o SEMI JOIN leaving USING (report_key) "
        "ORDER BY report_key, ordinal",
        [load_id],
    )


def come_back(con: duckdb.DuckDBPyConnection) -> None:
    """Drop the mark of reports that are in the load after all: moved, or put back."""
    _forget(con, "staging.report")


def _forget(con: duckdb.DuckDBPyConnection, keys: str) -> None:
    for table in ("retired_report", "retired_observation"):
        con.execute(
            f"DELETE FROM staging.{table} WHERE report_key IN (SELECT report_key FROM {keys})"
        )
