"""What the disk and other programs can do to a load: a clear word, and nothing lost."""

from __future__ import annotations

import errno
import multiprocessing
import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from dagster_project.lib import errors, loads, turns
from dagster_project.lib.errors import Busy, StoreError
from dagster_project.lib.loads import Start
from tests.dagster_project import loading
from tests.dagster_project.loading import Loading

SAMPLE = "2018_shanfu_form_2014.txt"


@pytest.fixture
def line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, project_root: Path) -> Loading:
    """The line over one sample, loaded once."""
    own = loading.of(tmp_path / "data", monkeypatch)
    data = (project_root / "data" / "raw" / SAMPLE).read_bytes()
    (own.store.paths.raw_dir / SAMPLE).write_bytes(data)
    own.load()
    return own


def add_file(line: Loading) -> None:
    (line.store.paths.raw_dir / f"{line.runs}.txt").write_bytes(b"")


@contextmanager
def held_open(file: Path, *, read_only: bool) -> Iterator[None]:
    """Another process has a database open."""
    code = textwrap.dedent(
        """
        import sys, duckdb
        con = duckdb.connect(sys.argv[1], read_only=sys.argv[2] == "True")
        con.execute("SELECT 1")
        print("open", flush=True)
        sys.stdin.read()
        """
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(file), str(read_only)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "open\n"
        try:
            yield
        finally:
            other.kill()


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "No space is left on the disk of /data/x. Make room and run again."),
        (errno.EROFS, "/data/x cannot be used (read-only file system). Check the permissions"),
        (errno.EACCES, "/data/x cannot be used (permission denied). Check the permissions"),
        (errno.EIO, "/data/x cannot be used (input/output error). Mend the cause and run again."),
    ],
)
def test_an_error_of_the_disk_is_told(number: int, words: str) -> None:
    with pytest.raises(StoreError) as told, errors.explained():
        raise OSError(number, os.strerror(number), "/data/x")
    assert str(told.value).startswith(words)
    assert str(told.value).endswith("The warehouse and the published snapshot are as they were.")


def test_a_mistake_of_our_own_keeps_its_name() -> None:
    with pytest.raises(duckdb.CatalogException), errors.explained(), duckdb.connect() as con:
        con.execute("FROM nothing")


def in_a_child(what: str, data_dir: Path) -> str:
    """Load in a process that may write no file larger than 300 kB; return what it says."""
    code = textwrap.dedent(
        f"""
        import resource, sys, os
        os.environ["OGI_DATA_DIR"] = {str(data_dir)!r}
        from dagster_project.lib.store import Store
        from tests.dagster_project.loading import Loading
        line = Loading(Store(), runs=50)
        {what}
        try:
            line.load()
        except Exception as error:
            print(type(error).__name__, error)
        else:
            print("loaded")
        """
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=Path.cwd()
    )
    return done.stdout + done.stderr[-2000:]


def test_a_full_disk_stops_the_load_and_nothing_is_lost(line: Loading) -> None:
    before = line.content()
    add_file(line)
    limit = "resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))"
    told = in_a_child(limit, line.store.paths.data_dir)
    assert told.startswith("StoreError No space is left on the disk")
    assert line.content() == before
    assert line.load()["new"] == 1


def test_a_folder_that_cannot_be_written_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = loading.of(tmp_path / "data", monkeypatch)
    own.store.paths.warehouse_dir.write_text("a file where the folder should be")
    with pytest.raises(StoreError) as told:
        own.load()
    assert str(own.store.paths.warehouse_dir) in str(told.value)


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_folder_of_somebody_else_is_named(line: Loading) -> None:
    data_dir = line.store.paths.data_dir
    for folder in (*data_dir.parents, data_dir, *data_dir.rglob("*")):
        if folder.is_dir() and folder.stat().st_uid == os.geteuid() and "pytest" in str(folder):
            folder.chmod(0o755)
    told = in_a_child("os.seteuid(65534)", data_dir)
    assert told.startswith("StoreError ")
    assert "cannot be used" in told
    assert "Check the permissions" in told


