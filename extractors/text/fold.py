"""Folds a report's text to one spelling and remembers where every character came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from extractors.model import Span
from extractors.text import html
from extractors.text.openings import opened
from extractors.text.script import (
    COMMON_TRADITIONAL,
    careful_table,
    character_table,
    convert_phrases,
    is_traditional,
)

_PUNCTUATION = {
    "，": ",",
    "：": ":",
    "；": ";",
    "（": "(",
    "）": ")",
    "［": "[",
    "］": "]",
    "｛": "{",
    "｝": "}",
    "？": "?",
    "！": "!",
    "｜": "|",
    "│": "|",
    "┃": "|",
    "％": "%",
    "＋": "+",
    "－": "-",
    "﹣": "-",
    "−": "-",
    "‐": "-",
    "‑": "-",
    "–": "-",
    "／": "/",
    "．": ".",
    "﹒": ".",
    "＊": "*",
    "＝": "=",
    "～": "~",
    "〜": "~",
    "＂": '"',
    "〈": "《",
    "〉": "》",
    "「": "“",
    "」": "”",
    "『": "“",
    "』": "”",
    "\u3000": " ",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2009": " ",
    "\u202f": " ",
    "\u2028": "\n",
    "\u2029": "\n",
    "\x0b": "\n",
    "\x0c": "\n",
    "\x85": "\n",
}

# Initials and finals of Mandarin, plain or with tone marks; nothing else in brackets after a Han
# character is an annotation: (blog), (APP) or (三) stay.
_TONES = {
    "a": "aāáǎàăɑ",
    "e": "eēéěèĕ",
    "i": "iīíǐìĭ",
    "o": "oōóǒòŏ",
    "u": "uūúǔùŭ",
    "ü": "üǖǘǚǜv",
    "n": "nńňǹ",
    "g": "gɡ",
}


def _spelled(final: str) -> str:
    return "".join(f"[{_TONES[letter]}]" if letter in _TONES else letter for letter in final)


_INITIALS = "zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw]"
_FINALS = (
    "iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|üan|ai|ei|ao|ou|an|en|in|un|ün|"
    "ia|ie|iu|ui|ua|uo|üe|ue|er|a|o|e|i|u|ü"
)
_ANNOTATION = re.compile(
    r"(?<=[\u3007\u3400-\u9fff\U00020000-\U0003ffff])"
    rf"(?: ?\((?:{_INITIALS})?(?:{_spelled(_FINALS)})\))+"
)
# An annotation without what stands before it: its literal bracket makes it quick to look for.
_MAY_BE_ANNOTATED = re.compile(rf"\((?:{_INITIALS})?(?:{_spelled(_FINALS)})\)")
# Left over where a page became text: entities, line breaks inside cells, bold labels, the marks of
# quoted lines. Each becomes as many characters; the invisible ones are cut out with the others.
_MARKUP = re.compile(
    r"&(?:nbsp|emsp|ensp|thinsp|\#160|\#x[aA]0|\#12288|\#x3000);?|</?br ?/?>"
    # Not ***, and nothing that a figure stands right before: 3**5** would become 35.
    r"|^>(?: ?>)*(?= )"
    r"|(?<![*\d])\*\*(?=[^\s*])([^*\n|]+)\*\*(?![*\d])",
    re.MULTILINE,
)
_UNSEEN = "\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad"
_INVISIBLE = re.compile(f"[{_UNSEEN}]+")
# Stand in nearly every text: replaced before anything is looked for.
_FREQUENT = "，：；（）\u3000"
# Up to so many different characters are replaced one by one.
_FEW = 40
# The script of so many characters is, nearly always, that of the text.
_HINT = 400
_CUT = opened(f"{_INVISIBLE.pattern}|{_ANNOTATION.pattern}")


@cache
def _table(traditional: bool) -> dict[int, str]:
    """Return width and script in one table: walking the text is what folding costs."""
    wide = {code: chr(code - 0xFEE0) for code in range(0xFF10, 0xFF5B) if chr(code).isalnum()}
    script = character_table() if traditional else careful_table()
    return script | wide | {ord(source): target for source, target in _PUNCTUATION.items()}


@cache
def _listed(traditional: bool) -> list[int | str]:
    """Return the table as a list of all characters of the basic plane.

    Such a list translates a text in half the time of a dict, which raises an error inside for
    each character that it does not hold.
    """
    listed: list[int | str] = list(range(0x10000))
    for code, target in _table(traditional).items():
        if code < 0x10000:
            listed[code] = target
    return listed


def _translated(source: str, traditional: bool) -> str:
    basic = len(source.encode("utf-16-le", "surrogatepass")) == 2 * len(source)
    return source.translate(_listed(traditional) if basic else _table(traditional))


@cache
def _telling() -> re.Pattern[str]:
    """Return what finds the characters that simplified text has changed or that are cut out.

    All beyond the basic plane count, because a class that lists such characters is slow.
    """
    changed = {chr(code) for code in _table(False) if code < 0x10000} | COMMON_TRADITIONAL
    listed = "".join(map(re.escape, changed.difference(_FREQUENT)))
    return re.compile(f"[{listed}{_UNSEEN}\U00010000-\U0010ffff]")


def _in_one_spelling(source: str) -> tuple[str, bool]:
    """Return the text in one spelling, and whether invisible characters may be in it."""
    if is_traditional(source[:_HINT]) and is_traditional(source):
        return _translated(convert_phrases(source), True), bool(_INVISIBLE.search(source))
    text = source
    for char in _FREQUENT:
        text = text.replace(char, _PUNCTUATION[char])
    found = set(_telling().findall(text))
    invisible = bool(_INVISIBLE.search("".join(found)))
    if not found.isdisjoint(COMMON_TRADITIONAL) and is_traditional(source):
        return _translated(convert_phrases(source), True), invisible
    table = _table(False)
    changing = {char: table.get(ord(char), char) for char in found}
    if len(changing) > _FEW or not changing.keys().isdisjoint(changing.values()):
        return _translated(source, False), invisible
    # Few characters change, be they frequent: to replace each of them takes an eighth of the time
    # that a table takes, which asks for every character.
    for char, target in changing.items():
        text = text.replace(char, target)
    return text, invisible


@dataclass(frozen=True, slots=True)
class FoldedText:
    """Text in one spelling: half-width, simplified, without annotations or invisible characters.

    Attributes:
        text: the folded text.
        source: the text it was folded from.
    """

    text: str
    source: str
    _cut_at: tuple[int, ...]
    """Offsets in the folded text before which something was cut out."""
    _cut_sum: tuple[int, ...]
    """How many characters were cut out up to there."""

    def span(self, start: int, end: int) -> Span:
        """Return where the folded range `[start, end)` stands in the source."""
        return Span(*self.source_range(start, end))

    @property
    def is_cut(self) -> bool:
        """True where something was cut out, so that offsets differ."""
        return bool(self._cut_at)

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Return the span as two offsets."""
        if not self._cut_at:
            return start, end
        if end <= start:
            # An empty cell stands right behind the character before it, annotation or not.
            place = self._offset(start - 1) + 1 if start else 0
            return place, place
        return self._offset(start), self._offset(end - 1) + 1

    def _offset(self, position: int) -> int:
        index = bisect_right(self._cut_at, position)
        return position + (self._cut_sum[index - 1] if index else 0)


