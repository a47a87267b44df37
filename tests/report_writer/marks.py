"""Marks in a growing text: where each stated figure, local cell and trap will stand.

A mark is a private-use character that carries a number, then the marked text, then a closing
character. Marks travel through layout, noise and script conversion, and `Marks.settle` takes
them out and tells where each stood. So the truth knows every place exactly, whatever was done
to the text around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from .model import Caution, Expected, Kind, LocalRow, Source, Trap

_FIRST = 0xF0000
CLOSE = "\ue001"
_MARK = re.compile("[\U000f0000-\U000ffffd\ue001]")
MARKED = re.compile("((?:[\U000f0000-\U000ffffd])+[^\ue001]*\ue001+)")
"""A stretch of marked text, for `re.split`."""


def visible(text: str) -> str:
    """`text` without its marks."""
    return _MARK.sub("", text)


@dataclass(slots=True)
class _Figure:
    metric: str
    applicant: str
    source: Source
    kind: Kind
    value: Decimal | None
    unit: str
    approximate: bool = False
    implied: bool = False
    caution: Caution = ""
    section: str = ""
    cell: str = ""


@dataclass(slots=True)
class _Local:
    label: str
    column: str
    unit: str
    kind: Kind
    value: Decimal | None


@dataclass(slots=True)
class Marks:
    """The marks of one report, in the order in which they were made."""

    units: dict[str, str]
    _entries: list[_Figure | _Local | str] = field(default_factory=list)
    _figures: dict[tuple[str, str, str], _Figure] = field(default_factory=dict)

    def _wrap(self, entry: _Figure | _Local | str, text: str) -> str:
        self._entries.append(entry)
        return chr(_FIRST + len(self._entries) - 1) + text + CLOSE

    def figure(
        self,
        text: str,
        metric: str,
        value: Decimal | None,
        *,
        kind: Kind = "number",
        source: Source = "prose",
        applicant: str = "total",
        approximate: bool = False,
        implied: bool = False,
        caution: Caution = "",
        section: str = "",
        cell: str = "",
    ) -> str:
        """Mark `text` as the place that states a figure. The first place of a figure counts."""
        key = (metric, applicant, source)
        entry = self._figures.get(key)
        if entry is None:
            unit = self.units[metric]
            entry = _Figure(metric, applicant, source, kind, value, unit, approximate, implied)
            entry.caution, entry.section, entry.cell = caution, section, cell
            self._figures[key] = entry
        return self._wrap(entry, text)

    def states(self, metric: str, source: Source = "prose", applicant: str = "total") -> bool:
        """True when the figure was already marked."""
        return (metric, applicant, source) in self._figures

    def tells(self, metric: str, value: Decimal) -> bool:
        """True when the prose states exactly this value, not rounded."""
        entry = self._figures.get((metric, "total", "prose"))
        return entry is not None and entry.value == value and not entry.approximate

    def caution(self, metric: str, applicant: str, caution: Caution) -> None:
        """Lower what may be asked of a table cell, because of how the layout prints it."""
        self._figures[(metric, applicant, "table")].caution = caution

    def cell(self, text: str) -> tuple[str, str] | None:
        """Metric and applicant of the table figure that `text` opens with, if any."""
        if text and _FIRST <= ord(text[0]) < _FIRST + len(self._entries):
            entry = self._entries[ord(text[0]) - _FIRST]
            if isinstance(entry, _Figure):
                return entry.metric, entry.applicant
        return None

    def local(
        self, text: str, label: str, column: str, unit: str, kind: Kind, value: Decimal | None
    ) -> str:
        """Mark a cell of a local table."""
        return self._wrap(_Local(label, column, unit, kind, value), text)

    def trap(self, text: str, reason: str) -> str:
        """Mark a number that must not become a figure."""
        return self._wrap(reason, text)

    def settle(
        self, text: str
    ) -> tuple[str, tuple[Expected, ...], tuple[LocalRow, ...], tuple[Trap, ...]]:
        """Take the marks out of `text` and say what stands where."""
        clean, places = self._places(text)
        spans: dict[int, list[tuple[int, int]]] = {}
        locals_: list[LocalRow] = []
        traps: list[Trap] = []
        for number, start, end in sorted(places, key=lambda place: place[1:]):
            entry = self._entries[number]
            raw = clean[start:end]
            if isinstance(entry, _Figure):
                spans.setdefault(id(entry), []).append((start, end))
            elif isinstance(entry, _Local):
                locals_.append(
                    LocalRow(
                        entry.label, entry.column, entry.unit, entry.kind, entry.value, raw,
                        start, end,
                    )
                )  # fmt: skip
            else:
                traps.append(Trap(entry, raw, start, end))
        expected = []
        for figure in self._figures.values():
            found = spans.get(id(figure), [])
            start, end = found[0] if found else (-1, -1)
            expected.append(
                Expected(
                    figure.metric, figure.applicant, figure.source, figure.kind, figure.value,
                    figure.unit, clean[start:end] if found else "", start, end,
                    figure.approximate, figure.implied, figure.caution, figure.section,
                    figure.cell, tuple(found[1:]),
                )
            )  # fmt: skip
        return clean, tuple(expected), tuple(locals_), tuple(traps)

    def _places(self, text: str) -> tuple[str, list[tuple[int, int, int]]]:
        parts: list[str] = []
        places: list[tuple[int, int, int]] = []
        opened: list[tuple[int, int]] = []
        length = last = 0
        for match in _MARK.finditer(text):
            piece = text[last : match.start()]
            parts.append(piece)
            length += len(piece)
            last = match.end()
            if match.group() == CLOSE:
                number, start = opened.pop()
                places.append((number, start, length))
            else:
                opened.append((ord(match.group()) - _FIRST, length))
        parts.append(text[last:])
        return "".join(parts), places
