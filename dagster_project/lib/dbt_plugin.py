"""Plugin of dbt-duckdb, named in `dbt/profiles.yml`: dbt ends with the run that started it.

The candidate has the same name in every load. A dbt whose run was killed while it was still
starting would open the next load's candidate and build in it.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from typing import Any

from dbt.adapters.duckdb.plugins import BasePlugin

from dagster_project.lib.orphans import RUN_PROCESS, end_with_parent


class Plugin(BasePlugin):
    """dbt-duckdb asks for a class of this name, before it opens the database."""

    def initialize(self, _config: Mapping[str, Any]) -> None:
        """Begin to watch the run's process."""
        if RUN_PROCESS in os.environ:
            end_with_parent(int(os.environ[RUN_PROCESS]))
