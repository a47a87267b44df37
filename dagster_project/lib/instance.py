"""Dagster's home: where its runs are kept, and what a killed run leaves behind."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import dagster as dg
from dagster import DagsterRunStatus, RunsFilter

from dagster_project.lib import files, records
from dagster_project.lib.settings import INSTANCE_TEMPLATE, dagster_home

TERMINAL = {"ogi/started_by": "terminal"}
"""Tag of a run that a person started with `python -m dagster_project.run`."""

SHOWN_WITH_JOB = {".dagster/repository": "__repository__@ogi"}
"""Tag by which the UI lists a run on its job's page; `ogi` is the location of workspace.yaml."""

_UNFINISHED = [
    DagsterRunStatus.NOT_STARTED,
    DagsterRunStatus.STARTING,
    DagsterRunStatus.STARTED,
    DagsterRunStatus.CANCELING,
]


class AnotherRun(Exception):
    """Somebody else has started a run from a terminal, and it is still going on."""


@contextmanager
def home_instance() -> Iterator[dg.DagsterInstance]:
    """Open Dagster's home for one run; made first if need be.

    Raises:
        AnotherRun: if a run from a terminal is going on.
    """
    home = dagster_home()
    home.mkdir(parents=True, exist_ok=True)
    if not (home / "dagster.yaml").exists():
        shutil.copyfile(INSTANCE_TEMPLATE, home / "dagster.yaml")
    os.environ["DAGSTER_HOME"] = str(home)
    with ExitStack() as stack:
        try:
            stack.enter_context(files.locked(home / "terminal.lock", wait=False))
        except BlockingIOError:
            raise AnotherRun(
                f"Another run is going on for {home}. Wait until it has finished, or look at it "
                "in the UI (make ui)."
            ) from None
        stack.enter_context(records.kept_open())
        instance = stack.enter_context(dg.DagsterInstance.get())
        close_dead_runs(instance)
        yield instance


def close_dead_runs(instance: dg.DagsterInstance) -> list[str]:
    """Mark the runs of killed processes as failed and free what they hold; return their ids.

    A run from a terminal holds a lock that ends with its process: whoever has the lock knows
    that every other such run is over. Its place in the pool would otherwise stay taken, and all
    later runs would wait for it. (Runs from the UI are watched by Dagster's run monitoring.)
    """
    dead = instance.get_runs(RunsFilter(statuses=_UNFINISHED, tags=TERMINAL))
    for run in dead:
        instance.report_run_failed(run, "The process of this run has ended without a word.")
        instance.event_log_storage.free_concurrency_slots_for_run(run.run_id)
    return [run.run_id for run in dead]


def log_file() -> Path:
    """Return the file that the last run from a terminal wrote its log to."""
    return dagster_home() / "last_run.log"
