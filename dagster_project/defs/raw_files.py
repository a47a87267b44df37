"""Step 1: which files are there, and what of them is to be read."""

import dagster as dg

import extractors.edition
from dagster_project.defs.resources import WRITE_POOL
from dagster_project.defs.steps import RAW_MANIFEST, TRY_AGAIN, start_of, stops_clearly
from dagster_project.lib import (
    dbt_process,
    decisions,
    hand_made,
    loads,
    manifest,
    markdown,
    quality_process,
    raw_files,
    settings,
    tables,
    turns,
)
from dagster_project.lib.manifest import Reading, Wish
from dagster_project.lib.store import Store
from dagster_project.lib.suites import fingerprint, parameters, suite

GROUP = "raw"
PREVIEW = 20

files = dg.AssetSpec(
    "raw_files",
    group_name=GROUP,
    kinds={"file"},
    description=(
        "The yearly reports as published, one file a report, below `data/raw` "
        "(or the folder that `OGI_RAW_DIR` names). Put there by people."
    ),
)


class WhatToRead(dg.Config):
    """What to read beside the files that have changed. Nothing need be set."""

    form: str | None = None
    """Read the reports in this form again: narrative, form_2014, form_2019 or form_2021."""
    year: int | None = None
    """Read the reports for this year again; together with a form, those that are both."""
    everything: bool = False
    """Read every file again and build the marts from nothing."""


@dg.asset(
    key=RAW_MANIFEST,
    deps=[files],
    group_name=GROUP,
    kinds={"duckdb"},
    pool=WRITE_POOL,
    retry_policy=TRY_AGAIN,
    description=(
        "Starts a load: lists every file of the raw folder with its size and the SHA-256 of its "
        "bytes, and compares the list with that of the load before: only files that are new, "
        "changed or to be read again are read. Hidden files and files called README are no "
        "reports. The load is built in a database of its own beside the warehouse, the candidate, "
        "until it has passed every gate."
    ),
)
def raw_manifest(
    context: dg.AssetExecutionContext, config: WhatToRead, store: dg.ResourceParam[Store]
) -> dg.MaterializeResult[None]:
    """Start a load."""
    raw_dir = store.paths.raw_dir
    # They are loaded while the files are looked at.
    dbt_process.prepare()
    quality_process.prepare()
    with stops_clearly():
        turns.take(store.paths.warehouse_dir, context.run.run_id)
        settings.kept_snapshots()  # told now rather than after the work
        wish = Wish(config.form, config.year, config.everything)
        start = start_of(context, full=config.everything)
        listed = tables.to_arrow(raw_files.RawFile, raw_files.scan(raw_dir))
        load_id = store.begin_load(start, loads.now())
        with store.candidate() as con:
            counts = manifest.take_stock(con, listed, load_id, reading(store), wish)
            first = con.execute(
                "SELECT path, change, size_bytes, left(sha256, 12) || '…' FROM staging.load_file "
                f"WHERE load_id = ? ORDER BY path LIMIT {PREVIEW}",
                [load_id],
            ).fetchall()
    told = ", ".join(f"{number:,} {change}" for change, number in counts.items() if number)
    context.log.info(
        f"Load {load_id}: {listed.num_rows:,} files in {raw_dir}" + (f" ({told})" if told else "")
    )
    context.instance.add_run_tags(context.run.run_id, {"ogi/load": load_id})
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": listed.num_rows,
            "load": load_id,
            **{f"files {change}": number for change, number in counts.items()},
            "raw folder": dg.MetadataValue.path(str(raw_dir)),
            "what changed": dg.MetadataValue.md(
                markdown.table(["path", "change", "bytes", "sha256"], first)
            ),
        }
    )


def reading(store: Store) -> Reading:
    """Return what the files of a load are read with."""
    rules = suite("staging")
    return Reading(
        edition=extractors.edition.edition(),
        aliases=hand_made.fingerprint(store.paths.agency_aliases),
        decisions={
            sha256: decisions.fingerprint(one)
            for sha256, one in hand_made.decisions(store.paths.quarantine_decisions).items()
        },
        rules=fingerprint(rules.scope("report"), parameters(rules)),
    )
