"""What changed between two snapshots: every difference, told once and for what it is."""

from __future__ import annotations

import csv
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dagster_project import snapshots as command
from dagster_project.lib.changes import Counts
from tests.dagster_project.small import CONTENT, OTHER, Content, Fact, Small

BEFORE = Content(
    facts=(
        Fact("a", 2019, "received", "5"),
        Fact("a", 2019, "granted", "3"),
        Fact("a", 2020, "received", "7", flags="conflict"),
        Fact("a", 2020, "granted", "1", locator="char=10,11"),
        Fact("b", 2020, "received", "1000.5"),
        Fact("b", 2020, "granted", None, "blank"),
        Fact("c", 2018, "received", "9"),
    ),
    names={"a": "甲县", "b": "乙县", "c": "丙县"},
    reports=(
        ("2019-a", "a", 2019, True),
        ("2020-a", "a", 2020, True),
        ("2020-b", "b", 2020, True),
        ("2018-c", "c", 2018, True),
    ),
)
AFTER = Content(
    facts=(
        Fact("a", 2019, "received", "5"),
        Fact("a", 2019, "granted", "30"),
        Fact("a", 2020, "received", "7", flags=""),
        Fact("a", 2020, "granted", "1", locator="char=12,13"),
        Fact("b", 2020, "received", "1000.25", report="2020-b-2"),
        Fact("b", 2020, "granted", "0", "zero_stated", report="2020-b-2"),
        Fact("d", 2021, "received", "2"),
    ),
    names={"a": "甲县", "b": "乙县", "d": "<丁>县"},
    reports=(
        ("2019-a", "a", 2019, True),
        ("2020-a", "a", 2020, True),
        ("2020-b", "b", 2020, False),
        ("2020-b-2", "b", 2020, True),
        ("2021-d", "d", 2021, True),
    ),
)


@pytest.fixture
def both(small: Small) -> Small:
    """Two snapshots."""
    small.publish(BEFORE)
    small.publish(AFTER, minute=1)
    return small


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as text:
        return list(csv.DictReader(text))


def page(small: Small) -> str:
    return (small.folder / "changes" / "index.html").read_text(encoding="utf-8")


def test_the_table_holds_every_fact_that_differs(both: Small) -> None:
    told = [
        " ".join(
            [
                row["agency_key"],
                row["year_key"],
                row["metric_key"],
                row["change"],
                row["concerns"],
                f"{row['value_before']}/{row['value_after']}",
                f"[{row['columns_changed']}]",
            ]
        )
        for row in rows(both.folder / "changes" / "changes.csv")
    ]
    assert told == [
        "a 2019 granted changed figure 3.000000/30.000000 [value]",
        "a 2020 granted changed place 1.000000/1.000000 [locator]",
        "a 2020 received changed reservation 7.000000/7.000000 [flags]",
        "b 2020 granted changed figure /0.000000 [report_key value kind]",
        "b 2020 received changed figure 1000.500000/1000.250000 [report_key value]",
        "c 2018 received removed figure 9.000000/ []",
        "d 2021 received added figure /2.000000 []",
    ]


def test_a_row_of_the_table_in_full(both: Small) -> None:
    file = both.folder / "changes" / "changes.parquet"
    found = duckdb.sql(f"FROM '{file}' WHERE agency_key = 'b' AND metric_key = 'granted'")
    [row] = found.fetchall()
    assert dict(zip(found.columns, row, strict=True)) == {
        "change": "changed",
        "concerns": "figure",
        "agency_key": "b",
        "agency_name": "乙县",
        "year_key": 2020,
        "metric_key": "granted",
        "applicant_key": "total",
        "scope": "own",
        "value_before": None,
        "value_after": 0,
        "kind_before": "blank",
        "kind_after": "zero_stated",
        "report_before": "2020-b",
        "report_after": "2020-b-2",
        "flags_before": "",
        "flags_after": "",
        "columns_changed": "report_key value kind",
        "metric_name": "予以公开",
    }


def test_reports_and_bodies(both: Small) -> None:
    kept = ("change", "report_key", "is_current_before", "is_current_after", "instead_of")
    reports = [
        tuple(row[name] for name in kept) for row in rows(both.folder / "changes" / "reports.csv")
    ]
    assert reports == [
        ("removed", "2018-c", "true", "", ""),
        ("changed", "2020-b", "true", "false", "2020-b-2"),
        ("added", "2020-b-2", "", "true", "2020-b"),
        ("added", "2021-d", "", "true", ""),
    ]
    assert rows(both.folder / "changes" / "agencies.csv") == [
        {"change": "removed", "agency_key": "c", "name": "丙县"},
        {"change": "added", "agency_key": "d", "name": "<丁>县"},
    ]


def test_the_counts(small: Small) -> None:
    small.publish(BEFORE)
    found = small.publish(AFTER, minute=1).changes
    assert found is not None
    assert found.facts == Counts(added=1, removed=1, figure=3, reservation=1, place=1)
    assert found.reports == {"added": 2, "removed": 1, "changed": 1}
    assert found.replaced == 1
    assert found.agencies == {"added": 1, "removed": 1}
    assert [(group.key, group.counts.total) for group in found.years] == [
        ("2018", 1),
        ("2019", 1),
        ("2020", 4),
        ("2021", 1),
    ]
    assert [(group.key, group.name, group.counts.figure) for group in found.metrics] == [
        ("received", "收到申请", 1),
        ("granted", "予以公开", 2),
    ]
    assert [(group.key, group.counts.total) for group in found.bodies] == [
        ("b", 2),
        ("a", 3),
        ("c", 1),
        ("d", 1),
    ]
    # A figure where there was none has no difference; it comes after those that have one.
    assert [(jump.agency_key, jump.metric_key, jump.value_after) for jump in found.jumps] == [
        ("a", "granted", 30),
        ("b", "received", pytest.approx(1000.25)),
        ("b", "granted", 0),
    ]


