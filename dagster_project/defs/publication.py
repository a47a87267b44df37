"""Step 5: the load becomes the warehouse, and readers get a snapshot of it."""

from collections.abc import Iterator

import dagster as dg

from dagster_project.defs.marts import mart_keys
from dagster_project.defs.resources import WRITE_POOL
from dagster_project.defs.steps import TRY_AGAIN, stop_unless_passed, stops_clearly
from dagster_project.lib import dictionary, loads, markdown, published
from dagster_project.lib.dbt_project import read_manifest
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
        "the next snapshot is written beside and renamed."
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


@dg.multi_asset(
    specs=[SNAPSHOT, PARQUET, CSV, DICTIONARY],
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
        snapshot = published.publish(store, dictionary.read(read_manifest()))
    paths = store.paths
    rows = markdown.table(["mart", "rows"], snapshot.rows.items())
    context.log.info(f"Published snapshot {snapshot.snapshot_id}: {paths.published}")
    for spec, place in (
        (SNAPSHOT, paths.published),
        (PARQUET, paths.published_dir / "parquet"),
        (CSV, paths.published_dir / "csv"),
        (DICTIONARY, paths.published_dir / "data_dictionary.md"),
    ):
        yield dg.MaterializeResult(
            asset_key=spec.key,
            metadata={
                "place": dg.MetadataValue.path(str(place)),
                "snapshot": snapshot.snapshot_id,
                "marts": dg.MetadataValue.md(rows),
            },
            data_version=dg.DataVersion(snapshot.snapshot_id),
        )


def stop_unless_passed_and_landed(context: dg.AssetExecutionContext, store: Store) -> None:
    """Stop unless the newest load has passed every gate and is the warehouse by now."""
    stop_unless_passed(context, store, *GATES)
    if store.paths.candidate.exists():
        raise dg.Failure(
            description="A load has passed every gate but is not the warehouse yet. Materialise "
            "the asset warehouse first, or run the job from_staging.",
            allow_retries=False,
        )
