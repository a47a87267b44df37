"""What has come, changed and gone since the load before, told by the content of the files.

A file is read again exactly if what it was read from or what it was read with has changed: its
bytes, the file of the same bytes that comes before it, the edition of the extractors, the names
mapped by hand, a decision about it. Times of files prove nothing and are not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa

from dagster_project.lib import loads

CAUSED_OUTSIDE = ("extraction_failed", "unreadable_file")
"""Codes of quarantine that may have had a cause outside the file."""


@dataclass(frozen=True, slots=True)
class Wish:
    """Reports that are to be read again although nothing about them has changed."""

    form: str | None = None
    year: int | None = None
    everything: bool = False

    @property
    def any(self) -> bool:
        """Whether something is wished for."""
        return self.everything or self.form is not None or self.year is not None


@dataclass(frozen=True, slots=True)
class Reading:
    """What files are read with in a load."""

    edition: str
    aliases: str | None
    """Fingerprint of the names mapped by hand; None if there are none."""
    decisions: Mapping[str, str]
    """By SHA-256 of a file: what somebody decided about it."""
    rules: str
    """Fingerprint of the rules that reports are judged by."""

    @property
    def common(self) -> str:
        """What all files are read with, as it is kept in `staging.raw_manifest.reading`."""
        return f"{self.edition} aliases {self.aliases}" if self.aliases else self.edition


def take_stock(
    con: duckdb.DuckDBPyConnection, listed: pa.Table, load_id: str, reading: Reading, wish: Wish
) -> dict[str, int]:
    """Put the list of files into the candidate in place of the last load's, and compare the two.

    Parameters:
        listed: the files of the raw folder, with the columns of `raw_files.RawFile`.

    Returns:
        Number of files by change: `new`, `changed`, `read_again`, `unchanged`, `removed`.
    """
    decided = pa.table(
        {
            "sha256": pa.array(list(reading.decisions), pa.string()),
            "decision": pa.array(list(reading.decisions.values()), pa.string()),
        }
    )
    con.register("listed", listed)
    con.register("decided", decided)
    con.execute("BEGIN")
    con.execute("CREATE TEMP TABLE earlier AS FROM staging.raw_manifest")
    con.execute("DELETE FROM staging.raw_manifest")
    con.execute(
        """
        INSERT INTO staging.raw_manifest BY NAME
        WITH found AS (
            -- Of files with the same bytes the first is read; the others are only named.
            SELECT listed.*,
                CASE WHEN sha256 IS NOT NULL THEN nullif(
                    first_value(path) OVER (PARTITION BY sha256 ORDER BY path), path
                ) END AS same_as,
                concat_ws(' ', $reading, 'decision ' || decision) AS reading
            FROM listed LEFT JOIN decided USING (sha256)
        ), compared AS (
            SELECT found.*, earlier.load_id AS earlier_load,
                CASE
                    WHEN earlier.path IS NULL THEN 'new'
                    WHEN found.sha256 IS DISTINCT FROM earlier.sha256
                        OR found.problem IS DISTINCT FROM earlier.problem THEN 'changed'
                    WHEN found.same_as IS DISTINCT FROM earlier.same_as
                        OR found.reading IS DISTINCT FROM earlier.reading
                        OR list_contains($try_again, q.code)
                        OR (q.code = 'rejected_by_gate' AND $rules IS DISTINCT FROM $rules_before)
                        OR ($wished AND $everything)
                        OR ($wished AND r.report_key IS NOT NULL
                            AND r.form = coalesce($form, r.form)
                            AND r.year = coalesce($year, r.year)) THEN 'read_again'
                    ELSE 'unchanged'
                END AS change
            FROM found
            LEFT JOIN earlier USING (path)
            LEFT JOIN staging.report AS r USING (path)
            LEFT JOIN staging.quarantine AS q USING (path)
        )
        SELECT * EXCLUDE (earlier_load),
            CASE change WHEN 'unchanged' THEN earlier_load ELSE $load_id END AS load_id
        FROM compared ORDER BY path
        """,
        {
            "reading": reading.common,
            "try_again": list(CAUSED_OUTSIDE),
            "rules": reading.rules,
            "rules_before": _rules_before(con, load_id),
            "wished": wish.any,
            "everything": wish.everything,
            "form": wish.form,
            "year": wish.year,
            "load_id": load_id,
        },
    )
    con.execute(
        """
        INSERT INTO staging.load_file BY NAME
        SELECT $load_id AS load_id, path, sha256, size_bytes, change
        FROM staging.raw_manifest WHERE change <> 'unchanged'
        UNION ALL
        SELECT $load_id, path, sha256, size_bytes, 'removed'
        FROM earlier ANTI JOIN staging.raw_manifest USING (path)
        ORDER BY path
        """,
        {"load_id": load_id},
    )
    counts = dict.fromkeys(("new", "changed", "read_again", "unchanged", "removed"), 0)
    counts |= dict(
        con.execute(
            "SELECT change, count(*) FROM staging.raw_manifest GROUP BY change UNION ALL "
            "SELECT change, count(*) FROM staging.load_file "
            "WHERE load_id = ? AND change = 'removed' GROUP BY change",
            [load_id],
        ).fetchall()
    )
    loads.note(
        con,
        {
            "extractor_edition": reading.edition,
            "rules": reading.rules,
            "files": listed.num_rows,
            **{f"files_{change}": number for change, number in counts.items()},
        },
    )
    con.execute("COMMIT")
    con.execute("DROP TABLE earlier")
    con.unregister("listed")
    con.unregister("decided")
    return counts


def _rules_before(con: duckdb.DuckDBPyConnection, load_id: str) -> str | None:
    row = con.execute(
        "SELECT rules FROM staging.load WHERE load_id <> ? AND rules IS NOT NULL "
        "ORDER BY started_at DESC LIMIT 1",
        [load_id],
    ).fetchone()
    return None if row is None else row[0]
