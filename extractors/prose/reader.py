"""Reads the figures that sentences state. Precision goes before recall."""

from __future__ import annotations

import re
from operator import add

from extractors.document import Cell, Document
from extractors.forms.reading import Reading
from extractors.numbers import read_entry
from extractors.prose.claims import ZERO_STATED, Claim, granted
from extractors.prose.guarding import Watch, doubtful
from extractors.prose.lists import listed
from extractors.prose.rules import Frame, Pattern, patterns, words_by_beginning
from extractors.prose.sentences import Sentence, sentences


def read(document: Document, used_lines: set[int], year: int) -> list[Reading]:
    """Return the figures that the sentences outside the tables state for `year`."""
    watch = Watch(document.text, year)
    readings: dict[tuple[str, int], Reading] = {}
    for sentence in sentences(document, used_lines):
        speaking = _speaking(sentence.text)
        if not speaking:
            continue
        claims = [c for c in _claims(sentence, speaking) if _is_allowed(c, sentence, watch)]
        for claim in granted(claims):
            reading = _reading(sentence, document, claim)
            readings.setdefault((claim.pattern.metric, reading.value.start), reading)
    return sorted(readings.values(), key=lambda seen: (seen.value.start, seen.metric or ""))


def _speaking(text: str) -> list[Pattern]:
    """Return the patterns one of whose words the sentence holds, in the order of the file."""
    single, index, beginnings = words_by_beginning()
    found: set[int] = set()
    for word, places in single:
        if word in text:
            found.update(places)
    # All pairs of neighbours, put together without a step of Python for each.
    for begins in beginnings.intersection(map(add, text, text[1:])):
        for word, places in index[begins]:
            if word in text:
                found.update(places)
    every = patterns()
    return [every[place] for place in sorted(found)]


def _claims(sentence: Sentence, speaking: list[Pattern]) -> list[Claim]:
    text, counts, denies = sentence.text, sentence.counts, sentence.denies
    claims = []
    for pattern in speaking:
        for frame in pattern.frames:
            if denies if frame.denies else counts:
                # Most searches find nothing, which `finditer` tells less quickly. No match is empty.
                search = frame.expression.search
                match = search(text)
                while match:
                    if claim := _claim(pattern, frame, match):
                        claims.append(claim)
                    match = search(text, match.end())
    if "分别" in text:
        claims.extend(listed(sentence, speaking))
    return claims


def _claim(pattern: Pattern, frame: Frame, match: re.Match[str]) -> Claim | None:
    name = next(group for group in frame.figures if match[group])
    start, end = match.span(name)
    noun = match.span("noun") if frame.noun and match["noun"] else (match.start(), start)
    if frame.zero or name == "z":
        entry = ZERO_STATED
    else:
        unit = match["unit"] if frame.unit else None
        entry = read_entry(match[name] + (unit or ""))
        if entry.kind not in ("number", "zero_stated"):
            return None
    prior = int(match["prior"]) if frame.prior else None
    return Claim(pattern, frame, start, end, noun, entry, match[0], prior)


def _is_allowed(claim: Claim, sentence: Sentence, watch: Watch) -> bool:
    if claim.prior_year is not None and claim.prior_year != watch.year - 1:
        return False
    if not _in_context(claim, sentence):
        return False
    zero = claim.entry.kind == "zero_stated"
    return not watch.keeps_out(claim.pattern, sentence, (claim.start, claim.end), zero)


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
        None,
        None,
        claim.label,
        claim.pattern.metric,
        "total",
        claim.entry.unit,
        Cell(document.text[start:end], start, end),
        claim.entry,
        sentence.start,
        sentence.end,
        "prose",
        claim.pattern.pattern,
        flags,
    )
