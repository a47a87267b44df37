"""Reduces a printed label to what identifies it: no ordinal, no brackets, no punctuation."""

from __future__ import annotations

import re
from functools import lru_cache

_ORDINAL = re.compile(
    r"(?:第?[一二三四五六七八九十]{1,3}[、.,:]|\([一二三四五六七八九十\d]{1,3}\)"
    r"|\d{1,2}[、.)](?!\d)|\d{1,2} +|[①-⑳⑴-⒇⒈-⒛㈠-㈩])"
)
_AMONG = re.compile(r"其中[:;,、.]?")
# What these two can begin with, digits aside; other labels need not be asked.
_BEGINS = frozenset(
    "第一二三四五六七八九十(其①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇"
    "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"
)
_BRACKETS = re.compile(r"[(\[【][^()\[\]【】]*[)\]】]?")
_MARKS = re.compile(r"[\W_]")
_SPELLINGS = (
    ("其它", "其他"),
    ("做出", "作出"),
    ("帐", "账"),
    ("定制", "制定"),
)


@lru_cache(maxsize=100_000)
def label_key(label: str) -> str:
    """Return the label's key, for example `主动公开规范性文件数` for `其中:主动公开规范性文件数`.

    The ordinal is dropped because sections are renumbered when one of them is left out, the
    explanation in brackets because some reports print it and some do not.
    """
    text = "".join(label.split())
    if text[:1] in _BEGINS or text[:1].isdecimal():
        text = _without_ordinal(text)
    bare = text if text.isalnum() else _MARKS.sub("", _BRACKETS.sub("", text))
    if not bare:
        bare = _MARKS.sub("", text)
    for variant, standard in _SPELLINGS:
        bare = bare.replace(variant, standard)
    return bare


def _without_ordinal(text: str) -> str:
    while True:
        if ordinal := _ORDINAL.match(text) or _AMONG.match(text):
            text = text[ordinal.end() :]
        else:
            return text
