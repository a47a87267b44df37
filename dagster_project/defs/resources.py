"""What the steps work with: the warehouse files."""

from __future__ import annotations

from dagster_project.lib.store import Store

WRITE_POOL = "duckdb_write"
"""DuckDB has one writing process: every step that writes has its place in this pool."""

RESOURCES = {"store": Store()}
