"""What becomes of good reports after an accident: wrong values must carry a reservation.

A value counts as flagged if the extraction marks it, or if it takes part in an identity of the
form that the extracted figures break (the warehouse marks every such fact).
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from extractors.catalog.load import derived_parts, identity_terms
from extractors.model import Extraction, Observation
from extractors.pipeline import extract
from tests.report_writer import Truth, WrittenReport, corpus, mutate
from tests.report_writer.identities import broken


@dataclass(slots=True)
class Accidents:
    """Counts over mutated reports; `silent` lists the wrong values without any flag."""

    reports: int = 0
    right: int = 0
    flagged: int = 0
    silent: list[str] = field(default_factory=list)
    kinds: Counter[str] = field(default_factory=Counter)

    @property
    def silent_share(self) -> float:
        """Share of silent wrong values among all values that were read without a flag."""
        return len(self.silent) / max(1, self.right + len(self.silent))


Spoiling = Callable[[random.Random, WrittenReport], tuple[str, str]]
"""Returns the text of a report after an accident, and which."""


def broken_at(width: int) -> Spoiling:
    """Return the accident that breaks every line of a report after so many characters."""

    def spoiled(_: random.Random, written: WrittenReport) -> tuple[str, str]:
        lines = written.text.split("\n")
        parts = (
            [line[at : at + width] for at in range(0, len(line), width)] or [""] for line in lines
        )
        return "\n".join(part for line in parts for part in line), f"broken at {width}"

    return spoiled


def digits_apart(_: random.Random, written: WrittenReport) -> tuple[str, str]:
    """The text with a blank between any two digits, as some pages are copied."""
    return re.sub(r"(?<=\d)(?=\d)", " ", written.text), "digits apart"


def spoil(seed: int, n: int, spoiling: Spoiling = mutate) -> Accidents:
    """Spoil `n` written reports, extract them, and hold every value against the truth."""
    result = Accidents()
    for number, written in enumerate(corpus(seed, n)):
        rng = random.Random(f"mutation/{seed}/{number}")
        text, kind = spoiling(rng, written)
        extraction = extract(text.encode(), f"{number}.txt")
        result.reports += 1
        if extraction.report is None or extraction.report.year != written.truth.year:
            continue
        doubted = _doubted(extraction)
        for seen, right in _compared(extraction, written.truth):
            if right:
                result.right += 1
            elif seen.flags or (seen.metric, seen.applicant) in doubted:
                result.flagged += 1
            else:
                result.kinds[kind] += 1
                result.silent.append(
                    f"{number} {kind} {seen.metric}/{seen.applicant}: {seen.value} from "
                    f"{seen.quote[:80]!r}"
                )
    return result


def _compared(extraction: Extraction, truth: Truth) -> Iterator[tuple[Observation, bool]]:
    wanted: dict[tuple[str, str, str], set[Decimal | None]] = {}
    for entry in truth.expected:
        wanted.setdefault((entry.metric, entry.applicant, entry.source), set()).add(entry.value)
    for seen in extraction.observations:
        if seen.metric and seen.value is not None:
            values = wanted.get((seen.metric, seen.applicant, seen.source), set())
            yield seen, seen.value in values


def _doubted(extraction: Extraction) -> set[tuple[str | None, str]]:
    """Return the figures that take part in an identity which the extracted figures break."""
    assert extraction.report is not None
    figures = {
        (seen.metric, seen.applicant): seen.value
        for seen in reversed(extraction.observations)
        if seen.metric and seen.value is not None and seen.source == "table"
    }
    form = extraction.report.form
    parts: dict[str, list[str]] = {}
    for part in derived_parts():
        if part.form == form:
            parts.setdefault(part.metric, []).append(part.part)
    doubted: set[tuple[str | None, str]] = set()
    applicants = {applicant for _, applicant in figures}
    for failed in broken(form, figures):
        for term in identity_terms():
            if term.identity != failed.identity:
                continue
            if term.operand in applicants:
                doubted.add((failed.instance, term.operand))
                continue
            instance = failed.instance if failed.instance in applicants else "total"
            doubted.update(
                (name, instance) for name in (term.operand, *parts.get(term.operand, ()))
            )
    return doubted
