"""The swap of what readers see: whole or not at all, whatever happens in between."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dagster_project import snapshots as command
from dagster_project.lib import files, holds, snapshots
from tests.dagster_project.kill import killed_at
from tests.dagster_project.small import CONTENT, NAMES, NOON, OTHER, THIRD, Small

# ---- readers and crashes --------------------------------------------------------------------------


def test_a_reader_keeps_what_it_has_open(small: Small) -> None:
    small.publish(CONTENT, keep=1)
    code = """
import sys, duckdb
con = duckdb.connect(sys.argv[1], read_only=True)
for _ in range(2):
    print(con.execute("SELECT max(value)::INT, min(value)::INT FROM marts.fact_metric").fetchone(),
          flush=True)
    sys.stdin.readline()
"""
    with subprocess.Popen(
        [sys.executable, "-c", code, str(small.folder / "ogi.duckdb")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as reader:
        assert reader.stdout is not None
        assert reader.stdout.readline() == "(1001, 3)\n"
        small.publish(CONTENT.with_value(1, "2"), minute=1, keep=1)
        assert len(small.kept()) == 1
        told, _ = reader.communicate("\n\n")
    assert told == "(1001, 3)\n"
    assert reader.returncode == 0


def test_what_a_crash_left_is_removed(small: Small) -> None:
    small.publish(CONTENT)
    inside = small.folder / "snapshots"
    shutil.copytree(small.folder / "current", inside / ".new")
    (inside / "20261121T115900-000000000000" / "csv").mkdir(parents=True)
    (small.folder / ".current.new").symlink_to("snapshots/nowhere")
    small.publish(OTHER, minute=1)
    assert len(small.kept()) == 2
    assert sorted(path.name for path in small.folder.iterdir()) == sorted(
        [".lock", "current", "snapshots", *NAMES]
    )


def test_a_lost_link_is_made_again(small: Small) -> None:
    small.publish(CONTENT)
    (small.folder / "current").unlink()
    (small.folder / "csv").unlink()
    assert small.publish(minute=1).state == "unchanged"
    assert small.first_figure() == "5.0"


def test_a_kill_at_any_step_leaves_one_whole_snapshot(small: Small) -> None:
    small.publish(CONTENT, keep=1)
    before = small.values()
    small.load(OTHER)
    after = [("a", 2019, "granted", "3.0"), ("a", 2019, "received", "6.0"), *before[2:]]
    step = 1
    while killed_at(step, small.publish, minute=step, keep=1):
        assert small.values() in (before, after)
        seen = snapshots.current(small.folder)
        assert seen is not None
        assert snapshots.damage(seen) == []
        step += 7
    assert step > 40
    assert small.values() == after
    small.publish(minute=100, keep=1)
    assert len(small.kept()) == 1


def test_a_kill_at_any_step_of_the_first_publication(small: Small) -> None:
    small.load(CONTENT)
    step = 1
    while killed_at(step, small.publish, minute=step):
        if (small.folder / "current").exists():
            seen = snapshots.current(small.folder)
            assert seen is not None
            assert snapshots.damage(seen) == []
        step += 6
    assert small.first_figure() == "5.0"


def test_a_publication_that_fails_leaves_nothing(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    small.publish(CONTENT)
    before = small.files()

    def disk_full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(snapshots, "finish", disk_full)
    with pytest.raises(OSError, match="No space left"):
        small.publish(OTHER, minute=1)
    assert small.files() == before
    assert len(small.kept()) == 1


def test_publications_and_commands_wait_for_one_another(
    small: Small, capsys: pytest.CaptureFixture[str]
) -> None:
    small.publish(CONTENT)
    code = f"""
import sys
sys.path.insert(0, {str(Path(__file__).parents[2])!r})
from dagster_project import snapshots
print(snapshots.main(["rollback", "2026"]), flush=True)
"""
    with snapshots.locked(small.folder):
        waiting = subprocess.Popen(
            [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        assert waiting.stderr is not None
        assert waiting.stderr.readline().startswith("A snapshot is being published; waiting")
        assert holds.read(small.folder) is None
    told, _ = waiting.communicate()
    assert told.endswith("\n0\n")
    assert holds.read(small.folder) is not None


# ---- file systems and layouts that know less ------------------------------------------------------


def test_a_file_system_without_links_gets_copies(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    monkeypatch.setattr(os, "link", refuse)
    for number, content in enumerate((CONTENT, OTHER, THIRD)):
        done = small.publish(content, minute=number)
        assert not any((small.folder / name).is_symlink() for name in ["current", *NAMES])
        assert small.first_figure() == f"{5 + number}.0"
        assert snapshots.current(small.folder) == done.snapshot
    assert command.main(["rollback", small.kept()[0]]) == 0
    assert small.first_figure() == "5.0"


def test_a_swap_by_copies_that_a_crash_cut_short_is_finished(
    small: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(1, "Operation not permitted")

    monkeypatch.setattr(Path, "symlink_to", refuse)
    small.publish(CONTENT)
    small.load(OTHER)
    step = 1
    while killed_at(step, small.publish, minute=step):
        small.publish(minute=1000 + step)
        assert small.first_figure() == "6.0"
        small.publish(CONTENT, minute=2000 + step)
        assert small.first_figure() == "5.0"
        small.load(OTHER)
        step += 19


def old_layout(small: Small) -> None:
    """Make of what is published what an earlier release left."""
    seen = snapshots.current(small.folder)
    assert seen is not None
    version = small.folder / ".versions" / "1e918fc4f9477a51"
    version.mkdir(parents=True)
    for name in NAMES:
        (small.folder / name).unlink()
        if name in ("parquet", "csv"):
            shutil.copytree(seen.folder / name, version / name)
            (small.folder / name).symlink_to(f".versions/{version.name}/{name}")
        elif name != "changes":
            shutil.copyfile(seen.folder / name, small.folder / name)
    (small.folder / "current").unlink()
    shutil.rmtree(small.folder / "snapshots")
    os.utime(small.folder / "ogi.duckdb", (NOON.timestamp() - 60, NOON.timestamp() - 60))


def test_what_an_earlier_release_published_becomes_a_snapshot(small: Small) -> None:
    earlier = small.publish(CONTENT).snapshot
    old_layout(small)
    done = small.publish(OTHER, minute=1)
    assert small.kept() == [
        f"20261121T115900-{earlier.snapshot_id[:12]}",
        done.snapshot.folder.name,
    ]
    assert done.snapshot.compared_with == earlier.snapshot_id
    assert done.changes is not None
    assert done.changes.facts.figure == 1
    assert not (small.folder / ".versions").exists()
    assert os.readlink(small.folder / "ogi.duckdb") == "current/ogi.duckdb"
    assert small.first_figure() == "6.0"


def test_migration_never_misses_a_name(small: Small) -> None:
    small.publish(CONTENT)
    old_layout(small)
    small.load(OTHER)
    step = 1
    while killed_at(step, small.publish, minute=step):
        assert small.first_figure() in ("5.0", "6.0")
        step += 4
    assert small.first_figure() == "6.0"
    assert not (small.folder / ".versions").exists()


def test_old_files_are_replaced_whole(tmp_path: Path) -> None:
    (tmp_path / "one").write_bytes(b"1")
    (tmp_path / "two").write_bytes(b"2")
    files.point(tmp_path / "link", tmp_path / "one")
    files.point(tmp_path / "link", tmp_path / "two")
    assert (os.readlink(tmp_path / "link"), (tmp_path / "link").read_bytes()) == ("two", b"2")
