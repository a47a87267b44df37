"""What statements need that take no parameters."""

from __future__ import annotations

from pathlib import Path

import duckdb


def literal(text: str | Path) -> str:
    """Write a text, or the path of a file, into a statement."""
    escaped = str(text).replace("'", "''")
    return f"'{escaped}'"


def attach(con: duckdb.DuckDBPyConnection, name: str, file: Path) -> None:
    """Open another DuckDB file beside, for reading, under a name."""
    con.execute(f"ATTACH {literal(file)} AS {name} (READ_ONLY)")


def count(con: duckdb.DuckDBPyConnection, rows: str) -> int:
    """Return how many rows a table, or a query in parentheses, has."""
    [number] = con.execute(f"SELECT count(*) FROM {rows}").fetchone() or (0,)
    return int(number)
