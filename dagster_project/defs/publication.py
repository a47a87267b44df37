"""Step 5: the load becomes the warehouse, and readers get a snapshot of it."""

from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

import dagster as dg

from dagster_project.defs.marts import mart_keys
from dagster_project.defs.resources import WRITE_POOL
from dagster_project.defs.steps import TRY_AGAIN, stop_unless_passed, stops_clearly
from dagster_project.lib import dictionary, holds, loads, markdown, published, quality_process
from dagster_project.lib.changes import Changes
from dagster_project.lib.dbt_project import read_manifest
from dagster_project.lib.settings import kept_snapshots
from dagster_project.lib.store import Store
from dagster_project.lib.suites import GATES

GROUP = "publication"


@dg.asset(
    deps=mart_keys(),
    group_name=GROUP,
    kinds={"duckdb"},
    pool=WRITE_POOL,
    retry_policy=TRY_AGAIN,
    description=(
        "`warehouse/ogi.duckdb`: staging, intermediate and marts of the last load that passed "
        "every gate. The candidate takes its place by a rename; until then it stays as it was."
    ),
)
def warehouse(
    context: dg.AssetExecutionContext, store: dg.ResourceParam[Store]
) -> dg.MaterializeResult[None]:
    """Make the load in progress the warehouse."""
    stop_unless_passed(context, store, *GATES)
    with stops_clearly():
        quality_process.settle()  # no load lands whose gates have no pages
        landed = store.land(loads.now())
    file = store.paths.warehouse
    return dg.MaterializeResult(
        metadata={
            "file": dg.MetadataValue.path(str(file)),
            "bytes": file.stat().st_size,
            "changed": landed,
        }
    )


SNAPSHOT = dg.AssetSpec(
    ["published", "ogi_duckdb"],
    deps=[warehouse],
    group_name=GROUP,
    kinds={"duckdb"},
    description=(
        "`published/ogi.duckdb`: the marts for readers. It may be held open while a load runs: "
        "the next snapshot is made beside, and one rename swaps all of `published/`. Earlier "
        "snapshots are kept in `published/snapshots/` (docs/snapshots.md)."
    ),
)
PARQUET = dg.AssetSpec(
    ["published", "parquet"],
    deps=[warehouse],
    group_name=GROUP,
    kinds={"parquet"},
    description="`published/parquet/`: one file a mart, the same bytes for the same marts.",
)
CSV = dg.AssetSpec(
    ["published", "csv"],
    deps=[warehouse],
    group_name=GROUP,
    kinds={"csv"},
    description="`published/csv/`: one file a mart, UTF-8, a missing value is nothing at all.",
)
DICTIONARY = dg.AssetSpec(
    ["published", "data_dictionary"],
    deps=[warehouse],
    group_name=GROUP,
    kinds={"markdown"},
    description=(
        "`published/data_dictionary.md` and `.csv`: what every table and column of the marts means."
    ),
)


CHANGES = dg.AssetSpec(
    ["published", "changes"],
    deps=[warehouse],
    group_name=GROUP,
    kinds={"html"},
    description=(
        "`published/changes/`: which figures, reports and bodies changed against the snapshot "
        "that readers saw before: a page (`index.html`) and tables."
    ),
)


@dg.multi_asset(
    specs=[SNAPSHOT, PARQUET, CSV, DICTIONARY, CHANGES],
    pool=WRITE_POOL,
    retry_policy=TRY_AGAIN,
    description="Publishes the marts of the warehouse, all of them or none.",
)
def published_snapshot(
    context: dg.AssetExecutionContext, store: dg.ResourceParam[Store]
) -> Iterator[dg.MaterializeResult[None]]:
    """Publish the marts."""
    stop_unless_passed_and_landed(context, store)
    with stops_clearly():
        described = dictionary.read(read_manifest())
        done = published.publish(store, described, _load(store), keep=kept_snapshots())
    told = list(published.as_lines(done))
    for line in told:
        context.log.info(line)
    if done.hold is not None:
        context.log.warning(" ".join(holds.as_lines(done.hold)))
    folder = done.snapshot.folder
    common: dict[str, Any] = {
        "snapshot": done.snapshot.snapshot_id,
        "state": done.state,
        "held": done.hold is not None,
        "told": dg.MetadataValue.md("\n\n".join(told)),
    }
    rows = markdown.table(["mart", "rows"], done.snapshot.rows.items())
    for spec, place in (
        (SNAPSHOT, "ogi.duckdb"),
        (PARQUET, "parquet"),
        (CSV, "csv"),
        (DICTIONARY, "data_dictionary.md"),
    ):
        yield dg.MaterializeResult(
            asset_key=spec.key,
            metadata={
                # Under a hold readers do not see what was made.
                "place": dg.MetadataValue.path(
                    str((folder if done.hold else store.paths.published_dir) / place)
                ),
                **common,
                "marts": dg.MetadataValue.md(rows),
            },
            data_version=dg.DataVersion(done.snapshot.snapshot_id),
        )
    yield dg.MaterializeResult(
        asset_key=CHANGES.key,
        metadata={
            "page": dg.MetadataValue.path(str(folder / "changes" / "index.html")),
            **common,
            **_counts(done.changes),
        },
        data_version=dg.DataVersion(done.snapshot.snapshot_id),
    )


def _load(store: Store) -> published.Load:
    """Return the load that the warehouse holds, published now."""
    with store.connect(store.paths.warehouse, read_only=True) as con:
        row = con.execute("SELECT load_id, extractor_edition FROM staging.current_load").fetchone()
    load_id, edition = row or ("", None)
    return published.Load(load_id, datetime.now(UTC), edition)


def _counts(changes: Changes | None) -> dict[str, Any]:
    if changes is None:
        return {}
    facts = asdict(changes.facts)
    head = ["", *facts]
    groups = {
        name: dg.MetadataValue.md(
            markdown.table(head, ([group.key, *asdict(group.counts).values()] for group in found))
        )
        for name, found in (("by year", changes.years), ("by metric", changes.metrics))
        if found
    }
    return {
        **{f"facts {what}": number for what, number in facts.items()},
        **{f"reports {what}": number for what, number in changes.reports.items()},
        "reports replaced": changes.replaced,
        **{f"bodies {what}": number for what, number in changes.agencies.items()},
        **groups,
    }


def stop_unless_passed_and_landed(context: dg.AssetExecutionContext, store: Store) -> None:
    """Stop unless the newest load has passed every gate and is the warehouse by now."""
    stop_unless_passed(context, store, *GATES)
    if store.paths.candidate.exists():
        raise dg.Failure(
            description="A load has passed every gate but is not the warehouse yet. Materialise "
            "the asset warehouse first, or run the job from_staging.",
            allow_retries=False,
        )
