"""Rolling back, and staying there until somebody ends it."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dagster_project import snapshots as command
from dagster_project.lib import holds, published, snapshots
from dagster_project.lib.snapshots import SnapshotError
from tests.dagster_project.kill import killed_at
from tests.dagster_project.small import CONTENT, OTHER, THIRD, Small


def test_a_rollback_holds_until_somebody_resumes(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    first = small.publish(CONTENT).snapshot
    second = small.publish(OTHER, minute=1).snapshot
    assert command.main(["rollback", first.snapshot_id[:6], "--note", "wrong unit"]) == 0
    assert small.first_figure() == "5.0"
    hold = holds.read(small.folder)
    assert hold is not None
    assert (hold.snapshot_id, hold.newest_id) == (first.snapshot_id, second.snapshot_id)
    assert hold.note == "wrong unit"

    # The next load makes its snapshot, and readers still see the old one.
    third = small.publish(THIRD, minute=2)
    assert third.state == "new"
    assert third.hold is not None
    assert third.hold.newest_id == third.snapshot.snapshot_id
    assert third.snapshot.compared_with == first.snapshot_id
    assert "HELD: since" in "\n".join(published.as_lines(third))
    assert small.first_figure() == "5.0"
    assert small.publish(minute=3).state == "unchanged"

    capsys.readouterr()
    assert command.main(["list"]) == 0
    rows = capsys.readouterr().out.splitlines()
    assert rows[1].startswith(first.folder.name)
    assert rows[1].endswith("current, held")
    assert rows[3].endswith("waits for resume")
    assert "(wrong unit)" in "\n".join(rows[4:])

    assert command.main(["resume"]) == 0
    assert small.first_figure() == "7.0"
    assert holds.read(small.folder) is None
    assert command.main(["resume"]) == 1
    assert "Nothing is held" in capsys.readouterr().err


def test_resume_shows_what_the_last_load_made_not_the_last_folder(small: Small) -> None:
    first = small.publish(CONTENT).snapshot
    small.publish(OTHER, minute=1)
    assert command.main(["rollback", first.snapshot_id]) == 0
    # The cause was repaired, and the load gives the held snapshot again.
    assert small.publish(CONTENT, minute=2).state == "again"
    assert command.main(["resume"]) == 0
    assert small.first_figure() == "5.0"


def test_what_is_held_and_what_waits_are_kept(small: Small) -> None:
    first = small.publish(CONTENT, keep=1).snapshot
    small.publish(OTHER, minute=1, keep=2)
    assert command.main(["rollback", first.snapshot_id]) == 0
    for n in range(2, 5):
        done = small.publish(CONTENT.with_value(0, str(10 + n)), minute=n, keep=1)
        assert small.kept() == [first.folder.name, done.snapshot.folder.name]


def test_a_second_rollback_remembers_what_the_last_load_made(small: Small) -> None:
    for n, content in enumerate((CONTENT, OTHER, THIRD)):
        small.publish(content, minute=n)
    kept = small.kept()
    assert command.main(["rollback", kept[1]]) == 0
    assert command.main(["rollback", kept[0]]) == 0
    assert small.first_figure() == "5.0"
    assert command.main(["resume"]) == 0
    assert small.first_figure() == "7.0"


def test_a_damaged_snapshot_is_refused(small: Small, capsys: pytest.CaptureFixture[str]) -> None:
    first = small.publish(CONTENT).snapshot
    small.publish(OTHER, minute=1)
    file = first.folder / "csv" / "fact_metric.csv"
    sound = file.read_bytes()
    file.write_bytes(sound[:-2] + b"9\n")
    (first.folder / "data_dictionary.md").unlink()
    assert command.main(["rollback", first.folder.name]) == 1
    told = capsys.readouterr().err
    assert "csv/fact_metric.csv has another checksum" in told
    assert "data_dictionary.md is missing" in told
    assert small.first_figure() == "6.0"
    assert holds.read(small.folder) is None

    assert command.main(["verify"]) == 1
    assert capsys.readouterr().out.splitlines()[0] == f"{first.folder.name}  damaged"
    file.write_bytes(sound + b"x")
    assert snapshots.damage(first)[0].startswith("csv/fact_metric.csv has ")


def test_a_description_that_cannot_be_read_is_damage(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    first = small.publish(CONTENT).snapshot
    small.publish(OTHER, minute=1)
    assert command.main(["verify"]) == 0
    (first.folder / "snapshot.json").write_text("{", encoding="utf-8")
    assert command.main(["verify"]) == 1
    assert "its snapshot.json cannot be read" in capsys.readouterr().out


def test_unknown_and_ambiguous_names_are_refused(small: Small) -> None:
    with pytest.raises(SnapshotError, match="Nothing has been published yet"):
        snapshots.find(small.folder, "2026")
    first = small.publish(CONTENT).snapshot
    assert snapshots.find(small.folder, "20261121T1200") == first
    second = small.publish(OTHER, minute=1).snapshot
    with pytest.raises(SnapshotError, match="Several snapshots start with '2026'"):
        snapshots.find(small.folder, "2026")
    with pytest.raises(SnapshotError, match=f"starts with 'xyz'.*\n.*{first.folder.name}"):
        snapshots.find(small.folder, "xyz")
    assert snapshots.find(small.folder, second.snapshot_id) == second


def test_a_rollback_that_a_crash_cut_short_is_finished(small: Small) -> None:
    first = small.publish(CONTENT).snapshot
    small.publish(OTHER, minute=1)
    now = datetime(2026, 11, 21, 13, tzinfo=UTC)
    step = 1
    while killed_at(step, holds.roll_back, small.folder, first.snapshot_id, now, ""):
        hold = holds.read(small.folder)
        holds.tidy(small.folder)
        assert small.first_figure() == ("6.0" if hold is None else "5.0")
        step += 1
    assert small.first_figure() == "5.0"


def test_a_hold_that_cannot_be_understood_stops_a_load(small: Small) -> None:
    small.publish(CONTENT)
    (small.folder / "hold.json").write_text("{}", encoding="utf-8")
    with pytest.raises(SnapshotError, match=r"hold\.json cannot be understood"):
        small.publish(OTHER, minute=1)
    assert small.first_figure() == "5.0"


def test_the_command_starts_without_dagster() -> None:
    code = "import sys, dagster_project.snapshots; print('dagster' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert told.stdout == "False\n"
