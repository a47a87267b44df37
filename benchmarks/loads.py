"""Loads of many reports: three batches with an interruption, ten more, and one clean load.

Run by `python -m benchmarks.loads [--reports N]`. It checks what it measures: every good report is
loaded once, every bad file is in quarantine with a reason, and the batches give the same published
files as the clean load, byte for byte.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb

from tests.report_writer import corpus, damage

BAD_SHARE = 0.02
HOPELESS = ("empty", "only_blanks", "binary", "news", "tender")
"""Kinds of damage after which nobody could load the file."""
SAMPLE_EVERY = 0.2


@dataclass(frozen=True)
class Cost:
    """What a load has cost."""

    seconds: float
    peak_mb: float
    """Most memory of all its processes together; pages that they share count once."""


def main() -> int:
    """Print what the loads cost; 1 if what came of them is not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.loads", description=__doc__)
    parser.add_argument("--reports", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=2019)
    parser.add_argument("--keep", type=Path, help="work in this empty folder and leave it there")
    options = parser.parse_args()
    folder = options.keep or Path(tempfile.mkdtemp(prefix="loads-"))
    folder.mkdir(parents=True, exist_ok=True)
    try:
        for line in measure(options.reports, options.seed, folder):
            print(line, flush=True)
    except AssertionError as wrong:
        print(f"WRONG: {wrong}")
        return 1
    finally:
        if not options.keep:
            shutil.rmtree(folder)
    return 0


