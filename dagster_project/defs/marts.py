"""Step 4: dbt makes the marts of the staging tables."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
from dagster_dbt import DagsterDbtTranslator, DbtCliInvocation, dbt_assets
from dagster_dbt.compat import DBT_PYTHON_VERSION
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from dagster_project.defs.resources import WRITE_POOL
from dagster_project.defs.steps import TRY_AGAIN, start_of, stop_unless_passed, stops_clearly
from dagster_project.lib import dbt_process, hand_made, loads, mart_build, staging, verdicts
from dagster_project.lib.dbt_project import (
    fingerprint,
    keep_notes,
    manifest_path,
    read_manifest,
    take_notes,
)
from dagster_project.lib.mart_build import Work
from dagster_project.lib.orphans import RUN_PROCESS
from dagster_project.lib.settings import DBT_DIR
from dagster_project.lib.store import Store

MARTS = "marts"

# Unit tests check the models, not the data: they belong to the tests of the project. To write down
# every detail would take a quarter of a small build; the SQL of each node is kept beside the log.
_BUILD = (
    *("--no-use-colors", "--no-write-json", "--log-level-file", "info"),
    *("build", "--exclude-resource-type", "unit_test"),
)


mart_state = dg.AssetSpec(
    ["staging", "mart_state"],
    group_name="staging",
    kinds={"duckdb"},
    description=(
        "What the marts were last built from, body by body. Written at the end of each build, so "
        "that the next one makes anew only what has changed."
    ),
)


class Translator(DagsterDbtTranslator):
    """dbt's models as assets: named by schema and table, grouped by layer."""

    def get_asset_key(self, dbt_resource_props: Mapping[str, Any]) -> dg.AssetKey:
        """`staging.report` is the asset that the staging step writes; `marts.fact_metric` …"""
        if dbt_resource_props["resource_type"] == "source":
            return dg.AssetKey([dbt_resource_props["source_name"], dbt_resource_props["name"]])
        return dg.AssetKey([dbt_resource_props["schema"], dbt_resource_props["alias"]])

    def get_group_name(self, dbt_resource_props: Mapping[str, Any]) -> str | None:
        """Return the folders that a model lies in: `intermediate`, `marts_core` …"""
        folders = dbt_resource_props["fqn"][1:-1]
        return "_".join(folders) or str(dbt_resource_props["schema"])


def mart_keys() -> list[dg.AssetKey]:
    """Return the assets of schema `marts`."""
    return sorted(key for key in dbt_models.keys if key.path[0] == MARTS)


@dbt_assets(
    manifest=manifest_path(),
    dagster_dbt_translator=Translator(),
    name="dbt",
    pool=WRITE_POOL,
    retry_policy=TRY_AGAIN,
)
def dbt_models(context: dg.AssetExecutionContext, store: dg.ResourceParam[Store]) -> Iterator[Any]:
    """Build and test the dbt models inside the load in progress."""
    # What of them is asked for does not matter: a part of them, made anew, would not fit the rest.
    wanted = context.selected_asset_keys
    stop_unless_passed(context, store, "raw_manifest", "staging")
    with stops_clearly():
        store.resume(start_of(context), loads.now())
        with store.candidate() as con:
            verdicts.forget(con, ["marts"])
            # They need no file to be read, so they may have changed since the staging step.
            staging.put_corrections(con, hand_made.corrections(store.paths.corrections))
            models = fingerprint()
            loads.note(con, {"models": models[:12]})
            work = mart_build.begin(con, models, read_manifest())
            con.execute("CHECKPOINT")
            load_id = loads.in_progress(con)
    context.log.info(f"To build: {work.value}")
    if work is Work.NOTHING:
        dbt_process.dismiss()
        with store.candidate(read_only=True) as con:
            yield from _as_they_are(con, context)
        return
    target = store.paths.build_dir / load_id / "dbt"
    build = (*_BUILD, *(mart_build.affected(read_manifest()) if work is Work.TOUCHED else ()))
    run = _dbt(build, store.paths.candidate, target, context)
    if wanted == dbt_models.keys:
        events, failure = _all(run, run.stream())
    else:
        _, failure = _all(run, run.stream_raw_events())
        events = []
    keep_notes(target)
    if failure is None:
        with stops_clearly(), store.candidate() as con:
            mart_build.finish(con, models)
    # While dbt runs nobody else can open the file, so rows are counted afterwards.
    with store.candidate(read_only=True) as con:
        if failure is None:
            yield from _as_they_are(con, context, events)
        else:
            yield from events
    if failure is not None:
        *_, told = str(failure).split("Errors parsed from dbt logs:")
        raise dg.Failure(
            description=f"dbt stopped this load:\n{told.strip()}\nThe warehouse and the published "
            f"snapshot are as they were. Repair the cause and run the job from_staging. All that "
            f"dbt said stands in {target / 'dbt.log'}.",
            allow_retries=False,
        )


