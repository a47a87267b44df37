"""What people start: the whole line, or its second half."""

from __future__ import annotations

import dagster as dg

from dagster_project.defs.marts import dbt_models
from dagster_project.defs.publication import published_snapshot, warehouse

whole_line = dg.define_asset_job(
    "whole_line",
    selection=dg.AssetSelection.all(),
    # The steps depend on one another and spread their own work over processes, so a process for
    # each step would only cost its start.
    executor_def=dg.in_process_executor,
    description=(
        "Everything, from the raw folder to the published snapshot. Every gate must be passed; "
        "if one is not, the warehouse and the published snapshot stay as they were."
    ),
)

from_staging = dg.define_asset_job(
    "from_staging",
    selection=dg.AssetSelection.assets(dbt_models, warehouse, published_snapshot),
    executor_def=dg.in_process_executor,
    description=(
        "From the staging tables on: dbt, the gate of the marts, and publication. After a change "
        "of dbt models, or when the gate of the marts stopped a load. No file is read again."
    ),
)
