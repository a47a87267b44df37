"""Says whether a time governs a figure that is called by its place beside the report's year."""

from __future__ import annotations

import re
from functools import cache

from extractors.prose.rules import expanded
from extractors.text.openings import Finder, places

# The year before ours, one to come, or what is aimed at; a year that is printed has to be told
# apart by its number.
_ANOTHER = (
    "{THOUGHT}(?:(?P<last>{LASTYEAR})(?!{LEFTOVER})"
    "|(?P<next>{COMING})"
    r"|(?:将|计划|打算|拟|力争|争取)[在于]?(?P<coming>(?:19|20)\d\d)年"
    r"|(?P<year>(?:19|20)\d\d)年度?(?:,|[^,。;:\d]){0,12}?{INTENDED})"
    "|(?P<aim>{AIMS})"
)
# A figure of last year's told beside ours in so many words governs nothing more: ,上年召开2次.
_TOLD_BESIDE = "(?:共)?{DONE}(?:了)?[\\d零一二两三四五六七八九十百千]"
_COMPARED = re.compile(r"(?:较|比|与|同|和|跟|从|由|及|相比)[^,。;:\d]{0,4}$")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_MAY_BE = places(
    r"去年|前年|[上前]一?年|往年|历年|以往|[明来次]年|新的?一年|未来|下一?[年步阶]|今后"
    r"|(?:将|计划|打算|拟|力争|争取)[在于]?(?:19|20)\d\d"
    r"|年.{0,14}(?:将|计划|打算|拟|力争|争取|目标|任务|要)"
    r"|(?:目标|打算|计划|任务|标准|要求|指标|细则|办法)(?:任务)?(?:如下|是|为)?:"
)


@cache
def _expressions() -> tuple[Finder, re.Pattern[str], Finder]:
    beside = re.compile(expanded(_TOLD_BESIDE))
    return Finder(expanded(_ANOTHER)), beside, Finder(expanded("{OURS}"))


def may_be_another(text: str) -> bool:
    """Say whether a text holds a word that `another` looks for."""
    return _MAY_BE.search(text) is not None


def another(governing: str, year: int) -> str | None:
    """Return which time governs what comes next: `last_year`, `next_year`, None for the report's.

    Another year (去年), or a plan for one, goes on governing until words bring ours back.
    """
    others, told_beside, ours = _expressions()
    governing = _IN_BRACKETS.sub("", governing)
    last: tuple[int, str] | None = None
    for found in others.finditer(governing):
        told = found["coming"] or found["year"]
        if told and int(told) <= year:
            continue
        if found["last"] and found[0][0] == "," and told_beside.match(governing, found.end()):
            continue
        last = found.end(), "last_year" if found["last"] else "next_year"
    if last is None or ours.places.search(governing, last[0]):
        return None
    named = governing.find(f"{year}年", last[0])
    while named >= 0 and _COMPARED.search(governing, max(0, named - 8), named):
        named = governing.find(f"{year}年", named + 1)
    return last[1] if named < 0 else None
