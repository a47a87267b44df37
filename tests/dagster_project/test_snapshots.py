"""Kept snapshots: their layout, their ids, how many there are."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from dagster_project import snapshots as command
from dagster_project.lib import mart_files, published
from dagster_project.lib.settings import kept_snapshots
from dagster_project.lib.store import Store, StoreError
from tests.dagster_project.small import CONTENT, DICTIONARY, NAMES, NOON, OTHER, THIRD, Fact, Small

# ---- layout ---------------------------------------------------------------------------------------


def test_everything_readers_open_goes_through_one_link(small: Small) -> None:
    done = small.publish(CONTENT, minute=5)
    folder = done.snapshot.folder
    assert folder.name == f"20261121T120500-{done.snapshot.snapshot_id[:12]}"
    assert os.readlink(small.folder / "current") == f"snapshots/{folder.name}"
    assert {name: os.readlink(small.folder / name) for name in NAMES} == {
        name: f"current/{name}" for name in NAMES
    }
    assert sorted(path.name for path in folder.iterdir()) == sorted([*NAMES, "snapshot.json"])
    assert [row[3] for row in small.values()] == ["3.0", "5.0", None, "1000.5"]
    assert done.state == "new"


def test_the_description_of_a_snapshot(small: Small) -> None:
    small.publish(CONTENT)
    second = small.publish(OTHER, minute=1)
    about = json.loads((small.folder / "current" / "snapshot.json").read_text(encoding="utf-8"))
    assert about["published_at"] == "2026-11-21T12:01:00+00:00"
    assert about["load_id"] == "load-1"
    assert about["extractor_version"] == "0.1.0"
    assert about["rows"] == {"dim_agency": 2, "dim_metric": 2, "dim_report": 2, "fact_metric": 4}
    first = second.snapshot.folder.parent / small.kept()[0]
    assert (
        about["compared_with"] == json.loads((first / "snapshot.json").read_text())["snapshot_id"]
    )
    inside = {
        path.relative_to(second.snapshot.folder).as_posix(): path.stat().st_size
        for path in second.snapshot.folder.rglob("*")
        if path.is_file() and path.name != "snapshot.json"
    }
    assert {name: file["bytes"] for name, file in about["files"].items()} == inside


def test_the_same_marts_give_the_same_bytes_in_whatever_order(
    small: Small, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = small.publish(CONTENT).snapshot
    other = Small(tmp_path / "other")
    monkeypatch.setenv("OGI_DATA_DIR", str(other.data_dir))
    monkeypatch.setattr(mart_files, "_AT_ONCE", 1)
    other.load(CONTENT, backwards=True)
    two = other.publish(minute=7).snapshot
    assert two.snapshot_id == one.snapshot_id
    names = [name for name in one.files if name.startswith(("parquet/", "csv/"))]
    assert len(names) == 8
    assert [(two.folder / name).read_bytes() for name in names] == [
        (one.folder / name).read_bytes() for name in names
    ]


def test_nothing_is_written_where_nothing_changed(small: Small) -> None:
    made = small.publish(CONTENT)
    before = small.files()
    small.load(CONTENT, backwards=True)
    again = small.publish(minute=1)
    assert (again.state, again.snapshot, again.changes) == ("unchanged", made.snapshot, None)
    assert small.files() == before
    assert small.kept() == [made.snapshot.folder.name]


@pytest.mark.parametrize(
    "change",
    [
        lambda content: replace(content, facts=content.facts[1:]),
        lambda content: replace(content, facts=(*content.facts[:3], content.facts[2])),
        lambda content: content.with_value(3, "0"),
        lambda content: replace(content, names={"a": "甲县", "b": "乙市"}),
    ],
)
def test_every_difference_makes_a_snapshot(small: Small, change: Callable[[Any], Any]) -> None:
    first = small.publish(CONTENT)
    second = small.publish(change(CONTENT), minute=1)
    assert second.state == "new"
    assert second.snapshot.snapshot_id != first.snapshot.snapshot_id


def test_another_meaning_of_a_column_makes_a_snapshot(small: Small) -> None:
    first = small.publish(CONTENT)
    words = (replace(DICTIONARY[0], description="Other words."), DICTIONARY[1])
    done = published.publish(Store(), words, published.Load("l", NOON.replace(hour=13)), keep=5)
    assert done.state == "new"
    assert "Other words." in (small.folder / "data_dictionary.csv").read_text(encoding="utf-8")
    # The marts are the same files.
    name = "parquet/fact_metric.parquet"
    assert (first.snapshot.folder / name).samefile(done.snapshot.folder / name)


def test_a_mart_that_did_not_change_keeps_its_files(small: Small) -> None:
    first = small.publish(CONTENT).snapshot.folder
    second = small.publish(OTHER, minute=1).snapshot.folder
    shared = {
        name: (first / name).samefile(second / name)
        for name in ("csv/dim_agency.csv", "parquet/dim_report.parquet", "csv/fact_metric.csv")
    }
    assert shared == {
        "csv/dim_agency.csv": True,
        "parquet/dim_report.parquet": True,
        "csv/fact_metric.csv": False,
    }


def test_a_damaged_file_is_not_taken_over(small: Small) -> None:
    first = small.publish(CONTENT).snapshot.folder
    sound = (first / "csv" / "dim_agency.csv").read_bytes()
    (first / "csv" / "dim_agency.csv").write_bytes(sound[:-1] + b"x")
    second = small.publish(OTHER, minute=1).snapshot.folder
    assert (second / "csv" / "dim_agency.csv").read_bytes() == sound


def test_a_damaged_snapshot_is_made_anew(small: Small) -> None:
    broken = small.publish(CONTENT).snapshot
    (broken.folder / "csv" / "fact_metric.csv").write_bytes(b"")
    made = small.publish(minute=1)
    assert made.state == "new"
    assert made.snapshot.snapshot_id == broken.snapshot_id
    assert small.kept() == [made.snapshot.folder.name]
    assert small.first_figure() == "5.0"


def test_a_damaged_database_stops_no_load(small: Small) -> None:
    broken = small.publish(CONTENT).snapshot
    (broken.folder / "ogi.duckdb").write_bytes(b"no database")
    made = small.publish(OTHER, minute=1)
    assert (made.state, made.changes) == ("new", None)
    page = (small.folder / "changes" / "index.html").read_text(encoding="utf-8")
    assert "Not compared." in page
    assert small.first_figure() == "6.0"


def test_an_identical_older_snapshot_is_shown_again(small: Small) -> None:
    first = small.publish(CONTENT)
    small.publish(OTHER, minute=1)
    again = small.publish(CONTENT, minute=2)
    assert (again.state, again.snapshot) == ("again", first.snapshot)
    assert len(small.kept()) == 2
    assert small.first_figure() == "5.0"


# ---- how many are kept ----------------------------------------------------------------------------


def test_the_oldest_are_removed(small: Small) -> None:
    made = [
        small.publish(CONTENT.with_value(0, str(n)), minute=n, keep=3).snapshot.folder.name
        for n in range(5)
    ]
    assert small.kept() == made[2:]


def test_one_that_is_kept_alone_is_the_current_one(small: Small) -> None:
    for n in range(3):
        done = small.publish(CONTENT.with_value(0, str(n)), minute=n, keep=1)
        assert small.kept() == [done.snapshot.folder.name]
        assert [old.folder.exists() for old in done.dropped] == [False] * min(n, 1)


def test_the_one_before_the_current_one_stays_even_if_it_is_the_oldest(small: Small) -> None:
    first = small.publish(CONTENT, keep=2).snapshot
    small.publish(OTHER, minute=1, keep=2)
    small.publish(CONTENT, minute=2, keep=2)
    third = small.publish(THIRD, minute=3, keep=2).snapshot
    assert small.kept() == [first.folder.name, third.folder.name]


def test_a_pinned_one_stays(small: Small) -> None:
    first = small.publish(CONTENT, keep=1).snapshot
    assert command.main(["pin", first.folder.name, "--note", "cited in a paper"]) == 0
    second = small.publish(OTHER, minute=1, keep=1).snapshot
    assert small.kept() == [first.folder.name, second.folder.name]
    assert command.main(["unpin", first.snapshot_id]) == 0
    third = small.publish(THIRD, minute=2, keep=1).snapshot
    assert small.kept() == [third.folder.name]


@pytest.mark.parametrize(("asked", "kept"), [("", 5), ("1", 1), ("12", 12)])
def test_the_number_of_kept_snapshots(
    asked: str, kept: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OGI_KEEP_SNAPSHOTS", asked)
    assert kept_snapshots() == kept


@pytest.mark.parametrize("asked", ["0", "-1", "2.5", "many"])
def test_a_number_that_makes_no_sense_is_refused(
    asked: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OGI_KEEP_SNAPSHOTS", asked)
    with pytest.raises(StoreError, match=r"OGI_KEEP_SNAPSHOTS is .* a whole number from 1"):
        kept_snapshots()


def test_the_first_snapshot_of_an_empty_warehouse(small: Small) -> None:
    done = small.publish(replace(CONTENT, facts=(), reports=(), names={}))
    assert done.state == "new"
    assert small.values() == []


def test_more_figures_are_all_there(small: Small) -> None:
    many = tuple(Fact(f"a{n:04}", 2020, "received", str(n)) for n in range(300))
    small.publish(replace(CONTENT, facts=many))
    with duckdb.connect(str(small.folder / "ogi.duckdb"), read_only=True) as con:
        found = con.execute("SELECT count(*), sum(value)::INT FROM marts.fact_metric").fetchone()
    assert found == (300, 44850)
