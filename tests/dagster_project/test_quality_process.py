"""The process that judges loads answers in order, tells how it failed and ends with its run."""

from __future__ import annotations

import errno
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pytest

from dagster_project.lib import quality_process
from dagster_project.lib.questions import Question
from dagster_project.lib.settings import PROJECT_ROOT
from dagster_project.lib.suites import Rule
from tests.dagster_project import processes


@pytest.fixture(scope="module", autouse=True)
def no_process_is_left() -> Iterator[None]:
    yield
    quality_process.end()


def question(
    expectation: str, arguments: dict[str, object], answer: dict[str, list[object]]
) -> Question:
    rule = Rule(
        gate="staging", rule="asked", table="report", scope="load", severity="error",
        message="Look at it.", query="", expectation=expectation, arguments=arguments,
        finds_offenders=False, needs=None,
    )  # fmt: skip
    return Question(rule, arguments, pa.table(answer))


def test_every_question_has_its_finding() -> None:
    no_rows = ("expect_table_row_count_to_equal", {"value": 0})
    known = ("expect_column_values_to_be_in_set", {"column": "kind", "value_set": ["a", "b"]})
    kept, broken, unknown = quality_process.call(
        quality_process.JUDGE,
        [
            question(*no_rows, {"path": []}),
            question(*no_rows, {"path": ["x.txt", "y.txt"], "times": [2, 3]}),
            question(*known, {"kind": ["a", "c", "b"]}),
        ],
    )
    assert (kept.success, broken.success, unknown.success) == (True, False, False)
    assert kept.sample == ()
    assert broken.observed == "2"
    assert broken.sample == ({"path": "x.txt", "times": "2"}, {"path": "y.txt", "times": "3"})
    assert unknown.observed == "unexpected c"
    assert kept.evidence["expectation_config"]["meta"]["rule"] == "asked"


def test_what_was_asked_before_is_done_first(tmp_path: Path) -> None:
    quality_process.later("pathlib:Path.mkdir", tmp_path / "a")
    assert quality_process.call("os:listdir", tmp_path) == ["a"]


def test_a_failure_comes_out_as_it_was(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as told:
        quality_process.call("os:listdir", tmp_path / "none")
    assert told.value.errno == errno.ENOENT
    assert told.value.filename == str(tmp_path / "none")
    assert quality_process.call("math:sqrt", 9) == 3.0


def test_a_failure_that_nobody_waited_for_is_told_later(tmp_path: Path) -> None:
    quality_process.later("os:listdir", tmp_path / "none")
    with pytest.raises(FileNotFoundError):
        quality_process.settle()
    quality_process.settle()
    quality_process.later("os:listdir", tmp_path / "none")
    with pytest.raises(FileNotFoundError):
        quality_process.call("math:sqrt", 9)


def test_one_that_was_killed_while_it_waited_is_replaced() -> None:
    assert quality_process.call("math:sqrt", 4) == 2.0
    waiting = quality_process._running
    assert waiting is not None
    waiting.process.kill()
    waiting.process.wait()
    assert quality_process.call("math:sqrt", 9) == 3.0
    assert quality_process._running is not waiting


def test_one_that_is_killed_at_its_work_is_told_of() -> None:
    with pytest.raises(ChildProcessError, match=r"with code -9: .* Run again\."):
        quality_process.call("signal:raise_signal", 9)
    assert quality_process.call("math:sqrt", 9) == 3.0


def test_a_fork_has_one_of_its_own() -> None:
    asked = (
        "import os; from dagster_project.lib import quality_process as q; "
        "q.later('time:sleep', 1); first = q._running.process.pid\n"
        "if not os.fork():\n"
        "    assert q.call('os:getpid') != first\n"
        "    q.end()\n"
        "    os._exit(0)\n"
        "_, status = os.wait()\n"
        "print(status, q.call('os:getpid') == first)"
    )
    run = subprocess.run(
        [sys.executable, "-c", asked], capture_output=True, text=True, cwd=PROJECT_ROOT, timeout=120
    )
    assert run.stdout.split() == ["0", "True"], run.stderr


def test_it_ends_when_its_run_is_killed_though_it_has_work() -> None:
    started = (
        "import os; from dagster_project.lib import quality_process as q; "
        "q.later('time:sleep', 600); print(q._running.process.pid, flush=True); os.kill(os.getpid(), 9)"
    )
    run = subprocess.run(
        [sys.executable, "-c", started], capture_output=True, text=True, cwd=PROJECT_ROOT
    )
    assert run.returncode == -9
    assert processes.ends(int(run.stdout), within=60), "it goes on without its run"


def test_a_run_that_ends_waits_for_the_last_pages(tmp_path: Path) -> None:
    started = (
        "import sys; from dagster_project.lib import quality_process as q; "
        "q.later('time:sleep', 1); q.later('os:mkdir', sys.argv[1])"
    )
    subprocess.run(
        [sys.executable, "-c", started, str(tmp_path / "page")], check=True, cwd=PROJECT_ROOT
    )
    assert (tmp_path / "page").is_dir()
