"""Applies the prose patterns to a report's sentences. Precision goes before recall."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from extractors.document import Cell, Document
from extractors.forms.reading import Reading
from extractors.numbers import Entry, read_entry
from extractors.prose.rules import Guard, Pattern, guards, patterns

_SENTENCE = re.compile(r"[^。;!?\n]+")
_CLAUSE_ENDS = ",。;:"
_SPEAKS = re.compile(r"申请|复议|诉讼|公开|答复|解读|培训|发布会|费|办结|结转")
_STATES = re.compile(r"[\d一二两三四五六七八九十百千]|没有|未|无|零")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?= ?年)")
# Chapters on what is still to be done state plans and faults, not figures of the year.
_CHAPTER = re.compile(
    r"^ *(?:[一二三四五六七八九十]{1,3}[、,.]|第[一二三四五六七八九十]+部分)(.*)$"
)
_PLANS = re.compile(r"下一步|下步|打算|工作计划|工作思路|工作安排|工作设想|改进措施|努力方向|今后")


@dataclass(frozen=True, slots=True)
class _Sentence:
    text: str
    start: int

    def clause(self, start: int, end: int) -> str:
        """Return the clause around a range of the sentence."""
        first = max(self.text.rfind(mark, 0, start) for mark in _CLAUSE_ENDS) + 1
        stops = [at for mark in _CLAUSE_ENDS if (at := self.text.find(mark, end)) >= 0]
        return self.text[first : min(stops, default=len(self.text))]


def read(document: Document, used_lines: set[int], year: int) -> list[Reading]:
    """Return the figures that the sentences outside the tables state for `year`."""
    readings: list[Reading] = []
    for sentence in _sentences(document, used_lines):
        if not _SPEAKS.search(sentence.text) or not _STATES.search(sentence.text):
            continue
        for pattern in patterns():
            if pattern.needs in sentence.text:
                readings.extend(_apply(pattern, sentence, year))
    return _without_overlaps(readings)


def _sentences(document: Document, used_lines: set[int]) -> Iterator[_Sentence]:
    plans = False
    for row in document.rows:
        if row.line in used_lines or row.delimited:
            continue
        text = document.text[row.start : row.end]
        if chapter := _CHAPTER.match(text):
            plans = bool(_PLANS.search(chapter[1][:30]))
        if plans:
            continue
        for match in _SENTENCE.finditer(text):
            yield _Sentence(match[0], row.start + match.start())


def _apply(pattern: Pattern, sentence: _Sentence, year: int) -> Iterator[Reading]:
    for match in pattern.expression.finditer(sentence.text):
        group = "n" if "n" in pattern.expression.groupindex else 0
        figure, start = match[group], match.start(group)
        if _guarded(pattern, sentence, match, start, match.end(group), year):
            continue
        entry = _entry(pattern, match, figure)
        if entry is None:
            continue
        lead = len(sentence.text) - len(sentence.text.lstrip())
        yield Reading(
            section=None,
            cell=None,
            label=match[0],
            metric=pattern.metric,
            applicant="total",
            unit=entry.unit,
            value=Cell(figure, sentence.start + start, sentence.start + start + len(figure)),
            entry=entry,
            start=sentence.start + lead,
            end=sentence.start + len(sentence.text.rstrip()),
            source="prose",
            rule=pattern.pattern,
            flags=("implied_count",) if pattern.kind in ("implied", "one_case") else (),
        )


def _entry(pattern: Pattern, match: re.Match[str], figure: str) -> Entry | None:
    if pattern.kind == "zero":
        return Entry("zero_stated", Decimal(0))
    unit = match.groupdict().get("unit") or ""
    entry = read_entry(figure + unit)
    return entry if entry.kind in ("number", "zero_stated") else None


def _guarded(
    pattern: Pattern, sentence: _Sentence, match: re.Match[str], start: int, end: int, year: int
) -> bool:
    if _other_year(sentence.text, match.start(), end, year):
        return True
    clause = sentence.clause(match.start(), end)
    if pattern.unless and pattern.unless.search(clause):
        return True
    return any(
        _holds(guard, sentence.text, clause, start, end)
        for guard in guards()
        if guard.guard not in pattern.guards_lifted
    )


def _holds(guard: Guard, sentence: str, clause: str, start: int, end: int) -> bool:
    match guard.scope:
        case "clause":
            text = clause
        case "sentence":
            text = sentence
        case "before":
            text = sentence[:start]
        case _:
            text = sentence[end:]
    return guard.expression.search(text) is not None


def _other_year(sentence: str, start: int, end: int, year: int) -> bool:
    """Say whether the year named last before the figure is another than the report's."""
    named = [int(match[1]) for match in _YEAR.finditer(sentence, 0, end)]
    return bool(named) and named[-1] != year


def _without_overlaps(readings: list[Reading]) -> list[Reading]:
    """Keep the first of two readings that give the same figure to the same metric."""
    kept: dict[tuple[str | None, int], Reading] = {}
    for reading in readings:
        kept.setdefault((reading.metric, reading.value.start), reading)
    return sorted(kept.values(), key=lambda reading: (reading.value.start, reading.metric or ""))
