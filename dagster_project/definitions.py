"""The entry for Dagster: the line, step by step."""

from __future__ import annotations

import dagster as dg

from dagster_project.defs import extraction, jobs, marts, publication, raw_files, staging, triggers
from dagster_project.defs.gates import gate
from dagster_project.defs.resources import RESOURCES
from dagster_project.lib import terminal

defs: dg.Definitions = dg.Definitions(
    assets=[
        raw_files.files,
        raw_files.raw_manifest,
        extraction.extracted_reports,
        staging.staging_tables,
        marts.mart_state,
        marts.dbt_models,
        publication.warehouse,
        publication.published_snapshot,
    ],
    asset_checks=[
        gate("raw_manifest", key=lambda table: dg.AssetKey(table)),
        gate("staging", key=lambda table: dg.AssetKey(["staging", table])),
        gate("marts", key=lambda table: dg.AssetKey(["marts", table])),
    ],
    jobs=[
        jobs.whole_line,
        jobs.from_staging,
        jobs.read_again(lambda: defs.resolve_job_def("whole_line")),
    ],
    sensors=[triggers.new_files, triggers.tell_of_failures],
    schedules=[triggers.season],
    resources=RESOURCES,
    loggers={terminal.NAME: terminal.terminal_logger},
)
