"""Holds one extraction against the truth of the report that was written."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from extractors.model import Extraction, Observation
from tests.report_writer import Expected, WrittenReport

Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one figure.

    Attributes:
        outcome: `right`; `missed` (nothing was read, or only that the cell is unreadable);
            `flagged` (a wrong value or kind that carries a reservation);
            `wrong` (a wrong value without any); `excused` (either is in order).
        detail: for people, where it is not right.
    """

    source: str
    metric: str
    outcome: str
    states: str
    """`figure` where the truth is a number or a stated zero; `nothing` for blank, dash or words."""
    detail: str = ""


@dataclass(slots=True)
class Judgement:
    """All verdicts on one report."""

    verdicts: list[Verdict] = field(default_factory=list)
    year_right: bool = False
    form_right: bool = False
    agency_right: bool = False
    loaded: bool = False
    misplaced: int = 0
    """Observations whose locator does not lead to their raw text and quote."""
    observations: int = 0


def judge(written: WrittenReport, extraction: Extraction) -> Judgement:
    """Return the verdicts on one report's extraction."""
    result = Judgement()
    truth = written.truth
    report = extraction.report
    if report is not None:
        result.loaded = True
        result.year_right = report.year == truth.year
        result.form_right = report.form == truth.form
        names = {truth.agency, *truth.agency_variants}
        result.agency_right = report.agency_name in names
    found: dict[Key, list[Observation]] = defaultdict(list)
    for seen in extraction.observations:
        result.observations += 1
        result.misplaced += not _in_place(written.text, seen)
        if seen.metric:
            found[seen.metric, seen.applicant, seen.source].append(seen)
    expected: dict[Key, list[Expected]] = defaultdict(list)
    for entry in truth.expected:
        expected[entry.metric, entry.applicant, entry.source].append(entry)
    for key in sorted(set(found) | set(expected)):
        result.verdicts.extend(_compare(key, expected.get(key, []), found.get(key, [])))
    return result


def _in_place(text: str, seen: Observation) -> bool:
    start, end = map(int, seen.value_locator[5:].split(","))
    first, last = map(int, seen.locator[5:].split(","))
    return text[start:end] == seen.raw and text[first:last] == seen.quote and seen.raw in seen.quote


def _compare(key: Key, expected: list[Expected], found: list[Observation]) -> list[Verdict]:
    metric, applicant, source = key
    name = metric if applicant == "total" else f"{metric}/{applicant}"
    verdicts = []
    wanted = {(entry.kind, entry.value) for entry in expected}
    for seen in found:
        same = (seen.kind, seen.value) in wanted or (
            seen.value is not None and any(entry.value == seen.value for entry in expected)
        )
        if same or seen.kind == "unreadable":
            continue
        want = ", ".join(f"{entry.kind} {entry.value}" for entry in expected) or "nothing"
        detail = f"{name}: {seen.kind} {seen.value} [{seen.flags}] for {want}: {seen.quote[:90]!r}"
        outcome = "flagged" if seen.flags else "wrong"
        if seen.value is None and any(entry.value is not None for entry in expected):
            # A figure that was not read is a miss, counted below; it is no wrong value.
            continue
        if any(entry.caution == "several_columns" for entry in expected) and seen.flags:
            outcome = "excused"
        verdicts.append(Verdict(source, metric, outcome, "figure", detail))
    for entry in expected:
        states = "nothing" if entry.value is None else "figure"
        got = any((seen.kind, seen.value) == (entry.kind, entry.value) for seen in found)
        if not got and entry.value is not None:
            got = any(seen.value == entry.value for seen in found)
        if got:
            verdicts.append(Verdict(source, metric, "right", states))
        elif entry.caution or entry.implied:
            verdicts.append(Verdict(source, metric, "excused", states))
        else:
            detail = f"{name}: {entry.kind} {entry.value}, printed {entry.raw!r}"
            verdicts.append(Verdict(source, metric, "missed", states, detail))
    return verdicts
