"""`python -m dagster_project.quarantine` over a small warehouse."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from datetime import date
from pathlib import Path

import duckdb
import pytest

from dagster_project.lib import decisions, files, tables
from dagster_project.lib.decisions import Decision
from dagster_project.quarantine.__main__ import main
from extractors.model import Quarantined, Report
from extractors.pipeline import extract

TEXTS = {
    "bare.txt": "鹿城区财政局\n2018年工作情况\n收到政府信息公开申请3件。\n",
    "early.txt": "鹿城区财政局2004年政府信息公开工作年度报告\n收到政府信息公开申请3件。\n",
    "sub/empty.txt": "",
    "sub/good.txt": "鹿城区财政局2018年政府信息公开工作年度报告\n收到政府信息公开申请5件。\n",
    "sub/undated.txt": "鹿城区财政局政府信息公开工作年度报告\n收到政府信息公开申请3件。\n",
    "other/undated.txt": "鹿城区教育局政府信息公开工作年度报告\n收到政府信息公开申请3件。\n",
}


def build(file: Path, raw: Path) -> None:
    """A load as the staging step leaves it, as far as the command looks."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(file)) as con:
        con.execute("CREATE SCHEMA staging")
        con.execute("CREATE TABLE staging.load AS SELECT 'load-1' AS load_id")
        for name, record in (("report", Report), ("quarantine", Quarantined)):
            con.execute(f"CREATE TABLE staging.{name} ({tables.column_definitions(record)})")
        for path in TEXTS:
            found = extract((raw / path).read_bytes(), path)
            report, bad = found.report, found.quarantined
            if report and report.year < 2008:
                reason = "year_is_possible: The reporting year lies outside."
                bad = Quarantined(path, report.sha256, 1, "rejected_by_gate", reason, "v")
            for row, name in ((bad, "quarantine"), (None if bad else report, "report")):
                if row is not None:
                    arrow = tables.to_arrow(type(row), [row])  # noqa: F841, read by DuckDB
                    con.execute(f"INSERT INTO staging.{name} FROM arrow")
        copy = ("copy.txt", files.sha256(raw / "sub/good.txt"), 1, "duplicate_file")
        reason = "the file holds the same bytes as sub/good.txt; nothing to do"
        con.execute("INSERT INTO staging.quarantine VALUES (?, ?, ?, ?, ?, 'v')", [*copy, reason])
        lost = "('lost.txt', '', 0, 'unreadable_file', 'the file cannot be read', 'v')"
        con.execute(f"INSERT INTO staging.quarantine VALUES {lost}")


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OGI_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("OGI_RAW_DIR", raising=False)
    for path, text in TEXTS.items():
        file = tmp_path / "raw" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    build(tmp_path / "warehouse" / "ogi.duckdb", tmp_path / "raw")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that goes well and return what it prints."""
    assert main(arguments) == 0
    return capsys.readouterr().out


def refused(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    """Run a command that is refused and return why."""
    assert main(arguments) == 1
    return capsys.readouterr().err


def decided(data: Path) -> dict[str, tuple[str, int | None, str]]:
    found = decisions.load(data / "quarantine_decisions.csv").values()
    return {one.path: (one.decision, one.year, one.note) for one in found}


def test_the_list_names_every_file_in_quarantine(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = run(capsys, "list").splitlines()
    assert lines[0] == "7 in quarantine in the warehouse (load load-1)"
    assert [line.split("  ")[:2] for line in lines[1::2]] == [
        ["bare.txt", "[not_a_report]"],
        ["copy.txt", "[duplicate_file]"],
        ["early.txt", "[rejected_by_gate]"],
        ["lost.txt", "[unreadable_file]"],
        ["other/undated.txt", "[no_year]"],
        ["sub/empty.txt", "[empty_file]"],
        ["sub/undated.txt", "[no_year]"],
    ]
    assert "2 in quarantine" in run(capsys, "list", "--code", "no_year")
    assert "There is no code nope" in refused(capsys, "list", "--code", "nope")


def test_open_is_what_nobody_has_decided_about(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "release", "bare.txt", "--note", "it is one")
    run(capsys, "reject", "sub/empty.txt", "--note", "nothing will come")
    shown = run(capsys, "list", "--open")
    assert shown.startswith("4 open in quarantine")
    assert "bare.txt" not in shown
    assert "copy.txt" not in shown
    shown = run(capsys, "list")
    today = date.today()
    assert f"to be released on {today}: it is one" in shown
    assert f"rejected on {today}: nothing will come" in shown


def test_the_list_as_csv(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "release", "sub/undated.txt", "--year", "2016", "--note", "the address")
    run(capsys, "reject", "sub/good.txt", "--note", "a draft")
    rows = list(csv.DictReader(io.StringIO(run(capsys, "list", "--csv"))))
    assert len(rows) == 8
    told = {row["path"]: (row["code"], row["decision"], row["year"], row["note"]) for row in rows}
    assert told["sub/undated.txt"] == ("no_year", "release", "2016", "the address")
    assert told["sub/good.txt"] == ("loaded", "reject", "", "a draft")
    assert told["copy.txt"] == ("duplicate_file", "", "", "")


def test_show_tells_all_and_explains(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    shown = run(capsys, "show", "sub/undated.txt")
    assert "  state     in quarantine: no_year, in the warehouse (load load-1)" in shown
    assert "  decision  open" in shown
    assert 'release sub/undated.txt --year YEAR --note "…"' in shown
    assert "    2  收到政府信息公开申请3件。" in shown
    assert "nothing was read because the file is in quarantine" in shown
    run(capsys, "release", "sub/undated.txt", "--year", "2016", "--note", "the address")
    shown = run(capsys, "show", "sub/undated.txt")
    assert f"  decision  to be released for 2016 on {date.today()}: the address" in shown
    assert "= 3 application  applications_received" in shown


def test_show_of_files_that_cannot_be_explained(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "it cannot be released" in run(capsys, "show", "lost.txt")
    (data / "raw" / "bare.txt").unlink()
    assert "no longer in the raw folder" in run(capsys, "show", "bare.txt")
    (data / "raw" / "early.txt").write_text("改了", encoding="utf-8")
    assert "has changed since" in run(capsys, "show", "early.txt")


def test_a_loaded_report_can_be_shown_and_taken_out(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "  state     loaded as 2018-330302-finance-" in run(capsys, "show", "good.txt")
    shown = run(capsys, "reject", "good.txt", "--note", "a draft")
    assert "the report 2018-330302-finance-" in shown
    assert "Takes effect in the next run" in shown
    assert decided(data) == {"sub/good.txt": ("reject", None, "a draft")}
    assert "nothing to release" in refused(capsys, "release", "good.txt", "--note", "x")


def test_release_tells_how_the_file_will_be_read(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shown = run(capsys, "release", "bare.txt", "--note", "  it is\none ")
    assert shown.splitlines() == [
        "It will be read as a report of 鹿城区财政局 for 2018 (narrative); figures: 1.",
        "Released: bare.txt. Takes effect in the next run (make run).",
    ]
    shown = run(capsys, "release", "early.txt", "--year", "2014", "--note", "a slip")
    assert "conflicting_years: taken: 2014 (stated by hand: 2014 (a slip))" in shown
    assert decided(data) == {
        "bare.txt": ("release", None, "it is one"),
        "early.txt": ("release", 2014, "a slip"),
    }


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ("sub/undated.txt --note x", "needs the year that it is for (no_year): add --year"),
        ("early.txt --note x", "needs the year that it is for (rejected_by_gate)"),
        ("sub/undated.txt --year 2007 --note x", "There is no report for 2007"),
        ("sub/undated.txt --year 2999 --note x", "There is no report for 2999"),
        ("empty.txt --note x", "fetch the report again and replace the file"),
        ("copy.txt --note x", "cannot be released (duplicate_file)"),
        ("lost.txt --note x", "cannot be released (unreadable_file)"),
        ("nowhere.txt --note x", "No file of the load is called nowhere.txt"),
        ("abc123 --note x", "No file of the load is called abc123"),
        ("undated.txt --year 2016 --note x", "undated.txt can be 2 files: other/undated.txt"),
        ("bare.txt --note ", "The note is empty"),
    ],
)
def test_what_cannot_be_released(
    data: Path, capsys: pytest.CaptureFixture[str], arguments: str, reason: str
) -> None:
    assert reason in refused(capsys, "release", *arguments.split(" "))
    assert not (data / "quarantine_decisions.csv").exists()


def test_a_release_that_changes_nothing_is_refused(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "鹿城区财政局\n工作情况\n收到政府信息公开申请3件。\n"
    (data / "raw" / "bare.txt").write_text(text, encoding="utf-8")
    warehouse = data / "warehouse" / "ogi.duckdb"
    warehouse.unlink()
    build(warehouse, data / "raw")
    why = refused(capsys, "release", "bare.txt", "--note", "it is one")
    assert "bare.txt would stay in quarantine: The text names no year" in why
    assert why.endswith("Add --year YEAR.\n")
    run(capsys, "release", "bare.txt", "--note", "it is one", "--year", "2016")


def test_a_file_that_has_changed_is_not_decided_about(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "raw" / "bare.txt").write_text("改了", encoding="utf-8")
    for verb in ("release", "reject"):
        assert "has changed since" in refused(capsys, verb, "bare.txt", "--note", "x")


def test_reject_refuses_what_has_no_content_of_its_own(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert "is a copy" in refused(capsys, "reject", "copy.txt", "--note", "x")
    assert "could not be read" in refused(capsys, "reject", "lost.txt", "--note", "x")


def test_a_checksum_names_the_file_and_not_its_copy(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checksum = files.sha256(data / "raw" / "sub/good.txt")
    assert "Rejected: sub/good.txt" in run(capsys, "reject", checksum[:9].upper(), "--note", "x")


def test_withdraw_by_path_end_of_path_and_checksum(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    checksum = files.sha256(data / "raw" / "sub/good.txt")
    for name in ("sub/good.txt", "good.txt", checksum[:8]):
        run(capsys, "reject", "sub/good.txt", "--note", "a draft")
        assert "Withdrawn: reject of sub/good.txt." in run(capsys, "withdraw", name)
    assert decided(data) == {}
    assert "holds no decision about good.txt" in refused(capsys, "withdraw", "good.txt")


def test_withdraw_of_a_file_that_was_renamed(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = data / "quarantine_decisions.csv"
    checksum = files.sha256(data / "raw" / "sub/good.txt")
    decisions.add(file, Decision(checksum, "old.txt", "reject", None, "x", date(2024, 3, 31)))
    assert "Withdrawn: reject of old.txt." in run(capsys, "withdraw", "sub/good.txt")


def test_a_load_that_was_stopped_goes_before_the_warehouse(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    candidate = data / "warehouse" / "ogi.candidate.duckdb"
    with duckdb.connect(str(candidate)) as con:
        con.execute("CREATE SCHEMA staging")
    assert "in the warehouse (load load-1)" in run(capsys, "list")
    candidate.unlink()
    build(candidate, data / "raw")
    assert "in the load that was stopped (load load-1)" in run(capsys, "list")


def test_nothing_loaded_and_a_warehouse_in_use_are_told(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    warehouse = data / "warehouse" / "ogi.duckdb"
    holds = (
        "import duckdb, sys; con = duckdb.connect(sys.argv[1]); "
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holds, str(warehouse)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as other:
        assert other.stdout is not None
        other.stdout.readline()
        assert "Another program has" in refused(capsys, "list")
        other.communicate()
    warehouse.unlink()
    assert "Nothing has been loaded yet" in refused(capsys, "list")


def test_an_error_in_the_decisions_file_is_told(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (data / "quarantine_decisions.csv").write_text("sha256,path\n", encoding="utf-8")
    for arguments in (["list"], ["show", "bare.txt"], ["withdraw", "bare.txt"]):
        assert "quarantine_decisions.csv, line 1: column decision" in refused(capsys, *arguments)


def test_it_starts_without_dagster() -> None:
    loaded = (
        "import sys, dagster_project.quarantine.__main__; "
        "print(sorted({name.split('.')[0] for name in sys.modules} "
        "& {'dagster', 'dbt', 'pandas', 'great_expectations', 'polars'}))"
    )
    root = Path(__file__).parents[2]
    told = subprocess.run(
        [sys.executable, "-c", loaded], capture_output=True, text=True, check=True, cwd=root
    )
    assert told.stdout == "[]\n"
