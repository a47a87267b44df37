"""Says whether a figure is kept out: another year, another body, a plan, another matter."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extractors.prose.rules import Guard, Pattern, guards
from extractors.prose.sentences import Sentence

_YEAR = re.compile(r"(?<![\d.])((?:19|20)\d\d|二[〇零○]?[〇零○一二][〇零○一二三四五六七八九])(?=年|[-~—至]{1,2}(?:19|20)\d\d年)")
_COMPARED = re.compile(r"(?:较|比|与|同|和|跟|从|由|及|自|相比)[^,。;:\d]{0,4}$|(?:结转|转)(?:至|入|到)?$")
_SINCE = re.compile(
    r"(?:自|从)?(?:(?P<year>(?:19|20)\d\d)年)?[^,。;:\d]{0,16}(?:\d{1,2}月)?(?:\d{1,2}日)?[^,。;:\d]{0,16}以来"
    r"|至今|历年|历史累计|累计至|(?:施行|实施|开通|成立|运行|颁布)(?:后|之日)起?"
)
_OPENS = re.compile(r"(?:^|[,;:(])(?:其中,?|而)?$")
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


def active(document: str) -> tuple[Guard, ...]:
    """Return the guards that hold in a report with this text."""
    return tuple(guard for guard in guards() if not guard.when or guard.when.search(document))


def kept_out(
    pattern: Pattern,
    sentence: Sentence,
    figure: tuple[int, int],
    zero: bool,
    year: int,
    holding: Sequence[Guard],
) -> str | None:
    """Return the name of the guard that keeps a figure out, if any."""
    text = sentence.led_by + sentence.text
    shift = len(text) - len(sentence.text)
    start, end = figure[0] + shift, figure[1] + shift
    if _other_year(text, start, year):
        return "other_year"
    first, last = sentence.clause(*figure)
    clause = sentence.text[first:last]
    if pattern.unless and pattern.unless.search(clause):
        return "unless"
    regions: dict[str, Callable[[], str]] = {
        "clause": lambda: clause,
        "led": lambda: sentence.text[first : figure[0]],
        "sentence": lambda: sentence.text,
        "before": lambda: sentence.text[: figure[0]],
        "after": lambda: sentence.text[figure[1] :],
    }
    for guard in holding:
        if guard.guard in pattern.guards_lifted or (zero and not guard.zeros):
            continue
        if guard.expression.search(regions[guard.scope]()):
            return guard.guard
    return "since" if _since(text, start, year) else None


def _other_year(text: str, start: int, year: int) -> bool:
    """Say whether the year that governs a figure is another than the report's.

    A year that something is compared to governs its own clause only.
    """
    governing = None
    for named in _YEAR.finditer(text, 0, start):
        compared = _COMPARED.search(text, max(0, named.start() - 8), named.start())
        if compared and (
            compared[0].startswith(("结", "转")) or re.search(r"[,。;:(]", text[named.end() : start])
        ):
            continue
        governing = int(named[1].translate(_HAN_DIGITS))
    return governing is not None and governing != year


def _since(text: str, start: int, year: int) -> bool:
    """Say whether a figure counts more years than the report's own."""
    for since in _SINCE.finditer(text, 0, start):
        if since["year"] == str(year):
            continue
        own = text.rfind(f"{year}年", since.end(), start)
        if own < 0 or not _OPENS.search(text[since.end() : own]):
            return True
    return False
