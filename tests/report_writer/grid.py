"""A table before it is laid out: rows of cells, and what each row is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Role = Literal["head", "caption", "group", "data", "raw"]


@dataclass(slots=True)
class Row:
    """One row. `labels` is how many leading cells are words; what follows are figures.

    A `raw` row is a line that interrupts the table, for example a page number.
    """

    cells: list[str]
    role: Role = "data"
    labels: int = 1


@dataclass(slots=True)
class Grid:
    """A table: its rows and its full number of columns before merged cells were lost."""

    columns: int
    rows: list[Row] = field(default_factory=list)

    def add(self, cells: list[str], role: Role = "data", labels: int = 1) -> None:
        """Append a row."""
        self.rows.append(Row(cells, role, labels))
