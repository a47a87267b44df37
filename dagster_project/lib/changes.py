"""What changed between two snapshots, summed up: figures, reports, bodies.

Only the few rows that a page shows become Python objects; every one is a row of the tables that
comparison.py makes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

import duckdb

from dagster_project.lib.comparison import columns
from dagster_project.lib.sql import count

SHOWN = 50
"""Rows of a long list that a page shows."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Facts, by what became of them."""

    added: int = 0
    removed: int = 0
    figure: int = 0
    """The value, its kind or its unit changed."""
    reservation: int = 0
    """The figure is the same, but not what is said of it (flags, comparability …)."""
    place: int = 0
    """Only the place in the source changed, or the report that it is taken from."""

    @property
    def total(self) -> int:
        """All of them."""
        return self.added + self.removed + self.figure + self.reservation + self.place


@dataclass(frozen=True, slots=True)
class Group:
    """The changes of one year, metric or body."""

    key: str
    name: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class Jump:
    """A figure that changed."""

    agency_key: str
    agency_name: str
    year_key: int
    metric_key: str
    metric_name: str
    applicant_key: str
    scope: str
    value_before: Decimal | None
    value_after: Decimal | None
    kind_before: str
    kind_after: str


@dataclass(frozen=True, slots=True)
class ReportChange:
    """A report that came, went, or counts or counts no longer for its body, year and scope."""

    change: str
    report_key: str
    agency_name: str
    year_key: int
    scope: str
    counts: bool
    """Whether it is the current one after the change; of one that went: whether it was."""
    instead_of: str
    """The report that counted before, or counts now, in its place; empty if there is none."""


@dataclass(frozen=True, slots=True)
class Changes:
    """All that a page or a summary tells; the tables hold every single row."""

    facts: Counts
    reports: Mapping[str, int]
    """By what became of them."""
    replaced: int
    """Body, year and scope that another report counts for."""
    agencies: Mapping[str, int]
    years: Sequence[Group] = ()
    metrics: Sequence[Group] = ()
    """Those with the most figures added, removed or changed first."""
    bodies: Sequence[Group] = ()
    """The same, at most `SHOWN`."""
    bodies_total: int = 0
    jumps: Sequence[Jump] = ()
    """The largest differences first, at most `SHOWN`."""
    report_list: Sequence[ReportChange] = ()
    """At most `SHOWN`."""
    agency_list: Sequence[tuple[str, str, str]] = ()
    """What became of it, key, name; at most `SHOWN`."""
    columns: Mapping[str, Sequence[str]] | None = None
    """Columns of fact_metric that were `added` or `removed`; they are not compared."""

    @property
    def nothing(self) -> bool:
        """Whether figures, reports and bodies are the same."""
        return not (self.facts.total or any(self.reports.values()) or any(self.agencies.values()))


def summed_up(con: duckdb.DuckDBPyConnection) -> Changes:
    """Return what was compared, summed up."""
    [facts] = _groups(con, "''", "''", "")
    # What readers would quote comes before what only moved within its source.
    most = "GROUP BY 1 ORDER BY count(*) FILTER (concerns = 'figure') DESC, count(*) DESC, 1"
    now = set(columns(con, "after"))
    then = set(columns(con, "before"))
    return Changes(
        facts=facts.counts,
        reports=_counted(con, "report_change", ("added", "removed", "changed")),
        replaced=count(con, "slot_change"),
        agencies=_counted(con, "agency_change", ("added", "removed")),
        years=_groups(con, "year_key", "''", "GROUP BY 1 ORDER BY 1"),
        metrics=_groups(con, "metric_key", "any_value(metric_name)", most),
        bodies=_groups(con, "agency_key", "any_value(agency_name)", f"{most} LIMIT {SHOWN}"),
        bodies_total=count(con, "(SELECT DISTINCT agency_key FROM fact_change)"),
        jumps=[Jump(*row) for row in con.execute(_JUMPS, [SHOWN]).fetchall()],
        report_list=[ReportChange(*row) for row in con.execute(_REPORT_LIST, [SHOWN]).fetchall()],
        agency_list=con.execute(_AGENCY_LIST, [SHOWN]).fetchall(),
        columns={"added": sorted(now - then), "removed": sorted(then - now)},
    )


_JUMPS = """
    SELECT agency_key, agency_name, year_key, metric_key, metric_name, applicant_key, scope,
        value_before, value_after, kind_before, kind_after
    FROM fact_change WHERE change = 'changed' AND concerns = 'figure'
    ORDER BY abs(value_after - value_before) DESC NULLS LAST,
        abs(coalesce(value_after, value_before)) DESC NULLS LAST,
        agency_key, year_key, metric_key, applicant_key, scope
    LIMIT ?
"""

_REPORT_LIST = """
    SELECT change, report_key, agency_name, year_key, scope,
        coalesce(is_current_after, is_current_before), coalesce(instead_of, '')
    FROM report_change ORDER BY change, report_key LIMIT ?
"""

_AGENCY_LIST = "FROM agency_change ORDER BY change, agency_key LIMIT ?"


def _groups(con: duckdb.DuckDBPyConnection, key: str, name: str, tail: str) -> list[Group]:
    changed = "count(*) FILTER (change = 'changed' AND concerns = '{}')"
    rows = con.execute(
        f"SELECT {key}::VARCHAR, {name}, count(*) FILTER (change = 'added'), "
        f"count(*) FILTER (change = 'removed'), "
        + ", ".join(changed.format(what) for what in ("figure", "reservation", "place"))
        + f" FROM fact_change {tail}"
    ).fetchall()
    return [Group(key, name or "", Counts(*counts)) for key, name, *counts in rows]


def _counted(con: duckdb.DuckDBPyConnection, table: str, changes: Sequence[str]) -> dict[str, int]:
    found = dict(con.execute(f"SELECT change, count(*) FROM {table} GROUP BY ALL").fetchall())
    return {change: found.get(change, 0) for change in changes}
