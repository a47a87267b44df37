"""Tells somebody that a run has failed, by a command of the user's own.

Nothing is sent by the product itself: `OGI_ON_FAILURE` names a program, for example a script that
writes a mail. It gets the facts as one JSON object on its standard input.
"""

from __future__ import annotations

import json
import os
import shlex
import subprocess
from collections.abc import Mapping

_SECONDS = 60


def failed(facts: Mapping[str, str]) -> str | None:
    """Start the command that `OGI_ON_FAILURE` names and wait for it.

    Parameters:
        facts: `run_id`, `job`, `started_by`, `reason`.

    Returns:
        Why nobody could be told; None if the command did its work or there is none.
    """
    command = os.environ.get("OGI_ON_FAILURE")
    if not command:
        return None
    try:
        done = subprocess.run(
            shlex.split(command),
            input=json.dumps(facts, ensure_ascii=False) + "\n",
            text=True,
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        return f"OGI_ON_FAILURE could not be run: {error}"
    if done.returncode:
        said = (done.stderr or done.stdout).strip()[:500]
        return f"OGI_ON_FAILURE ended with code {done.returncode}: {said}"
    return None
