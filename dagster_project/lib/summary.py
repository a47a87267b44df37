"""What a run has brought, in a few lines for people."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.lib import changes_summary, holds, snapshots
from dagster_project.lib.store import Store, StoreError

_CHANGES = ("new", "changed", "read_again", "unchanged", "removed")
SHOWN = 20
"""Reports and quarantined files that are listed one by one."""


def of_load(store: Store) -> Iterator[str]:
    """Describe the warehouse after a run that went well."""
    with store.connect(store.paths.warehouse, read_only=True) as con:
        yield from _load(con)
        yield from _reports(con)
        yield from _quarantine(con)
        yield from _facts(con)
        yield from _gates(con)
    yield from _published(store)
    yield ""
    yield "Results"
    for what, place in (
        ("published snapshot", store.paths.published),
        ("what changed", _last_made(store) / "changes" / "index.html"),
        ("Parquet and CSV", store.paths.published_dir),
        ("data dictionary", store.paths.published_dir / "data_dictionary.md"),
        ("warehouse", store.paths.warehouse),
        ("quality of the load", store.paths.quality_dir / "index.html"),
    ):
        yield f"  {what:<20} {short(place)}"


def of_failure(result: Any, store: Store) -> Iterator[str]:
    """Say what stopped a run."""
    yield "Nothing was published: the warehouse and the published snapshot are as they were."
    yield "Reason"
    yield from (f"  {line}" for reason in reasons(result) for line in reason.splitlines())
    if store.paths.candidate.exists():
        # Stopped before anything was read, or because another program has the file open or the
        # file is damaged, which the reason has told.
        with (
            suppress(duckdb.CatalogException, StoreError),
            store.connect(store.paths.candidate, read_only=True) as con,
        ):
            yield from _quarantine(con)


def reasons(result: Any) -> Iterator[str]:
    """Yield why a run failed, from its events: broken rules first, then failed steps."""
    events = result.all_events
    for event in events:
        if event.event_type_value == "ASSET_CHECK_EVALUATION":
            check = event.asset_check_evaluation_data
            if not check.passed and check.severity.value == "ERROR":
                found = check.metadata["found"].value if "found" in check.metadata else ""
                yield f"{check.check_name}: {check.description or 'this test failed'}\n{found}"
    for event in events:
        if event.event_type_value == "STEP_FAILURE":
            failure = event.step_failure_data.user_failure_data
            error = event.step_failure_data.error
            while error is not None and error.cause is not None:
                error = error.cause
            if failure is not None and failure.description:
                yield failure.description
            elif error is not None and error.cls_name != "DagsterAssetCheckFailedError":
                yield f"{event.step_key}: {error.message}"


def _load(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    load_id, files, reports, quarantined, retired = _row(
        con,
        "SELECT load_id, files, reports, quarantined, reports_retired FROM staging.current_load",
    )
    yield (
        f"Load {load_id}: {files:,} files, {reports:,} reports loaded, "
        f"{quarantined:,} in quarantine"
    )
    counts = _row(
        con, f"SELECT {', '.join(f'files_{word}' for word in _CHANGES)} FROM staging.current_load"
    )
    told = [
        f"{number:,} {word.replace('_', ' ')}"
        for word, number in zip(_CHANGES, counts, strict=True)
        if number
    ]
    yield f"  files: {', '.join(told)}"
    if retired:
        yield f"  {retired:,} reports retired: their file has gone or changed (rpt_retired_reports)"


def _reports(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    rows = con.execute(
        "SELECT year, agency_name, form, scope, "
        "(SELECT count(*) FROM staging.observation AS o "
        " WHERE o.report_key = r.report_key AND o.value IS NOT NULL) "
        "FROM staging.report AS r ORDER BY year, agency_name LIMIT ?",
        [SHOWN + 1],
    ).fetchall()
    if len(rows) <= SHOWN:
        for year, agency, form, scope, figures in rows:
            yield f"  {year}  {form:<10} {figures:>4} figures  {scope:<12} {agency}"


def _quarantine(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    rows = con.execute("SELECT path, code, reason FROM staging.quarantine ORDER BY path").fetchall()
    if rows:
        yield "In quarantine"
    for path, code, reason in rows[:SHOWN]:
        yield f"  {path}: {reason} [{code}]"
    if len(rows) > SHOWN:
        yield f"  … and {len(rows) - SHOWN:,} more; see staging.quarantine"


def _facts(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    facts, reported, summed, missing, local, issues = _row(
        con,
        "SELECT count(*), count(*) FILTER (derivation = 'reported'), "
        "count(*) FILTER (derivation = 'summed'), count(*) FILTER (value IS NULL), "
        "(SELECT count(*) FROM marts.fact_local_indicator), "
        "(SELECT count(*) FROM staging.issue WHERE severity <> 'info') FROM marts.fact_metric",
    )
    yield (
        f"Facts: {facts:,} ({reported:,} reported, {summed:,} summed; {missing:,} of them missing "
        f"with a reason), {local:,} local indicators, {issues:,} things to look at"
    )
    kept, broken, unknown = _row(
        con,
        "SELECT count(*) FILTER (status = 'pass'), count(*) FILTER (status = 'fail'), "
        "count(*) FILTER (status = 'unknown') FROM marts.rpt_identity_checks",
    )
    yield f"Checks of the sources' sums: {kept:,} pass, {broken:,} fail, {unknown:,} unknown"


def _gates(con: duckdb.DuckDBPyConnection) -> Iterator[str]:
    rows = con.execute(
        "SELECT gate, count(*), count(*) FILTER (success) FROM staging.gate_result "
        "GROUP BY gate ORDER BY min(rowid)"
    ).fetchall()
    told = ", ".join(f"{gate} {kept} of {rules} rules kept" for gate, rules, kept in rows)
    yield f"Gates: all passed ({told})"
    warnings = con.execute(
        "SELECT gate, rule, details FROM staging.gate_result WHERE NOT success ORDER BY rowid"
    ).fetchall()
    for gate, rule, details in warnings:
        yield f"  warning of {gate}, {rule}: {details}"


def _last_made(store: Store) -> Path:
    """Return where the last load's snapshot is found: not where readers look, under a hold."""
    published = store.paths.published_dir
    hold = holds.read(published)
    made = snapshots.with_id(published, hold.newest_id) if hold else None
    return made.folder if made else published


def _published(store: Store) -> Iterator[str]:
    """Say what the load changed for readers, and whether they see it."""
    published = store.paths.published_dir
    hold = holds.read(published)
    made = snapshots.with_id(published, hold.newest_id) if hold else snapshots.current(published)
    if made is not None:
        yield f"Snapshot {made.folder.name}"
        with store.connect(store.paths.warehouse, read_only=True) as con:
            [load_id] = _row(con, "SELECT load_id FROM staging.current_load")
        if made.load_id == load_id:
            yield from (f"  {line}" for line in changes_summary.told(made))
        else:
            yield "  The marts are the same as before; nothing was published again."
    if hold is not None:
        yield from holds.as_lines(hold)


def _row(con: duckdb.DuckDBPyConnection, query: str) -> tuple[Any, ...]:
    return con.execute(query).fetchone() or ()


def short(path: Path) -> str:
    """Return a path from where the person stands, if it lies there."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)
