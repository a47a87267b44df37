"""Snapshots published before `published/snapshots/` was there.

Then `published/ogi.duckdb` was the file itself, and `parquet` and `csv` led into `.versions/`.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from dagster_project.lib import changes_page, files, snapshots
from dagster_project.lib.snapshots import NAMES, NEW, Snapshot
from dagster_project.lib.sql import count
from dagster_project.lib.store import Store

_VERSIONS = ".versions"


def migrate(store: Store) -> None:
    """Make what an earlier release published a kept snapshot, the current one.

    The files stay the same (hard links); their names in `published/` become links to them, each
    by a rename, so that none is ever missing. Nothing happens if there is nothing to do.
    """
    published = store.paths.published_dir
    whole = all((published / name).exists() for name in NAMES if name != "changes")
    if whole and not _is_new(published):
        _keep(store)
    if snapshots.current(published) is not None:
        files.remove(published / _VERSIONS)


def _is_new(published: Path) -> bool:
    return (published / "current").exists() or (published / "ogi.duckdb").is_symlink()


def _keep(store: Store) -> None:
    published = store.paths.published_dir
    new = published / "snapshots" / NEW
    files.remove(new)
    new.mkdir(parents=True)
    for name in NAMES:
        if name != "changes":
            files.copy(published / name, new / name)
    with store.connect(new / "ogi.duckdb", read_only=True) as con:
        found = con.execute("SELECT table_name FROM duckdb_tables() ORDER BY 1").fetchall()
        rows = {mart: count(con, f"marts.{mart}") for (mart,) in found}
    modified = (published / "ogi.duckdb").stat().st_mtime
    content = snapshots.describe(new)
    snapshot = Snapshot(
        folder=new,
        snapshot_id=snapshots.id_of(content),
        published_at=datetime.fromtimestamp(int(modified), UTC),
        load_id=None,
        extractor_version=None,
        duckdb_version=None,
        rows=rows,
        files=content,
        compared_with=None,
    )
    (new / "changes").mkdir()
    changes_page.write(new / "changes", None, None, snapshot)
    content |= snapshots.describe(new, new / "changes")
    snapshots.show(published, snapshots.finish(replace(snapshot, files=content)))
