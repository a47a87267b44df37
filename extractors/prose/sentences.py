"""A report's prose as sentences: compact text, what stands before, and where it all stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extractors.document import Document
from extractors.prose.paragraphs import CHAPTER, OPEN_CHAPTERS, paragraphs

# No sentence is as long; what is, is cut, so that no expression has to read far.
_LONGEST = 1200
_SENTENCE_ENDS = "。;!?"
_SENTENCE_END = re.compile(f"[{_SENTENCE_ENDS}]")
_SENTENCE = re.compile(rf"[^{_SENTENCE_ENDS}]{{1,{_LONGEST}}}")
# A comma inside a number parts no clauses.
_CLAUSE_END = re.compile(r"[。;:(),](?!(?<=\d,)\d{3}(?!\d))")
# Blanks inside a number stay: they may be thousands separators. Quotation marks go.
_QUOTATION = "“”\"'‘’\\[\\]【】"
# One class of characters comes first, by which `re` passes over all others at once.
_NOISE = re.compile(
    rf"[\n {_QUOTATION}](?:(?<=\n) *|(?<= )(?:(?<!\d ) *| *(?!\d))"
    rf"|(?<=[{_QUOTATION}])[{_QUOTATION}]*)"
)
_MAY_BE_NOISE = re.compile(rf"[\n {_QUOTATION}]")
_COUNTER = "[件条起宗份次篇个项则期人名位处家场部例元批桩班届所]"
# 3.市政府收到: the number ends here, as it does in 3、市政府收到, and is no number of things.
_NUMBERED = re.compile(rf"(\d{{1,2}})(?:\.(?!\d)| (?![\d 年月日号时%]|[余多几万]?{_COUNTER}))")
_NAMED_TEXT = re.compile(r"《[^《》]{1,80}》|〔[^〔〕]{1,8}〕\d*号?")
# One class of characters comes first, by which `re` passes over all others at once.
_COUNTED = re.compile(
    r"[\d零〇一二两三四五六七八九十百千为是共:]"
    rf"(?:(?<=\d)[余多几万 ]*(?:{_COUNTER}|$|[,;)、。]|\(条\))"
    rf"|(?<=[零〇一二两三四五六七八九十百千])[余多几万 ]*{_COUNTER}"
    r"|(?<=[为是共:])零)"
)
_DENIED = re.compile(r"没|无|未|不存在|零[复诉申投收发]")
# Chapters on what is still to be done state plans and faults, not figures of the year.
_TOP_CHAPTER = re.compile(r"^ *(?:[一二三四五六七八九十]{1,3}[、,.]|第)")
_PLANS = re.compile(
    r"下一步|下步|打算|工作计划|工作思路|工作安排|工作设想|改进措施|努力方向|今后|工作重点|展望"
)
# 一、2011年工作回顾: what the chapter tells is of that year.
_CHAPTER_YEAR = re.compile(
    r" *((?:19|20)\d\d)年(?!以来|至|到|-|—|~|\d|[^\n]{0,12}(?:以来|以后|(?:19|20)\d\d年))"
)
# The year need not stand first (关于2011年工作的回顾), but these words only mention it.
_A_YEAR = "((?:19|20)\\d\\d|二[〇零○][〇零○一二][〇零○一二三四五六七八九])"
_HEADED_YEAR = re.compile(
    rf"{_A_YEAR}年"
    r"(?!以来|至|到|-|—|~|\d|[、和与及]|[^\n]{0,14}(?:以来|以后|相比|反馈|整改|要点|要求|通知|意见|规定"
    r"|文件|号|考核|检查|(?<!依)申请|年报|报告))"
)
_SAID_OF_A_YEAR = re.compile(
    r"关于|对于?|回顾|总结|做好|过去|政府|政务|信息公开|工作|情况|的|[上去前明]一?年度?|[:( ]"
    r"|(?:[我本全]|^[^。;,:《〔(\d]{1,14})[局委厅署镇乡市县区州省院府处](?!务)"
)
_LOOKS_BACK = "回顾"
# 2017年: what stands below, up to the next one, is of that year.
_YEAR_LISTED = re.compile(rf" *{_A_YEAR}年度? ?:$")
_WHOLE_HEADING = re.compile(r"(?:回顾|总结|情况|工作|概[况述]|设想|考虑|打算|年度?|\))$")
_YEARS = re.compile(rf"{_A_YEAR}(?=年)")
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")
_HEADING_ENDS = re.compile(r"[。;,]")
_LONGEST_HEADING = 40
_GOES_ON = re.compile(r"^(?:其中|分别|按|从|在(?:此|上述)|上述|以上|均|全部|包括)")
_CONTEXT = 160
# How far back a paragraph is asked for who and when it speaks of.
_LONGEST_TOLD = 400
# A chapter that holds nothing but this says it of what its heading names.
_SHORTEST_PARAGRAPH = 12
_NOTHING = frozenset(("无", "暂无", "没有", "均无", "均为零", "均为0"))
_BARE_FIGURE = re.compile(r"(?:共|共计)?\d[\d,]{0,6}(?:件|条|起|宗|份|次|场|期|人次)[。.]? *$")
# What stands below the last chapter of a report is no cell of a table.
_SIGNATURE = re.compile(r"(?:[局委厅署镇乡府会院办处]|街道|中心|\d年\d{1,2}月\d{1,2}日) *$")
# What a chapter is called, up to the first sentence that stands on the same line.
_TITLE = re.compile(r"[^。;,:]{0,40}")
# What is longer hardly comes again.
_LONGEST_KEPT = 60


@dataclass(slots=True)
class Sentence:
    """A sentence without blanks and quotation marks; the names of documents are blotted out.

    Attributes:
        text: the compact text that the patterns read.
        start, end: the printed sentence, in the folded text.
        positions: for each compact character its place in the folded text; None if none was lost.
        before: the chapter's heading and the end of what the same paragraph said before.
        counts, denies: whether it holds a counted number, or words that there was none.
    """

    text: str
    start: int
    end: int
    positions: Sequence[int] | None
    before: str
    counts: bool
    denies: bool
    _marks: list[int] | None = None
    """Where the punctuation stands that parts the clauses, once somebody has asked for one."""
    told: str = ""
    """What the same paragraph said just before, from the beginning of a sentence."""
    chapter_year: int = 0
    """The year that the chapter's heading is for, 0 if it names none."""
    chapter: str = ""
    """The heading of the chapter or its part without its number, as far as it is one."""

    @property
    def told_last(self) -> str:
        """The sentence before in the same paragraph, empty if there is none."""
        told = self.told
        last = len(told) - 1
        if last < 1 or told[last] not in _SENTENCE_ENDS:
            return ""
        first = max([told.rfind(mark, 0, last) for mark in _SENTENCE_ENDS]) + 1
        return told[first:] if first < last else ""

    def at(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the folded text of a range of the compact text."""
        if self.positions is None:
            return self.start + start, self.start + end
        return self.positions[start], self.positions[end - 1] + 1

    def clause(self, start: int, end: int) -> tuple[int, int]:
        """Return the clause around a range of the compact text."""
        marks = self._marks
        if marks is None:
            marks = self._marks = [mark.start() for mark in _CLAUSE_END.finditer(self.text)]
        after = bisect_left(marks, start)
        first = marks[after - 1] + 1 if after else 0
        after = bisect_left(marks, end, after)
        return first, marks[after] if after < len(marks) else len(self.text)

    @property
    def led_by(self) -> str:
        """The sentence before, where the first words say that this one goes on from it."""
        if not _GOES_ON.match(self.text):
            return ""
        before = _SENTENCE.findall(self.before)
        return before[-1] if before else ""


def sentences(document: Document, used_lines: set[int]) -> Iterator[Sentence]:
    """Return the sentences that may state figures, outside the tables and chapters on plans."""
    plans = False
    heading = ""
    heading_start = -1
    years = [0, 0]
    headed_by = ""
    whole = document.text
    found = list(paragraphs(document, used_lines))
    for place, (start, end) in enumerate(found):
        text = whole[start:end]
        headed, heading_start = heading_start, -1
        chapter = CHAPTER.match(text) if text[0] in OPEN_CHAPTERS else None
        if chapter:
            plans = bool(_PLANS.search(chapter[1][:30])) or (plans and text.lstrip()[0] == "(")
        if chapter or (len(text) < _LONGEST_HEADING and not _HEADING_ENDS.search(text)):
            line = text[:_LONGEST_HEADING] + "。"
            is_top = text[0] in OPEN_CHAPTERS and _TOP_CHAPTER.match(text)
            if chapter:
                headed_by = _TITLE.match(chapter[1])[0]  # type: ignore[index]  # finds something
                years = _years_headed(chapter[1], years, is_top is not None)
            elif years[1] or _LOOKS_BACK in text or _YEAR_LISTED.match(text):
                # A heading without a number begins no chapter but where it names its year.
                years = [year, year] if (year := _headed_year(text)) else years
            heading = line if is_top else heading[:_LONGEST_HEADING] + line
            heading_start = start
        if plans:
            continue
        bare = headed >= 0 and _BARE_FIGURE.match(text) is not None
        if bare or (headed >= 0 and text.rstrip("。. ") in _NOTHING):
            if place + 1 < len(found) and _is_cell(whole[slice(*found[place + 1])]):
                continue
            states = bare or text.startswith("均为")
            told = _sentence(whole[headed:end].rstrip("。. "), headed, "", states, not bare)
            told.chapter_year, told.chapter = years[1], headed_by
            yield told
            continue
        counts, denies = (_kept if len(text) < _LONGEST_KEPT else _states)(text)
        if not (counts or denies):
            continue
        if len(text) <= _LONGEST and not _SENTENCE_END.search(text):
            told = _sentence(text, start, heading.replace("\n", ""), counts, denies)
            told.chapter_year, told.chapter = years[1], headed_by
            yield told
            continue
        for match in _SENTENCE.finditer(text):
            said = match[0]
            counts, denies = _states(said)
            if counts or denies:
                at = match.start()
                before = (heading + text[max(0, at - _CONTEXT) : at]).replace("\n", "")
                sentence = _sentence(said, start + at, before, counts, denies)
                sentence.told = _told(text, at)
                sentence.chapter_year, sentence.chapter = years[1], headed_by
                yield sentence


def _years_headed(heading: str, years: list[int], is_top: bool) -> list[int]:
    """Return the years that the headings of a chapter and of its part are for.

    Args:
        years: the same, before this heading; a part without a year is of its chapter's.
    """
    first, end, _ = heading.partition("。")
    if end and heading != first + end:
        # The heading is the first sentence of a paragraph.
        heading = first if _WHOLE_HEADING.search(first) else ""
    year = _headed_year(heading)
    return [year, year] if is_top else [years[0], year or years[0]]


def _headed_year(heading: str) -> int:
    """Return the year that a heading says its chapter is of, 0 if it names none or several."""
    heading = heading.rstrip("。")
    if "年" not in heading or len(heading) >= _LONGEST_HEADING or _HEADING_ENDS.search(heading):
        return 0
    if first := _CHAPTER_YEAR.match(heading):
        return int(first[1])
    named = _HEADED_YEAR.search(heading)
    if not named or len(set(_YEARS.findall(heading))) > 1:
        return 0
    if _SAID_OF_A_YEAR.sub("", heading[: named.start()]):
        return 0
    return int(named[1].translate(_HAN_DIGITS))


def _told(text: str, at: int) -> str:
    """Return what a paragraph says before a sentence, from the beginning of a sentence."""
    first = max(0, at - _LONGEST_TOLD)
    if first:
        end = _SENTENCE_END.search(text, first)
        first = end.end() if end else at
    told = text[first:at]
    return _NOISE.sub("", told) if _MAY_BE_NOISE.search(told) else told


def _states(text: str) -> tuple[bool, bool]:
    """Say whether a text holds a counted number, and whether words that there was none."""
    return _COUNTED.search(text) is not None, _DENIED.search(text) is not None


# Headings and cells come again in other reports.
_kept = lru_cache(maxsize=20_000)(_states)


def _is_cell(text: str) -> bool:
    """Say whether a paragraph is so short that it and the one before may be cells of a table."""
    return not (len(text) >= _SHORTEST_PARAGRAPH or CHAPTER.match(text) or _SIGNATURE.search(text))


def _sentence(printed: str, start: int, before: str, counts: bool, denies: bool) -> Sentence:
    start += len(printed) - len(printed.lstrip())
    printed = printed.strip()
    end = start + len(printed)
    if printed[:1].isdigit() and (numbered := _NUMBERED.match(printed)):
        printed = f"{numbered[1]}、{printed[numbered.end() :]}"
    if "《" in printed or "〔" in printed:
        printed = _NAMED_TEXT.sub(lambda name: "□" * len(name[0]), printed)
    if not _MAY_BE_NOISE.search(printed):
        return Sentence(printed, start, end, None, before, counts, denies)
    kept: list[str] = []
    positions: list[int] = []
    last = 0
    for noise in _NOISE.finditer(printed):
        kept.append(printed[last : noise.start()])
        positions.extend(range(start + last, start + noise.start()))
        last = noise.end()
    kept.append(printed[last:])
    positions.extend(range(start + last, end))
    return Sentence("".join(kept), start, end, positions, before, counts, denies)


def planned(document: Document, used_lines: set[int]) -> Iterator[tuple[int, int]]:
    """Return the ranges of the paragraphs that `sentences` leaves out because they state plans."""
    plans = False
    for start, end in paragraphs(document, used_lines):
        text = document.text[start:end]
        if chapter := CHAPTER.match(text):
            plans = bool(_PLANS.search(chapter[1][:30])) or (plans and text.lstrip()[0] == "(")
        if plans:
            yield start, end
