"""The line from raw files to the published snapshot, as Dagster assets.

Nothing phones home. Dagster's own usage statistics are switched off where it reads its settings
(`dagster.yaml`, and `.env` for `dagster dev`); what this package starts itself, dbt above all,
inherits the switches below, whoever imported it.
"""

from __future__ import annotations

import os

# A person's own setting of these wins only where it is set to something.
for _switch, _off in {
    "DBT_SEND_ANONYMOUS_USAGE_STATS": "false",
    "DO_NOT_TRACK": "1",
    "DAGSTER_DISABLE_TELEMETRY": "1",
    "GX_ANALYTICS_ENABLED": "false",
}.items():
    os.environ.setdefault(_switch, _off)
