"""Dagster's records stay open while a run lasts, and are whole afterwards."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import dagster as dg
from sqlalchemy import create_engine, event, text
from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool

from dagster_project.lib import records


def test_nobody_writes_the_log_back_before_the_end(tmp_path: Path) -> None:
    file, log = tmp_path / "runs.db", tmp_path / "runs.db-wal"
    with records.kept_open():
        for number in range(3):
            engine = create_engine(f"sqlite:///{file}", poolclass=NullPool)
            with engine.begin() as con:
                con.execute(text("PRAGMA journal_mode = WAL"))
                con.execute(text("CREATE TABLE IF NOT EXISTS event (number INTEGER)"))
                con.execute(text(f"INSERT INTO event VALUES ({number})"))
            engine.dispose()
        assert log.exists()
        with sqlite3.connect(file) as reader:  # the UI, for example
            assert reader.execute("SELECT count(*) FROM event").fetchall() == [(3,)]
        reader.close()
    assert not log.exists()
    with sqlite3.connect(file) as reader:
        assert reader.execute("SELECT count(*) FROM event").fetchall() == [(3,)]


def test_statements_are_put_into_words_once_a_file(tmp_path: Path) -> None:
    @dg.op
    def talk(context) -> None:  # type: ignore[no-untyped-def]
        for number in range(50):
            context.log.info(str(number))

    @dg.job
    def talks() -> None:
        talk()

    dialects = set()
    inserts = 0

    def count(connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        nonlocal inserts
        if statement.startswith("INSERT INTO event_logs"):
            inserts += 1
            dialects.add(connection.dialect)

    event.listen(Engine, "before_cursor_execute", count)
    try:
        with records.kept_open(), dg.DagsterInstance.local_temp(str(tmp_path)) as instance:
            run = talks.execute_in_process(instance=instance)
            told = [entry.user_message for entry in instance.all_logs(run.run_id)]
    finally:
        event.remove(Engine, "before_cursor_execute", count)
    assert [line for line in told if line.isdigit()] == [str(number) for number in range(50)]
    assert inserts > 50
    assert len(dialects) == 2  # the events of all runs, and of this one
