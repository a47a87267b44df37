"""What a run shows on a terminal: its steps and what they have to say; the rest goes to a file."""

from __future__ import annotations

import logging
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from pathlib import Path
from typing import TextIO

import dagster as dg

NAME = "terminal"
CHATTY = "dbt"
"""The step whose library talks in our place."""

_people: TextIO = sys.stdout
"""Where people look; `quiet` takes it away from everybody else."""


class _ForPeople(logging.Handler):
    """Shows each step as it starts, and what it says itself; the rest is for the file."""

    def emit(self, record: logging.LogRecord) -> None:
        meta = getattr(record, "dagster_meta", None) or {}
        step, event = meta.get("step_key"), meta.get("dagster_event")
        if event is None and record.levelno == logging.INFO and step != CHATTY:
            print(f"  {meta.get('orig_message')}", file=_people, flush=True)
        elif event is not None and event.event_type_value == "STEP_START":
            print(step, file=_people, flush=True)


@dg.logger(
    config_schema={"file": str},
    description="A few lines for the person who waits; everything in a file.",
)
def terminal_logger(init_context: dg.InitLoggerContext) -> logging.Logger:
    """Return the logger of runs that `python -m dagster_project.run` starts."""
    kept = logging.FileHandler(init_context.logger_config["file"], encoding="utf-8")
    kept.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(message)s"))
    logger = logging.Logger(NAME, logging.DEBUG)
    logger.addHandler(_ForPeople())
    logger.addHandler(kept)
    return logger


@contextmanager
def quiet(log: Path) -> Iterator[None]:
    """Send what libraries print into `log`."""
    global _people
    people_before, _people = _people, sys.stdout
    handler = logging.FileHandler(log, encoding="utf-8")
    root = logging.getLogger()
    before = list(root.handlers)
    with log.open("a", encoding="utf-8") as file, redirect_stdout(file), redirect_stderr(file):
        root.handlers = [handler]
        warnings.simplefilter("ignore")
        try:
            yield
        finally:
            root.handlers = before
            handler.close()
            _people = people_before
