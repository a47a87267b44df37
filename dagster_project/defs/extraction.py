"""Step 2: what the files say."""

import dagster as dg

import extractors
from dagster_project.defs.raw_files import raw_manifest
from dagster_project.defs.steps import stop_unless_passed, stops_clearly
from dagster_project.lib import extraction, hand_made
from dagster_project.lib.staging import load_in_progress
from dagster_project.lib.store import Store


@dg.asset(
    deps=[raw_manifest],
    group_name="extraction",
    kinds={"python", "parquet"},
    description=(
        "Reads every file: which body reports, for which year, in which form, and every figure "
        "with the place where it stands. A file that cannot be loaded (empty, not text, no such "
        "report, no year) goes to quarantine with the reason; the others go on. "
        "`python -m extractors FILE` shows the same for one file."
    ),
)
def extracted_reports(
    context: dg.AssetExecutionContext, store: dg.ResourceParam[Store]
) -> dg.MaterializeResult[None]:
    """Read every file of the load into Parquet files."""
    stop_unless_passed(context, store, "raw_manifest")
    with stops_clearly(), store.candidate(read_only=True) as con:
        aliases = hand_made.aliases(store.paths.agency_aliases)
        load_id = load_in_progress(con)
        # Of files with the same bytes the first is read; the others are only named.
        sources = [
            extraction.Source(*row)
            for row in con.execute(
                """
                SELECT path, size_bytes, sha256, problem,
                    nullif(first_value(path) OVER (PARTITION BY sha256 ORDER BY path), path)
                FROM staging.raw_manifest WHERE sha256 IS NOT NULL
                UNION ALL
                SELECT path, size_bytes, sha256, problem, NULL
                FROM staging.raw_manifest WHERE sha256 IS NULL
                ORDER BY path
                """
            ).fetchall()
        ]
    counts = extraction.extract_all(
        sources,
        store.paths.raw_dir,
        store.paths.build_dir / load_id,
        extractors.__version__,
        progress=context.log.info,
        aliases=aliases,
    )
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": counts.observations,
            "load": load_id,
            "extractor version": extractors.__version__,
            "files": counts.files,
            "reports read": counts.reports,
            "files in quarantine": counts.quarantined,
            "observations": counts.observations,
            "issues": counts.issues,
            "names mapped by hand": len(aliases),
        }
    )
