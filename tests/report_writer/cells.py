"""Prints the figure cells of a table: number, zero, blank, stroke or words."""

from __future__ import annotations

import random
from decimal import Decimal

from .marks import Marks
from .model import Kind
from .numerals import in_table
from .traits import Traits

_STROKES: dict[str, tuple[str, Kind]] = {
    "zero": ("0", "number"),
    "blank": ("", "blank"),
    "slash": ("/", "not_applicable"),
    "dash": ("—", "not_applicable"),
    "long_dash": ("——", "not_applicable"),
    "hyphen": ("-", "not_applicable"),
    "hyphens": ("----", "not_applicable"),
    "none_word": ("无", "zero_stated"),
}
_MIXTURE = ("zero", "blank", "slash", "dash", "none_word")
_WORDS = ("详见附件", "见正文", "未统计")


class CellPrinter:
    """Prints figures of one report's tables and marks them."""

    def __init__(self, rng: random.Random, traits: Traits, marks: Marks) -> None:
        self._rng = rng
        self._traits = traits
        self._marks = marks
        rates = {"some": (0.01, 0.03, 0.1), "lost": (0.03, 0.08, 0.15)}
        self._blank_rate = rng.choice(rates.get(traits.blanks, (0.0,)))
        self._word_rate = 0.01 if traits.blanks == "some" else 0.0

    def show(self, value: Decimal, unit: str, signed: bool) -> tuple[str, Kind, Decimal | None]:
        """Text, kind and stated value of one figure."""
        rng = self._rng
        if self._blank_rate and rng.random() < self._blank_rate:
            return "", "blank", None
        if self._word_rate and rng.random() < self._word_rate:
            return rng.choice(_WORDS), "text", None
        if value == 0:
            return self._zero(unit)
        return in_table(rng, self._traits.number_style, value, unit, signed), "number", value

    def _zero(self, unit: str) -> tuple[str, Kind, Decimal | None]:
        style = self._traits.zero_style
        if style == "mixed":
            style = self._rng.choice(_MIXTURE)
        text, kind = _STROKES[style]
        if style == "zero" and self._traits.number_style in ("fullwidth", "unit"):
            text = in_table(self._rng, self._traits.number_style, Decimal(0), unit, False)
        if style == "zero" and self._traits.number_style == "chinese":
            return "零", "zero_stated", Decimal(0)
        return text, kind, Decimal(0) if kind in ("number", "zero_stated") else None

    def cell(
        self,
        metric: str,
        value: Decimal,
        *,
        applicant: str = "total",
        unit: str = "",
        signed: bool = False,
        section: str = "",
        cell: str = "",
    ) -> str:
        """One marked figure cell."""
        text, kind, stated = self.show(value, unit, signed)
        marked = self._marks.figure(
            text, metric, stated, kind=kind, source="table", applicant=applicant,
            section=section, cell=cell,
        )  # fmt: skip
        return self.padded(marked)

    def padded(self, marked: str) -> str:
        """The cell with the stray blanks of seed reports around it, where the trait asks."""
        if self._traits.space_cells == "yes":
            return self._rng.choice(("", " ", "")) + marked + self._rng.choice(("", " "))
        return marked
