"""`python -m dagster_project.run`: the whole line from a terminal.

Runs against Dagster's home beside the corpus, so that the UI shows the run like any other. The
exit code is 0 if a snapshot was published, and 1, with the reason, if not.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Sequence
from typing import Any, get_args

from dagster_project.lib import garbage, loads, notify, quality_process, turns
from dagster_project.lib.dbt_project import DbtProjectError
from dagster_project.lib.errors import StoreError
from dagster_project.lib.store import Store
from extractors.model import Form


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a job and tell what it brought."""
    started = time.monotonic()
    options = _parser().parse_args(arguments)
    if not options.give_up:
        # It takes seconds to load, as Dagster does meanwhile in this process.
        quality_process.prepare()
    from dagster_project.lib import instance, summary, terminal

    store = Store()
    try:
        if options.give_up or options.rebuild:
            turns.take(store.paths.warehouse_dir, "given up by hand")
        if options.give_up:
            store.give_up()
            print("The load in progress was given up; the warehouse is as the last load left it.")
            return 0
        if options.rebuild and (aside := store.set_aside(loads.now())):
            print(f"The warehouse was put aside: {aside}")
        with instance.home_instance() as home:
            log = instance.log_file()
            log.unlink(missing_ok=True)
            with terminal.quiet(log):
                result = _run(options, home)
    except (instance.AnotherRun, DbtProjectError, StoreError) as reason:
        print(reason, file=sys.stderr)
        return 1
    told = summary.of_load(store) if result.success else summary.of_failure(result, store)
    for line in told:
        print(line)
    if not result.success and (problem := _notify(result, summary.reasons(result))):
        print(problem, file=sys.stderr)
    print(f"  {'log':<20} {summary.short(log)}")
    print(f"Took {time.monotonic() - started:.0f} s." + ("" if result.success else " Failed."))
    return 0 if result.success else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m dagster_project.run", description=__doc__)
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument(
        "--from-staging",
        action="store_true",
        help="read no file again: dbt, its gate and publication only",
    )
    choice.add_argument(
        "--give-up",
        action="store_true",
        help="drop a load that a gate has stopped, and go on from the last good one",
    )
    choice.add_argument(
        "--everything",
        action="store_true",
        help="read every file again, not only what has changed",
    )
    choice.add_argument(
        "--rebuild",
        action="store_true",
        help="put a damaged warehouse aside and build it anew from the raw files",
    )
    parser.add_argument(
        "--form", help="read the reports in this form again", choices=get_args(Form)
    )
    parser.add_argument("--year", type=int, help="read the reports for this year again")
    return parser


def _notify(result: Any, reasons: Iterable[str]) -> str | None:
    run = result.dagster_run
    facts = {"run_id": run.run_id, "job": run.job_name, "started_by": "terminal"}
    return notify.failed({**facts, "reason": "\n".join(reasons)})


def _run(options: argparse.Namespace, home: Any) -> Any:
    # Loading the definitions takes seconds, so wrong arguments are told before.
    from dagster_project.definitions import defs
    from dagster_project.lib import instance, terminal

    garbage.spare()
    job = "from_staging" if options.from_staging else "whole_line"
    config: dict[str, Any] = {
        "loggers": {terminal.NAME: {"config": {"file": str(instance.log_file())}}},
    }
    if not options.from_staging:
        wish = {"everything": options.everything, "form": options.form, "year": options.year}
        wanted = {name: value for name, value in wish.items() if value is not None}
        config["ops"] = {"raw_manifest": {"config": wanted}}
    return defs.resolve_job_def(job).execute_in_process(
        instance=home,
        tags={**instance.TERMINAL, **instance.SHOWN_WITH_JOB},
        raise_on_error=False,
        run_config=config,
    )


if __name__ == "__main__":
    garbage.look_seldom()
    code = main()
    garbage.spare()
    sys.exit(code)
