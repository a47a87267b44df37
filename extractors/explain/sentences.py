"""Why figures of sentences were not read: by which guard, or because no rule knows them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extractors.explain.model import Why
from extractors.explain.stages import Stages, lines_of
from extractors.prose.guarding import Watch
from extractors.prose.reader import judged, watching
from extractors.prose.rules import guards
from extractors.prose.sentences import Sentence, planned, sentences

_PIECE = re.compile(r"[^。;!?\n]+")
_COUNTER = "(?:人次|件次|场次|万元|亿元|[件条起宗份次篇个项则期人名位处家场部例元批桩班届所卷种])"
_MORE = "(?:余|多|几)?万?(?:余|多|几)?"
# Counted, or bare behind a word (办结184281): no year, date, share, postcode or ordinal.
_FIGURE = re.compile(
    rf"(?<![\d.])(?:\d{{1,3}}(?:,\d{{3}})++|\d++(?:\.\d++)?+){_MORE}{_COUNTER}"
    r"|(?<=[\u4e00-\u9fff])\d++(?:\.\d++)?+(?=[,;)、]|$)"
    rf"|[零〇一二两三四五六七八九十百千]+{_MORE}{_COUNTER}"
)
_DIGIT = re.compile(r"\d")
# The most telling first, where a line has nothing that calls for its words.
_SILENT = ("plans", "sentence_goes_on", "denial", "not_counted", "no_figures")
_WEAK = ("nearer_name", "context", "prior_year")
_LONGEST_WORDS = 60


class Part(NamedTuple):
    """A range of the folded text of which nothing was read, and why."""

    start: int
    end: int
    why: str
    metric: str = ""
    """What it would have been, where a rule asked for it."""


Unread = dict[int, list[Part]]
"""By line, in the order of the report: figures that were not read, or sentences without any."""


def unread(stages: Stages) -> Unread:
    """Look at every sentence again, asking of each figure that was not read why."""
    found: Unread = {}
    for part in sorted(_of_report(stages)):
        for line in lines_of(stages.document, part.start, part.end):
            found.setdefault(line, []).append(part)
    return found


def of_line(text: str, parts: Sequence[Part], was_read: bool) -> tuple[Why, ...]:
    """Return what to say of a line of the folded text `text` that holds these parts."""
    words: dict[tuple[str, str], list[str]] = {}
    for part in parts:
        shown = " ".join(text[part.start : part.end].split())
        words.setdefault((part.why, part.metric), []).append(shown)
    telling = tuple(
        Why(why, _listed(found), f"it would be {metric}" if metric else None)
        for (why, metric), found in words.items()
        if why not in _SILENT
    )
    if telling or was_read:
        return telling
    silent = {part.why for part in parts}
    return (Why(next((why for why in _SILENT if why in silent), "no_figures")),)


def _of_report(stages: Stages) -> Iterator[Part]:
    document, used = stages.document, stages.tables.used_lines
    report = stages.report
    watch = watching(document, report.year if report else 0, report.agency_name if report else "")
    values = sorted((seen.value.start, seen.value.end) for seen in stages.stated)
    stating = {(seen.start, seen.end) for seen in stages.stated}
    for sentence in sentences(document, used):
        low, high = bisect_left(values, (sentence.start, 0)), bisect_left(values, (sentence.end, 0))
        parts = list(_parts(sentence, watch, values[low:high]))
        if parts:
            yield from parts
        elif (sentence.start, sentence.end) in stating:
            yield Part(sentence.start, sentence.end, "sentence_goes_on")
        else:
            why = "denial" if sentence.denies else "not_counted"
            yield Part(sentence.start, sentence.end, why)
    for start, end in planned(document, used):
        yield Part(start, end, "plans")
    for piece in _PIECE.finditer(document.text):
        if _DIGIT.search(piece[0]):
            yield Part(*piece.span(), "not_counted")


def _parts(sentence: Sentence, watch: Watch, read: Sequence[tuple[int, int]]) -> Iterator[Part]:
    """Yield the figures of a sentence that were not read, each with its reason."""
    kept_out: dict[tuple[int, int], Part] = {}
    for claim, why in judged(sentence, watch):
        place = sentence.at(claim.start, claim.end)
        if why is None or _overlaps(place, read):
            continue
        before = kept_out.get(place)
        if before is None or (before.why in _WEAK and why not in _WEAK):
            kept_out[place] = Part(*place, _reason(why), claim.pattern.metric)
    figures = [sentence.at(*figure.span()) for figure in _FIGURE.finditer(sentence.text)]
    for place, part in kept_out.items():
        # With its counter, as it is printed.
        ends = [end for start, end in figures if start < place[1] and place[0] < end]
        yield part._replace(end=max([part.end, *ends]))
    for place in figures if sentence.counts else ():
        if not _overlaps(place, read) and not _overlaps(place, kept_out):
            yield Part(*place, "no_rule")


def _reason(why: str) -> str:
    return f"guard:{why}" if why in {guard.guard for guard in guards()} else why


def _overlaps(place: tuple[int, int], others: Iterable[tuple[int, int]]) -> bool:
    return any(start < place[1] and place[0] < end for start, end in others)


def _listed(words: list[str]) -> str:
    told = "、".join(dict.fromkeys(words))
    return told if len(told) <= _LONGEST_WORDS else told[: _LONGEST_WORDS - 1] + "…"
