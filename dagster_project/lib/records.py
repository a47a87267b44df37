"""Dagster's records of runs, written without waiting for the disk at every event.

Dagster opens an SQLite file for each event and closes it again. Whoever closes such a file for the
last time waits until its log is written back and on the disk; a run has a thousand events. While
one connection stays open nobody closes it for the last time. Nor need each event wait until it is
on the disk: after a power cut the last events of a run may be missing, nothing else.

It also makes an engine of SQLAlchemy for each event, which puts every statement into words anew;
that takes longer than to execute it. While a run lasts there is one engine a file.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from dagster._core.storage.event_log.sqlite import sqlite_event_log
from dagster._core.storage.runs.sqlite import sqlite_run_storage
from sqlalchemy import create_engine, event
from sqlalchemy.engine import Engine

# The name is theirs, and Dagster is pinned: no setting does the same.
_MAKES_ENGINES: tuple[Any, ...] = (sqlite_event_log, sqlite_run_storage)


@contextmanager
def kept_open() -> Iterator[None]:
    """Keep a connection to every SQLite file that this process opens through SQLAlchemy."""
    kept: dict[str, sqlite3.Connection] = {}

    def keep(connection: Any, _: Any) -> None:
        if not isinstance(connection, sqlite3.Connection):
            return
        [(_, _, file), *_] = connection.execute("PRAGMA database_list").fetchall()
        connection.execute("PRAGMA synchronous = NORMAL")
        if file:
            if file not in kept:
                kept[file] = sqlite3.connect(file, check_same_thread=False)
            # Only who has read from it has it open.
            kept[file].execute("SELECT count(*) FROM sqlite_master").fetchall()

    engines: dict[str, Engine] = {}

    def engine_for(url: str, **options: Any) -> Engine:
        if url not in engines:
            engines[url] = create_engine(url, **options)
        return engines[url]

    event.listen(Engine, "connect", keep)
    for module in _MAKES_ENGINES:
        module.create_engine = engine_for
    try:
        yield
    finally:
        for module in _MAKES_ENGINES:
            module.create_engine = create_engine
        event.remove(Engine, "connect", keep)
        for connection in kept.values():
            connection.close()
