"""What a paragraph has said of who and when, and a sentence only goes on from."""

from __future__ import annotations

import re
from functools import cache

from extractors.prose.rules import expanded
from extractors.prose.sentences import Sentence

_PART = re.compile(r"[^。;!?]+[。;!?]?")
_OPENS_ANEW = re.compile(
    r"^ *(?:(?:据|经)(?:统计|通报),?)?(?:在|截[至止]|自)?"
    r"(?:(?:19|20)\d\d年|今年|本年|去年|上年(?!结转|转)|明年|全年|年内|报告期)"
)


@cache
def _goes_on() -> re.Pattern[str]:
    return re.compile(expanded("{CONTINUES}"))


def continued(sentence: Sentence) -> str:
    """Return what the sentence goes on from in its paragraph, empty where it begins anew.

    What stands behind a semicolon goes on; what stands behind a full stop does so only where its
    first words tell only more of the same (其中, 办结, 二是).
    """
    told = sentence.told
    parts = _PART.findall(told) if told and _is_more(told[-1], sentence.text) else []
    if not parts:
        return ""
    first = len(parts) - 1
    while first and _is_more(parts[first - 1][-1], parts[first]):
        first -= 1
    return "".join(parts[first:])


def _is_more(mark: str, text: str) -> bool:
    if _OPENS_ANEW.match(text):
        return False
    return mark == ";" or _goes_on().match(text) is not None
