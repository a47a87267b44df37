"""Dagster's records stay open while a run lasts, and are whole afterwards."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlalchemy import create_engine, text
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
