"""Two snapshots compared in DuckDB, column by column: the rows that differ, as tables."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import duckdb

from dagster_project.lib.sql import attach, literal
from dagster_project.lib.store import Store

KEY = ("agency_key", "year_key", "metric_key", "applicant_key", "scope")
"""What tells facts apart."""

FIGURE = ("value", "kind", "unit")
RESERVATION = ("flags", "comparability", "derivation", "source", "corrected_from")
"""Columns that make a change one of the figure itself, or one of how far it carries. Any other
column only says where it stands."""

_TABLES = {
    "changes": ("fact_change", "agency_key, year_key, metric_key, applicant_key, scope"),
    "reports": ("report_change", "report_key"),
    "agencies": ("agency_change", "agency_key"),
}


@contextmanager
def compared(store: Store, before: Path, after: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """Compare the marts of two DuckDB files, neither of which is open for writing.

    The connection holds the tables fact_change, report_change and agency_change.
    """
    with store.connect(Path(":memory:")) as con:
        attach(con, "before", before)
        attach(con, "after", after)
        con.execute(_facts(con))
        con.execute(_REPORTS)
        con.execute(_AGENCIES)
        yield con


def write(con: duckdb.DuckDBPyConnection, folder: Path) -> list[str]:
    """Write what was compared as Parquet and CSV; return the names of the files."""
    names = []
    for name, (table, order) in _TABLES.items():
        for form, options in (
            ("parquet", "FORMAT parquet, COMPRESSION zstd"),
            ("csv", "FORMAT csv, HEADER"),
        ):
            file = literal(folder / f"{name}.{form}")
            con.execute(f"COPY (FROM {table} ORDER BY {order}) TO {file} ({options})")
            names.append(f"{name}.{form}")
    return names


def _facts(con: duckdb.DuckDBPyConnection) -> str:
    """Return the statement that compares the facts by the columns that both sides have."""
    earlier = columns(con, "before")
    shared = [name for name in columns(con, "after") if name in earlier and name not in KEY]
    differs = {name: f'a."{name}" IS DISTINCT FROM b."{name}"' for name in shared}
    named = ", ".join(f"CASE WHEN {sql} THEN '{name}' END" for name, sql in differs.items())

    def any_of(names: Sequence[str]) -> str:
        return " OR ".join(differs[name] for name in names if name in differs) or "false"

    return f"""
        CREATE TEMP TABLE fact_change AS
        WITH differing AS (
            SELECT
                CASE WHEN b.report_key IS NULL THEN 'added' WHEN a.report_key IS NULL
                    THEN 'removed' ELSE 'changed' END AS change,
                CASE WHEN a.report_key IS NULL OR b.report_key IS NULL THEN 'figure'
                    WHEN {any_of(FIGURE)} THEN 'figure'
                    WHEN {any_of(RESERVATION)} THEN 'reservation' ELSE 'place' END AS concerns,
                {", ".join(KEY)},
                b.value AS value_before, a.value AS value_after,
                b.kind AS kind_before, a.kind AS kind_after,
                b.report_key AS report_before, a.report_key AS report_after,
                b.flags AS flags_before, a.flags AS flags_after,
                CASE WHEN a.report_key IS NULL OR b.report_key IS NULL THEN ''
                    ELSE concat_ws(' ', {named}) END AS columns_changed
            FROM before.marts.fact_metric AS b
            FULL JOIN after.marts.fact_metric AS a USING ({", ".join(KEY)})
            WHERE a.report_key IS NULL OR b.report_key IS NULL OR {any_of(shared)}
        )
        SELECT
            change, concerns, agency_key, coalesce(x.name, y.name) AS agency_name,
            d.* EXCLUDE (change, concerns, agency_key),
            coalesce(m.name_zh, n.name_zh) AS metric_name
        FROM differing AS d
        LEFT JOIN after.marts.dim_agency AS x USING (agency_key)
        LEFT JOIN before.marts.dim_agency AS y USING (agency_key)
        LEFT JOIN after.marts.dim_metric AS m USING (metric_key)
        LEFT JOIN before.marts.dim_metric AS n USING (metric_key)
    """


# A report that counts for a body, year and scope other than the one before stands in slot_change.
_REPORTS = """
    CREATE TEMP TABLE slot_change AS
    SELECT agency_key, year_key, scope, b.report_key AS report_before, a.report_key AS report_after
    FROM (FROM before.marts.dim_report WHERE is_current) AS b
    JOIN (FROM after.marts.dim_report WHERE is_current) AS a USING (agency_key, year_key, scope)
    WHERE b.report_key <> a.report_key;
    CREATE TEMP TABLE report_change AS
    SELECT
        CASE WHEN b.agency_key IS NULL THEN 'added' WHEN a.agency_key IS NULL THEN 'removed'
            ELSE 'changed' END AS change,
        report_key,
        coalesce(a.agency_key, b.agency_key) AS agency_key,
        coalesce(x.name, y.name) AS agency_name,
        coalesce(a.year_key, b.year_key) AS year_key,
        coalesce(a.scope, b.scope) AS scope,
        b.is_current AS is_current_before,
        a.is_current AS is_current_after,
        coalesce(s.report_before, t.report_after) AS instead_of,
        coalesce(a.path, b.path) AS path
    FROM before.marts.dim_report AS b
    FULL JOIN after.marts.dim_report AS a USING (report_key)
    LEFT JOIN after.marts.dim_agency AS x ON x.agency_key = a.agency_key
    LEFT JOIN before.marts.dim_agency AS y ON y.agency_key = b.agency_key
    LEFT JOIN slot_change AS s ON s.report_after = report_key
    LEFT JOIN slot_change AS t ON t.report_before = report_key
    WHERE a.agency_key IS NULL OR b.agency_key IS NULL OR a.is_current <> b.is_current
        OR a.agency_key <> b.agency_key OR a.year_key <> b.year_key OR a.scope <> b.scope
"""

_AGENCIES = """
    CREATE TEMP TABLE agency_change AS
    SELECT CASE WHEN b.name IS NULL THEN 'added' ELSE 'removed' END AS change, agency_key,
        coalesce(a.name, b.name) AS name
    FROM before.marts.dim_agency AS b FULL JOIN after.marts.dim_agency AS a USING (agency_key)
    WHERE a.name IS NULL OR b.name IS NULL
"""


def columns(con: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    """Return the columns of fact_metric on one side, `before` or `after`."""
    described = con.execute(f"DESCRIBE {database}.marts.fact_metric").fetchall()
    return [str(name) for name, *_ in described]