def _without_markup(text: str) -> str:
    """Return the text with blanks and invisible characters in the place of markup."""
    return _MARKUP.sub(_replaced, text)


def _replaced(match: re.Match[str]) -> str:
    if match[1] is not None:
        return f"\u200b\u200b{match[1]}\u200b\u200b"
    return " " + "\u200b" * (len(match[0]) - 1)


def fold(source: str) -> FoldedText:
    """Fold a report's text; a page's markup is taken out."""
    if "<" in source and html.is_page(source):
        text, invisible = _in_one_spelling(html.without_tags(source))
    else:
        text, invisible = _in_one_spelling(source)
    if "**" in text or "&" in text or "<" in text or "\n> " in text:
        plain = _without_markup(text)
        invisible = invisible or plain is not text
        text = plain
    if not invisible and not _MAY_BE_ANNOTATED.search(text):
        return FoldedText(text, source, (), ())
    pieces: list[str] = []
    cut_at: list[int] = []
    cut_sum: list[int] = []
    length = cut = last = 0
    for match in _CUT.finditer(text):
        pieces.append(text[last : match.start()])
        length += match.start() - last
        cut += match.end() - match.start()
        cut_at.append(length)
        cut_sum.append(cut)
        last = match.end()
    if not cut:
        return FoldedText(text, source, (), ())
    pieces.append(text[last:])
    return FoldedText("".join(pieces), source, tuple(cut_at), tuple(cut_sum))
