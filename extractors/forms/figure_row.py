"""A row of several figures as it is found, before its cells are fitted to the form's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from extractors.catalog import FormCell
from extractors.forms.fitting import Closes
from extractors.forms.tokens import Token


@dataclass(slots=True)
class Slot:
    """A figure that the form asks for in a row."""

    cell: FormCell
    label: str
    applicant: str = "total"
    unit: str | None = None


@dataclass(slots=True)
class FigureRow:
    """A row of a table: its words, the cells behind them, and what the form asks for.

    Attributes:
        words: the row's label, or its column heads where the row has no label of its own.
        values: the cells that follow, empty ones included.
        slots: the figures that the form asks for, in the form's order.
        closes: says whether the figures satisfy the sums of the form.
        section: the heading that the row stands under.
        has_label: False where the words are column heads.
        is_below_heads: True where the cells stand right below the form's column heads.
        contradicts: says whether the sums speak against the figures, where no label shows the row.
        group: how many figures end in their total; 0 where the form has no sum that could be a
            witness.
        problem: why the cells cannot be the form's, where that is known already.
    """

    words: Sequence[Token]
    values: Sequence[Token]
    slots: Sequence[Slot]
    closes: Closes
    section: str | None
    flags: tuple[str, ...] = ()
    has_label: bool = True
    is_below_heads: bool = False
    contradicts: Closes | None = None
    group: int = 0
    problem: str | None = None

    @property
    def has_sum(self) -> bool:
        """True where the form has a sum that could be a witness."""
        return self.group > 0

    @property
    def depth(self) -> int:
        """How deep in the form the row stands: merged cells before it differ."""
        return self.slots[0].cell.cell.count(".")

    @property
    def is_flat(self) -> bool:
        """True where nothing but the ends of lines parts the cells."""
        return not self.is_grid_row and bool(self.values) and not self.values[0].explicit

    @property
    def is_grid_row(self) -> bool:
        """True where label and figures stand in one line."""
        values = self.values
        return bool(values) and values[0].in_grid and values[0].line == self.words[-1].line
