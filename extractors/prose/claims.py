"""Which name has a figure that several could have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from extractors.numbers import Entry
from extractors.prose.rules import Frame, Pattern

ZERO_STATED = Entry("zero_stated", Decimal(0))


@dataclass(slots=True)
class Claim:
    """A pattern's wish to have a figure of a sentence.

    Attributes:
        start, end: the figure, or the words that state a zero, in the sentence's text.
        noun: where the name of what is counted stands.
        prior_year: a year that has to be the one before the report's.
    """

    pattern: Pattern
    frame: Frame
    start: int
    end: int
    noun: tuple[int, int]
    entry: Entry
    label: str
    prior_year: int | None = None

    @property
    def rank(self) -> tuple[int, int, int]:
        """The lowest has the figure: order of the frame, distance of the name, its length."""
        first, last = self.noun
        distance = self.start - last if last <= self.start else first - self.end
        return self.frame.order, distance, first - last


def granted(claims: Iterable[Claim]) -> list[Claim]:
    """Give each figure to the one name that stands nearest to it, and shared ones to all."""
    shared: list[Claim] = []
    taken: dict[int, Claim] = {}
    for claim in claims:
        if claim.frame.shared or claim.pattern.kind != "figure":
            shared.append(claim)
        elif claim.start not in taken or claim.rank < taken[claim.start].rank:
            taken[claim.start] = claim
    return shared + list(taken.values())
