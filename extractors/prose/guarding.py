"""Says whether a figure is kept out: another year, another body, a plan, another matter."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from extractors.prose import relative, scopes, times
from extractors.prose.actors import (
    Bodies,
    counts,
    earlier_clauses,
    named_before_brackets,
    names_a_body,
    topics,
)
from extractors.prose.rules import Guard, Pattern, any_guard, guards, guards_within
from extractors.prose.sentences import Sentence

_TOTAL = re.compile(r"累计(?!到|达)")
_OF_THIS_YEAR = re.compile(r"全年|本年|今年|年度|年内|报告期|(?:19|20)\d\d年|一年来")
_COUNTED = re.compile(r"\d(?:余|多|万)*[条件宗份个次起篇]")
_UP_TO = re.compile(r"截[至止](?!.{0,16}(?:全年|本年|今年))")
_COUNTER = re.compile(r"^(?:[余多万]*)(?:件次|人次|场次|[件条宗份个次起篇场期人名])?")
# 窗口办理营业执照。共受理820件,办结815件.
_ONLY_HOW_MANY = re.compile(
    r" *(?:其中|全年|年内|今年|本年度?|累计|总计|共计?|已|,)*(?:受理|收到|接到|办理|办结|答复)"
)
_DISCLOSURE = re.compile(r"公开|信息")
_UNTIL_NOW = re.compile(r"到目前为止|迄今|截[至止]目前|到目前")
_ITEM = re.compile("[二三四五六七八九]是|其[二三四五]")
# What leads to the clauses behind it: 各乡镇情况如下:.
_TOPIC = re.compile("(?:情况|做法)(?:如下)?$")
_BEHIND_A_COLON = re.compile(r":[^,;:()。]*$")
_AS_CLAUSES = str.maketrans("。;!?", ",,,,")
_SEVERAL_CLAUSES = re.compile("[,;:]")
# A chapter on more than the year: 五年来工作情况.
_SINCE = re.compile(
    r"(?<![今本]年)以来|(?:近|过去|前)[两二三四五六七八九十几\d]{1,2}个?年|[两二三四五六七八九十几近]年(?:来|间)"
)
_JUST_BEFORE, _JUST_AFTER = 40, 60


@dataclass(slots=True)
class _Facts:
    """What a sentence as a whole cannot be refused for, so that its figures need not be asked.

    Attributes:
        led_by: what the paragraph said before, where this sentence goes on from it.
        planned: what the paragraph said before, where it may have turned to plans.
        within: the guards of its parts whose words it or what led to it holds.
        is_clean: nothing in it or what led to it is what the guards of its parts look for.
        names_year, names_body, may_be_since, may_be_another: it holds words that such a reason
            begins with.
        of_other_year: the chapter's heading or the sentence before names another year, and this
            sentence only goes on with it.
        of_a_part: the chapter's heading is of a part of the year.
        of_other_body: the chapter's heading names another body.
        goes_on_with: the guard for what the sentence before spoke of, where this one only says how
            many were received or dealt with.
        is_one_clause: no figure in it has a clause before its own.
    """

    led_by: str
    planned: str
    within: Collection[str]
    is_clean: bool
    names_year: bool
    names_body: bool
    may_be_since: bool
    may_be_another: bool
    of_other_year: bool
    of_a_part: bool
    of_other_body: bool
    goes_on_with: Guard | None
    is_one_clause: bool


def _facts(sentence: Sentence, year: int, of_other_body: bool) -> _Facts:
    text, led_by = sentence.text, scopes.continued(sentence) or sentence.led_by
    before = sentence.told_last
    planned = sentence.told if relative.may_be_another(sentence.told) else ""
    within = guards_within(led_by + text)
    return _Facts(
        led_by,
        planned,
        within.keys(),
        not any([guard.finder.places.search(led_by + text) for guard in within.values()]),
        "年" in text or "年" in led_by,
        names_a_body(led_by + text),
        times.may_be_since(led_by + text),
        planned != "" or relative.may_be_another(led_by + text),
        (sentence.chapter_year not in (0, year) and not times.names_own(led_by, year))
        or times.goes_on_with_another(text, before, year)
        or times.looks_back(sentence.told, year),
        times.heads_a_part(sentence.chapter, year),
        of_other_body,
        _goes_on_with(text, before),
        not (led_by or _SEVERAL_CLAUSES.search(text)),
    )


def _goes_on_with(text: str, before: str) -> Guard | None:
    if not before or not _ONLY_HOW_MANY.match(text) or _DISCLOSURE.search(before + text):
        return None
    found = (guard for guard in guards() if guard.goes_on and guard.finder.places.search(before))
    return next(found, None)


@dataclass(slots=True)
class Watch:
    """Applies the guards to the figures of one report.

    Attributes:
        document: the report's text, which some guards ask for a word.
        year: the report's year.
        bodies: tells the reporting body from others.
    """

    document: str
    year: int
    bodies: Bodies
    _holding: dict[str, bool] = field(default_factory=dict)
    _known: dict[int, _Facts] = field(default_factory=dict)

    def keeps_out(
        self, pattern: Pattern, sentence: Sentence, figure: tuple[int, int], zero: bool
    ) -> str | None:
        """Return the name of the guard that keeps a figure out, if any."""
        text = sentence.text
        at, end = figure
        first, last = sentence.clause(*figure)
        if pattern.unless and pattern.unless.search(text[first:last]):
            return "unless"
        facts = self._known.get(sentence.start)
        if facts is None:
            facts = self._known[sentence.start] = _facts(
                sentence, self.year, self._is_headed_by_others(sentence)
            )
        said = text[:at]
        if name := self._of_another_time(pattern, facts, text, (at, end), first, zero):
            return name
        goes_on_with = facts.goes_on_with
        if goes_on_with and not zero and goes_on_with.guard not in pattern.guards_lifted:
            return goes_on_with.guard
        just_after = text[end : end + _JUST_AFTER]
        if any_guard("after").search(just_after):
            regions = {"after": just_after}
            if name := self._by_guard(pattern, regions, zero):
                return name
        just_before = said[-_JUST_BEFORE:]
        if any_guard("before").search(just_before):
            regions = {"before": just_before}
            if name := self._by_guard(pattern, regions, zero):
                return name
        over = _over_brackets(sentence, first)
        # The words of a denial show who acts.
        led = over + text[first : end if zero else at]
        if facts.of_other_body and not self.bodies.is_itself(led):
            return "other_body"
        if not facts.is_clean:
            regions = {"clause": led + text[at:last], "led": led, "sentence": text}
            # What stands around brackets meets only where they are left out.
            if name := self._by_guard(pattern, regions, zero, None if over else facts.within):
                return name
        if "(" in said and (name := self._before_brackets(pattern, sentence, said)):
            return name
        tail = "" if zero else _COUNTER.sub("", text[end:last])
        before = "" if over else text[:first]
        if facts.names_body and self.bodies.is_another(led, sentence, tail, before):
            return "other_body"
        if not facts.is_one_clause and (facts.names_body or not facts.is_clean):
            whole = led + text[end if zero else at : last]
            return self._from_before(pattern, sentence, topics(facts.led_by) + said, led, whole)
        return None

    def _of_another_time(
        self,
        pattern: Pattern,
        facts: _Facts,
        text: str,
        figure: tuple[int, int],
        first: int,
        zero: bool,
    ) -> str | None:
        at, end = figure
        said = text[:at]
        lifted = "other_year" in pattern.guards_lifted
        if facts.of_other_year and not lifted and not times.names_own(said, self.year):
            return "other_year"
        if facts.of_a_part and not times.of_the_year(said):
            return "months"
        if facts.names_year and not lifted:
            if times.other_year(said, facts.led_by, self.year):
                return "other_year"
            if times.years_together(facts.led_by + said, self.year):
                return "years_together"
        if facts.may_be_another and (name := self._called(facts, said)):
            return name
        if facts.may_be_since and times.since(facts.led_by + said, self.year):
            return "since"
        if times.holds_own_part(text[end:], self.year, "累计" in said):
            return "since"
        if times.of_year_in_brackets(text[end:], self.year) and not lifted:
            return "other_year"
        if "part_of_year" in pattern.guards_lifted:
            return None
        led_by = facts.led_by.translate(_AS_CLAUSES) if _ITEM.match(text) else ""
        within = times.part_of_year(led_by + said, len(led_by) + first, self.year)
        return "months" if within else None

    def _called(self, facts: _Facts, said: str) -> str | None:
        """Return the guard for a time that is only called by its place beside the report's."""
        name = relative.another(facts.led_by + said, self.year)
        if name is None and facts.planned:
            coming = relative.another(facts.planned + said, self.year)
            name = coming if coming == "next_year" else None
        return name

    def _before_brackets(self, pattern: Pattern, sentence: Sentence, said: str) -> str | None:
        """Return what keeps out figures in brackets behind a body: 市教育局(收到37件,答复30件)."""
        acting, within = named_before_brackets(said)
        if not acting or self.bodies.is_itself(within):
            return None
        for guard in guards():
            if guard.lasts and guard.guard not in pattern.guards_lifted:
                found = guard.finder.search(acting)
                if found and self._holds(guard, found):
                    return guard.guard
        return "other_body" if self.bodies.is_another(acting, sentence, "", "") else None

    def _from_before(
        self, pattern: Pattern, sentence: Sentence, said: str, led: str, whole: str
    ) -> str | None:
        """Return the guard that kept figures of the sentence's earlier clauses out and still holds.

        Whoever acts goes on acting (各乡镇收到30件,答复28件) until the reporting body is named.
        """
        if self.bodies.is_itself(led):
            return None
        since_then = whole
        leads_in = _BEHIND_A_COLON.search(said) is not None
        for clause in earlier_clauses(said):
            itself = self.bodies.is_itself(clause)
            if not counts(clause):
                if itself:
                    return None
                if (another := self.bodies.leads(clause, sentence)) is not None:
                    return "other_body" if another else None
                if leads_in or _TOPIC.search(clause):
                    if name := self._lasting(clause, pattern, since_then):
                        return name
                    if self.bodies.is_another(clause, sentence):
                        return "other_body"
                leads_in = False
                since_then = clause + since_then
                continue
            if name := self._lasting(clause, pattern, since_then):
                return name
            if itself:
                return None
            if self.bodies.is_another(clause, sentence):
                return "other_body"
            since_then = clause + since_then
        return None

    def _is_headed_by_others(self, sentence: Sentence) -> bool:
        """Say whether the chapter that a sentence stands in is on other bodies."""
        chapter = sentence.chapter
        if not chapter:
            return False
        if self.bodies.leads(chapter, sentence):
            return True
        return _TOPIC.search(chapter) is not None and any(
            self._holds(guard, found)
            for guard in guards()
            if guard.lasts and (found := guard.finder.search(chapter))
        )

    def _lasting(self, clause: str, pattern: Pattern, since_then: str) -> str | None:
        """Return the guard that keeps out what is told from a clause on, if any."""
        for guard in guards():
            if guard.lasts and guard.guard not in pattern.guards_lifted:
                if guard.ended_by and guard.ended_by.search(since_then):
                    continue
                found = guard.finder.search(clause)
                if found and self._holds(guard, found):
                    return guard.guard
        return None

    def _by_guard(
        self,
        pattern: Pattern,
        regions: dict[str, str],
        zero: bool,
        among: Collection[str] | None = None,
    ) -> str | None:
        for guard in guards():
            if among is not None and guard.guard not in among:
                continue
            region = regions.get(guard.scope)
            if region is None or guard.guard in pattern.guards_lifted or (zero and not guard.zeros):
                continue
            found = guard.finder.search(region)
            if found and self._holds(guard, found):
                return guard.guard
        return None

    def _holds(self, guard: Guard, found: re.Match[str]) -> bool:
        kind = self.bodies.kind
        if guard.not_own and kind == "department":
            return True
        if guard.not_own and kind == "area":
            place = found["place"]
            return bool(place) and place != self.bodies.unit
        if guard.when is None:
            return True
        if guard.guard not in self._holding:
            self._holding[guard.guard] = guard.when.search(self.document) is not None
        return self._holding[guard.guard]


def _over_brackets(sentence: Sentence, first: int) -> str:
    """Return what the clause says before the brackets that it stands behind: 各镇(街道)收到30件."""
    before = ""
    while first and sentence.text[first - 1] == ")":
        opening = sentence.text.rfind("(", 0, first - 1)
        if opening < 0:
            break
        first = sentence.clause(opening, opening)[0]
        before = sentence.text[first:opening] + before
    return before


def doubtful(sentence: Sentence, start: int) -> bool:
    """Say whether a figure is called a running total and no word ties it to the report's year."""
    if _SINCE.search(sentence.chapter) and not _OF_THIS_YEAR.search(sentence.text, 0, start):
        return True
    until_now = _UNTIL_NOW.search(sentence.text, 0, start)
    if until_now and not _OF_THIS_YEAR.search(sentence.text, until_now.end(), start):
        return True
    if "累计" not in sentence.text:
        return False
    first, _ = sentence.clause(start, start)
    if not _TOTAL.search(sentence.text, first, start):
        return False
    # Words that belong to an earlier figure say nothing of this one.
    said = _COUNTED.split(sentence.led_by + sentence.text[:start])[-1]
    return _UP_TO.search(said) is not None or not _OF_THIS_YEAR.search(said)