def _as_they_are(
    con: duckdb.DuckDBPyConnection, context: dg.AssetExecutionContext, events: Sequence[Any] = ()
) -> Iterator[Any]:
    """Tell of all tables as they are now: of those that dbt made, in its own words."""
    made = {
        context.asset_key_for_output(event.output_name): event
        for event in events
        if isinstance(event, dg.Output)
    }
    # Dagster wants to hear of a table after those that it is made of.
    for key in context.job_def.asset_layer.asset_graph.toposorted_asset_keys:
        if key not in context.selected_asset_keys:
            continue
        rows = {"dagster/row_count": _count(con, key)}
        if key in made:
            context.add_output_metadata(rows, output_name=made[key].output_name)
            yield made[key]
        else:
            yield dg.MaterializeResult(asset_key=key, metadata=rows)
    yield from (event for event in events if not isinstance(event, dg.Output))


def _dbt(
    command: Sequence[str], file: Path, target: Path, context: dg.AssetExecutionContext
) -> DbtCliInvocation:
    """Have dbt execute a command in a DuckDB file.

    The process is not the one that dagster-dbt would start: that asks `dbt --version` before, which
    looks up the newest releases on the package index, and dbt may have been waiting for us.
    """
    take_notes(target)
    return DbtCliInvocation(
        process=dbt_process.run(command, environment(file, target), file.parent),
        manifest=read_manifest(),
        dagster_dbt_translator=Translator(),
        project_dir=DBT_DIR,
        target_path=target,
        raise_on_error=True,
        cli_version=DBT_PYTHON_VERSION,
        context=context,
    )


def environment(file: Path, target: Path) -> dict[str, str]:
    """Return the variables of a dbt that works in the folder of a DuckDB file.

    Parameters:
        target: the folder for what dbt writes beside its tables.
    """
    return {
        **os.environ,
        # dbt's notes about its project hold for one path only. Seen from its folder the candidate
        # has the same in every corpus.
        "OGI_WAREHOUSE": file.name,
        RUN_PROCESS: str(os.getpid()),
        "DBT_LOG_FORMAT": "json",
        "DBT_LOG_PATH": str(target),
        "DBT_PROFILES_DIR": str(DBT_DIR),
        "DBT_PROJECT_DIR": str(DBT_DIR),
        "DBT_TARGET_PATH": str(target),
        # What Dagster asks of dbt when it calls it.
        "DAGSTER_DBT_CLI": "true",
    }


def _all(
    run: DbtCliInvocation, stream: Iterator[Any]
) -> tuple[list[Any], DagsterDbtCliRuntimeError | None]:
    """Return all that dbt reported, and how it failed if it did."""
    events = []
    try:
        for event in stream:
            events.append(event)
    except DagsterDbtCliRuntimeError as failure:
        return events, failure
    finally:
        # Where a report could not be understood, dbt would wait for ever for somebody to read on.
        run.process.kill()
    return events, None


def _count(con: duckdb.DuckDBPyConnection, asset: dg.AssetKey) -> int:
    schema, table = asset.path
    [rows] = con.execute(f'SELECT count(*) FROM "{schema}"."{table}"').fetchone() or (0,)
    return int(rows)
