"""Reports a second on one core, and where the time goes.

The reports are written by tests/report_writer in its usual mix of forms, layouts and scripts.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from extractors import pipeline, prose
from extractors.garbage import seldom_collected
from extractors.identify import clues, dates, scope, title, year
from tests.report_writer import corpus

# Expressions of the prose patterns are compiled when a sentence first asks for one, once a process.
_WARM_UP = 500
_STEPS = 5_000_000
# What `pipeline.extract` calls, in its order: the module that holds the name, the name, a label.
_STAGES: tuple[tuple[Any, str, str], ...] = (
    (pipeline, "read_text", "decode the bytes"),
    (pipeline, "build", "fold the text, divide it into rows and cells"),
    (pipeline, "cells_of", "label keys and values of cells, wrapped labels"),
    (pipeline, "detect", "form"),
    (pipeline, "read_tables", "tables"),
    (prose, "read", "prose"),
    (title, "find", "title, year, dates, clues, scope"),
    (year, "find", "title, year, dates, clues, scope"),
    (dates, "read", "title, year, dates, clues, scope"),
    (clues, "gather", "title, year, dates, clues, scope"),
    (clues, "best_name", "title, year, dates, clues, scope"),
    (scope, "find", "title, year, dates, clues, scope"),
    (pipeline, "resolve", "agency"),
    (pipeline, "observe", "observations with their quotes"),
    (pipeline, "audit", "issues"),
)


def measure(reports: int, seed: int = 2019) -> Iterator[str]:
    """Yield the results, line by line, for people."""
    files = [written.data for written in corpus(seed, reports + _WARM_UP)]
    first, files = files[:_WARM_UP], files[_WARM_UP:]
    for data in first:
        pipeline.extract(data, "warm-up")
    with seldom_collected():
        clock, processor = time.perf_counter(), time.process_time()
        for data in files:
            pipeline.extract(data, "report.txt")
        clock, processor = time.perf_counter() - clock, time.process_time() - processor
    size = sum(map(len, files))
    yield f"{reports} reports of {size / reports / 1000:.1f} kB on average"
    yield f"{reports / processor:8.0f} reports per second of processor time"
    yield f"{reports / clock:8.0f} reports per second by the clock"
    yield f"{processor / reports * 1000:8.2f} ms a report"
    yield f"{_step():8.1f} ns a step of a plain Python loop, to compare machines by"
    yield ""
    yield "Where the time goes"
    for stage, share in sorted(_shares(files).items(), key=lambda item: -item[1]):
        yield f"  {share:6.1%}  {stage}"


def _step() -> float:
    """Return how long this Python takes on this machine for the simplest thing there is."""
    started, total = time.process_time(), 0
    for number in range(_STEPS):
        total += number
    return (time.process_time() - started) / _STEPS * 1e9


def _shares(files: list[bytes]) -> dict[str, float]:
    """Return each stage's share of the time."""
    spent: defaultdict[str, float] = defaultdict(float)
    with _timed(spent), seldom_collected():
        started = time.perf_counter()
        for data in files:
            pipeline.extract(data, "report.txt")
        total = time.perf_counter() - started
    spent["all else"] = total - sum(spent.values())
    return {stage: seconds / total for stage, seconds in spent.items()}


@contextmanager
def _timed(spent: defaultdict[str, float]) -> Iterator[None]:
    """Have every stage add its seconds to `spent`."""
    originals = [(module, name, getattr(module, name)) for module, name, _ in _STAGES]
    for module, name, label in _STAGES:
        setattr(module, name, _timing(getattr(module, name), label, spent))
    try:
        yield
    finally:
        for module, name, original in originals:
            setattr(module, name, original)


def _timing(
    call: Callable[..., Any], label: str, spent: defaultdict[str, float]
) -> Callable[..., Any]:
    def timed(*arguments: Any, **named: Any) -> Any:
        started = time.perf_counter()
        try:
            return call(*arguments, **named)
        finally:
            spent[label] += time.perf_counter() - started

    return timed
