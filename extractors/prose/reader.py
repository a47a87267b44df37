"""Reads the figures that sentences state. Precision goes before recall."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Cell, Document
from extractors.forms.reading import Reading
from extractors.numbers import Entry, read_entry
from extractors.prose.guarding import active, kept_out
from extractors.prose.rules import Frame, Guard, Pattern, patterns
from extractors.prose.sentences import Sentence, sentences

_STATES = re.compile(r"[\d一二两三四五六七八九十百千零]|没有|未|无")


@dataclass(frozen=True, slots=True)
class _Claim:
    """A pattern's wish to have a figure of a sentence."""

    pattern: Pattern
    frame: Frame
    start: int
    end: int
    noun: tuple[int, int]
    entry: Entry
    label: str

    @property
    def rank(self) -> tuple[int, int, int]:
        """The lowest has the figure: order of the frame, distance of the name, its length."""
        first, last = self.noun
        distance = self.start - last if last <= self.start else first - self.end
        return self.frame.order, distance, first - last


def read(document: Document, used_lines: set[int], year: int) -> list[Reading]:
    """Return the figures that the sentences outside the tables state for `year`."""
    holding = active(document.text)
    readings: dict[tuple[str | None, int], Reading] = {}
    for sentence in sentences(document, used_lines):
        if not _STATES.search(sentence.text):
            continue
        for claim in _granted(_claims(sentence, year, holding)):
            reading = _reading(sentence, document, claim)
            readings.setdefault((reading.metric, reading.value.start), reading)
    return sorted(readings.values(), key=lambda seen: (seen.value.start, seen.metric or ""))


def _claims(sentence: Sentence, year: int, holding: Sequence[Guard]) -> Iterator[_Claim]:
    for pattern in patterns():
        if not any(word in sentence.text for word in pattern.needs):
            continue
        for frame in pattern.frames:
            for match in frame.expression.finditer(sentence.text):
                claim = _claim(pattern, frame, sentence, match)
                if claim is None or not _within(claim, sentence):
                    continue
                zero = claim.entry.kind == "zero_stated"
                figure = claim.start, claim.end
                if not kept_out(pattern, sentence, figure, zero, year, holding):
                    yield claim


def _claim(
    pattern: Pattern, frame: Frame, sentence: Sentence, match: re.Match[str]
) -> _Claim | None:
    groups = match.re.groupindex
    name = next(group for group in ("z", "n", "n2") if group in groups and match[group])
    start, end = match.span(name)
    noun = match.span("noun") if "noun" in groups and match["noun"] else (match.start(), start)
    if frame.zero or name == "z":
        entry = Entry("zero_stated", Decimal(0))
    else:
        unit = match["unit"] if "unit" in groups else None
        entry = read_entry(match[name] + (unit or ""))
        if entry.kind not in ("number", "zero_stated"):
            return None
    return _Claim(pattern, frame, start, end, noun, entry, match[0])


def _within(claim: _Claim, sentence: Sentence) -> bool:
    """Say whether what stands before speaks of what the pattern asks for."""
    here, within = claim.pattern.here, claim.pattern.within
    said = sentence.text[: max(claim.end, claim.noun[1])]
    if here and not here.search(said):
        return False
    barred = claim.pattern.unless_before
    if barred and barred.search(sentence.text[: min(claim.start, claim.noun[0])]):
        return False
    return not within or bool(within.search(said) or within.search(sentence.before + said))


def _granted(claims: Iterator[_Claim]) -> list[_Claim]:
    """Give each figure to the one name that stands nearest to it, and shared ones to all."""
    granted: list[_Claim] = []
    taken: dict[int, _Claim] = {}
    for claim in claims:
        if claim.frame.shared or claim.pattern.kind != "figure":
            granted.append(claim)
        elif claim.start not in taken or claim.rank < taken[claim.start].rank:
            taken[claim.start] = claim
    return granted + list(taken.values())


def _reading(sentence: Sentence, document: Document, claim: _Claim) -> Reading:
    start, end = sentence.at(claim.start, claim.end)
    return Reading(
        section=None,
        cell=None,
        label=claim.label,
        metric=claim.pattern.metric,
        applicant="total",
        unit=claim.entry.unit,
        value=Cell(document.text[start:end], start, end),
        entry=claim.entry,
        start=sentence.start,
        end=sentence.end,
        source="prose",
        rule=claim.pattern.pattern,
        flags=("implied_count",) if claim.pattern.kind in ("implied", "one_case") else (),
    )
