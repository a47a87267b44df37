"""Reasons to stop, in words that say what to do.

What a disk or another program does to a load is told like this; what is a mistake of the product's
own keeps its stack of calls.
"""

from __future__ import annotations

import errno
from collections.abc import Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import Path

import duckdb

_UNTOUCHED = "The warehouse and the published snapshot are as they were."
_FULL = f"No space is left on the disk{{place}}. Make room and run again. {_UNTOUCHED}"
_DENIED = (
    "{place} cannot be used ({why}). Check the permissions of the file and of its folder for the "
    f"user who runs the product, or let OGI_DATA_DIR name another folder. {_UNTOUCHED}"
)
_DAMAGED = (
    "The database{place} is damaged ({why}). `python -m dagster_project.run --rebuild` puts it "
    "aside and builds it anew from the raw files. The published snapshot is not touched."
)


class StoreError(Exception):
    """The files are not in a state that allows a step; the message says what to do."""


class Busy(StoreError):
    """Another program holds a file. It may let go of it, so trying again makes sense."""


@contextmanager
def explained(file: Path | None = None) -> Iterator[None]:
    """Turn what the disk, the memory or another program did into a StoreError.

    Parameters:
        file: what was worked on, where the error itself does not name it.

    Raises:
        StoreError: in place of an OSError, of DuckDB's errors of input and output and of memory,
            and of a worker process that was killed.
    """
    try:
        yield
    except BrokenProcessPool as error:
        raise StoreError(
            "A process that read files was ended from outside, most often for lack of memory. "
            f"Run again; OGI_WORKERS=1 needs the least memory. {_UNTOUCHED}"
        ) from error
    except OSError as error:
        raise of_system(error, file) from error
    except duckdb.Error as error:
        reason = of_duckdb(error, file)
        if reason is None:
            raise
        raise reason from error


def of_system(error: OSError, file: Path | None = None) -> StoreError:
    """Return what an error of the system means for the person who runs the product."""
    place = str(error.filename or file or "A file")
    why = (error.strerror or str(error)).lower()
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return StoreError(_FULL.format(place=f" of {place}"))
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return StoreError(_DENIED.format(place=place, why=why))
    return StoreError(f"{place} cannot be used ({why}). Mend the cause and run again. {_UNTOUCHED}")


def of_duckdb(error: duckdb.Error, file: Path | None = None) -> StoreError | None:
    """Return what an error of DuckDB means; None for what only a mistake in a query explains."""
    told = str(error)
    low = told.lower()
    place = f" {file}" if file else ""
    first = told.splitlines()[0] if told else type(error).__name__
    if "set lock" in low or "conflicting lock" in low:
        return Busy(
            f"Another program has{place or ' a database'} open ({first}). Close it there, or open "
            "it read-only, and run again."
        )
    if "no space left" in low or "file too large" in low or "max_temp_directory_size" in low:
        return StoreError(_FULL.format(place=f" of{place}" if place else ""))
    if isinstance(error, duckdb.OutOfMemoryException):
        return StoreError(
            f"DuckDB needs more memory than it may take ({first}). Set OGI_MEMORY_LIMIT higher, "
            f"for example to 4GB. {_UNTOUCHED}"
        )
    if "permission denied" in low or "read-only file system" in low:
        return StoreError(_DENIED.format(place=place.strip() or "A file", why=first))
    if any(sign in low for sign in ("corrupt", "checksum", "not a valid duckdb", "deserialize")):
        return StoreError(_DAMAGED.format(place=place, why=first))
    if isinstance(error, duckdb.IOException | duckdb.FatalException | duckdb.InternalException):
        return StoreError(
            f"{place.strip() or 'A database'} cannot be used ({first}). If it is damaged, "
            "`python -m dagster_project.run --rebuild` puts it aside and builds it anew from the "
            "raw files. The published snapshot is not touched."
        )
    return None
