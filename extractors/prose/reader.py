"""Reads the figures that sentences state. Precision goes before recall."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.document import Cell, Document
from extractors.forms.reading import Reading
from extractors.numbers import read_entry
from extractors.prose.claims import ZERO_STATED, Claim, granted
from extractors.prose.guarding import Watch, doubtful
from extractors.prose.lists import listed
from extractors.prose.rules import Frame, Pattern, first_characters, patterns, words_by_character
from extractors.prose.sentences import Sentence, sentences


def read(document: Document, used_lines: set[int], year: int) -> list[Reading]:
    """Return the figures that the sentences outside the tables state for `year`."""
    watch = Watch(document.text, year)
    readings: dict[tuple[str, int], Reading] = {}
    for sentence in sentences(document, used_lines):
        speaking = _speaking(sentence)
        if not speaking:
            continue
        for claim in granted(_allowed(_claims(sentence, speaking), sentence, watch)):
            reading = _reading(sentence, document, claim)
            readings.setdefault((claim.pattern.metric, reading.value.start), reading)
    return sorted(readings.values(), key=lambda seen: (seen.value.start, seen.metric or ""))


def _speaking(sentence: Sentence) -> list[Pattern]:
    """Return the patterns one of whose words the sentence holds, in the order of the file."""
    text = sentence.text
    index = words_by_character()
    found: set[int] = set()
    for character in set(first_characters().findall(text)):
        for word, places in index[character]:
            if word in text:
                found.update(places)
    every = patterns()
    return [every[place] for place in sorted(found)]


def _claims(sentence: Sentence, speaking: list[Pattern]) -> Iterator[Claim]:
    text = sentence.text
    for pattern in speaking:
        for frame in pattern.frames:
            if sentence.denies if frame.denies else sentence.counts:
                for match in frame.expression.finditer(text):
                    if claim := _claim(pattern, frame, match):
                        yield claim
    if "分别" in sentence.text:
        yield from listed(sentence, speaking)


def _claim(pattern: Pattern, frame: Frame, match: re.Match[str]) -> Claim | None:
    groups = match.re.groupindex
    name = next(group for group in ("z", "n", "n2") if group in groups and match[group])
    start, end = match.span(name)
    noun = match.span("noun") if "noun" in groups and match["noun"] else (match.start(), start)
    if frame.zero or name == "z":
        entry = ZERO_STATED
    else:
        unit = match["unit"] if "unit" in groups else None
        entry = read_entry(match[name] + (unit or ""))
        if entry.kind not in ("number", "zero_stated"):
            return None
    prior = int(match["prior"]) if "prior" in groups else None
    return Claim(pattern, frame, start, end, noun, entry, match[0], prior)


def _allowed(claims: Iterator[Claim], sentence: Sentence, watch: Watch) -> Iterator[Claim]:
    for claim in claims:
        if claim.prior_year is not None and claim.prior_year != watch.year - 1:
            continue
        if not _in_context(claim, sentence):
            continue
        zero = claim.entry.kind == "zero_stated"
        if not watch.keeps_out(claim.pattern, sentence, (claim.start, claim.end), zero):
            yield claim


def _in_context(claim: Claim, sentence: Sentence) -> bool:
    """Say whether what stands around speaks of what the pattern asks for."""
    pattern = claim.pattern
    if pattern.unless_before and pattern.unless_before.search(
        sentence.text[: min(claim.start, claim.noun[0])]
    ):
        return False
    if not (pattern.here or pattern.within):
        return True
    said = sentence.text[: sentence.clause(claim.start, max(claim.end, claim.noun[1]))[1]]
    if pattern.here and not pattern.here.search(said):
        return False
    within = pattern.within
    return not within or bool(within.search(said) or within.search(sentence.before + said))


def _reading(sentence: Sentence, document: Document, claim: Claim) -> Reading:
    start, end = sentence.at(claim.start, claim.end)
    flags: tuple[str, ...] = (
        ("implied_count",) if claim.pattern.kind in ("implied", "one_case") else ()
    )
    if doubtful(sentence, claim.start):
        flags += ("cumulative_doubt",)
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
        flags=flags,
    )


def judged(sentence: Sentence, watch: Watch) -> list[tuple[Claim, str | None]]:
    """Return every claim on a figure of a sentence with what kept it out, None if it was read.

    That is the name of a guard, or `prior_year`, `context` or `nearer_name` for a claim that does
    not fit the year, what is spoken of, or the name that stands nearest to the figure. Only for
    explaining: `read` stops asking earlier.
    """
    found = [(claim, _kept_out(claim, sentence, watch)) for claim in _claims_on(sentence)]
    taken = {id(claim) for claim in granted(claim for claim, why in found if why is None)}
    return [(claim, why or (None if id(claim) in taken else "nearer_name")) for claim, why in found]


def _claims_on(sentence: Sentence) -> Iterator[Claim]:
    return _claims(sentence, _speaking(sentence))


def _kept_out(claim: Claim, sentence: Sentence, watch: Watch) -> str | None:
    if claim.prior_year is not None and claim.prior_year != watch.year - 1:
        return "prior_year"
    if not _in_context(claim, sentence):
        return "context"
    zero = claim.entry.kind == "zero_stated"
    return watch.keeps_out(claim.pattern, sentence, (claim.start, claim.end), zero)
