"""Puts together what is said of each line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from extractors.agencies import Aliases
from extractors.explain import clues, page, sentences, tables
from extractors.explain.model import Explanation, Line, Why
from extractors.explain.stages import Stages, again
from extractors.model import Extraction, Issue, Observation, Stated
from extractors.pipeline import extract
from extractors.readers import UnreadableFile, read_text


def explain(
    data: bytes, path: str, aliases: Aliases | None = None, stated: Stated | None = None
) -> Explanation:
    """Read one report as `pipeline.extract` does, and say of each line what was made of it.

    Args:
        data: the file's bytes.
        path: its path below the raw folder.
        aliases: names that a user mapped by hand.
        stated: what a person states about the file.
    """
    extraction = extract(data, path, aliases, stated)
    try:
        decoded = read_text(data)
    except UnreadableFile:
        return Explanation(extraction, (), (), ())
    stages = again(decoded, extraction.report)
    told = tuple(clues.found(stages, aliases, stated)) if extraction.quarantined else ()
    of_lines, of_report = _issues(stages, extraction)
    lines = tuple(_lines(stages, extraction, of_lines))
    return Explanation(extraction, told, tuple(of_report), lines)


def _issues(
    stages: Stages, extraction: Extraction
) -> tuple[dict[int, list[Issue]], Sequence[Issue]]:
    """Part the issues into those of lines and those of the report."""
    starts = [0, *(at + 1 for at in _line_ends(stages)[:-1])]
    of_lines: dict[int, list[Issue]] = {}
    of_report = []
    for issue in extraction.issues:
        if issue.locator is None:
            of_report.append(issue)
        else:
            at = int(issue.locator.removeprefix("char=").split(",")[0])
            of_lines.setdefault(bisect_right(starts, at), []).append(issue)
    return of_lines, of_report


def _line_ends(stages: Stages) -> list[int]:
    """Where each line ends in the source; folding takes other marks for line ends as well."""
    folded = stages.document.folded
    ends = [start - 1 for start in stages.document.line_starts[1:]]
    return [*(folded.source_range(end, end + 1)[0] for end in ends), len(folded.source)]


def _lines(
    stages: Stages, extraction: Extraction, issues: dict[int, list[Issue]]
) -> Iterator[Line]:
    readings: dict[int, list[Observation]] = {}
    for seen in extraction.observations:
        readings.setdefault(seen.line, []).append(seen)
    around, elsewhere = page.around(stages), tables.read_elsewhere(stages)
    left = sentences.unread(stages)
    begins, text, ends = 0, stages.document.text, _line_ends(stages)
    starts = stages.document.line_starts
    for number, (start, source_end) in enumerate(zip(starts, ends, strict=True), start=1):
        end = starts[number] - 1 if number < len(starts) else len(text)
        printed = stages.document.decoded.text[begins:source_end].strip()
        begins = source_end + 1
        folded = text[start:end]
        if not folded.strip():
            continue
        read = tuple(readings.get(number, ()))
        has_digits = any(character.isdecimal() for character in folded)
        if extraction.quarantined:
            why = _of_quarantined(number, folded.strip(), has_digits, around)
        else:
            parts = left.get(number, ())
            clipped = [
                part._replace(start=max(part.start, start), end=min(part.end, end))
                for part in parts
            ]
            why = _why(stages, number, bool(read), clipped, around, elsewhere)
        if any(told.reason == "personal" for told in why):
            printed = tables.without_persons(printed)
        yield Line(number, printed, has_digits, read, tuple(issues.get(number, ())), why)


def _why(
    stages: Stages,
    line: int,
    was_read: bool,
    parts: Sequence[sentences.Part],
    around: dict[int, Why],
    elsewhere: dict[int, Why],
) -> tuple[Why, ...]:
    """The first answer holds; what is left is prose."""
    text = stages.document.text
    row = stages.rows.get(line)
    tabular = row is None or row.delimited or len(row.cells) > 2
    if not was_read:
        told = elsewhere.get(line) or around.get(line)
        if told is None and row is not None and not tabular and not tables.is_known(stages, line):
            told = page.heading(row.text)
        if told := told or tables.of_row(stages, line):
            # What a line is does not keep a rule from asking for its figures; a guard does.
            asked = [part for part in parts if part.metric]
            return (told, *sentences.of_line(text, asked, was_read=True))
    elif tabular or line in stages.tables.used_lines:
        return ()
    return sentences.of_line(text, parts, was_read)


def _of_quarantined(
    line: int, text: str, has_digits: bool, around: dict[int, Why]
) -> tuple[Why, ...]:
    if told := around.get(line) or page.heading(text):
        return (told,)
    return (Why("in_quarantine" if has_digits else "no_figures"),)
