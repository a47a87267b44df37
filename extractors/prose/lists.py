"""Reads lists of names against lists of figures: 当面、网络、信函申请分别为1、3、2件."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from extractors.numbers import read_entry
from extractors.prose.claims import Claim
from extractors.prose.rules import Frame, Pattern
from extractors.prose.sentences import Sentence

_AND = re.compile(r"[、,]|以及|和|(?<!涉)及|与")
_FIGURE = re.compile(
    r"(?:大约|约|近|逾|超过)?(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+)"
    r"(?:余|多)?万?(?:余|多)?"
)
# What the last name of a list says for all of them.
_SHARED = re.compile(r"(?:申请|人员|(?:主动)?公开(?:各类)?(?:政府)?信息)$")
_COUNTER = r"(?:件次|人次|件|条|起|宗|份|次|篇|个|例|人|名)?"
_ITEM = rf"{_FIGURE.pattern}{_COUNTER}"
_FIGURES = rf"(?P<figures>{_ITEM}(?:(?:[、,]|和|及|以及|与){_ITEM})+)"
_LISTS = (
    re.compile(
        rf"(?P<names>[^,。;:()\d]{{4,80}}?)(?:数量|件数|数|情况)?分别(?:共)?(?:为|是|有|收到|发生|达|(?P<shared>(?:主动)?公开(?:各类)?(?:政府|政务)?信息))?:?{_FIGURES}(?![\d.%年月])"
    ),
    re.compile(
        rf"分别(?:收到|受理|发生|接到|答复|为|作出)(?P<names>[^,。;:()\d]{{4,80}}?)(?:数量|件数|数)?(?:各)?{_FIGURES}(?![\d.%年月])"
    ),
)
# How much may stand before the first name of a list.
_LONGEST_LEAD = 24
_FRAME = Frame(re.compile("分别"), 0, False, False, False)


def listed(sentence: Sentence, speaking: Sequence[Pattern]) -> Iterator[Claim]:
    """Return one claim for each name of a list, where names and figures are as many."""
    for expression in _LISTS:
        for match in expression.finditer(sentence.text):
            names = _spans(match["names"], match.start("names"))
            figures = [
                (match.start("figures") + found.start(), found[0])
                for found in _FIGURE.finditer(match["figures"])
            ]
            if len(names) != len(figures):
                continue
            claims = [
                _claim(pattern, name, figure, match[0])
                for name, figure in zip(names, figures, strict=True)
                for pattern in speaking
                if _names(pattern, name[1], match["names"], match.groupdict().get("shared") or "")
            ]
            metrics = [(claim.start, claim.pattern.metric) for claim in claims if claim]
            if len({metric for _, metric in metrics}) == len(set(metrics)):
                yield from (claim for claim in claims if claim)


def _spans(text: str, offset: int) -> list[tuple[int, str]]:
    spans = []
    first = 0
    for mark in [*_AND.finditer(text), None]:
        last = mark.start() if mark else len(text)
        spans.append((offset + first, text[first:last]))
        first = mark.end() if mark else last
    return spans


def _names(pattern: Pattern, name: str, names: str, shared: str) -> bool:
    """Say whether a name of the list, as it stands or with what all share, is the pattern's."""
    if pattern.noun is None or pattern.kind != "figure":
        return False
    ending = _SHARED.search(names)
    shared = shared or (ending[0] if ending else "")
    leads = range(min(len(name), _LONGEST_LEAD)) if names.startswith(name) else range(1)
    return any(
        pattern.noun.fullmatch(name[lead:] + suffix) for lead in leads for suffix in {"", shared}
    )


def _claim(
    pattern: Pattern, name: tuple[int, str], figure: tuple[int, str], label: str
) -> Claim | None:
    entry = read_entry(figure[1])
    if entry.kind not in ("number", "zero_stated"):
        return None
    start, printed = figure
    noun = name[0], name[0] + len(name[1])
    return Claim(pattern, _FRAME, start, start + len(printed), noun, entry, label)
