"""What the steps work with: the warehouse files and dbt."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

from dagster_dbt import DbtCliResource
from dagster_dbt.compat import DBT_PYTHON_VERSION

from dagster_project.lib.settings import DBT_DIR
from dagster_project.lib.store import Store

WRITE_POOL = "duckdb_write"
"""DuckDB has one writing process: every step that writes has its place in this pool."""


class Dbt(DbtCliResource):
    """dbt of this environment, without a word to the outside.

    The original asks `dbt --version` before each command, which looks up the newest releases on
    the package index, and it opens dbt's adapter in Dagster's own process, where nobody needs it.
    """

    @cached_property
    def _cli_version(self) -> Any:
        return DBT_PYTHON_VERSION

    def _initialize_dbt_core_adapter(self, args: Sequence[str]) -> Any:
        return None


def _dbt_executable() -> str:
    # The environment need not be activated, so dbt need not be on the path.
    return shutil.which("dbt", path=str(Path(sys.executable).parent)) or "dbt"


RESOURCES = {
    "store": Store(),
    "dbt": Dbt(
        project_dir=str(DBT_DIR),
        profiles_dir=str(DBT_DIR),
        dbt_executable=_dbt_executable(),
        global_config_flags=["--no-use-colors"],
    ),
}
