"""Files through the extractors into Parquet, batch by batch.

A batch is what one worker does at a time: it needs a list of files and a folder, nothing else,
so that the same function serves one process, many, or many machines over shared storage.
"""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, as_completed, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

import extractors.pipeline
from dagster_project.lib import decisions, files, tables
from dagster_project.lib.decisions import Decision
from dagster_project.lib.orphans import end_with_parent
from extractors.agencies import Aliases
from extractors.garbage import seldom_collected
from extractors.model import Agency, Extraction, Issue, Observation, Quarantined, Report
from extractors.readers import UnreadableFile, refuse_too_long

BATCH = 250
"""Files in a batch; what one process holds in memory at a time."""
PARALLEL_FROM = 500
"""Files from which on worker processes pay for their start."""
NAMED = 200
"""Files in quarantine that a step names one by one."""
TELL_EVERY = 2.0
"""Seconds between two words about the progress."""

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
    decision: Decision | None = None
    """What a person decided about these bytes."""


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of some files."""

    files: int = 0
    reports: int = 0
    quarantined: int = 0
    observations: int = 0
    issues: int = 0
    bad: tuple[tuple[str, str, str], ...] = ()
    """Path, code and reason of files in quarantine: the first that were met, at most `NAMED`."""
    seconds: float = 0.0

    def __add__(self, other: Counts) -> Counts:
        return Counts(
            self.files + other.files,
            self.reports + other.reports,
            self.quarantined + other.quarantined,
            self.observations + other.observations,
            self.issues + other.issues,
            (*self.bad, *other.bad)[:NAMED],
            self.seconds + other.seconds,
        )


def extract_all(
    batches: Iterable[Sequence[Source]],
    total: int,
    raw_dir: Path,
    folder: Path,
    version: str,
    progress: Callable[[str], None] = lambda line: None,
    aliases: Aliases | None = None,
    workers: int = 1,
) -> Counts:
    """Read every file and leave the records in `folder/<table>/*.parquet`.

    Which rows come out depends on the files and the aliases alone, not on the number of processes.

    Parameters:
        batches: the files, a batch at a time; a few batches are held in memory, not all.
        total: number of files in all batches.
        workers: processes that read at the same time; few files are read in this one.
        progress: is told every few seconds how far the work is.
    """
    files.remove(folder)
    for table in RECORDS:
        (folder / table).mkdir(parents=True)
    extract_batch(-1, (), raw_dir, folder, version)  # the tables are there even without a row
    tasks = (
        (number, batch, raw_dir, folder, version, aliases) for number, batch in enumerate(batches)
    )
    counts, started, told = Counts(), time.monotonic(), 0.0
    for done in _run(tasks, workers if total >= PARALLEL_FROM else 1):
        counts += done
        spent = time.monotonic() - started
        if spent - told >= TELL_EVERY or counts.files == total:
            told = spent
            rate = counts.files / max(spent, 0.001)
            progress(
                f"{counts.files:,} of {total:,} files read, {rate:,.0f} a second, "
                f"{(total - counts.files) / max(rate, 0.001):,.0f} s to go"
            )
    files.write(folder / COMPLETE, "")
    return replace(counts, seconds=time.monotonic() - started)


def _run(tasks: Iterable[tuple[Any, ...]], workers: int) -> Iterator[Counts]:
    if workers < 2:
        yield from (extract_batch(*task) for task in tasks)
        return
    spawn = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawn, initializer=end_with_parent) as pool:
        # Only as many tasks as keep the workers busy wait in memory.
        running: set[Future[Counts]] = set()
        for task in tasks:
            running.add(pool.submit(extract_batch, *task))
            if len(running) > 2 * workers:
                done, running = wait(running, return_when=FIRST_COMPLETED)
                yield from (future.result() for future in done)
        yield from (future.result() for future in as_completed(running))


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
    with seldom_collected():
        for source in sources:
            for table, part in _read(source, raw_dir, version, aliases).items():
                parts[table].append(part)
    rows = {}
    bad: list[tuple[str, str, str]] = []
    for table, record in RECORDS.items():
        empty = _columns(table, None, tables.to_arrow(record, ()))
        merged = pa.concat_tables([empty, *parts[table]])
        rows[table] = merged.num_rows
        if table == "quarantine":
            some = merged.select(["path", "code", "reason"]).slice(0, NAMED)
            bad = [(row["path"], row["code"], row["reason"]) for row in some.to_pylist()]
        pq.write_table(merged, folder / table / f"{number + 1:06}.parquet", compression="zstd")
    return Counts(
        files=len(sources),
        reports=rows["report"],
        quarantined=rows["quarantine"],
        observations=rows["observation"],
        issues=rows["issue"],
        bad=tuple(bad[:NAMED]),
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
    if source.decision is not None and decisions.is_rejected(source.decision):
        return _quarantine(source, decisions.REJECTED, source.decision.note, version)
    try:
        refuse_too_long(source.size_bytes)
        data = (raw_dir / source.path).read_bytes()
    except UnreadableFile as error:
        return _quarantine(source, error.code, f"{error}", version)
    except OSError as error:
        reason = f"the file cannot be read any more ({error.strerror}): check it and run again"
        return _quarantine(source, "unreadable_file", reason, version)
    try:
        stated = decisions.stated(source.decision)
        return _as_tables(extractors.pipeline.extract(data, source.path, aliases, stated))
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
