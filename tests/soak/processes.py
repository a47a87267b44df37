"""Runs of the line in processes of their own, which can be killed with all they have started."""

from __future__ import annotations

import os
import signal
import sys
import time
import traceback
from collections.abc import Mapping
from pathlib import Path


class Run:
    """`python -m dagster_project.run` in a fork of this process, in a session of its own.

    A fork has loaded Dagster and the definitions already, so that a kill hits the load and not
    the seconds in which Python imports modules.
    """

    def __init__(self, environment: Mapping[str, str], arguments: tuple[str, ...] = ()) -> None:
        import dagster_project.definitions  # noqa: F401  (before the fork)
        from dagster_project import run

        self.environment = environment
        self.output = Path(environment["OGI_DATA_DIR"]).parent / "run.out"
        self.output.parent.mkdir(parents=True, exist_ok=True)
        sys.stdout.flush()
        sys.stderr.flush()
        self.pid = os.fork()
        if self.pid == 0:
            code = 70
            try:
                os.setsid()
                os.environ.update(environment)
                with self.output.open("w", encoding="utf-8") as out:
                    os.dup2(out.fileno(), 1)
                    os.dup2(out.fileno(), 2)
                sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
                sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
                code = run.main(list(arguments))
                sys.stdout.flush()
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stderr.flush()
                os._exit(code)
        self.code: int | None = None

    def over(self) -> bool:
        """Tell whether the run has ended by itself."""
        if self.code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.code = os.waitstatus_to_exitcode(status)
        return self.code is not None

    def wait(self) -> int:
        """Wait for the end and return the exit code."""
        if self.code is None:
            _, status = os.waitpid(self.pid, 0)
            self.code = os.waitstatus_to_exitcode(status)
        return self.code

    def family(self) -> list[int]:
        """Return the processes of the run, the first one first."""
        return [self.pid, *sorted(_children(self.pid))]

    def kill(self, which: str) -> None:
        """Kill the run with SIGKILL: `all` its processes, the `first` one, or a `child` of it."""
        family = self.family()
        victims = {"all": family, "first": family[:1], "child": family[1:] or family}[which]
        for pid in victims:
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        self.wait()


def wait_for(log: Path, words: str, run: Run, seconds: float) -> bool:
    """Wait until a run's log holds some words; False if it ended or took too long before."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not run.over():
        if log.exists() and words in log.read_text(encoding="utf-8", errors="replace"):
            return True
        time.sleep(0.02)
    return False


def _children(parent: int) -> set[int]:
    found: set[int] = set()
    parents: dict[int, int] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                told = (entry / "stat").read_text(encoding="utf-8", errors="replace")
            except OSError:
                continue
            parents[int(entry.name)] = int(told.rpartition(")")[2].split()[1])
    waiting = [parent]
    while waiting:
        above = waiting.pop()
        below = {pid for pid, its in parents.items() if its == above} - found
        found |= below
        waiting.extend(below)
    return found
