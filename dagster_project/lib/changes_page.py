"""The page on what changed between two snapshots; it fetches nothing and needs no script."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from html import escape
from pathlib import Path

from dagster_project.lib import changes_summary, files
from dagster_project.lib.changes import Changes, Counts, Group, Jump, ReportChange
from dagster_project.lib.snapshots import Snapshot

HEAD = ("added", "removed", "figure", "reservation", "place")
"""Columns of the tables that count changes, as `Counts` has them."""

_STYLE = Path(__file__).with_name("changes_page.css").read_text(encoding="utf-8")
_METRICS_SHOWN = 200
_TABLES = ("changes", "reports", "agencies")


def write(folder: Path, changes: Changes | None, before: Snapshot | None, after: Snapshot) -> None:
    """Write `index.html` for people and `summary.json` for programs."""
    changes_summary.write(folder, changes, before, after)
    files.write(folder / "index.html", as_html(changes, before, after))


def as_html(changes: Changes | None, before: Snapshot | None, after: Snapshot) -> str:
    """Write the page. `changes` is None where there is nothing to compare with."""
    if changes is not None and before is not None:
        body = [*_totals(changes), *_marts(before, after), *_lists(changes)]
    elif before is not None:
        body = [
            "<p><strong>Not compared.</strong> The snapshot before this one is damaged, so it "
            "cannot be told what changed.</p>"
        ]
    else:
        facts = after.rows.get("fact_metric", 0)
        body = [
            "<p><strong>This is the first snapshot.</strong> There is none to compare it with; "
            f"all of its {facts:,} facts are new.</p>"
        ]
    sides = [f"<p class=sides>{_side('Now', after)}</p>"]
    if before is not None:
        sides.append(f"<p class=sides>{_side('Before', before)}</p>")
    return _PAGE.format(style=_STYLE, body="\n".join([*sides, *body]))


def _side(word: str, snapshot: Snapshot) -> str:
    load = f", load {escape(snapshot.load_id)}" if snapshot.load_id else ""
    return (
        f"{word}: snapshot <code>{snapshot.snapshot_id}</code>, "
        f"{snapshot.published_at:%Y-%m-%d %H:%M:%S} UTC{load}, "
        f"{snapshot.rows.get('fact_metric', 0):,} facts"
    )


def _totals(changes: Changes) -> Iterator[str]:
    if changes.nothing:
        yield "<p><strong>Nothing changed</strong> in figures, reports and bodies.</p>"
    else:
        yield "<table class=totals>"
        yield "<thead><tr><th></th><th class=number>rows</th><th>meaning</th></tr></thead><tbody>"
        for what, number, meaning in _meanings(changes):
            yield f"<tr><td>{what}</td><td class=number>{number:,}</td><td>{meaning}</td></tr>"
        yield "</tbody></table>"
        links = ", ".join(f'<a href="{name}.csv">{name}.csv</a>' for name in _TABLES)
        yield f"<p>Every row: {links}; and the same as Parquet.</p>"
    for what, names in (changes.columns or {}).items():
        if names:
            listed = ", ".join(f"<code>{escape(name)}</code>" for name in names)
            yield f"<p>Columns of <code>fact_metric</code> {what}, not compared: {listed}</p>"


def _meanings(changes: Changes) -> Iterator[tuple[str, int, str]]:
    facts = changes.facts
    yield "facts added", facts.added, "body, year, metric, applicant and scope without one before"
    yield "facts removed", facts.removed, "no longer there"
    yield "facts, figure", facts.figure, "another value, or another reason why there is none"
    yield "facts, reservation", facts.reservation, "same figure; flags or comparability changed"
    yield (
        "facts, place",
        facts.place,
        "same figure; taken from another report or place in the source",
    )
    yield "reports added", changes.reports["added"], ""
    yield "reports removed", changes.reports["removed"], ""
    yield "reports changed", changes.reports["changed"], "counts now, or no longer, or read anew"
    yield "reports replaced", changes.replaced, "another report counts for a body, year and scope"
    yield "bodies added", changes.agencies["added"], ""
    yield "bodies removed", changes.agencies["removed"], ""


def _marts(before: Snapshot, after: Snapshot) -> Iterator[str]:
    names = sorted({*before.rows, *after.rows})
    differing = [name for name in names if before.rows.get(name) != after.rows.get(name)]
    if differing:
        yield "<h2>Tables whose number of rows changed</h2>"
        yield from _table(
            ("table", "#before", "#now", "#difference"),
            (
                (f"<code>{escape(name)}</code>", f"{old:,}", f"{new:,}", f"{new - old:+,}")
                for name in differing
                for old, new in [(before.rows.get(name, 0), after.rows.get(name, 0))]
            ),
        )


def _lists(changes: Changes) -> Iterator[str]:
    if changes.jumps:
        yield "<h2>Figures that changed, the largest differences first</h2>"
        yield from _table(
            ("body", "year", "metric", "applicant", "scope", "#before", "#now", "#difference"),
            map(_jump, changes.jumps),
        )
        yield _rest(changes.facts.figure - len(changes.jumps), "changes")
    for title, groups, total in (
        ("By year", changes.years, len(changes.years)),
        ("By metric", changes.metrics[:_METRICS_SHOWN], len(changes.metrics)),
        ("By body, those with the most changes first", changes.bodies, changes.bodies_total),
    ):
        if groups:
            yield f"<h2>{title}</h2>"
            yield from _table(("", *(f"#{name}" for name in HEAD), "#all"), map(_group, groups))
            yield _rest(total - len(groups), "changes")
    if changes.report_list:
        yield "<h2>Reports</h2>"
        yield from _table(
            (
                "report",
                "change",
                "body",
                "year",
                "scope",
                "counts (or did)",
                "in its place, or before it",
            ),
            map(_report, changes.report_list),
        )
        yield _rest(sum(changes.reports.values()) - len(changes.report_list), "reports")
    if changes.agency_list:
        yield "<h2>Bodies</h2>"
        yield from _table(
            ("body", "name", "change"),
            (
                (f"<code>{escape(key)}</code>", escape(name), change)
                for change, key, name in changes.agency_list
            ),
        )
        yield _rest(sum(changes.agencies.values()) - len(changes.agency_list), "agencies")


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Write a table of cells that are HTML; columns of numbers start with `#` in the head."""
    numbers = [name.startswith("#") for name in head]
    marks = [" class=number" if number else "" for number in numbers]
    yield "<table><thead><tr>"
    yield "".join(
        f"<th{mark}>{name.removeprefix('#')}</th>" for name, mark in zip(head, marks, strict=True)
    )
    yield "</tr></thead><tbody>"
    for row in rows:
        cells = zip(row, marks, strict=True)
        yield "<tr>" + "".join(f"<td{mark}>{cell}</td>" for cell, mark in cells) + "</tr>"
    yield "</tbody></table>"


