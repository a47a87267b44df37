"""Reads the figures that sentences state. Precision goes before recall."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from functools import cache, lru_cache

from extractors.document import Cell, Document
from extractors.forms.reading import Reading
from extractors.numbers import read_entry
from extractors.prose.actors import Bodies
from extractors.prose.claims import ZERO_STATED, Claim, granted
from extractors.prose.cut import is_cut
from extractors.prose.guarding import Watch, doubtful
from extractors.prose.lists import listed
from extractors.prose.parts import Judged, without_parts
from extractors.prose.rules import Frame, Pattern, expanded, patterns, speaking
from extractors.prose.sentences import Sentence, sentences

# No pattern is found in less than this.
_SHORTEST = 2
# Cells of a table that lost what parted them: no report counts so much, nor from a zero on.
_RUN_TOGETHER = re.compile(r"\d{9}|0\d{2}")
_YEAR = re.compile(r"((?:19|20)\d\d)年")
_Question = tuple[Pattern, Frame, Callable[..., re.Match[str] | None]]


def read(document: Document, used_lines: set[int], year: int, body: str = "") -> list[Reading]:
    """Return the figures that the sentences outside the tables state for `year`.

    Args:
        body: the reporting body's name as printed, where it is known.
    """
    watch = watching(document, year, body)
    readings: dict[tuple[str, int], Reading] = {}
    for sentence in sentences(document, used_lines):
        claims = _claims_on(sentence)
        if not claims:
            continue
        allowed = [claim for claim, why in _verdicts(claims, sentence, watch) if why is None]
        for claim in granted(allowed):
            reading = _reading(sentence, document, claim)
            readings.setdefault((claim.pattern.metric, reading.value.start), reading)
    found = _without_doubtful(readings.values())
    return sorted(found, key=lambda seen: (seen.value.start, seen.metric or ""))


def _without_doubtful(readings: Collection[Reading]) -> list[Reading]:
    """Leave running totals out where the report states the year's own figure as well."""
    sure = {seen.metric for seen in readings if "cumulative_doubt" not in seen.flags}
    return [
        seen for seen in readings if "cumulative_doubt" not in seen.flags or seen.metric not in sure
    ]


def watching(document: Document, year: int, body: str) -> Watch:
    """Return what keeps figures of other bodies, years and matters out of a report."""
    return Watch(document.text, year, Bodies(document.text, body))


def _claims_on(sentence: Sentence) -> list[Claim]:
    """Return what the patterns claim of a sentence, before anything speaks against it."""
    places = speaking(sentence.text)
    if not places:
        return []
    claims = _claims(sentence.text, _questions(places, sentence.counts, sentence.denies))
    if "分别" in sentence.text:
        claims.extend(listed(sentence, [patterns()[place] for place in places]))
    return claims


# Sentences that speak of the same are many.
@lru_cache(maxsize=5_000)
def _questions(places: tuple[int, ...], counts: bool, denies: bool) -> tuple[_Question, ...]:
    """Return what to ask a sentence that speaks of these patterns."""
    every = patterns()
    return tuple(
        (every[place], frame, frame.expression.search)
        for place in places
        for frame in every[place].frames
        if (denies if frame.denies else counts)
    )


def _claims(text: str, questions: Iterable[_Question]) -> list[Claim]:
    claims = []
    for pattern, frame, search in questions:
        # Most searches find nothing, which `finditer` tells less quickly. No match is empty.
        match = search(text)
        while match:
            if claim := _claim(pattern, frame, match):
                claims.append(claim)
            end = match.end()
            match = search(text, end) if len(text) - end >= _SHORTEST else None
    return claims


def _claim(pattern: Pattern, frame: Frame, match: re.Match[str]) -> Claim | None:
    for name in frame.figures:
        if match[name]:
            break
    start, end = match.span(name)
    noun = match.span("noun") if frame.noun and match["noun"] else (match.start(), start)
    if frame.zero or name == "z":
        entry = ZERO_STATED
    else:
        unit = match["unit"] if frame.unit else None
        if _RUN_TOGETHER.match(match[name]):
            return None
        entry = read_entry(match[name] + (unit or ""))
        if entry.kind not in ("number", "zero_stated"):
            return None
        if "approximate" not in entry.flags and _is_approximate(match.string, start, end):
            entry = replace(entry, flags=(*entry.flags, "approximate"))
    prior = int(match["prior"]) if frame.prior else None
    return Claim(pattern, frame, start, end, noun, entry, match[0], prior)


def _is_approximate(text: str, start: int, end: int) -> bool:
    """Say whether words around a figure, and none of its own, say about or more than."""
    about, roughly = _approximate()
    return about.match(text, end) is not None or roughly.search(text, 0, start) is not None


@cache
def _approximate() -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(expanded("{ABOUT}")), re.compile(expanded("{ROUGHLY}"))


def _verdicts(claims: list[Claim], sentence: Sentence, watch: Watch) -> Judged:
    judged = [(claim, _kept_out(claim, sentence, watch)) for claim in claims]
    return without_parts(sentence.text, judged)


def _in_context(claim: Claim, sentence: Sentence) -> bool:
    """Say whether what stands around speaks of what the pattern asks for."""
    pattern = claim.pattern
    if pattern.unless_before and pattern.unless_before.search(
        sentence.text[: min(claim.start, claim.noun[0])]
    ):
        return False
    if pattern.unless_after and pattern.unless_after.match(sentence.text, claim.end):
        return False
    around = pattern.around
    if around and not (around.search(sentence.text) or around.search(sentence.before)):
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


def judged(sentence: Sentence, watch: Watch) -> list[tuple[Claim, str | None]]:
    """Return every claim on a figure of a sentence with what kept it out, None if it was read.

    That is the name of a guard; `cut` where a line's end parts the figure from the rest of it; or
    `prior_year`, `context` or `nearer_name` for a claim that does not fit the year, what is spoken
    of, or the name that stands nearest to the figure.
    """
    found = _verdicts(_claims_on(sentence), sentence, watch)
    taken = {id(claim) for claim in granted(claim for claim, why in found if why is None)}
    return [(claim, why or (None if id(claim) in taken else "nearer_name")) for claim, why in found]


def _kept_out(claim: Claim, sentence: Sentence, watch: Watch) -> str | None:
    if is_cut(claim, sentence, watch.document):
        return "cut"
    if claim.prior_year is not None and claim.prior_year != watch.year - 1:
        return "prior_year"
    if claim.pattern.coming and not _comes_after(sentence.text[slice(*claim.noun)], watch.year):
        return "prior_year"
    if not _in_context(claim, sentence):
        return "context"
    zero = claim.entry.kind == "zero_stated"
    return watch.keeps_out(claim.pattern, sentence, (claim.start, claim.end), zero)


def _comes_after(name: str, year: int) -> bool:
    """Say whether no year that a name holds is the report's or an earlier one."""
    return all(int(told) > year for told in _YEAR.findall(name))
