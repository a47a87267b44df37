"""Finds the full name of a body whose title names it by half: 林业局, or a district of two cities.

Nothing is guessed: the page must state the full name, in one of the places where a body is named
or right below the title, and state no other that would do.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.agencies.parse import readings
from extractors.agencies.spelling import bare
from extractors.document import Document
from extractors.identify import names
from extractors.identify.names import Name
from extractors.identify.title import Title

Found = tuple[str, Name, int, int]

_STATED = ("caption", "filled_by", "publisher", "signature", "breadcrumb")
_GOVERNMENT = re.compile(r"(?:人民政府|政府)$")


def completed(document: Document, title: Title | None, found: Sequence[Found]) -> list[Found]:
    """Return the clues without a title's name of which others state the full one.

    Args:
        document: the report.
        title: its title.
        found: kind, name and place of each clue.
    """
    # By its place: translated to machine code, a tuple is not the same one twice.
    at = next((place for place, clue in enumerate(found) if clue[0] == "title"), None)
    if at is None or title is None or _places(found[at][1]) < 2:
        return list(found)
    half = found[at][1]
    below = [*_below(document, title)]
    full = [clue for clue in (*below, *found) if clue[0] in _STATED and _is_fuller(clue[1], half)]
    longest = max((_core(name) for _, name, *_ in full), key=len, default="")
    stated = [clue for clue in below if clue in full]
    if not longest or not all(longest.endswith(_core(name)) for _, name, *_ in full):
        # Of two full names the more trusted place decides, as with any clues.
        return [*found, *stated]
    others = [clue for place, clue in enumerate(found) if place != at]
    return [*stated, *others]


def _core(name: Name) -> str:
    return _GOVERNMENT.sub("", name.text)


def _places(name: Name) -> int:
    """Return of how many divisions a body of this name can be."""
    return len({reading.division for reading in readings(bare(name.text)) if reading.division})


def _is_fuller(name: Name, half: Name) -> bool:
    longer = _core(name) != _core(half) and _core(name).endswith(_core(half))
    return longer and name.placed and _places(name) == 1


def _below(document: Document, title: Title) -> list[Found]:
    """Return the name that the first line below the title consists of."""
    row = next((row for row in document.rows if row.start >= title.end), None)
    name = names.read(row.text) if row else None
    if row is None or name is None or not name.known or name.text != "".join(row.text.split()):
        return []
    return [("caption", name, row.start, row.end)]
