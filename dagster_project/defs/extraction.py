"""Step 2: what the files say."""

from collections.abc import Iterator

import dagster as dg
import pyarrow as pa

import extractors
import extractors.edition
from dagster_project.defs.raw_files import raw_manifest, reading
from dagster_project.defs.steps import TRY_AGAIN, stop_unless_passed, stops_clearly
from dagster_project.lib import extraction, hand_made, loads, settings
from dagster_project.lib.decisions import Decisions
from dagster_project.lib.errors import StoreError
from dagster_project.lib.store import Store

CHANGED = "FROM staging.raw_manifest WHERE change <> 'unchanged'"


@dg.asset(
    deps=[raw_manifest],
    group_name="extraction",
    kinds={"python", "parquet"},
    retry_policy=TRY_AGAIN,
    description=(
        "Reads every file that is new, changed or to be read again: which body reports, for which "
        "year, in which form, and every figure with the place where it stands. A file that cannot "
        "be loaded (empty, not text, no such report, no year) goes to quarantine with the reason; "
        "the others go on. `python -m extractors FILE` shows the same for one file."
    ),
)
def extracted_reports(
    context: dg.AssetExecutionContext, store: dg.ResourceParam[Store]
) -> dg.MaterializeResult[None]:
    """Read the files of the load into Parquet files."""
    stop_unless_passed(context, store, "raw_manifest")
    with stops_clearly():
        aliases = hand_made.aliases(store.paths.agency_aliases)
        decisions = hand_made.decisions(store.paths.quarantine_decisions)
        with store.candidate(read_only=True) as con:
            load_id = loads.in_progress(con)
            others = con.execute(
                f"SELECT path {CHANGED} AND split_part(reading, ' decision ', 1) <> ? LIMIT 1",
                [reading(store).common],
            ).fetchone()
            # A table of Arrow: a tenth of what as many Python objects take.
            to_read = con.execute(
                f"SELECT path, size_bytes, sha256, problem, same_as {CHANGED} ORDER BY path"
            ).to_arrow_table()
        if others:
            raise StoreError(
                "The extractors or the file of names mapped by hand have changed since this "
                "load began. Run the job whole_line again."
            )
        counts = extraction.extract_all(
            _batches(to_read, decisions),
            to_read.num_rows,
            store.paths.raw_dir,
            store.paths.build_dir / load_id,
            extractors.__version__,
            progress=context.log.info,
            aliases=aliases,
            workers=settings.workers(),
        )
    for path, code, reason in counts.bad:
        context.log.warning(f"{path}: {reason} [{code}]")
    if counts.quarantined > len(counts.bad):
        rest = counts.quarantined - len(counts.bad)
        context.log.warning(f"… and {rest:,} more; see staging.quarantine")
    return dg.MaterializeResult(
        metadata={
            "dagster/row_count": counts.observations,
            "load": load_id,
            "extractors": extractors.edition.edition(),
            "files": counts.files,
            "reports read": counts.reports,
            "files in quarantine": counts.quarantined,
            "observations": counts.observations,
            "issues": counts.issues,
            "names mapped by hand": len(aliases),
            "seconds": counts.seconds,
            "files a second": counts.files / max(counts.seconds, 0.001),
        }
    )


def _batches(to_read: pa.Table, decisions: Decisions) -> Iterator[list[extraction.Source]]:
    """Yield the files to read, in the order of their paths, a batch at a time."""
    for start in range(0, to_read.num_rows, extraction.BATCH):
        rows = to_read.slice(start, extraction.BATCH).to_pylist()
        yield [
            extraction.Source(**row, decision=decisions.get(row["sha256"] or "")) for row in rows
        ]
