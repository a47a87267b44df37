"""Names that a user of the product mapped by hand.

The file is a CSV with the columns of `data/aliases.csv`: `printed_name` as it stands in
`rpt_unresolved_agencies`, `agency_key`, and optionally `division` (the alias holds only in
reports with a clue to this division or one inside it), `valid_from`, `valid_to`, `note`.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from extractors.agencies.divisions import Division, division
from extractors.agencies.keys import from_key
from extractors.agencies.spelling import bare
from extractors.agencies.tables import DATA, year

COLUMNS = ("printed_name", "agency_key", "division", "valid_from", "valid_to", "note")


@dataclass(frozen=True, slots=True)
class Alias:
    """One printed name and the body that it means."""

    printed_name: str
    agency_key: str
    division: Division | None
    valid_from: int | None
    valid_to: int | None
    note: str

    def holds(self, when: int | None) -> bool:
        """Whether the alias counts in a report for this year."""
        if when is None:
            return True
        begins, ends = self.valid_from, self.valid_to
        return (begins is None or when >= begins) and (ends is None or when <= ends)


def load_aliases(path: Path = DATA / "aliases.csv") -> tuple[Alias, ...]:
    """The aliases of a file.

    Raises ValueError, naming file and line, if a column is missing, a division unknown, or a
    key one that no agency can have.
    """
    found = []
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        missing = {"printed_name", "agency_key"} - set(reader.fieldnames or ())
        if missing:
            raise ValueError(f"{path}: column {', '.join(sorted(missing))} is missing")
        for line, row in enumerate(reader, start=2):
            code = (row.get("division") or "").strip()
            place = division(code) if code else None
            if code and place is None:
                raise ValueError(f"{path}, line {line}: no division {code}")
            agency_key = row["agency_key"].strip()
            try:
                from_key(agency_key)
            except ValueError as error:
                raise ValueError(f"{path}, line {line}: {error}") from error
            found.append(
                Alias(
                    bare(row["printed_name"]),
                    agency_key,
                    place,
                    year((row.get("valid_from") or "").strip()),
                    year((row.get("valid_to") or "").strip()),
                    row.get("note") or "",
                )
            )
    return tuple(found)
