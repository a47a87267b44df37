"""What the report writer hands out: the text, its bytes, and what a reader should find in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

Kind = Literal["number", "zero_stated", "blank", "not_applicable", "text"]
Source = Literal["table", "prose"]
Caution = Literal["", "must_not_shift", "several_columns", "optional"]


@dataclass(frozen=True, slots=True)
class Expected:
    """One figure that the report states, or one cell of a form that it prints.

    `value` is in the metric's own unit (`catalog/metrics.csv`); it is None unless `kind` is
    `number` or `zero_stated`. `raw` is what the text prints at `[start, end)`; a blank cell has
    an empty `raw`, and where the blank vanished from the text the span is `(-1, -1)`.

    `caution` tells a judge what to accept:
        ``""``                the value and the kind, nothing else;
        ``must_not_shift``    the same, or nothing, or something flagged or unreadable: the text
                              lost a blank of this row, so a guess must not pass as a figure;
        ``several_columns``   no single figure of the year can be told: nothing, or flagged;
        ``optional``          a careful reader may leave it out; if it is read, this is the value.
    `implied` figures are told by words (`均为网络申请`, `维持具体行政行为`), not by a numeral.
    """

    metric: str
    applicant: str
    source: Source
    kind: Kind
    value: Decimal | None
    unit: str
    raw: str
    start: int
    end: int
    approximate: bool = False
    implied: bool = False
    caution: Caution = ""
    section: str = ""
    cell: str = ""
    repeats: tuple[tuple[int, int], ...] = ()
    """Other places of the text that state the same figure again."""


@dataclass(frozen=True, slots=True)
class LocalRow:
    """A cell of a table that no national form knows; `label` in simplified characters."""

    label: str
    column: str
    unit: str
    kind: Kind
    value: Decimal | None
    raw: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Trap:
    """A number that is printed and must never become a figure of the year."""

    reason: str
    raw: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class BrokenIdentity:
    """An identity of `identities.csv` that the printed figures do not keep."""

    identity: str
    instance: str
    strength: str
    left: Decimal
    right: Decimal


@dataclass(frozen=True, slots=True)
class Truth:
    """Everything that is true of one written report. Names are in simplified characters."""

    form: str
    year: int
    agency: str
    """The name as the most prominent clue prints it; empty where the text names nobody."""
    agency_variants: tuple[str, ...]
    """Every other way in which the same body's name is printed; each is a right answer."""
    agency_clue: str
    place: str
    """The county or prefecture that the text names beside a township or department."""
    period_start: date | None
    period_end: date | None
    published_on: date | None
    issued_on: date | None
    scope: str
    scope_clue: str
    """The printed words that tell the scope; empty where nothing does (scope `unknown`)."""
    title: str
    document_number: str
    signed_by: str
    expected: tuple[Expected, ...]
    local_rows: tuple[LocalRow, ...]
    traps: tuple[Trap, ...]
    broken: tuple[BrokenIdentity, ...]

    def find(self, metric: str, applicant: str = "total", source: str = "table") -> Expected | None:
        """The expected entry of one metric, or None."""
        for entry in self.expected:
            if (entry.metric, entry.applicant, entry.source) == (metric, applicant, source):
                return entry
        return None

    def spans(self) -> Iterator[tuple[int, int]]:
        """Every place of the text that states an expected figure."""
        for entry in self.expected:
            if entry.start >= 0:
                yield entry.start, entry.end
            yield from entry.repeats

    def as_json(self) -> dict[str, Any]:
        """Plain values for a JSON line: decimals and dates as text."""
        return {key: _plain(value) for key, value in asdict(self).items()}


@dataclass(frozen=True, slots=True)
class WrittenReport:
    """One report: `data` decodes to `text` (line ends and byte order mark apart)."""

    text: str
    data: bytes
    truth: Truth
    traits: dict[str, str] = field(default_factory=dict)


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal | date):
        return str(value)
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    return value
