"""Fingerprints of reports: equal ones point to the same text or the same figures.

A text's fingerprint is a min-hash. Its words outside tables are cut into clauses, each clause is
hashed, the hashes fall into `PARTS` parts by their value, and each part keeps its smallest. Of two
reports about as large a share of the parts is equal as of their clauses, whatever stands between.
Names of places are taken out first, so that a copy under another county's name is still the same
text; figures stay in, so that a form of words that a whole province uses is not.

Both are text of hexadecimal digits, so that SQL can compare them.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from functools import cache
from hashlib import blake2b
from zlib import crc32

from extractors.catalog import metrics
from extractors.document import Row
from extractors.model import Agency, Observation

PARTS = 16
"""Parts of a text's fingerprint, eight digits each."""
_FEWEST_CLAUSES = 8
"""A text with fewer different clauses has no fingerprint: a few stock phrases are no text."""
_SHORTEST_CLAUSE = 6
_FEWEST_DIGITS = 12
"""Figures with fewer digits in all (each figure once) have no fingerprint: two small towns may
both have received one application and granted it."""

_CLAUSE = re.compile(rf"[^,。;:!?、\n|()《》“”]{{{_SHORTEST_CLAUSE},}}")
_SORTS = "省市县区旗盟州镇乡"
"""What a division calls itself (我县, 全市) changes with its name."""
_SUFFIX = re.compile(rf"(?:自治[{_SORTS}]|街道|[{_SORTS}])?(?:人民政府|行政公署|办事处)?$")


def of_text(rows: Iterable[Row], used_lines: Collection[int], names: Iterable[str]) -> str | None:
    """Return the fingerprint of a report's words outside its tables; None if they are too few.

    Args:
        rows: the report's lines, in one spelling.
        used_lines: numbers of the lines that belong to its national tables.
        names: names of the places and bodies that a copy under another name would replace.
    """
    text = "\n".join(
        [row.text for row in rows if not row.said.delimited and row.line not in used_lines]
    )
    for name in (*names, *_SORTS, " "):  # quicker than one walk over the text
        text = text.replace(name, "")
    hashes = {crc32(clause.encode()) for clause in _CLAUSE.findall(text)}
    if len(hashes) < _FEWEST_CLAUSES:
        return None
    smallest: list[int | None] = [None] * PARTS
    for number in sorted(hashes, reverse=True):
        smallest[number % PARTS] = number
    return "".join(f"{number:08x}" for number in _without_gaps(smallest))


def _without_gaps(smallest: Sequence[int | None]) -> Iterable[int]:
    """Fill a part that no clause fell into with what the next part has."""
    for part in range(PARTS):
        step = 0
        while (number := smallest[(part + step) % PARTS]) is None:
            step += 1
        # Turned, so that a filled part never equals the part it was filled from.
        yield (number + step * 0x9E3779B1) & 0xFFFFFFFF


def of_figures(observations: Sequence[Observation]) -> str | None:
    """Return the fingerprint of a report's national figures; None if they are too few to tell.

    Zeros and empty cells do not count, because copies lose them, nor do stocks (rules in force),
    which may honestly be the same for years.
    """
    stated: dict[tuple[str, str], Decimal] = {}
    stocks = _stocks()
    for one in observations:
        if one.value and one.metric and one.metric not in stocks:
            stated.setdefault((one.metric, one.applicant), one.value)
    if sum([len(str(value)) for value in set(stated.values())]) < _FEWEST_DIGITS:
        return None
    text = ";".join([f"{m} {a} {value.normalize()}" for (m, a), value in sorted(stated.items())])
    return blake2b(text.encode(), digest_size=16).hexdigest()


@cache
def _stocks() -> frozenset[str]:
    return frozenset(metric.metric for metric in metrics() if metric.kind == "stock")


def place_names(agencies: Iterable[Agency], printed: str | None) -> list[str]:
    """Return the names of a body and of where it lies, full and short, the longest first."""
    found = {printed}
    for agency in agencies:
        found.update((agency.name, agency.province, agency.prefecture, agency.county))
    names = {name for name in found if name}
    names |= {_SUFFIX.sub("", name) for name in names}
    return sorted((name for name in names if len(name) > 1), key=lambda name: (-len(name), name))
