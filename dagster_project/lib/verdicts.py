"""The verdicts of the gates, kept in the load itself.

A gate must hold across runs: a later run that selects only what lies downstream asks here
whether the load it is about to work on has passed.
"""

from __future__ import annotations

from collections.abc import Sequence

import duckdb

from dagster_project.lib import loads
from dagster_project.lib.errors import StoreError
from dagster_project.lib.gates import Verdict
from dagster_project.lib.store import Store

_COLUMNS = "gate, rule, severity, success, observed, expectation, details, load_id"


class GateClosed(Exception):
    """A gate has not passed this load; the message says why and what to do."""


def forget(con: duckdb.DuckDBPyConnection, gates: Sequence[str]) -> None:
    """Drop the verdicts of gates whose tables are about to change."""
    con.execute("DELETE FROM staging.gate_result WHERE list_contains(?, gate)", [list(gates)])


def record(con: duckdb.DuckDBPyConnection, gate: str, verdicts: Sequence[Verdict]) -> None:
    """Write a gate's verdicts in one go, in place of earlier ones.

    A broken rule of scope `report` is written as a warning: it stops the report, not the load.
    """
    load_id = loads.in_progress(con)
    con.execute("BEGIN")
    con.execute("DELETE FROM staging.gate_result WHERE gate = ?", [gate])
    con.executemany(
        f"INSERT INTO staging.gate_result ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                gate,
                verdict.rule.rule,
                verdict.rule.severity if verdict.rule.scope == "load" else "warning",
                verdict.success,
                verdict.observed,
                verdict.expectation,
                verdict.details,
                load_id,
            )
            for verdict in verdicts
        ],
    )
    con.execute("COMMIT")


def require(store: Store, *gates: str) -> None:
    """Do nothing if the newest load has passed the gates.

    Raises:
        GateClosed: if one of them has failed, or has not judged this load at all.
        StoreError: if there is no load.
    """
    file = store.current
    with store.connect(file, read_only=True) as con:
        try:
            rows = con.execute(
                "SELECT gate, rule, success, observed, details FROM staging.gate_result "
                "WHERE severity = 'error' ORDER BY ALL"
            ).fetchall()
        except duckdb.CatalogException as error:
            raise StoreError(f"{file} holds no finished load. Run the job whole_line.") from error
    for gate in gates:
        own = [row for row in rows if row[0] == gate]
        broken = [row for row in own if not row[2]]
        if broken:
            reasons = "\n".join(
                f"- {rule}: {details or observed}" for _, rule, _, observed, details in broken
            )
            raise GateClosed(f"The gate {gate} stopped this load:\n{reasons}\n{_what_to_do(gate)}")
        if not own:
            raise GateClosed(
                f"The gate {gate} has not judged this load, so nothing may be built on it. "
                f"{_what_to_do(gate)}"
            )


def _what_to_do(gate: str) -> str:
    job = "from_staging" if gate == "marts" else "whole_line"
    return (
        f"The warehouse and the published snapshot are as they were. Repair the cause and run "
        f"the job {job}; or give this load up with `python -m dagster_project.run --give-up`."
    )