def measure(reports: int, seed: int, folder: Path) -> Iterator[str]:
    """Yield the results, line by line, for people."""
    files, hopeless = write(reports, seed, folder / "written")
    yield f"{reports:,} reports, {BAD_SHARE:.0%} of them damaged"
    raw_dir = folder / "batches" / "raw"
    third = -(-len(files) // 3)
    for number, start in enumerate(range(0, len(files), third), start=1):
        put(files[start : start + third], raw_dir / str(number))
        if number == 2:
            cost = load(folder / "batches", raw_dir, kill_after="files read")
            yield f"batch 2, killed while it read files {told(cost)}"
        cost = load(folder / "batches", raw_dir)
        yield f"batch {number:<42} {told(cost)}"
    check(folder / "batches", len(files), hopeless)
    clean = load(folder / "clean", raw_dir)
    yield f"the same files in one clean load {told(clean)}"
    check(folder / "clean", len(files), hopeless)
    differing = compare(folder / "batches", folder / "clean")
    assert not differing, f"batches and clean load differ in {differing}"
    yield "batches and clean load: the same published files"
    again = load(folder / "clean", raw_dir)
    yield f"once more, with nothing new {told(again)}"
    ten = [report.data for report in corpus(seed + 1, 10)]
    for number, data in enumerate(ten):
        (raw_dir / f"ten_more_{number}.txt").write_bytes(data)
    more = load(folder / "clean", raw_dir)
    yield f"ten reports more {told(more)}"
    yield f"  that is {more.seconds / clean.seconds:.1%} of the clean load"


def write(reports: int, seed: int, folder: Path) -> tuple[list[Path], set[str]]:
    """Write the reports; return the files and the names of those that nobody could load."""
    rng = random.Random(seed)
    folder.mkdir(parents=True)
    written, hopeless, seen = [], set(), set()
    for number, report in enumerate(corpus(seed, reports)):
        data, name = report.data, f"report_{number:06}.txt"
        if rng.random() < BAD_SHARE:
            data, kind = damage(rng, data)
            if kind in HOPELESS:
                hopeless.add(name)
        if data in seen:
            data += b"\n"  # a copy would be in quarantine as one
        seen.add(data)
        (folder / name).write_bytes(data)
        written.append(folder / name)
    return written, hopeless


def put(files: list[Path], folder: Path) -> None:
    """Give the files a place in the raw folder."""
    folder.mkdir(parents=True)
    for file in files:
        os.link(file, folder / file.name)


def load(data_dir: Path, raw_dir: Path, kill_after: str | None = None) -> Cost:
    """Run the whole line as a person does.

    Parameters:
        kill_after: kill all its processes as soon as the terminal shows these words.
    """
    environment = {
        **os.environ,
        "OGI_DATA_DIR": str(data_dir),
        "OGI_RAW_DIR": str(raw_dir),
        "DAGSTER_HOME": str(data_dir / "dagster"),
        "PYTHONUNBUFFERED": "1",
        # Batches are random, so trends mean nothing here.
        "OGI_REPORTS_FOR_A_TREND": "100000000",
        "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
    }
    data_dir.mkdir(parents=True, exist_ok=True)
    out = data_dir / "terminal.txt"
    started, peak = time.monotonic(), 0.0
    with out.open("w", encoding="utf-8") as file:
        run = subprocess.Popen(
            [sys.executable, "-m", "dagster_project.run"],
            env=environment, stdout=file, stderr=subprocess.STDOUT, start_new_session=True,
        )  # fmt: skip
        while run.poll() is None:
            peak = max(peak, memory(run.pid))
            if kill_after and kill_after in out.read_text(encoding="utf-8"):
                os.killpg(run.pid, signal.SIGKILL)
                run.wait()
            time.sleep(SAMPLE_EVERY)
    cost = Cost(time.monotonic() - started, peak)
    if kill_after:
        assert run.returncode == -signal.SIGKILL, "the load was over before it could be killed"
    else:
        assert run.returncode == 0, out.read_text(encoding="utf-8")[-3000:]
    return cost


def memory(session: int) -> float:
    """Return the memory of all processes of a session, in MB; shared pages count once."""
    kilobytes = 0
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            stat = (entry / "stat").read_text(encoding="utf-8", errors="replace")
            if int(stat.rpartition(")")[2].split()[3]) != session:
                continue
            rollup = (entry / "smaps_rollup").read_text(encoding="utf-8")
        except OSError:
            continue
        kilobytes += sum(int(row.split()[1]) for row in rollup.splitlines() if row[:4] == "Pss:")
    return kilobytes / 1000


def told(cost: Cost) -> str:
    """Return a cost for people."""
    return f"{cost.seconds:7.1f} s, {cost.peak_mb:6,.0f} MB at most"


def check(data_dir: Path, files: int, hopeless: set[str]) -> None:
    """See that each file is loaded once or in quarantine with a reason."""
    with duckdb.connect(str(data_dir / "warehouse" / "ogi.duckdb"), read_only=True) as con:
        loaded = [row[0] for row in con.execute("SELECT path FROM staging.report").fetchall()]
        bad = con.execute("SELECT path, code, reason FROM staging.quarantine").fetchall()
    assert len(set(loaded)) == len(loaded), "a file was loaded twice"
    assert len(loaded) + len(bad) == files, f"{files} files, {len(loaded)} loaded, {len(bad)} bad"
    assert not set(loaded) & {path for path, *_ in bad}, "a file is loaded and in quarantine"
    assert all(code and reason for _, code, reason in bad), "a file is bad without a reason"
    names = {Path(path).name for path, *_ in bad}
    assert hopeless <= names, f"loaded though it holds no report: {sorted(hopeless - names)[:5]}"
    good = files - len(hopeless)
    assert len(loaded) > good - 0.02 * files, f"only {len(loaded)} of {good} loaded"


def compare(one: Path, other: Path) -> list[str]:
    """Return the published Parquet files that differ."""
    return sorted({name for name, _ in published(one) ^ published(other)})


def published(data_dir: Path) -> set[tuple[str, str]]:
    """Return the published Parquet files with their checksums."""
    folder = data_dir / "published" / "parquet"
    return {
        (file.name, hashlib.sha256(file.read_bytes()).hexdigest())
        for file in folder.glob("*.parquet")
    }


if __name__ == "__main__":
    sys.exit(main())
