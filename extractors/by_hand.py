"""CSV files that people write: the rows as text, and errors that name the line to mend."""

from __future__ import annotations

import csv
from collections.abc import Collection, Iterator, Sequence
from pathlib import Path


def read_rows(
    path: Path,
    columns: Sequence[str],
    error: type[ValueError],
    optional: Collection[str] = (),
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line number and the cells of each row; rows without any text are left out.

    Args:
        path: the file, in UTF-8, with or without the mark that spreadsheets put first.
        columns: the columns that it has, in whatever order.
        error: what is raised.
        optional: columns that need not be there.

    Raises:
        error: if a column is missing or unknown, a row has more cells than there are columns, or
            the file is no CSV in UTF-8.
        OSError: if the file cannot be read.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file, restkey="", restval="")
            named = tuple(reader.fieldnames or ())
            missing = [name for name in columns if name not in named and name not in optional]
            unknown = [name for name in named if name not in columns]
            for names, what in ((missing, "missing"), (unknown, "unknown")):
                if names:
                    raise error(
                        f"{path}, line 1: column {', '.join(names)} is {what}. "
                        f"The first line has to be, with commas: {','.join(columns)}"
                    )
            for row in reader:
                if "" in row:
                    raise error(
                        f"{path}, line {reader.line_num}: more cells than columns. "
                        'Put a text that holds a comma between quotes: "…".'
                    )
                if any(row.values()):
                    yield reader.line_num, {name: text.strip() for name, text in row.items()}
    except UnicodeDecodeError:
        raise error(f"{path}: the file is not UTF-8. Save it as CSV in UTF-8.") from None
    except csv.Error as reason:
        raise error(f"{path}: the file is no CSV ({reason}). Save it as CSV in UTF-8.") from None
