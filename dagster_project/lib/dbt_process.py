"""dbt in a process of its own, which can be started before there is anything to build.

To load dbt takes as long as a small build. So a run starts it at once, on another processor, and
tells it what to do when the staging tables are there. The process waits at its standard input: if
the run ends without a word, however it ends, so does the process.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dagster_project.lib import garbage
from dagster_project.lib.settings import PROJECT_ROOT

_COMMAND = (sys.executable, "-m", "dagster_project.lib.dbt_process")
_waiting: subprocess.Popen[bytes] | None = None


def prepare() -> None:
    """Have a dbt loaded, unless one is waiting."""
    global _waiting
    if _waiting is None or _waiting.poll() is not None:
        _waiting = _start()


def run(
    arguments: Sequence[str], environment: Mapping[str, str], folder: Path
) -> subprocess.Popen[bytes]:
    """Start a dbt command in a folder, with the one that waits if there is one.

    Returns:
        The process; what dbt says comes out of its standard output.
    """
    global _waiting
    told = json.dumps(
        {"arguments": arguments, "environment": dict(environment), "folder": str(folder)}
    )
    process, _waiting = _waiting, None
    if process is None or not _tell(process, told):
        process = _start()
        if not _tell(process, told):
            raise RuntimeError(f"dbt cannot be started: {process.communicate()[0].decode()}")
    return process


def dismiss() -> None:
    """Let the one that waits end: there is nothing to build."""
    global _waiting
    if _waiting is not None:
        assert _waiting.stdin is not None
        _waiting.kill()
        _waiting.communicate()
        _waiting = None


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        _COMMAND,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=PROJECT_ROOT,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )


def _tell(process: subprocess.Popen[bytes], told: str) -> bool:
    """Tell a waiting process what to do; False if it has ended."""
    assert process.stdin is not None
    try:
        process.stdin.write(told.encode() + b"\n")
        process.stdin.close()
        process.stdin = None  # or whoever waits for the process would flush it
    except OSError:
        process.kill()
        return False
    return True


def main() -> None:
    """Load dbt, wait for a command and execute it."""
    garbage.look_seldom()
    # dbt loads the adapter only when it knows the profile.
    import dbt.adapters.duckdb  # noqa: F401
    from dbt.cli.main import cli

    garbage.spare()
    line = sys.stdin.readline()
    if not line:
        return
    told: dict[str, Any] = json.loads(line)
    os.environ.clear()
    os.environ.update(told["environment"])
    os.chdir(told["folder"])
    try:
        cli(told["arguments"])
    finally:
        garbage.spare()  # the manifest by now: the process ends


if __name__ == "__main__":
    main()
