"""A load reads what has changed, takes out what has gone, and ends where a clean load would."""

from __future__ import annotations

import os
import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dagster_project.lib import decisions
from dagster_project.lib.decisions import Decision
from dagster_project.lib.manifest import Wish
from dagster_project.lib.suites import suite
from tests.dagster_project import loading
from tests.dagster_project.loading import Loading
from tests.report_writer import corpus, damage

NONE = {"new": 0, "changed": 0, "read_again": 0, "unchanged": 0, "removed": 0}
SUIFENHE = "2012_suifenhe_narrative.txt"
SHANFU = "2018_shanfu_form_2014.txt"
FILES = "SELECT path, change, outcome, code FROM staging.load_file WHERE load_id = ("
THIS_LOAD = f"{FILES} SELECT load_id FROM staging.current_load) ORDER BY path"


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, project_root: Path) -> Loading:
    """The line over two of the samples, loaded once."""
    own = loading.of(tmp_path / "data", monkeypatch)
    for name in (SUIFENHE, SHANFU):
        data = (project_root / "data" / "raw" / name).read_bytes()
        (own.store.paths.raw_dir / name).write_bytes(data)
    assert own.load() == {**NONE, "new": 2}
    return own


def clean(line: Loading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Loading:
    """The same files loaded at once into another folder."""
    raw_dir = line.store.paths.raw_dir
    other = loading.of(tmp_path / f"clean{line.runs}", monkeypatch)
    monkeypatch.setenv("OGI_RAW_DIR", str(raw_dir))
    other.load()
    content = other.content()
    monkeypatch.undo()
    monkeypatch.setenv("OGI_DATA_DIR", str(raw_dir.parent))
    assert line.content() == content
    return other


def test_a_second_load_of_the_same_files_reads_nothing(line: Loading) -> None:
    before = line.content()
    for file in line.store.paths.raw_dir.iterdir():
        os.utime(file)  # a time of change proves nothing
    assert line.load() == {**NONE, "unchanged": 2}
    assert line.query(THIS_LOAD) == []
    assert line.content() == before
    assert line.query("SELECT count(*) FROM staging.load") == [(2,)]
    # the rows name the load that read them, not the one that left them alone
    assert line.query(
        "SELECT count(DISTINCT load_id) FROM staging.report "
        "WHERE load_id = (SELECT load_id FROM staging.current_load)"
    ) == [(0,)]


def test_a_removed_file_retires_its_report_and_a_file_put_back_revives_it(line: Loading) -> None:
    file = line.store.paths.raw_dir / SUIFENHE
    data = file.read_bytes()
    before = line.content()
    file.unlink()
    assert line.load() == {**NONE, "unchanged": 1, "removed": 1}
    assert line.query(THIS_LOAD) == [(SUIFENHE, "removed", "retired", None)]
    assert line.query("SELECT path, reason FROM staging.retired_report") == [
        (SUIFENHE, "file_removed")
    ]
    assert line.query("SELECT count(value) FROM staging.retired_observation") == [(5,)]
    assert line.query("SELECT reports, reports_retired FROM staging.current_load") == [(1, 1)]
    assert line.query("SELECT count(*) FROM staging.agency WHERE agency_key LIKE '2310%'") == [(0,)]

    file.write_bytes(data)
    assert line.load() == {**NONE, "unchanged": 1, "new": 1}
    assert line.query("SELECT count(*) FROM staging.retired_report") == [(0,)]
    assert line.query("SELECT count(*) FROM staging.retired_observation") == [(0,)]
    assert line.content() == before


def test_a_changed_file_replaces_its_report_and_the_old_one_is_kept(line: Loading) -> None:
    file = line.store.paths.raw_dir / SUIFENHE
    text = file.read_text(encoding="utf-8")
    file.write_text(text + "\n（转载）\n", encoding="utf-8")
    assert line.load() == {**NONE, "unchanged": 1, "changed": 1}
    [(retired, reason)] = line.query("SELECT report_key, reason FROM staging.retired_report")
    assert (retired[:-8], reason) == ("2012-231081-government-", "file_changed")
    [(now,)] = line.query(f"SELECT report_key FROM staging.report WHERE path = '{SUIFENHE}'")
    assert now != retired

    file.write_bytes(b"")
    assert line.load() == {**NONE, "unchanged": 1, "changed": 1}
    assert line.query(THIS_LOAD) == [(SUIFENHE, "changed", "quarantined", "empty_file")]
    assert line.query("SELECT count(*) FROM staging.retired_report") == [(2,)]


def test_a_moved_file_moves_its_report(line: Loading) -> None:
    raw_dir = line.store.paths.raw_dir
    (raw_dir / "2012").mkdir()
    (raw_dir / SUIFENHE).rename(raw_dir / "2012" / SUIFENHE)
    assert line.load() == {**NONE, "unchanged": 1, "new": 1, "removed": 1}
    assert line.query("SELECT path FROM staging.report WHERE year = 2012") == [
        (f"2012/{SUIFENHE}",)
    ]
    assert line.query("SELECT count(*) FROM staging.retired_report") == [(0,)]


def test_of_files_with_the_same_bytes_the_first_counts_whenever_it_came(
    line: Loading, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    raw_dir = line.store.paths.raw_dir
    data = (raw_dir / SUIFENHE).read_bytes()
    (raw_dir / "0_first.txt").write_bytes(data)
    assert line.load() == {**NONE, "new": 1, "read_again": 1, "unchanged": 1}
    assert line.query("SELECT path FROM staging.report WHERE year = 2012") == [("0_first.txt",)]
    assert line.query("SELECT path, code FROM staging.quarantine") == [(SUIFENHE, "duplicate_file")]
    clean(line, tmp_path, monkeypatch)

    (raw_dir / "0_first.txt").unlink()
    assert line.load() == {**NONE, "removed": 1, "read_again": 1, "unchanged": 1}
    assert line.query("SELECT path FROM staging.report WHERE year = 2012") == [(SUIFENHE,)]
    assert line.query("SELECT count(*) FROM staging.quarantine") == [(0,)]
    assert line.query("SELECT count(*) FROM staging.retired_report") == [(0,)]


def test_files_are_read_again_where_what_they_are_read_with_has_changed(line: Loading) -> None:
    assert line.load(edition="9.9.9+0") == {**NONE, "read_again": 2}
    assert line.load(edition="9.9.9+0") == {**NONE, "unchanged": 2}
    line.store.paths.agency_aliases.write_text(
        "printed_name,agency_key,division,valid_from,valid_to,note\n", encoding="utf-8"
    )
    assert line.load(edition="9.9.9+0") == {**NONE, "read_again": 2}
    assert line.query("SELECT count(*) FROM staging.retired_report") == [(0,)]


@pytest.mark.parametrize(
    ("wish", "again"),
    [
        (Wish(form="form_2014"), [SHANFU]),
        (Wish(year=2012), [SUIFENHE]),
        (Wish(form="form_2014", year=2012), []),
        (Wish(year=2031), []),
        (Wish(everything=True), [SUIFENHE, SHANFU]),
    ],
)
def test_reports_are_read_again_on_demand(line: Loading, wish: Wish, again: list[str]) -> None:
    before = line.content()
    counts = line.load(wish)
    assert counts == {**NONE, "read_again": len(again), "unchanged": 2 - len(again)}
    assert [path for path, *_ in line.query(THIS_LOAD)] == again
    assert line.content() == before


def test_a_load_that_reads_everything_anew_keeps_the_record(line: Loading) -> None:
    before = line.content()
    (line.store.paths.raw_dir / "new.txt").write_bytes(b"")
    assert line.load(Wish(everything=True), full=True) == {**NONE, "read_again": 2, "new": 1}
    assert line.query("SELECT count(*) FROM staging.load") == [(2,)]
    assert line.query("SELECT count(*) FROM staging.load_file") == [(5,)]
    assert line.content()["observation"] == before["observation"]


def test_a_rule_that_changes_judges_what_was_left_alone(line: Loading) -> None:
    [rule] = [r for r in suite("staging").scope("report") if r.rule == "year_is_possible"]
    strict = replace(rule, query="SELECT report_key FROM staging.report WHERE year < 2015")
    assert line.load(rules=(strict,)) == {**NONE, "unchanged": 2}
    assert line.query(THIS_LOAD) == [(SUIFENHE, "judged", "quarantined", "rejected_by_gate")]
    assert line.query("SELECT count(*) FROM staging.agency WHERE agency_key LIKE '2310%'") == [(0,)]


def test_decisions_about_files_take_effect_in_the_next_load(line: Loading) -> None:
    [rule] = [r for r in suite("staging").scope("report") if r.rule == "year_is_possible"]
    strict = replace(rule, query="SELECT report_key FROM staging.report WHERE year < 2015")
    file = line.store.paths.quarantine_decisions
    keys = dict(line.query("SELECT path, sha256 FROM staging.report"))

    def decide(path: str, decision: str, note: str) -> None:
        one = Decision(keys[path], path, decision, None, note, date(2026, 1, 5))
        decisions.add(file, one)

    assert line.load(rules=(strict,)) == {**NONE, "unchanged": 2}
    assert line.query("SELECT path FROM staging.quarantine") == [(SUIFENHE,)]
    decide(SUIFENHE, "release", "looked at it, the year is right")
    assert line.load(rules=(strict,)) == {**NONE, "read_again": 1, "unchanged": 1}
    assert line.query("SELECT count(*) FROM staging.quarantine") == [(0,)]
    [(message,)] = line.query("SELECT message FROM staging.issue WHERE code = 'released_by_hand'")
    assert "looked at it, the year is right" in message

    decide(SHANFU, "reject", "a draft, not the report")
    assert line.load(rules=(strict,)) == {**NONE, "read_again": 1, "unchanged": 1}
    assert line.query("SELECT path, code, reason FROM staging.quarantine") == [
        (SHANFU, "rejected_by_hand", "a draft, not the report")
    ]
    decisions.withdraw(file, keys[SHANFU])
    assert line.load(rules=(strict,)) == {**NONE, "read_again": 1, "unchanged": 1}
    assert line.query("SELECT count(*) FROM staging.quarantine") == [(0,)]


def test_a_step_that_is_done_twice_in_a_load_does_no_more_than_once(line: Loading) -> None:
    raw_dir = line.store.paths.raw_dir
    (raw_dir / SUIFENHE).unlink()
    (raw_dir / "new.txt").write_bytes((raw_dir / SHANFU).read_bytes() + b"\n")
    assert line.load(fills=2) == {**NONE, "new": 1, "removed": 1, "unchanged": 1}
    assert line.query("SELECT path FROM staging.report ORDER BY path") == [(SHANFU,), ("new.txt",)]
    assert line.query("SELECT path FROM staging.retired_report") == [(SUIFENHE,)]
    assert line.query("SELECT count(*) FROM staging.retired_observation") == [(5,)]
    assert line.query(
        "SELECT count(*) - count(DISTINCT observation_key) FROM staging.observation"
    ) == [(0,)]


def test_a_warehouse_of_another_version_is_read_anew_and_keeps_its_record(line: Loading) -> None:
    before = line.content()
    with duckdb.connect(str(line.store.paths.warehouse)) as con:
        con.execute("DROP VIEW staging.current_load")
        con.execute("ALTER TABLE staging.load DROP COLUMN rules")
        con.execute("ALTER TABLE staging.raw_manifest DROP COLUMN reading")
        con.execute("ALTER TABLE staging.report ADD COLUMN of_old VARCHAR")
        con.execute("DROP TABLE staging.report_agency")
    (line.store.paths.raw_dir / SUIFENHE).unlink()
    assert line.load() == {**NONE, "read_again": 1, "removed": 1}
    assert line.query("SELECT count(*) FROM staging.load") == [(2,)]
    assert line.query("SELECT path FROM staging.retired_report") == [(SUIFENHE,)]
    assert set(line.content()["observation"]) < set(before["observation"])


def test_any_order_of_loads_ends_where_a_clean_load_does(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rng = random.Random(20190515)
    line = loading.of(tmp_path / "data", monkeypatch)
    raw_dir = line.store.paths.raw_dir
    written = [report.data for report in corpus(7, 14)]
    for _ in range(5):
        for _ in range(4):
            there = sorted(raw_dir.iterdir())
            name = raw_dir / f"{rng.choice('abcde')}{rng.randrange(6)}.txt"
            match rng.randrange(6):
                case 0 if there:
                    rng.choice(there).unlink()
                case 1 if there:
                    name.write_bytes(rng.choice(there).read_bytes())
                case 2:
                    name.write_bytes(damage(rng, rng.choice(written))[0])
                case _:
                    name.write_bytes(rng.choice(written))
        counts = line.load()
        assert counts["new"] + counts["changed"] + counts["read_again"] + counts[
            "unchanged"
        ] == len(list(raw_dir.iterdir()))
    clean(line, tmp_path, monkeypatch)
