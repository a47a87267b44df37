"""Great Expectations in a process of its own, which is loaded while the run does other things.

To load it takes as long as a small load. So a run starts it at once, on another processor, and asks
it when there is something to judge; pages for people it makes while the run goes on. It works on
nothing but what it is sent, never on a database. If the run ends, however it ends, so does it.
"""

from __future__ import annotations

import atexit
import os
import subprocess
import sys
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any

from dagster_project.lib.settings import PROJECT_ROOT

JUDGE = "dagster_project.lib.expectations:judge"
KEEP_PAGES = "dagster_project.lib.data_docs:keep"


@dataclass(slots=True)
class _Process:
    process: subprocess.Popen[bytes]
    connection: Connection
    unanswered: int = 0
    """Answers that nobody has read yet."""


_running: _Process | None = None


def prepare() -> None:
    """Have the process loaded, unless there is one."""
    _usable()


def call(function: str, *arguments: Any) -> Any:
    """Return what a function gives there, when all that was asked before is done.

    Parameters:
        function: `module:name`, so that this process need not load it.

    Raises:
        Exception: what the function raised, or one that was asked before with `later`.
        ChildProcessError: if the process has ended meanwhile.
    """
    running = _usable()
    settle()
    _send(running, function, arguments)
    return _answer(running)


def later(function: str, *arguments: Any) -> None:
    """Have a function done there while this process goes on; `settle` tells how it went."""
    _send(_usable(), function, arguments)


def settle() -> None:
    """Wait for all that was asked.

    Raises:
        Exception: what one of the functions raised.
        ChildProcessError: if the process has ended meanwhile.
    """
    while _running is not None and _running.unanswered:
        _answer(_running)


def end() -> None:
    """Wait for all that was asked and let the process end."""
    global _running
    try:
        settle()
    finally:
        ending, _running = _running, None
        if ending is not None:
            _stop(ending)


def _usable() -> _Process:
    """Return the process; another one, if it has ended while it had nothing to do."""
    global _running
    if _running is not None and not _running.unanswered and _running.process.poll() is not None:
        _stop(_running)
        _running = None
    if _running is None:
        _running = _start()
    return _running


def _start() -> _Process:
    here, there = Pipe()
    with there:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "dagster_project.lib.quality_worker"),
                *(str(there.fileno()), str(os.getpid())),
            ],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            cwd=PROJECT_ROOT,
            pass_fds=[there.fileno()],
        )
    return _Process(process, here)


def _stop(running: _Process) -> None:
    # It has nothing left to do, and to take its modules apart would take it seconds.
    running.process.kill()
    running.process.wait()
    running.connection.close()


def _send(running: _Process, function: str, arguments: tuple[Any, ...]) -> None:
    try:
        running.connection.send((function, arguments))
    except OSError as error:
        raise _ended(running) from error
    running.unanswered += 1


def _answer(running: _Process) -> Any:
    running.unanswered -= 1
    try:
        succeeded, answer = running.connection.recv()
    except (EOFError, OSError) as error:
        raise _ended(running) from error
    if not succeeded:
        raise answer
    return answer


def _ended(running: _Process) -> ChildProcessError:
    running.unanswered = 0
    code = running.process.wait()
    return ChildProcessError(
        f"the process that judges the load has ended with code {code}: something ended it from "
        "outside, most often for lack of memory. Run again."
    )


def _forget() -> None:
    """Leave the process to the one that this one was forked from: answers would go astray."""
    global _running
    _running = None


os.register_at_fork(after_in_child=_forget)


@atexit.register
def _at_exit() -> None:
    """Have the last pages made; by now there is nobody to tell of a failure."""
    try:
        end()
    except Exception as failure:
        print(f"Pages about the quality of the load are missing: {failure}", file=sys.stderr)