def test_the_page_tells_it_and_escapes(both: Small) -> None:
    told = page(both)
    assert "&lt;丁&gt;县" in told
    assert "<丁>" not in told
    assert "<td class=number>3</td><td class=number>30</td><td class=number>+27</td>" in told
    assert "<td class=number>1,000.5</td><td class=number>1,000.25</td>" in told
    assert "<td class=number>blank</td><td class=number>0</td><td class=number></td>" in told
    assert re.findall(r"(?:src|href)=\"?(https?:|//)", told) == []
    assert "<script" not in told


def test_the_first_snapshot_has_a_page_and_no_tables(small: Small) -> None:
    small.publish(CONTENT)
    assert "This is the first snapshot." in page(small)
    assert "4 facts" in page(small)
    assert sorted(path.name for path in (small.folder / "changes").iterdir()) == [
        "index.html",
        "summary.json",
    ]


def test_a_snapshot_without_another_figure_says_so(small: Small) -> None:
    small.publish(CONTENT)
    done = small.publish(replace(CONTENT, names={"a": "甲市", "b": "乙县"}), minute=1)
    assert done.state == "new"
    assert done.changes is not None
    assert done.changes.nothing
    assert "<strong>Nothing changed</strong> in figures, reports and bodies." in page(small)
    assert rows(small.folder / "changes" / "changes.csv") == []


def test_long_lists_are_capped_and_the_rest_is_counted(small: Small) -> None:
    facts = tuple(Fact(f"a{n:03}", 2020, "received", str(n)) for n in range(120))
    names = {f"a{n:03}": f"{n}县" for n in range(120)}
    small.publish(Content(facts, names))
    more = tuple(replace(fact, value=str(2 * int(fact.value or 0) + 1)) for fact in facts)
    done = small.publish(Content(more, names), minute=1)
    assert done.changes is not None
    assert [jump.agency_key for jump in done.changes.jumps][:2] == ["a119", "a118"]
    assert len(done.changes.jumps) == 50
    told = page(small)
    assert told.count("… and 70 more; every row stands in") == 2
    assert '<a href="changes.parquet">changes.parquet</a>' in told
    assert len(rows(small.folder / "changes" / "changes.csv")) == 120


def test_columns_that_came_or_went_are_named(small: Small) -> None:
    small.publish(CONTENT)
    small.load(OTHER)
    with duckdb.connect(str(small.data_dir / "warehouse" / "ogi.duckdb")) as con:
        con.execute("ALTER TABLE marts.fact_metric DROP COLUMN source")
        con.execute("ALTER TABLE marts.fact_metric ADD COLUMN line INTEGER")
    done = small.publish(minute=1)
    assert done.changes is not None
    assert done.changes.facts == Counts(figure=1)
    assert done.changes.columns == {"added": ["line"], "removed": ["source"]}
    assert "removed, not compared: <code>source</code>" in page(small)


@pytest.mark.parametrize("chosen", [[], ["20261121T1200"], ["20261121T1200", "20261121T1201"]])
def test_the_command_tells_what_changed(
    both: Small, chosen: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "told"
    assert command.main(["diff", *chosen, "--out", str(out)]) == 0
    told = capsys.readouterr().out.splitlines()
    assert told[0] == f"Snapshot {both.kept()[1]}"
    assert told[1] == f"Changes since snapshot {both.kept()[0]}"
    assert told[2:5] == [
        "  facts: 1 added, 1 removed; 3 have another figure, 1 other reservations, 1 only another "
        "place in the source",
        "  reports: 2 added, 1 removed, 1 changed; 1 replaced as the one that counts",
        "  bodies: 1 added, 1 removed",
    ]
    made = both.folder / "changes"
    for name in ("changes.csv", "changes.parquet", "reports.csv", "agencies.csv", "index.html"):
        assert (out / name).read_bytes() == (made / name).read_bytes()


def test_the_command_compares_backwards_too(
    both: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(["diff", *reversed(both.kept())]) == 0
    assert "reports: 1 added, 2 removed, 1 changed" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["diff"], ["diff", "2099"], ["rollback", "2099"]])
def test_there_may_be_nothing_to_compare(
    small: Small, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert command.main(arguments) == 1
    assert "Nothing has been published" in capsys.readouterr().err
    small.publish(CONTENT)
    assert command.main(arguments) == 1
    assert "No kept snapshot" in capsys.readouterr().err


def test_a_damaged_snapshot_is_not_compared(
    both: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    (both.folder / "snapshots" / both.kept()[0] / "ogi.duckdb").write_bytes(b"no database")
    assert command.main(["diff"]) == 1
    assert capsys.readouterr().err == f"Snapshot {both.kept()[0]} is damaged: ogi.duckdb\n"


def types_of(file: Path) -> dict[str, Any]:
    return dict(
        duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE FROM '{file}')").fetchall()
    )


def test_keys_and_values_keep_their_types(both: Small) -> None:
    types = types_of(both.folder / "changes" / "changes.parquet")
    assert (types["year_key"], types["value_after"]) == ("INTEGER", "DECIMAL(18,6)")
