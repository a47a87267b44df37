"""Tells where a table says of itself that it is another body's than the report it stands in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extractors.agencies.aliases import Aliases
from extractors.agencies.clues import Clue, Resolution
from extractors.agencies.resolver import resolve
from extractors.model import Agency

FLAG = "agency_doubt"
"""Marks the figures of such a table."""
OF_A_TABLE = ("caption", "filled_by")
"""Clues that speak of the table: its caption, and who filled it in (填报单位)."""
_OUTRIGHT = ("title", *OF_A_TABLE)
# What a place is called with or without: 某镇 is 某镇人民政府.
_GOVERNMENT = re.compile(
    r"(?:人民政府|政府|办事处|管理委员会|管委会|行政公署|公署|行署)(?:办公[室厅])?$"
)
_ACTS_FOR_ITS_GOVERNMENT = "general_office"


def named_beside(
    clues: Sequence[Clue], body: Resolution, year: int, aliases: Aliases | None = None
) -> Clue | None:
    """Return the clue by which a table names another body than its report, None if none does.

    Both must be known: what no table of bodies holds may be the same body in other words. So may
    bodies of one business in one place (教育局 and 教育体育局), and the office of a government is
    the government here.

    Args:
        clues: all that the report says of its maker.
        body: what was concluded from them.
    """
    if body.agency is None or not body.agency.is_resolved:
        return None
    told = [clue for clue in clues if clue.kind in OF_A_TABLE]
    around = [clue for clue in clues if clue.kind not in _OUTRIGHT]
    for clue in told:
        if _GOVERNMENT.sub("", clue.text) in (body.printed_name or ""):
            continue
        other = resolve([clue, *around], year, aliases).agency
        if other and other.is_resolved and not _may_be_one(body.agency, other):
            return clue
    return None


def _may_be_one(one: Agency, other: Agency) -> bool:
    if one.agency_key == other.agency_key:
        return True
    related = f"{one.predecessor_keys or ''} {one.successor_keys or ''}".split()
    if other.agency_key in related:
        return True
    if one.division_code != other.division_code:
        return False
    if _ACTS_FOR_ITS_GOVERNMENT in (one.function, other.function):
        return True
    return one.field is not None and one.field == other.field