@pytest.mark.parametrize("damage", ["garbage", "cut", "empty page", "nothing"])
def test_a_damaged_warehouse_is_told_and_can_be_built_anew(line: Loading, damage: str) -> None:
    warehouse = line.store.paths.warehouse
    before = line.content()
    content = warehouse.read_bytes()
    half = len(content) // 2
    warehouse.write_bytes(
        {
            "garbage": b"not a database at all" * 1000,
            "cut": content[:half],
            "empty page": content[:12_288] + bytes(len(content) - 12_288),
            "nothing": b"no",
        }[damage]
    )
    add_file(line)
    with pytest.raises(StoreError) as told:
        line.load()
    assert "python -m dagster_project.run --rebuild" in str(told.value)
    aside = line.store.set_aside(loads.now())
    assert aside is not None
    assert aside.exists()
    assert line.load()["new"] == 2
    assert line.content()["observation"] == before["observation"]


def test_a_warehouse_open_for_writing_elsewhere_is_told(line: Loading) -> None:
    add_file(line)
    with held_open(line.store.paths.warehouse, read_only=False), pytest.raises(Busy) as told:
        line.load()
    assert "Close it there, or open it read-only, and run again." in str(told.value)
    assert line.load()["new"] == 1


def test_readers_of_the_warehouse_hinder_nobody(line: Loading) -> None:
    add_file(line)
    with held_open(line.store.paths.warehouse, read_only=True):
        assert line.load()["new"] == 1


def test_what_a_killed_program_wrote_to_the_warehouse_does_not_spoil_the_next_load(
    line: Loading,
) -> None:
    code = (
        "import duckdb, os, sys; con = duckdb.connect(sys.argv[1]);"
        "con.execute('CREATE TABLE mine AS SELECT 1'); os._exit(9)"
    )
    warehouse = line.store.paths.warehouse
    subprocess.run([sys.executable, "-c", code, str(warehouse)], check=False)
    assert warehouse.with_name("ogi.duckdb.wal").exists()
    add_file(line)
    assert line.load()["new"] == 1
    assert not warehouse.with_name("ogi.duckdb.wal").exists()
    assert line.query("FROM mine") == [(1,)]


def test_a_half_written_candidate_is_given_up(line: Loading) -> None:
    candidate = line.store.paths.candidate
    candidate.write_bytes(line.store.paths.warehouse.read_bytes()[:50_000])
    candidate.with_name(f"{candidate.name}.wal").write_bytes(b"half a change")
    candidate.with_name(f".{candidate.name}.new").write_bytes(b"half a copy")
    add_file(line)
    assert line.load()["new"] == 1


def test_a_candidate_that_a_process_still_works_on_is_left_alone(line: Loading) -> None:
    line.store.begin_load(Start("77777777", "whole_line"), loads.now())
    with held_open(line.store.paths.candidate, read_only=False), pytest.raises(Busy):
        line.load()


def _take(folder: Path, run_id: str, told: multiprocessing.SimpleQueue[str]) -> None:
    try:
        turns.take(folder, run_id)
    except Busy as reason:
        told.put(str(reason))
    else:
        told.put("mine")
        time.sleep(60)


def test_one_run_at_a_time_works_on_a_corpus_and_a_killed_one_keeps_nobody_out(
    tmp_path: Path,
) -> None:
    context = multiprocessing.get_context("spawn")
    told: multiprocessing.SimpleQueue[str] = context.SimpleQueue()
    first = context.Process(target=_take, args=(tmp_path, "run-1", told))
    first.start()
    assert told.get() == "mine"
    second = context.Process(target=_take, args=(tmp_path, "run-2", told))
    second.start()
    assert told.get().startswith(f"Another run works on {tmp_path} (run run-1, process ")
    same = context.Process(target=_take, args=(tmp_path, "run-1", told))
    same.start()
    assert told.get() == "mine"  # another step of the first run
    same.kill()
    first.kill()
    first.join()
    turns.take(tmp_path, "run-3")
    turns.take(tmp_path, "run-4")  # runs in one process come one after another
    turns.release(tmp_path)
