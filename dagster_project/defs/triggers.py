"""What starts the line without a person: files that appear, the season, and who hears of failures.

All are off until somebody switches them on in the UI (Automation): a load that nobody expects
would be a surprise.
"""

from collections.abc import Iterator

import dagster as dg

from dagster_project.defs.jobs import from_staging, whole_line
from dagster_project.defs.steps import STARTED_BY
from dagster_project.lib import notify, settings, watch
from dagster_project.lib.store import Store

_UNFINISHED = [
    dg.DagsterRunStatus.QUEUED,
    dg.DagsterRunStatus.NOT_STARTED,
    dg.DagsterRunStatus.STARTING,
    dg.DagsterRunStatus.STARTED,
]


@dg.sensor(
    job=whole_line,
    minimum_interval_seconds=30,
    default_status=dg.DefaultSensorStatus.STOPPED,
    description=(
        "Starts a load when files of the raw folder have appeared, changed or gone, and nothing "
        "has changed for a while (OGI_SETTLED_AFTER, 60 seconds), so that no half-copied file is "
        "read. While a load waits or runs no other one is started."
    ),
)
def new_files(context: dg.SensorEvaluationContext) -> Iterator[dg.RunRequest | dg.SkipReason]:
    """Ask for a load of what is new."""
    # The cursor holds the state that was seen last and the one that was loaded last.
    seen, _, loaded = (context.cursor or "").partition(" ")
    state = watch.look(Store().paths.raw_dir)
    context.update_cursor(f"{state.fingerprint} {loaded}")
    if state.fingerprint == loaded:
        yield dg.SkipReason("Nothing has changed since the last load that this sensor started.")
        return
    if not state.files and not loaded:
        yield dg.SkipReason("The raw folder is empty.")
        return
    if reason := watch.unsettled(state, seen or None, settings.settled_after()):
        yield dg.SkipReason(f"The raw folder has not settled: {reason}.")
        return
    if context.instance.get_runs(dg.RunsFilter(statuses=_UNFINISHED), limit=1):
        yield dg.SkipReason("Another run is waiting or going on.")
        return
    context.update_cursor(f"{state.fingerprint} {state.fingerprint}")
    yield dg.RunRequest(
        run_key=None,
        tags={STARTED_BY: "sensor", "ogi/raw_folder": state.fingerprint},
    )


@dg.schedule(
    job=whole_line,
    cron_schedule="30 2 * 1-4 *",
    execution_timezone="Asia/Shanghai",
    default_status=dg.DefaultScheduleStatus.STOPPED,
    description=(
        "The season: reports for a year are due on 31 January (bodies) and 31 March (governments) "
        "of the next one, and come until the end of April. Every night at 2:30, China time."
    ),
)
def season(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """Ask for a load."""
    return dg.RunRequest(tags={STARTED_BY: "schedule"})


@dg.run_failure_sensor(
    monitored_jobs=[whole_line, from_staging],
    default_status=dg.DefaultSensorStatus.STOPPED,
    description=(
        "Runs the command that OGI_ON_FAILURE names when a run has failed, killed ones too, with "
        "the reason on its standard input. Runs from a terminal call it themselves."
    ),
)
def tell_of_failures(context: dg.RunFailureSensorContext) -> dg.SkipReason | None:
    """Tell somebody."""
    run = context.dagster_run
    if run.tags.get(STARTED_BY) == "terminal":
        return dg.SkipReason("The terminal has told it.")
    reasons = [context.failure_event.message or "The run has failed."]
    for event in context.get_step_failure_events():
        data = event.step_failure_data
        told = data.user_failure_data.description if data.user_failure_data else None
        reasons.append(f"{event.step_key}: {told or (data.error and data.error.message) or ''}")
    problem = notify.failed(
        {
            "run_id": run.run_id,
            "job": run.job_name,
            "started_by": run.tags.get(STARTED_BY, "ui"),
            "reason": "\n".join(reasons),
        }
    )
    if problem:
        raise dg.Failure(description=problem)
    return None
