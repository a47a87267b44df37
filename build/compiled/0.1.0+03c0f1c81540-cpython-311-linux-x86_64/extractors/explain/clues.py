"""What was found out about a file before it went to quarantine."""

from __future__ import annotations

import re
from collections.abc import Iterator

from extractors.agencies import Aliases, resolve
from extractors.explain.stages import Stages
from extractors.identify import clues, scope, year
from extractors.identify.patterns import pattern
from extractors.model import Stated

_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_SHOWN = 5
_AROUND = 12


def found(
    stages: Stages, aliases: Aliases | None, stated: Stated | None
) -> Iterator[tuple[str, str]]:
    """Yield what is known and the words it was told from."""
    document, title = stages.document, stages.title
    yield "encoding", document.decoded.encoding
    yield "title", title.text if title else "none found"
    yield "form", f"{stages.detected.form} ({stages.detected.evidence})"
    told = year.find(document, title)
    yield "year", f"{told.year} ({told.evidence})" if told else "none found"
    if told and told.others:
        yield "other years", ", ".join(map(str, told.others))
    if stated and stated.year:
        yield "stated year", f"{stated.year} ({stated.note})"
    mentioned = list(_mentioned(stages))
    if not told:
        yield "years named", "; ".join(mentioned) if mentioned else "none"
    for name, day in (("posted", stages.dates.published_on), ("made", stages.dates.issued_on)):
        if day:
            yield name, day.isoformat()
    named_by = clues.gather(document, title, stages.dates)
    body = resolve(named_by, told.year if told else _no_year(stages), aliases)
    named = body.agency.agency_key if body.agency else body.printed_name or "none found"
    yield "agency", f"{named} ({body.grade}{'; ' if body.evidence else ''}{body.evidence})"
    which, words = scope.find(document, stages.tables.used_lines)
    yield "scope", f"{which} ({words or 'no clue'})"
    disclosure = len(pattern("speaks_of_disclosure").findall(document.text))
    yield "on disclosure", f"信息公开 or 政务公开 is named {disclosure} times"
    calls = pattern("speaks_of_a_report").search(document.text)
    yield "calls itself", calls[0] if calls else "nothing that a report is called"


def _mentioned(stages: Stages) -> Iterator[str]:
    """The first places where a year is printed at all, be it that of a posting or of a law."""
    document = stages.document
    for count, year_named in enumerate(_YEAR.finditer(document.text)):
        if count == _SHOWN:
            yield "…"
            return
        low, high = max(0, year_named.start() - _AROUND), year_named.end() + _AROUND
        words = " ".join(document.text[low:high].split())
        yield f"line {document.line_at(year_named.start())}: {words}"


def _no_year(stages: Stages) -> int:
    """A year in which to look a body up: that of the posting, or any."""
    day = stages.dates.published_on or stages.dates.issued_on
    return day.year - 1 if day else 2018
