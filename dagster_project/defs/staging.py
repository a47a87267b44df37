"""Step 3: the staging tables."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
import duckdb

import extractors.agencies.catalogue
from dagster_project.defs.extraction import extracted_reports
from dagster_project.defs.gates import check_result, check_spec
from dagster_project.defs.resources import WRITE_POOL
from dagster_project.defs.steps import TRY_AGAIN, stop_unless_passed, stops_clearly
from dagster_project.lib import decisions, hand_made, markdown, quality_process, staging
from dagster_project.lib.store import Store
from dagster_project.lib.suites import parameters, suite
from extractors import catalog

RECORD = {
    "load": "What each load brought: when, with which versions, how many files and reports.",
    "load_file": "What each load did with each file that came, changed, went or was read again.",
    "retired_report": "Reports whose file has gone or changed; kept, but no part of the marts.",
    "retired_observation": "The figures of the retired reports.",
}
TABLES = {
    "report": "One row a report: who, for which year, in which form, and the evidence for each.",
    "observation": "One row a form cell or figure of the prose, as the source states it.",
    "issue": "What somebody should look at in a loaded report.",
    "quarantine": "Files that were not loaded, each with the reason and what to do.",
    "agency": "The bodies that report, and the bodies above them.",
}
CATALOGUE = {
    "metric": "What is counted, whatever form asks for it.",
    "applicant": "Who applied: the columns of section 3 of the forms of 2019 and 2021.",
    "form_cell": "Every cell of every form, with its metric.",
    "comparability": "How far a metric of one form can be set beside the other era's.",
    "identity": "Relations that the figures of a report should satisfy.",
    "identity_form": "Which identity holds for which form.",
    "identity_term": "The operands of the identities.",
    "derived_part": "Metrics that a form does not print but that its cells add up to.",
    "flag": "Reservations about a figure.",
    "issue_code": "The vocabulary of issues and of quarantine.",
    "division": "Provinces, prefectures and counties under each of their names, with their years.",
    "division_link": "Divisions and those that took their place.",
    "function": "What departments are for: one code for all bodies of the same business.",
    "function_link": "Functions and those that took them over, for example in the reform of 2018.",
    "correction": "Figures that people corrected: the rows of `corrections.csv` beside the corpus.",
}
SUITE = suite("staging")
RULES = SUITE.scope("report")
PREVIEW = 10


def key(table: str) -> dg.AssetKey:
    """Return the asset of a staging table; dbt's sources have the same names."""
    return dg.AssetKey(["staging", table])


def _specs() -> Iterator[dg.AssetSpec]:
    for group, tables in (("staging", {**TABLES, **RECORD}), ("catalogue", CATALOGUE)):
        for table, description in tables.items():
            deps = [extracted_reports] if group == "staging" else []
            yield dg.AssetSpec(
                key(table), deps=deps, group_name=group, description=description, kinds={"duckdb"}
            )


@dg.multi_asset(
    specs=[*_specs()],
    check_specs=[check_spec(rule, key(rule.table)) for rule in RULES],
    pool=WRITE_POOL,
    retry_policy=TRY_AGAIN,
    description=(
        "Loads what was read into the candidate, with the catalogue that explains it. A report "
        "that breaks a rule of the gate for single reports goes to quarantine with the reason."
    ),
)
def staging_tables(
    context: dg.AssetExecutionContext, store: dg.ResourceParam[Store]
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """Fill the staging tables of the load in progress."""
    stop_unless_passed(context, store, "raw_manifest")
    with stops_clearly(), store.candidate() as con:
        staged = staging.fill(
            con,
            store.paths.build_dir,
            {
                **catalog.tables(),
                **extractors.agencies.catalogue.tables(),
                "correction": hand_made.corrections(store.paths.corrections),
            },
            RULES,
            parameters(SUITE),
            decisions.released(hand_made.decisions(store.paths.quarantine_decisions)),
            store.paths.warehouse,
        )
        load = _load(con)
        previews = {table: _preview(con, table) for table in (*TABLES, *RECORD)}
    with stops_clearly():
        quality_process.later(
            quality_process.KEEP_PAGES,
            *(store.paths.quality_dir, staging.REPORT_RULES, staged.load_id, staged.verdicts),
        )
    context.log.info(
        f"Load {staged.load_id}: {staged.rows['report']:,} reports, "
        f"{staged.rows['observation']:,} observations, "
        f"{staged.rows['quarantine']:,} files in quarantine"
    )
    for table, rows in staged.rows.items():
        metadata: dict[str, Any] = {"dagster/row_count": rows, "load": staged.load_id}
        if table in previews:
            metadata["preview"] = dg.MetadataValue.md(previews[table])
        if table == "load":
            metadata |= load
        yield dg.MaterializeResult(asset_key=key(table), metadata=metadata)
    for verdict in staged.verdicts:
        yield check_result(verdict, key(verdict.rule.table), store)


_PREVIEWED = {
    "report": "year, agency_name, form, scope, agency_grade, path",
    "observation": "report_key, metric, applicant, value, kind, raw, locator",
    "issue": "report_key, severity, code, message",
    "quarantine": "path, code, reason",
    "agency": "agency_key, name, level, kind, parent_agency_key",
    "load": "load_id, started_by, extractor_edition, files, files_new, files_changed, "
    "files_read_again, files_removed, reports, reports_retired, quarantined, finished_at",
    "load_file": "path, change, outcome, report_key, code, reason",
    "retired_report": "report_key, agency_name, year, form, reason, retired_in, path",
    "retired_observation": "report_key, metric, applicant, value, kind, raw, retired_in",
}
_NEWEST_FIRST = {
    "load": "ORDER BY started_at DESC",
    "load_file": "WHERE load_id = (SELECT load_id FROM staging.current_load) ORDER BY path",
    "retired_report": "ORDER BY retired_in DESC, report_key",
    "retired_observation": "ORDER BY retired_in DESC, observation_key",
}


def _preview(con: duckdb.DuckDBPyConnection, table: str) -> str:
    limit = 500 if table == "quarantine" else PREVIEW  # each reason counts
    order = _NEWEST_FIRST.get(table, "")
    found = con.execute(f"SELECT {_PREVIEWED[table]} FROM staging.{table} {order} LIMIT {limit}")
    return markdown.table([column[0] for column in found.description], found.fetchall())


def _load(con: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return this load's row as the UI shows it; counts become curves over the loads."""
    found = con.execute("FROM staging.current_load")
    names = [column[0] for column in found.description]
    row = found.fetchone() or ()
    return {
        name.replace("_", " "): value if isinstance(value, int) else str(value)
        for name, value in zip(names, row, strict=False)
        if value is not None
    }
