"""Step 1: which files are there."""

from datetime import UTC, datetime

import dagster as dg

from dagster_project.defs.resources import WRITE_POOL
from dagster_project.defs.steps import RAW_MANIFEST, stops_clearly
from dagster_project.lib import markdown, raw_files, tables
from dagster_project.lib.store import Store

GROUP = "raw"
PREVIEW = 10

files = dg.AssetSpec(
    "raw_files",
    group_name=GROUP,
    kinds={"file"},
    description=(
        "The yearly reports as published, one file a report, below `data/raw` "
        "(or the folder that `OGI_RAW_DIR` names). Put there by people."
    ),
)


@dg.asset(
    key=RAW_MANIFEST,
    deps=[files],
    group_name=GROUP,
    kinds={"duckdb"},
    pool=WRITE_POOL,
    description=(
        "Starts a load: lists every file of the raw folder with its size and the SHA-256 of its "
        "bytes. Hidden files and files called README are no reports. The load is built in a "
        "database of its own beside the warehouse, the candidate, until it has passed every gate."
    ),
)
def raw_manifest(
    context: dg.AssetExecutionContext, store: dg.ResourceParam[Store]
) -> dg.MaterializeResult[None]:
    """Start a load."""
    raw_dir = store.paths.raw_dir
    listed = tables.to_arrow(raw_files.RawFile, raw_files.scan(raw_dir))
    started_at = datetime.now(UTC).replace(tzinfo=None)
    with stops_clearly():
        load_id = store.begin_load(started_at, context.run.run_id)
        with store.candidate() as con:
            con.register("listed", listed)
            con.execute("INSERT INTO staging.raw_manifest SELECT *, ? FROM listed", [load_id])
            first = con.execute(
                "SELECT path, size_bytes, left(sha256, 12) || '…' FROM staging.raw_manifest "
                f"ORDER BY path LIMIT {PREVIEW}"
            ).fetchall()
    context.log.info(f"Load {load_id}: {listed.num_rows:,} files in {raw_dir}")
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": listed.num_rows,
            "load": load_id,
            "raw folder": dg.MetadataValue.path(str(raw_dir)),
            "first files": dg.MetadataValue.md(markdown.table(["path", "bytes", "sha256"], first)),
        }
    )
