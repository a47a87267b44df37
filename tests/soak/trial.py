"""A corpus that grows, loads of it that are killed, and what must hold after each kill."""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import duckdb

from tests.report_writer import corpus, damage
from tests.soak.processes import Run, wait_for

STEPS = (
    "raw_manifest",
    "extracted_reports",
    "staging_tables",
    "dbt",
    "marts_gate",
    "warehouse",
    "published_snapshot",
)
"""Where kills are aimed at, beside those at any moment."""
LONGEST = 600.0

Counts = tuple[tuple[str, int], ...]


@dataclass
class Soak:
    """A data folder whose loads are killed."""

    folder: Path
    seed: int
    published_before: Counts = ()
    seconds: float = 30.0
    """What a whole load takes; kills fall into this time."""
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)
        self.reports = corpus(self.seed, 10_000)
        self.data_dir = self.folder / "data"
        self.raw_dir.mkdir(parents=True)
        self.number = 0
        self.add(6)

    @property
    def raw_dir(self) -> Path:
        """The raw folder."""
        return self.data_dir / "raw"

    @property
    def log(self) -> Path:
        """Dagster's words about the last run."""
        return self.data_dir / "dagster" / "last_run.log"

    @property
    def published(self) -> Path:
        """The file that readers open."""
        return self.data_dir / "published" / "ogi.duckdb"

    def environment(self) -> dict[str, str]:
        """Settings of a run over the folder; the corpus is small, so years come and go."""
        return {
            "OGI_DATA_DIR": str(self.data_dir),
            "OGI_RAW_DIR": str(self.raw_dir),
            "DAGSTER_HOME": str(self.data_dir / "dagster"),
            "OGI_VANISHED_YEARS_ALLOWED": "99",
            "OGI_KEPT_SHARE": "0.0",
            "OGI_REPORTS_FOR_A_TREND": "1000000",
            "OGI_REREAD_SHARE": "1.0",
        }

    def add(self, reports: int) -> None:
        """Put some reports into the raw folder, one in five damaged."""
        for _ in range(reports):
            data = next(self.reports).data
            if self.rng.random() < 0.2:
                data, _kind = damage(self.rng, data)
            (self.raw_dir / f"report_{self.number:05}.txt").write_bytes(data)
            self.number += 1

    def change(self) -> None:
        """Do what happens to raw folders: files come, and now and then one goes or changes."""
        self.add(2)
        there = sorted(self.raw_dir.iterdir())
        match self.rng.randrange(4):
            case 0:
                self.rng.choice(there).unlink()
            case 1:
                self.rng.choice(there).write_bytes(next(self.reports).data)

    def counts(self) -> Counts:
        """Return the rows of each published mart, and the facts' sum of values."""
        with duckdb.connect(str(self.published), read_only=True) as con:
            tables = [
                name
                for (name,) in con.execute(
                    "SELECT table_name FROM duckdb_tables() WHERE schema_name = 'marts' "
                    "ORDER BY table_name"
                ).fetchall()
            ]
            found = [
                (
                    name,
                    int((con.execute(f"SELECT count(*) FROM marts.{name}").fetchone() or [0])[0]),
                )
                for name in tables
            ]
        return tuple(found)

    def parquet_counts(self) -> Counts:
        """Return the rows of each published Parquet file."""
        folder = self.data_dir / "published" / "parquet"
        with duckdb.connect() as con:
            return tuple(
                (
                    file.stem,
                    int((con.execute(f"SELECT count(*) FROM '{file}'").fetchone() or [0])[0]),
                )
                for file in sorted(folder.glob("*.parquet"))
            )

    def finish(self) -> None:
        """Run a load to its end and keep what it published."""
        started = time.monotonic()
        run = Run(self.environment())
        code = run.wait()
        self.seconds = time.monotonic() - started
        if code != 0:
            told = run.output.read_text(encoding="utf-8", errors="replace")
            raise AssertionError(f"The run after a kill ended with code {code}:\n{told[-3000:]}")
        self.published_before = self.counts()

    def kill_one(self, step: str | None, which: str) -> str:
        """Kill a load, look at what is left, finish the load, and say what happened.

        Parameters:
            step: the step in which to kill; None for any moment of the load.
            which: `all`, `first` or `child`.
        """
        self.change()
        old = self.published_before
        self.log.unlink(missing_ok=True)
        run = Run(self.environment())
        started = time.monotonic()
        if step is None:
            end = started + self.rng.uniform(0, self.seconds)
            while time.monotonic() < end and not run.over():
                time.sleep(0.01)
        elif wait_for(self.log, f'Started execution of step "{step}"', run, LONGEST):
            time.sleep(self.rng.uniform(0, 0.8))
        came_first = run.over()
        after = time.monotonic() - started
        run.kill(which)
        seen = self.counts()
        in_parquet = self.parquet_counts()
        self.finish()
        new = self.published_before
        where = f"{step or 'any moment'}, {which}, after {after:.1f} s"
        state = "old" if seen == old else "new" if seen == new else "WRONG"
        if state == "WRONG":
            self.complaints.append(f"{where}: readers saw {seen}, neither {old} nor {new}")
        if in_parquet != seen:
            self.complaints.append(f"{where}: Parquet had {in_parquet}, the database {seen}")
            state += ", in Parquet WRONG"
        return f"{where}: {'ended by itself; ' if came_first else ''}readers saw the {state} counts"

    def trials(self, kills: int) -> Iterator[str]:
        """Kill loads, one after another; at the end compare with one clean load."""
        self.finish()
        for number in range(kills):
            step = None if number % 2 else STEPS[(number // 2) % len(STEPS)]
            yield self.kill_one(step, self.rng.choice(("all", "all", "first", "child")))
        yield self.compare_with_a_clean_load()

    def compare_with_a_clean_load(self) -> str:
        """Load the same files at once into another folder; what is published must be the same."""
        other = self.folder / "clean"
        run = Run(
            {
                **self.environment(),
                "OGI_DATA_DIR": str(other / "data"),
                "DAGSTER_HOME": str(other / "data" / "dagster"),
            }
        )
        assert run.wait() == 0, run.output.read_text(encoding="utf-8")[-3000:]
        differing = [
            name
            for name, content in parquet(other / "data").items()
            # what was retired is history, which a clean load has none of
            if parquet(self.data_dir)[name] != content and name != "rpt_retired_reports.parquet"
        ]
        if differing:
            self.complaints.append(f"A clean load gives other files: {differing}")
        return f"a clean load gives {'other' if differing else 'the same'} bytes"


def parquet(data_dir: Path) -> dict[str, str]:
    """Return the published Parquet files and their SHA-256."""
    folder = data_dir / "published" / "parquet"
    return {
        file.name: hashlib.sha256(file.read_bytes()).hexdigest()
        for file in sorted(folder.glob("*.parquet"))
    }
