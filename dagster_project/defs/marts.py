"""Step 4: dbt makes the marts of the staging tables."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import dagster as dg
import duckdb
from dagster_dbt import DagsterDbtTranslator, DbtCliInvocation, DbtCliResource, dbt_assets
from dagster_dbt.errors import DagsterDbtCliRuntimeError

from dagster_project.defs.resources import WRITE_POOL
from dagster_project.defs.steps import TRY_AGAIN, start_of, stop_unless_passed, stops_clearly
from dagster_project.lib import hand_made, loads, mart_build, staging, verdicts
from dagster_project.lib.dbt_project import (
    fingerprint,
    keep_notes,
    manifest_path,
    read_manifest,
)
from dagster_project.lib.mart_build import Work
from dagster_project.lib.orphans import RUN_PROCESS
from dagster_project.lib.store import Store

MARTS = "marts"


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
def dbt_models(
    context: dg.AssetExecutionContext, dbt: DbtCliResource, store: dg.ResourceParam[Store]
) -> Iterator[Any]:
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
        with store.candidate(read_only=True) as con:
            yield from _as_they_are(con, context)
        return
    target = store.paths.build_dir / load_id / "dbt"
    target.mkdir(parents=True, exist_ok=True)
    with _told_to_dbt(store.paths.candidate):
        # Unit tests check the models, not the data: they belong to the tests of the project.
        command = ["build", "--exclude-resource-type", "unit_test"]
        if wanted == dbt_models.keys:
            run = dbt.cli(command, context=context, target_path=target)
            events, failure = _all(run, run.stream())
        else:
            run = dbt.cli(command, manifest=manifest_path(), target_path=target)
            _, failure = _all(run, run.stream_raw_events())
            events = []
    keep_notes(target)
    # While dbt runs nobody else can open the file, so rows are counted afterwards.
    with store.candidate(read_only=True) as con:
        for event in events:
            if isinstance(event, dg.Output):
                asset = context.asset_key_for_output(event.output_name)
                context.add_output_metadata(
                    {"dagster/row_count": _count(con, asset)}, output_name=event.output_name
                )
            yield event
        if failure is None and wanted != dbt_models.keys:
            yield from _as_they_are(con, context)
    if failure is not None:
        *_, told = str(failure).split("Errors parsed from dbt logs:")
        raise dg.Failure(
            description=f"dbt stopped this load:\n{told.strip()}\nThe warehouse and the published "
            f"snapshot are as they were. Repair the cause and run the job from_staging. All that "
            f"dbt said stands in {target / 'dbt.log'}.",
            allow_retries=False,
        )
    with stops_clearly(), store.candidate() as con:
        mart_build.finish(con, models)


def _as_they_are(
    con: duckdb.DuckDBPyConnection, context: dg.AssetExecutionContext
) -> Iterator[dg.MaterializeResult[None]]:
    """Tell of tables as they are now, without a word about how they came to be so."""
    # Dagster wants to hear of a table after those that it is made of.
    for key in context.job_def.asset_layer.asset_graph.toposorted_asset_keys:
        if key in context.selected_asset_keys:
            yield dg.MaterializeResult(
                asset_key=key, metadata={"dagster/row_count": _count(con, key)}
            )


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


@contextmanager
def _told_to_dbt(file: Path) -> Iterator[None]:
    """Name the file that dbt works on, as its profile asks for it, and whom it works for."""
    told = {"OGI_WAREHOUSE": str(file), RUN_PROCESS: str(os.getpid())}
    before = {name: os.environ.get(name) for name in told}
    os.environ.update(told)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value