def _rest(number: int, table: str) -> str:
    if number <= 0:
        return ""
    links = " and ".join(
        f'<a href="{table}.{form}">{table}.{form}</a>' for form in ("csv", "parquet")
    )
    return f"<p class=more>… and {number:,} more; every row stands in {links}.</p>"


def _jump(jump: Jump) -> Sequence[str]:
    before, after = jump.value_before, jump.value_after
    difference = None if before is None or after is None else after - before
    return (
        _named(jump.agency_key, jump.agency_name),
        str(jump.year_key),
        _named(jump.metric_key, jump.metric_name),
        escape(jump.applicant_key),
        escape(jump.scope),
        escape(_figure(before, jump.kind_before)),
        escape(_figure(after, jump.kind_after)),
        _number(difference, sign=True) if difference else "",
    )


def _group(group: Group) -> Sequence[str]:
    counts: Counts = group.counts
    numbers = [getattr(counts, name) for name in HEAD]
    return (
        _named(group.key, group.name),
        *(f"{number:,}" if number else "" for number in numbers),
        f"{counts.total:,}",
    )


def _report(report: ReportChange) -> Sequence[str]:
    return (
        f"<code>{escape(report.report_key)}</code>",
        escape(report.change),
        escape(report.agency_name),
        str(report.year_key),
        escape(report.scope),
        "yes" if report.counts else "no",
        f"<code>{escape(report.instead_of)}</code>" if report.instead_of else "",
    )


def _named(key: str, name: str | None) -> str:
    return f"{escape(name)} <code>{escape(key)}</code>" if name else escape(key)


def _figure(value: Decimal | None, kind: str) -> str:
    if value is None:
        return kind.replace("_", " ")
    return _number(value)


def _number(value: Decimal, *, sign: bool = False) -> str:
    text = f"{value:{'+' if sign else ''},f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


_PAGE = """<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>What changed</title>
<style>
{style}</style>
</head>
<body>
<h1>What changed</h1>
{body}
</body>
</html>
"""
