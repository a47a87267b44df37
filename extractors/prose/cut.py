"""Tells figures that a line's end has cut in two, or parted from the words before them.

Lines broken at a width are joined where they are long enough to be told by it. Shorter
ones, and those with a blank line between, stand alone, and may end inside a number.
"""

from __future__ import annotations

import re

from extractors.prose.claims import Claim
from extractors.prose.sentences import Sentence

# The next line goes on with the number: 网络申请1 and 20件 below it. The number of a chapter or a
# year begins something new.
_REST = re.compile(
    r"\s*(?![\d一二三四五六七八九十]{1,3}(?:[、)]|\.(?!\d))|(?:19|20)\d\d年)"
    r"[\d.,零〇一二两三四五六七八九十百千万亿余多]"
)
_BEGINNING = re.compile(r"(?<!年)[\d零〇一二两三四五六七八九十百千][.,]?\s*$")
# A line that cannot end so: what stands below it goes on with it. No heading does.
_HEADING = re.compile(
    r"[ \t]*(?:[一二三四五六七八九十]{1,3}[、,.]|[(第]|\d{1,2}[、.)])"
    r"|.*(?:办结|答复|回复|没有|未).*(?:情况|方面|工作|流程|程序|机制|制度)"
)
_LEADS_ON = re.compile(
    r"(?:[、,和及与对共因由非拟未不没]|没有|其中|去年|上年|上年度|(?<!\d)(?:19|20)\d\d"
    r"|(?:19|20)\d\d年度?(?:[我本全][局市县区委镇]|共|累计|收到|受理|政府?|主动|公开)*"
    r"|(?:办结|答复|回复|没有|未)[^,。;:\n]{0,6})$"
)
_FURTHEST, _END = 240, 16


def is_cut(claim: Claim, sentence: Sentence, text: str) -> bool:
    """Say whether a figure, or its clause, goes on in the line below or began in the one above.

    Args:
        text: the report's.
    """
    if claim.end == len(sentence.text) and _REST.match(text, sentence.end):
        return True
    if sentence.clause(claim.start, claim.end)[0]:
        return False
    before = text[max(0, sentence.start - _FURTHEST) : sentence.start]
    if claim.start == 0 and _BEGINNING.search(before):
        return True
    above = before.rstrip("\n ")
    if above == before:
        return False
    above = above[above.rfind("\n") + 1 :]
    return _LEADS_ON.search(above[-_END:]) is not None and not _HEADING.match(above)
