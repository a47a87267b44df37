"""Processes that load much and live briefly look for garbage seldom."""

from __future__ import annotations

import subprocess
import sys


def test_garbage_is_looked_for_seldom_and_what_is_loaded_is_left_alone() -> None:
    told = subprocess.run(
        [
            sys.executable,
            "-c",
            "import gc; from dagster_project.lib import garbage; usual = gc.get_threshold();"
            "garbage.look_seldom(); garbage.spare();"
            "print(usual[0] < gc.get_threshold()[0] == 50_000, gc.get_freeze_count() > 1_000)",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout == "True True\n"
