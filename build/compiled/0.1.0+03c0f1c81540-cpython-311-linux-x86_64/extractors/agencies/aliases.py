"""Names that a user of the product mapped by hand.

The file is a CSV with the columns of `data/aliases.csv`: `printed_name` as it stands in
`rpt_unresolved_agencies`, `agency_key`, and optionally `division` (the alias holds only in
reports with a clue to this division or one inside it), `valid_from`, `valid_to`, `note`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from extractors.agencies.divisions import division
from extractors.agencies.keys import from_key
from extractors.agencies.spelling import bare
from extractors.agencies.tables import DATA
from extractors.by_hand import read_rows

COLUMNS = ("printed_name", "agency_key", "division", "valid_from", "valid_to", "note")
_FIRST_YEAR, _LAST_YEAR = 1949, 2100


class AliasError(ValueError):
    """The alias file cannot be used; the message names file and line and says what to do."""


@dataclass(frozen=True, slots=True)
class Alias:
    """One printed name and the body that it means."""

    printed_name: str
    agency_key: str
    division: str | None
    """The alias holds only where a clue speaks for this division."""
    valid_from: int | None
    valid_to: int | None
    note: str

    def holds(self, when: int | None) -> bool:
        """Whether the alias counts in a report for this year."""
        if when is None:
            return True
        begins, ends = self.valid_from, self.valid_to
        return (begins is None or when >= begins) and (ends is None or when <= ends)


Aliases = Mapping[str, Sequence[Alias]]
"""The aliases by printed name."""


def load_aliases(path: Path = DATA / "aliases.csv") -> Aliases:
    """The aliases of a file.

    Raises:
        AliasError: naming file and line, if a column is missing or unknown, a division or a key
            is one that no body has, a year is none, or a row says what another one contradicts.
    """
    found: dict[str, list[Alias]] = {}
    lines: dict[tuple[str, str | None, int | None, int | None], int] = {}
    for line, row in read_rows(path, COLUMNS, AliasError, optional=COLUMNS[2:]):
        alias = _alias(path, line, row)
        same = alias.printed_name, alias.division, alias.valid_from, alias.valid_to
        if same in lines:
            raise AliasError(
                f"{path}, line {line}: {row['printed_name']} stands in line {lines[same]} already. "
                "Keep one of the two, or tell them apart by division or years."
            )
        lines[same] = line
        found.setdefault(alias.printed_name, []).append(alias)
    return {name: tuple(aliases) for name, aliases in found.items()}


def _alias(path: Path, line: int, row: dict[str, str]) -> Alias:
    def fail(reason: str, what_to_do: str) -> AliasError:
        return AliasError(f"{path}, line {line}: {reason}. {what_to_do}")

    name = "".join(bare(row["printed_name"]).split())
    if not name:
        raise fail("printed_name is empty", "Copy the name from rpt_unresolved_agencies.")
    if not row["agency_key"]:
        raise fail(
            f"no agency_key for {row['printed_name']}",
            "Fill in the key of the body (docs/agencies.md lists their shapes), or drop the line.",
        )
    try:
        from_key(row["agency_key"])
    except ValueError as error:
        raise fail(str(error), "docs/agencies.md lists the shapes of keys.") from error
    code = row.get("division") or None
    if code and division(code) is None:
        raise fail(
            f"no division {code}",
            "Use a code of divisions.csv or townships.csv, or leave it empty.",
        )
    years = []
    for column in ("valid_from", "valid_to"):
        text = row.get(column) or ""
        if text and not (text.isdecimal() and _FIRST_YEAR <= int(text) <= _LAST_YEAR):
            raise fail(f"{column} is {text}, which is no year", "Write 2018, or leave it empty.")
        years.append(int(text) if text else None)
    begins, ends = years
    if begins is not None and ends is not None and begins > ends:
        raise fail(f"valid_from {begins} is after valid_to {ends}", "Swap them.")
    return Alias(name, row["agency_key"], code, begins, ends, row.get("note") or "")
