"""How much of the marts a load has to build: nothing, what it touches, or all of it.

What the marts were built from is kept beside them (`staging.mart_state`, `staging.mart_build`) and
travels in the candidate like everything else. dbt itself takes the row of `mart_build` away before
it builds, and it comes back when dbt has come to its end, tests and all: after anything else the
next build starts from nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum
from hashlib import sha256
from importlib.metadata import version
from typing import Any

import duckdb

from dagster_project.lib import loads, schema

# What the staging tables hold follows from these rows: the load that read a report stands for its
# observations and issues, the retired report for its figures.
_LOADED = {
    "report": "report_key, load_id",
    "quarantine": "* EXCLUDE (load_id)",
    "agency": "* EXCLUDE (load_id)",
    "retired_report": "*",
    "correction": "*",
}


class Work(Enum):
    """What a build has to do; the values are for people."""

    NOTHING = "nothing: they are built from the same"
    TOUCHED = "the reports of the bodies that changed"
    ALL = "all of it"


def begin(con: duckdb.DuckDBPyConnection, fingerprint: str, manifest: Mapping[str, Any]) -> Work:
    """Tell what there is to do in the candidate; what cannot be continued is taken out of it.

    Parameters:
        fingerprint: of the dbt project.
        manifest: dbt's.
    """
    row = con.execute("SELECT made_with, made_of FROM staging.mart_build").fetchone()
    made_with = _made_with(con, fingerprint)
    if row is None or row[0] != made_with or not _relations(manifest) <= _there(con):
        con.execute("DELETE FROM staging.mart_build")
        con.execute("DELETE FROM staging.mart_state")
        for of, table in sorted(_relations(manifest, "incremental") & _there(con)):
            con.execute(f'DROP TABLE "{of}"."{table}"')
        return Work.ALL
    return Work.NOTHING if row[1] == _made_of(con) else Work.TOUCHED


def finish(con: duckdb.DuckDBPyConnection, fingerprint: str) -> None:
    """Write down that the marts are built, and of what: dbt has come to its end."""
    con.execute("BEGIN")
    con.execute("DELETE FROM staging.mart_state")
    con.execute("INSERT INTO staging.mart_state BY NAME FROM intermediate.int_mart_state")
    con.execute("DELETE FROM staging.mart_build")
    con.execute(
        "INSERT INTO staging.mart_build BY NAME SELECT ? AS made_with, ? AS made_of, ? AS load_id",
        [_made_with(con, fingerprint), _made_of(con), loads.in_progress(con)],
    )
    con.execute("COMMIT")


def affected(manifest: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the options that have dbt build and test only what a load can change.

    What follows from the catalogue alone is as it was, or everything is built. A view is its SQL.

    Parameters:
        manifest: dbt's.
    """
    changing = (
        f"source:{source['source_name']}.{source['name']}+"
        for source in manifest["sources"].values()
        if source["name"] in {*schema.TABLES, *schema.VIEWS, *_LOADED}
    )
    return ("--select", *sorted(changing), "--exclude", "config.materialized:view")


def _made_with(con: duckdb.DuckDBPyConnection, fingerprint: str) -> str:
    """Return what any row may depend on: the models, the catalogue, what executes them."""
    tables = con.execute(
        "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'staging' "
        "AND database_name = current_database() AND NOT list_contains(?, table_name) ORDER BY 1",
        [[*schema.TABLES, *_LOADED]],
    ).fetchall()
    return _digest(
        fingerprint,
        version("dbt-duckdb"),
        duckdb.__version__,
        *(f"{table} {_content(con, f'staging.{table}')}" for (table,) in tables),
    )


def _made_of(con: duckdb.DuckDBPyConnection) -> str:
    """Return what tells these loaded rows from any others."""
    return _digest(
        *(
            f"{table} {_content(con, f'(SELECT {columns} FROM staging.{table})')}"
            for table, columns in _LOADED.items()
        )
    )


def _content(con: duckdb.DuckDBPyConnection, rows: str) -> str:
    """Return what tells the rows of a table from any others, in whatever order they are."""
    told = con.execute(
        f"SELECT count(*), bit_xor(md5_number(t::VARCHAR)) FROM {rows} AS t"
    ).fetchone()
    return str(told)


def _digest(*parts: str) -> str:
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def _relations(
    manifest: Mapping[str, Any], materialized: str | None = None
) -> set[tuple[str, str]]:
    """Return the tables and views that dbt makes, as schema and name."""
    return {
        (node["schema"], node["alias"])
        for node in manifest["nodes"].values()
        if node["resource_type"] in ("model", "seed")
        and materialized in (None, node["config"]["materialized"])
    }


def _there(con: duckdb.DuckDBPyConnection) -> set[tuple[str, str]]:
    found = con.execute(
        "SELECT table_schema, table_name FROM information_schema.tables "
        "WHERE table_catalog = current_database()"
    ).fetchall()
    return {(str(of), str(table)) for of, table in found}
