"""A warehouse made by hand, small enough to be published within a moment."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import duckdb

from dagster_project.lib import published
from dagster_project.lib.dictionary import Column, Table
from dagster_project.lib.published import Load, Publication
from dagster_project.lib.store import Store

DICTIONARY = (
    Table("fact_metric", "Figures.", (Column("value", "DECIMAL(18,6)", "The figure."),)),
    Table("dim_agency", "Bodies.", (Column("name", "VARCHAR", "Name, as it is now."),)),
)
NAMES = ["changes", "csv", "data_dictionary.csv", "data_dictionary.md", "ogi.duckdb", "parquet"]
"""What readers find, beside the snapshots."""
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)

_TABLES = """
CREATE SCHEMA marts;
CREATE TABLE marts.fact_metric (
    agency_key VARCHAR NOT NULL, year_key INTEGER NOT NULL, metric_key VARCHAR NOT NULL,
    applicant_key VARCHAR NOT NULL, scope VARCHAR NOT NULL, report_key VARCHAR NOT NULL,
    value DECIMAL(18,6), derivation VARCHAR, comparability VARCHAR, source VARCHAR,
    locator VARCHAR, quote VARCHAR, kind VARCHAR NOT NULL, unit VARCHAR, flags VARCHAR NOT NULL
);
CREATE TABLE marts.dim_agency (agency_key VARCHAR PRIMARY KEY, name VARCHAR NOT NULL);
CREATE TABLE marts.dim_metric (metric_key VARCHAR PRIMARY KEY, name_zh VARCHAR);
CREATE TABLE marts.dim_report (
    report_key VARCHAR PRIMARY KEY, agency_key VARCHAR, year_key INTEGER, scope VARCHAR,
    path VARCHAR, is_current BOOLEAN
);
INSERT INTO marts.dim_metric VALUES ('received', '收到申请'), ('granted', '予以公开');
"""


@dataclass(frozen=True)
class Fact:
    """A row of fact_metric."""

    agency: str
    year: int
    metric: str
    value: str | None
    kind: str = "number"
    report: str = ""
    flags: str = ""
    locator: str = "char=1,2"

    def row(self) -> tuple[object, ...]:
        report = self.report or f"{self.year}-{self.agency}"
        key = (self.agency, self.year, self.metric, "total", "own", report)
        said = ("reported", "exact", "table", self.locator, "收到申请 5 件")
        return (*key, self.value, *said, self.kind, "件", self.flags)


@dataclass(frozen=True)
class Content:
    """What a warehouse holds."""

    facts: tuple[Fact, ...]
    names: dict[str, str] = field(default_factory=lambda: {"a": "甲县", "b": "乙县"})
    reports: tuple[tuple[str, str, int, bool], ...] = ()
    """Key, agency, year, whether it counts."""

    def with_value(self, position: int, value: str) -> Content:
        facts = list(self.facts)
        facts[position] = replace(facts[position], value=value)
        return replace(self, facts=tuple(facts))


CONTENT = Content(
    facts=(
        Fact("a", 2019, "received", "5"),
        Fact("a", 2019, "granted", "3"),
        Fact("b", 2020, "received", "1000.5"),
        Fact("b", 2020, "granted", None, "blank"),
    ),
    reports=(("2019-a", "a", 2019, True), ("2020-b", "b", 2020, True)),
)

OTHER = CONTENT.with_value(0, "6")
THIRD = CONTENT.with_value(0, "7")


@dataclass(frozen=True)
class Small:
    """A data folder with such a warehouse; `OGI_DATA_DIR` leads to it."""

    data_dir: Path

    @property
    def folder(self) -> Path:
        """What is published."""
        return self.data_dir / "published"

    def load(self, content: Content, *, backwards: bool = False) -> None:
        """Put a warehouse in the place of the last one."""
        file = self.data_dir / "warehouse" / "ogi.duckdb"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.unlink(missing_ok=True)
        rows: list[tuple[str, Sequence[tuple[object, ...]]]] = [
            ("fact_metric", [fact.row() for fact in content.facts]),
            ("dim_agency", list(content.names.items())),
            (
                "dim_report",
                [
                    (key, of, year, "own", f"{key}.txt", now)
                    for key, of, year, now in content.reports
                ],
            ),
        ]
        with duckdb.connect(str(file)) as con:
            con.execute(_TABLES)
            for table, found in rows:
                for row in reversed(found) if backwards else found:
                    con.execute(
                        f"INSERT INTO marts.{table} VALUES ({', '.join('?' * len(row))})", row
                    )

    def publish(
        self, content: Content | None = None, *, minute: int = 0, keep: int = 5
    ) -> Publication:
        """Publish the warehouse, after a new content where one is given."""
        if content is not None:
            self.load(content)
        load = Load(f"load-{minute}", NOON + timedelta(minutes=minute), "0.1.0")
        return published.publish(Store(), DICTIONARY, load, keep=keep)

    def values(self, folder: Path | None = None) -> list[tuple[str, int, str, str | None]]:
        """The published figures, from the DuckDB file; Parquet and CSV must say the same."""
        root = folder or self.folder
        select = (
            "SELECT agency_key, year_key, metric_key, value::DOUBLE::VARCHAR FROM {} ORDER BY ALL"
        )
        with duckdb.connect(str(root / "ogi.duckdb"), read_only=True) as con:
            found = con.execute(select.format("marts.fact_metric")).fetchall()
        for form in ("parquet", "csv"):
            file = root / form / f"fact_metric.{form}"
            assert duckdb.sql(select.format(f"'{file}'")).fetchall() == found
        return found

    def first_figure(self) -> str | None:
        """What readers see for body `a`, metric `received`."""
        return {(agency, metric): value for agency, _, metric, value in self.values()}[
            "a", "received"
        ]

    def kept(self) -> list[str]:
        """The folders of the kept snapshots."""
        return sorted(path.name for path in (self.folder / "snapshots").iterdir())

    def files(self) -> dict[str, tuple[str, int]]:
        """Every file that is there, links not followed, with its bytes' hash and its time."""
        return {
            path.relative_to(self.folder).as_posix(): (
                hashlib.sha256(path.read_bytes()).hexdigest(),
                path.stat().st_mtime_ns,
            )
            for path in sorted(self.folder.rglob("*"))
            if path.is_file() and not path.is_symlink()
        }
