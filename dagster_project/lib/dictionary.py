"""The data dictionary: what dbt's descriptions say about the marts."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SCHEMA = "marts"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a mart."""

    name: str
    data_type: str
    description: str


@dataclass(frozen=True, slots=True)
class Table:
    """One mart."""

    name: str
    description: str
    columns: tuple[Column, ...]


def read(manifest: Mapping[str, Any]) -> tuple[Table, ...]:
    """Return the marts that dbt's manifest describes, ordered by name."""
    models = (
        node
        for node in manifest["nodes"].values()
        if node["resource_type"] == "model" and node["schema"] == SCHEMA
    )
    return tuple(sorted((_table(model) for model in models), key=lambda table: table.name))


def as_markdown(tables: Iterable[Table], rows: Mapping[str, int]) -> str:
    """Write the dictionary for people; `rows` counts the rows of each mart."""
    lines = [
        "# Data dictionary",
        "",
        "The tables of schema `marts` in `ogi.duckdb`; `parquet/` and `csv/` hold a file for each.",
        "Open the database read-only, so that nobody waits for you:",
        "",
        "```sql",
        "ATTACH 'ogi.duckdb' AS ogi (READ_ONLY);",
        "SELECT * FROM ogi.marts.fact_metric LIMIT 10;",
        "```",
        "",
    ]
    for table in tables:
        lines += [f"## {table.name}", "", _one_line(table.description), ""]
        if table.name in rows:
            lines += [f"{rows[table.name]:,} rows.", ""]
        lines += ["| column | type | meaning |", "|---|---|---|"]
        lines += [
            f"| `{column.name}` | {column.data_type} | {_cell(column.description)} |"
            for column in table.columns
        ]
        lines.append("")
    return "\n".join(lines)


def as_csv(tables: Sequence[Table]) -> str:
    """Write the dictionary for programs: table, column, data_type, description."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["table", "column", "data_type", "description"])
    for table in tables:
        writer.writerow([table.name, "", "", _one_line(table.description)])
        for column in table.columns:
            writer.writerow(
                [table.name, column.name, column.data_type, _one_line(column.description)]
            )
    return text.getvalue()


def _table(model: Mapping[str, Any]) -> Table:
    return Table(
        name=model["alias"],
        description=model["description"],
        columns=tuple(
            Column(column["name"], (column.get("data_type") or "").upper(), column["description"])
            for column in model["columns"].values()
        ),
    )


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _cell(text: str) -> str:
    return _one_line(text).replace("|", "\\|")
