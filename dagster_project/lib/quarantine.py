"""The files of a load by name: what is in quarantine, what is loaded, and what can be decided."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import duckdb

from dagster_project.lib.decisions import REJECTED
from dagster_project.lib.store import Store, StoreError

_SHORTEST_PREFIX = 6
_SHOWN = 10
_HEX = frozenset("0123456789abcdef")

RELEASABLE = frozenset({"not_a_report", "no_year", "rejected_by_gate", REJECTED})
"""Codes that a person can answer; what cannot be read cannot be released."""
DUPLICATE = "duplicate_file"
_YEAR_RULE = "year_is_possible:"
"""How the reason begins where the gate refuses the reporting year."""

_FILES = """
    SELECT path, sha256, size_bytes, code, reason FROM staging.quarantine
    UNION ALL
    SELECT path, sha256, size_bytes, NULL, report_key FROM staging.report
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """One file of a load."""

    path: str
    sha256: str
    """Empty where the file could not be opened."""
    size_bytes: int
    code: str | None
    """Code of quarantine; none for a report that is loaded."""
    reason: str
    """Why it is in quarantine; of a loaded report its key."""

    @property
    def is_loaded(self) -> bool:
        """True for a report, False for a file in quarantine."""
        return self.code is None

    @property
    def needs_year(self) -> bool:
        """Whether it can only be released with the year that it is for."""
        by_rule = self.code == "rejected_by_gate" and self.reason.startswith(_YEAR_RULE)
        return self.code == "no_year" or by_rule


class UnknownName(StoreError):
    """No file of the load, or several, have this name."""


@contextmanager
def newest(store: Store) -> Iterator[tuple[duckdb.DuckDBPyConnection, str]]:
    """Open the newest load whose files were read, read-only, and say which it is.

    That is the load that a gate stopped, if there is one, else the warehouse.

    Raises:
        StoreError: if nothing was loaded yet, or another process writes it.
    """
    places = (
        (store.paths.candidate, "the load that was stopped"),
        (store.paths.warehouse, "the warehouse"),
    )
    for file, what in places:
        if file.exists():
            with store.connect(file, read_only=True) as con:
                if _was_read(con):
                    [(load_id,)] = con.execute("SELECT load_id FROM staging.load").fetchall()
                    yield con, f"{what} (load {load_id})"
                    return
    raise StoreError("Nothing has been loaded yet. Run the job whole_line.")


def _was_read(con: duckdb.DuckDBPyConnection) -> bool:
    query = (
        "SELECT count(*) FROM duckdb_tables() "
        "WHERE schema_name = 'staging' AND table_name IN ('quarantine', 'report')"
    )
    return con.execute(query).fetchone() == (2,)


def quarantined(con: duckdb.DuckDBPyConnection, code: str | None = None) -> list[Entry]:
    """Return the files in quarantine by path, those of one code or all."""
    return _entries(
        con,
        f"FROM ({_FILES}) WHERE code IS NOT NULL AND code = coalesce(?, code) ORDER BY path, code",
        [code],
    )


def with_contents(con: duckdb.DuckDBPyConnection, checksums: Collection[str]) -> list[Entry]:
    """Return the files, loaded or not, that have one of these contents."""
    query = f"FROM ({_FILES}) WHERE sha256 IN (SELECT unnest(?::VARCHAR[])) ORDER BY path, code"
    return _entries(con, query, [sorted(checksums)])


def find(con: duckdb.DuckDBPyConnection, name: str) -> Entry:
    """Return the file that a person means by its path, the end of it, or the start of a checksum.

    Raises:
        UnknownName: if there is none, or there are several.
    """
    found = _entries(con, f"FROM ({_FILES}) WHERE path = ?", [name])
    if not found and is_prefix(name):
        found = _entries(con, f"FROM ({_FILES}) WHERE starts_with(sha256, ?)", [name.lower()])
        # Copies have the same checksum; what is decided is decided on the first of them.
        found = [entry for entry in found if entry.code != DUPLICATE] or found
    if not found:
        query = f"FROM ({_FILES}) WHERE ends_with(path, ?) ORDER BY path"
        found = _entries(con, query, [f"/{name}"])
    return only(found, name)


def only(found: Sequence[Entry], name: str) -> Entry:
    """Return the one file that was found.

    Raises:
        UnknownName: if there is none, or there are several.
    """
    if not found:
        raise UnknownName(
            f"No file of the load is called {name}. Give its path below the raw folder, or at "
            f"least {_SHORTEST_PREFIX} characters of its checksum; the command list shows both. "
            "A file that was added since has to be loaded first."
        )
    if len(found) > 1:
        more = f" and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        named = ", ".join(f"{entry.path} ({entry.sha256[:12]})" for entry in found[:_SHOWN])
        raise UnknownName(f"{name} can be {len(found)} files: {named}{more}. Say more of the name.")
    return found[0]


def is_prefix(name: str) -> bool:
    """Say whether a name can be the beginning of a checksum."""
    return _SHORTEST_PREFIX <= len(name) <= 64 and set(name.lower()) <= _HEX


def _entries(con: duckdb.DuckDBPyConnection, query: str, parameters: list[object]) -> list[Entry]:
    return [Entry(*row) for row in con.execute(query, parameters).fetchall()]
