"""What people start: the whole line, its second half, or a second reading of some reports."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, get_args

import dagster as dg

from dagster_project.defs.marts import dbt_models
from dagster_project.defs.publication import published_snapshot, warehouse
from dagster_project.defs.raw_files import WhatToRead
from dagster_project.defs.steps import STARTED_BY
from dagster_project.lib import summary
from dagster_project.lib.instance import SHOWN_WITH_JOB
from extractors.model import Form

FORMS: tuple[str, ...] = get_args(Form)
LOAD_AGAIN = "load_again"
FIRST_YEAR = 2008
"""The Regulations took effect on 1 May 2008."""

# The steps depend on one another and spread their own work over processes, so a process for each
# step would only cost its start.
_IN_ONE_PROCESS = dg.in_process_executor
# A run whose process was killed is started anew from its first step: what a step has left half done
# belongs to a load that is given up.
_FROM_THE_START = {"dagster/retry_strategy": "ALL_STEPS"}

whole_line = dg.define_asset_job(
    "whole_line",
    selection=dg.AssetSelection.all(),
    executor_def=_IN_ONE_PROCESS,
    tags=_FROM_THE_START,
    description=(
        "Everything, from the raw folder to the published snapshot. Only files that are new or "
        "have changed are read. Every gate must be passed; if one is not, the warehouse and the "
        "published snapshot stay as they were."
    ),
)

from_staging = dg.define_asset_job(
    "from_staging",
    selection=dg.AssetSelection.assets(dbt_models, warehouse, published_snapshot),
    executor_def=_IN_ONE_PROCESS,
    tags=_FROM_THE_START,
    description=(
        "From the staging tables on: dbt, the gate of the marts, and publication. After a change "
        "of dbt models, or when the gate of the marts stopped a load. No file is read again."
    ),
)


@dg.static_partitioned_config([*FORMS, *map(str, range(FIRST_YEAR, date.today().year + 1))])
def what_to_read(partition_key: str) -> Mapping[str, Any]:
    """Return the settings that read the reports of one form, or for one year, again."""
    wish: dict[str, Any] = (
        {"form": partition_key} if partition_key in FORMS else {"year": int(partition_key)}
    )
    return {"ops": {LOAD_AGAIN: {"config": wish}}}


def read_again(line: Callable[[], dg.JobDefinition]) -> dg.JobDefinition:
    """Return the job that runs the whole line with some reports read again.

    The load is a run of its own within the job's: the UI offers backfills of assets only where the
    assets are partitioned, and a load is no partition of the warehouse.

    Parameters:
        line: gives the job `whole_line`, once all definitions are there.
    """

    @dg.op(name=LOAD_AGAIN)
    def load_again(context: dg.OpExecutionContext, config: WhatToRead) -> None:
        """Run the whole line with the reports of one form, or for one year, read again."""
        result = line().execute_in_process(
            instance=context.instance,
            tags={STARTED_BY: "backfill", "ogi/part_of": context.run_id, **SHOWN_WITH_JOB},
            raise_on_error=False,
            run_config={"ops": {"raw_manifest": {"config": config.model_dump()}}},
        )
        if not result.success:
            told = "\n".join(summary.reasons(result))
            raise dg.Failure(description=f"Run {result.run_id}:\n{told}", allow_retries=False)

    @dg.job(
        name="read_again",
        config=what_to_read,
        executor_def=_IN_ONE_PROCESS,
        tags=_FROM_THE_START,
        description=(
            "The whole line, with every report in one form, or for one year, read again: after a "
            "change that concerns them. Choose forms or years as partitions and launch a backfill; "
            "its loads come one after another."
        ),
    )
    def again() -> None:
        load_again()

    return again
