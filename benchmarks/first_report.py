"""What somebody waits for who reads a single report: the tables and patterns are loaded first."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.report_writer import corpus

_TIMES = 3


def measure(seed: int = 2019) -> Iterator[str]:
    """Yield the seconds that `python -m extractors FILE` takes, the best of three."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "report.txt")
        file.write_bytes(next(iter(corpus(seed, 1))).data)
        seconds = []
        for _ in range(_TIMES):
            started = time.perf_counter()
            subprocess.run(
                [sys.executable, "-m", "extractors", str(file)],
                check=False,
                stdout=subprocess.DEVNULL,
            )
            seconds.append(time.perf_counter() - started)
    yield f"{min(seconds):8.2f} s for python -m extractors FILE"
