"""Files through the extractors into Parquet, batch by batch.

A batch is what one worker does at a time: it needs a list of files and a folder, nothing else,
so that the same function serves one process, many, or many machines over shared storage.
"""

from __future__ import annotations

import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

import extractors.pipeline
from dagster_project.lib import files, tables
from extractors.agencies import Aliases
from extractors.model import Agency, Extraction, Issue, Observation, Quarantined, Report

BATCH = 500
"""Files in a batch; what one process holds in memory at a time."""
PARALLEL_FROM = 200
"""Files from which on worker processes pay for their start."""

RECORDS: dict[str, type] = {
    "report": Report,
    "observation": Observation,
    "issue": Issue,
    "quarantine": Quarantined,
    "agency": Agency,
}
COMPLETE = "complete"
"""Name of the file that marks a folder as holding all batches."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file to read, as the manifest lists it."""

    path: str
    size_bytes: int
    sha256: str | None
    problem: str | None
    same_as: str | None
    """Path of an earlier file with the same bytes."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of some files."""

    files: int = 0
    reports: int = 0
    quarantined: int = 0
    observations: int = 0
    issues: int = 0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.files + other.files,
            self.reports + other.reports,
            self.quarantined + other.quarantined,
            self.observations + other.observations,
            self.issues + other.issues,
        )


def extract_all(
    sources: Sequence[Source],
    raw_dir: Path,
    folder: Path,
    version: str,
    progress: Callable[[str], None] = lambda line: None,
    aliases: Aliases | None = None,
) -> Counts:
    """Read every file and leave the records in `folder/<table>/*.parquet`.

    Which rows come out depends on the files and the aliases alone, not on the number of processes.
    """
    files.remove(folder)
    for table in RECORDS:
        (folder / table).mkdir(parents=True)
    batches = [
        (number, sources[start : start + BATCH], raw_dir, folder, version, aliases)
        for number, start in enumerate(range(0, len(sources), BATCH))
    ]
    counts, started = Counts(), time.monotonic()
    for done in _run(batches, parallel=len(sources) >= PARALLEL_FROM):
        counts += done
        rate = counts.files / max(time.monotonic() - started, 0.001)
        left = (len(sources) - counts.files) / max(rate, 0.001)
        progress(
            f"{counts.files:,} of {len(sources):,} files read, {rate:,.0f} a second, "
            f"{left:,.0f} s to go"
        )
    files.write(folder / COMPLETE, "")
    return counts


def _run(batches: Sequence[tuple[Any, ...]], *, parallel: bool) -> Iterator[Counts]:
    workers = min(len(batches), os.cpu_count() or 1)
    if not parallel or workers < 2:
        yield from (extract_batch(*batch) for batch in batches)
        return
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawn) as pool:
        for future in as_completed([pool.submit(extract_batch, *batch) for batch in batches]):
            yield future.result()


def extract_batch(
    number: int,
    sources: Sequence[Source],
    raw_dir: Path,
    folder: Path,
    version: str,
    aliases: Aliases | None = None,
) -> Counts:
    """Read one batch and write one Parquet file a table."""
    parts: dict[str, list[pa.Table]] = {table: [] for table in RECORDS}
    for source in sources:
        for table, part in _read(source, raw_dir, version, aliases).items():
            parts[table].append(part)
    rows = {}
    for table, record in RECORDS.items():
        empty = _columns(table, None, tables.to_arrow(record, ()))
        merged = pa.concat_tables([empty, *parts[table]])
        rows[table] = merged.num_rows
        pq.write_table(merged, folder / table / f"{number:06}.parquet", compression="zstd")
    return Counts(
        files=len(sources),
        reports=rows["report"],
        quarantined=rows["quarantine"],
        observations=rows["observation"],
        issues=rows["issue"],
    )


def _read(
    source: Source, raw_dir: Path, version: str, aliases: Aliases | None
) -> dict[str, pa.Table]:
    """Read one file; whatever goes wrong with it is a row of quarantine, never an exception."""
    if source.problem is not None:
        return _quarantine(source, "unreadable_file", source.problem, version)
    if source.same_as is not None:
        reason = f"the file holds the same bytes as {source.same_as}; nothing to do"
        return _quarantine(source, "duplicate_file", reason, version)
    try:
        data = (raw_dir / source.path).read_bytes()
    except OSError as error:
        reason = f"the file cannot be read any more ({error.strerror}): check it and run again"
        return _quarantine(source, "unreadable_file", reason, version)
    try:
        return _as_tables(extractors.pipeline.extract(data, source.path, aliases))
    except Exception as error:
        reason = f"the extractor failed: {type(error).__name__}: {error}"
        return _quarantine(source, "extraction_failed", reason[:2000], version)


def _as_tables(extraction: Extraction) -> dict[str, pa.Table]:
    report = extraction.report
    rows: dict[str, Sequence[Any]] = {
        "report": () if report is None else (report,),
        "observation": extraction.observations,
        "issue": extraction.issues,
        "quarantine": () if extraction.quarantined is None else (extraction.quarantined,),
        "agency": extraction.agencies,
    }
    key = None if report is None else report.report_key
    return {
        table: _columns(table, key, tables.to_arrow(RECORDS[table], some))
        for table, some in rows.items()
    }


def _columns(table: str, report_key: str | None, rows: pa.Table) -> pa.Table:
    """Note beside each agency which report named it: a rejected report takes its bodies along."""
    if table != "agency":
        return rows
    return rows.append_column("report_key", pa.array([report_key] * len(rows), pa.string()))


def _quarantine(source: Source, code: str, reason: str, version: str) -> dict[str, pa.Table]:
    row = Quarantined(
        path=source.path,
        sha256=source.sha256 or "",
        size_bytes=source.size_bytes,
        code=code,
        reason=reason,
        extractor_version=version,
    )
    return {"quarantine": tables.to_arrow(Quarantined, (row,))}
