"""What is said of each line of a report: the figures read from it, or why there are none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from extractors.model import Extraction, Issue, Observation
from extractors.rows import read_csv, read_yaml


@dataclass(frozen=True, slots=True)
class Why:
    """Why something in a line was not read as a figure.

    Attributes:
        reason: a code of `reasons.csv`, or `guard:` and the name of a guard of `prose/guards.yml`.
        words: what it is about, as folded; none where it is the whole line.
        detail: what goes beyond the code's meaning.
    """

    reason: str
    words: str | None = None
    detail: str | None = None

    @property
    def meaning(self) -> str:
        """A phrase for people."""
        told = meaning(self.reason)
        return f"{told} ({self.detail})" if self.detail else told


def meaning(reason: str) -> str:
    """Return what a reason means in general."""
    kind, _, guard = reason.partition(":")
    return _guards()[guard]["reason"] if kind == "guard" else _meanings()[kind]


@cache
def _meanings() -> dict[str, str]:
    return {row["reason"]: row["meaning"] for row in read_csv("explain/reasons.csv")}


@cache
def _guards() -> dict[str, dict[str, str]]:
    return read_yaml("prose/guards.yml")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the report that holds something.

    Attributes:
        number: from 1, as in `Observation.line`.
        text: the line as printed, without blanks at its ends; where names of persons and phone
            numbers stand, only the first label.
        why: what was not read and why; empty where all that may count was read.
    """

    number: int
    text: str
    has_digits: bool
    readings: tuple[Observation, ...]
    issues: tuple[Issue, ...]
    why: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """How one file was read.

    Attributes:
        clues: for a file in quarantine, what was found out before it stopped: what, and the words.
        issues: those that belong to no line.
        lines: every line that holds something, in order; none where the file holds no text.
    """

    extraction: Extraction
    clues: tuple[tuple[str, str], ...]
    issues: tuple[Issue, ...]
    lines: tuple[Line, ...]

    @property
    def read(self) -> int:
        """How many lines a figure was read from."""
        return sum(bool(line.readings) for line in self.lines)

    @property
    def unread(self) -> Sequence[Line]:
        """The lines with digits that nothing was read from."""
        return [line for line in self.lines if line.has_digits and not line.readings]

    @property
    def reasons(self) -> list[tuple[str, int]]:
        """Why the `unread` lines were not read, the most frequent reason first."""
        return Counter(meaning(line.why[0].reason) for line in self.unread).most_common()
