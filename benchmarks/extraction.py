"""Reports a second on one core, and where the time goes.

The reports are written by tests/report_writer in its usual mix of forms, layouts and scripts.
"""

from __future__ import annotations

import cProfile
import pstats
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import extractors
from extractors.pipeline import extract
from tests.report_writer import corpus

_PACKAGE = Path(extractors.__file__).parent
_WARM_UP = 100


def measure(reports: int, seed: int = 2019) -> Iterator[str]:
    """Yield the results, line by line, for people."""
    files = [written.data for written in corpus(seed, reports)]
    for data in files[:_WARM_UP]:
        extract(data, "warm-up")
    clock, processor = time.perf_counter(), time.process_time()
    for data in files:
        extract(data, "report.txt")
    clock, processor = time.perf_counter() - clock, time.process_time() - processor
    size = sum(map(len, files))
    yield f"{reports} reports of {size / reports / 1000:.1f} kB on average"
    yield f"{reports / processor:8.0f} reports per second of processor time"
    yield f"{reports / clock:8.0f} reports per second by the clock"
    yield f"{processor / reports * 1000:8.2f} ms a report"
    yield ""
    yield "Where the time goes (under a profiler, which slows small functions down)"
    shares = _shares(files[: min(reports, 400)])
    for part, share in shares.most_common():
        yield f"  {share:6.1%}  {part}"


def _shares(files: list[bytes]) -> Counter[str]:
    """Return each part's share of the time; library calls count for the part that makes them."""
    profile = cProfile.Profile()
    profile.enable()
    for data in files:
        extract(data, "report.txt")
    profile.disable()
    spent: Counter[str] = Counter()
    for (file, _, _), (_, _, own, _, callers) in pstats.Stats(profile).stats.items():  # type: ignore[attr-defined]
        part = _part(file)
        if part:
            spent[part] += own
            continue
        for (caller, _, _), (_, _, own_here, _) in callers.items():
            spent[_part(caller) or "other"] += own_here
    total = sum(spent.values())
    return Counter({part: seconds / total for part, seconds in spent.items()})


def _part(file: str) -> str | None:
    path = Path(file)
    if _PACKAGE not in path.parents:
        return None
    return path.relative_to(_PACKAGE).parts[0].removesuffix(".py")
