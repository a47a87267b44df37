"""A report's prose as sentences: compact text, what stands before, and where it all stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extractors.document import Document

_SENTENCE = re.compile(r"[^。;!?\n]+")
_CLAUSE_ENDS = ",。;:()"
_NOISE = re.compile(r"(?<!\d) +| +(?!\d)|[“”\"'‘’\[\]【】]+|(?<=[^\d]) ")
_NAMED_TEXT = re.compile(r"《[^《》]{1,80}》|〔[^〔〕]{1,8}〕\d*号?")
# Chapters on what is still to be done state plans and faults, not figures of the year.
_CHAPTER = re.compile(
    r"^ *(?:[一二三四五六七八九十]{1,3}[、,.]|第[一二三四五六七八九十]+部分|[((][一二三四五六七八九十]+[))])(.*)$"
)
_PLANS = re.compile(
    r"下一步|下步|打算|工作计划|工作思路|工作安排|工作设想|改进措施|努力方向|今后|工作重点|展望"
)
_GOES_ON = re.compile(r"^(?:其中|分别|按|从|在(?:此|上述)|上述|以上|均|全部|包括)")
_SENTENCE_END = re.compile(r"[。;,]")
_SHORT = 40
_CONTEXT = 160


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence without blanks and quotation marks; the names of documents are blotted out.

    Attributes:
        text: the compact text that the patterns read.
        start, end: the printed sentence, in the folded text.
        positions: for each compact character its place in the folded text; None if none was lost.
        before: the end of what the same paragraph said before.
    """

    text: str
    start: int
    end: int
    positions: Sequence[int] | None
    before: str

    def at(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the folded text of a range of the compact text."""
        if self.positions is None:
            return self.start + start, self.start + end
        return self.positions[start], self.positions[end - 1] + 1

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Return the clause around a range of the compact text."""
        first = max(self.text.rfind(mark, 0, start) for mark in _CLAUSE_ENDS) + 1
        stops = [at for mark in _CLAUSE_ENDS if (at := self.text.find(mark, end)) >= 0]
        return first, min(stops, default=len(self.text))

    @property
    def led_by(self) -> str:
        """What governs the sentence from before, where its first words say that it goes on."""
        return self.before if _GOES_ON.match(self.text) else ""


def sentences(document: Document, used_lines: set[int]) -> Iterator[Sentence]:
    """Return the sentences outside the tables and outside chapters on plans."""
    plans = False
    heading = ""
    for row in document.rows:
        if row.line in used_lines or row.delimited:
            continue
        text = document.text[row.start : row.end]
        if chapter := _CHAPTER.match(text):
            plans = bool(_PLANS.search(chapter[1][:30])) or (plans and text.lstrip()[0] in "((")
        if plans:
            continue
        if chapter or (row.end - row.start < _SHORT and not _SENTENCE_END.search(text)):
            heading = text + "。"
        before = heading
        for match in _SENTENCE.finditer(text):
            sentence = _sentence(match[0], row.start + match.start(), before)
            if sentence.text:
                yield sentence
                before = (before + sentence.text + "。")[-_CONTEXT:]


def _sentence(printed: str, start: int, before: str) -> Sentence:
    lead = len(printed) - len(printed.lstrip())
    printed = printed.strip()
    start += lead
    end = start + len(printed)
    if "《" in printed or "〔" in printed:
        printed = _NAMED_TEXT.sub(lambda name: "□" * len(name[0]), printed)
    if not _NOISE.search(printed):
        return Sentence(printed, start, end, None, before)
    kept: list[str] = []
    positions: list[int] = []
    last = 0
    for noise in _NOISE.finditer(printed):
        kept.append(printed[last : noise.start()])
        positions.extend(range(start + last, start + noise.start()))
        last = noise.end()
    kept.append(printed[last:])
    positions.extend(range(start + last, end))
    return Sentence("".join(kept), start, end, positions, before)
