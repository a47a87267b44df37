"""Says whether a figure is kept out: another year, another body, a plan, another matter."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from extractors.prose.rules import Guard, Pattern, any_guard, guards
from extractors.prose.sentences import Sentence
from extractors.text.openings import opened

_YEAR = opened(
    r"(19\d\d|20\d\d|二[〇零○][〇零○一二][〇零○一二三四五六七八九])(?<![\d.]....)"
    r"(?=年|[-~—至]{1,2}(?:19|20)\d\d年)"
)
_COMPARED = re.compile(
    r"(?:较|比|与|同|和|跟|从|由|及|自|相比|加上|连同|包括|含)[^,。;:\d]{0,4}$|(?P<handed_on>(?:结转|转)(?:至|到|入)?)$"
)
_CLAUSE_END = re.compile(r"[,。;:(]")
_SINCE = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)年[\d月日]{0,6})?[^,。;:\d]{0,24}(?<!今年)(?<!本年)(?<!年度)(?<!年初)以来"
    r"|至今|历年|历史累计|累计至|(?:施行|实施|开通|成立|运行|颁布)(?:后|之日)起?"
)
_MAY_BE_SINCE = re.compile(r"以来|至今|历[年史]|累计至|后|之日")
_OPENS = re.compile(r"(?:^|[,;:(])(?:其中,?|而)?$")
_TOTAL = re.compile(r"累计(?!到|达)")
_OF_THIS_YEAR = re.compile(r"全年|本年|今年|年度|年内|报告期|(?:19|20)\d\d年|一年来")
# A body that is named as the one that acts, its kind and the area before it left off.
_ACTING = re.compile(
    r"(?:^|年度?|其中|[,、(])(?P<name>(?:[^,、。;:()\d]{1,12}[省市县区州旗盟])?"
    r"(?P<core>[^,、。;:()\d本我全各]{2,10}?)(?:局|委|厅|署|镇|乡|街道|办公室|管委会|中心))"
    r"(?:机关|办公室|办事处|人民政府)?(?:共|累计|全年|依法|新)*"
    r"(?:收到|受理|接到|接收|答复|办结|办理|召开|举办|发生|主动公开|公开|被)"
)
_BODY = re.compile(r"局|委|厅|署|镇|乡|街道|办公室|中心")
_COUNT = re.compile(r"\d(?:余|多)?[件条宗份个次起]")
_JUST_BEFORE = 40
_HEAD, _FOOT = 1200, 300
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


@dataclass(slots=True)
class _Facts:
    """What a sentence as a whole cannot be refused for, so that its figures need not be asked.

    Attributes:
        led_by: the sentence before, where this one goes on from it.
        is_clean: nothing in it is what the guards of its parts look for.
        names_year, names_body, may_be_since: it holds words that such a reason begins with.
    """

    led_by: str
    is_clean: bool
    names_year: bool
    names_body: bool
    may_be_since: bool


def _facts(sentence: Sentence) -> _Facts:
    text, led_by = sentence.text, sentence.led_by
    return _Facts(
        led_by,
        any_guard("clause", "led", "sentence").search(text) is None,
        "年" in text or "年" in led_by,
        _BODY.search(text) is not None,
        _MAY_BE_SINCE.search(led_by + text) is not None,
    )


@dataclass(slots=True)
class Watch:
    """Applies the guards to the figures of one report.

    Attributes:
        document: the report's text, which some guards ask for a word.
        year: the report's year.
    """

    document: str
    year: int
    _holding: dict[str, bool] = field(default_factory=dict)
    _own: dict[str, bool] = field(default_factory=dict)
    _known: dict[int, _Facts] = field(default_factory=dict)

    def keeps_out(
        self, pattern: Pattern, sentence: Sentence, figure: tuple[int, int], zero: bool
    ) -> str | None:
        """Return the name of the guard that keeps a figure out, if any."""
        text = sentence.text
        at, _ = figure
        first, last = sentence.clause(*figure)
        if pattern.unless and pattern.unless.search(text[first:last]):
            return "unless"
        facts = self._known.get(sentence.start)
        if facts is None:
            facts = self._known[sentence.start] = _facts(sentence)
        said = text[:at]
        if (
            facts.names_year
            and "other_year" not in pattern.guards_lifted
            and self._of_other_year(said, facts.led_by)
        ):
            return "other_year"
        just_before = said[-_JUST_BEFORE:]
        if any_guard("before").search(just_before):
            regions = {"before": just_before}
            if name := self._by_guard(pattern, regions, zero):
                return name
        led = text[first:at]
        if not facts.is_clean:
            regions = {"clause": text[first:last], "led": led, "sentence": text}
            if name := self._by_guard(pattern, regions, zero):
                return name
        if facts.names_body and _BODY.search(led):
            acting = _ACTING.search(led)
            if acting and not self._is_own(acting["core"], sentence):
                return "other_body"
        if facts.may_be_since and _since(facts.led_by + said, self.year):
            return "since"
        return None

    def _by_guard(self, pattern: Pattern, regions: dict[str, str], zero: bool) -> str | None:
        for guard in guards():
            region = regions.get(guard.scope)
            if region is None or guard.guard in pattern.guards_lifted or (zero and not guard.zeros):
                continue
            if guard.expression.search(region) and self._holds(guard):
                return guard.guard
        return None

    def _of_other_year(self, said: str, led_by: str) -> bool:
        """Say whether the year that governs a figure is another than the report's."""
        years = _years(said)[-1:]
        if not years and led_by:
            years = _years(_COUNT.split(led_by, maxsplit=1)[0])[:1]
        return bool(years) and years[0] != self.year

    def _is_own(self, core: str, sentence: Sentence) -> bool:
        """Say whether head or foot of the report name a body so, in full or shortened."""
        head = self.document[: min(_HEAD, sentence.start)]
        if not head.strip():
            return True
        if core not in self._own:
            foot = self.document[max(sentence.end, len(self.document) - _FOOT) :]
            named = re.compile(".{0,5}".join(map(re.escape, core)))
            self._own[core] = bool(named.search(head) or named.search(foot))
        return self._own[core]

    def _holds(self, guard: Guard) -> bool:
        if guard.when is None:
            return True
        if guard.guard not in self._holding:
            self._holding[guard.guard] = guard.when.search(self.document) is not None
        return self._holding[guard.guard]


def doubtful(sentence: Sentence, start: int) -> bool:
    """Say whether a figure is called a running total and no word ties it to the report's year."""
    if "累计" not in sentence.text:
        return False
    first, _ = sentence.clause(start, start)
    if not _TOTAL.search(sentence.text, first, start):
        return False
    return not _OF_THIS_YEAR.search(sentence.led_by + sentence.text[:start])


def _years(said: str) -> list[int]:
    """Return the years that govern what is said after them.

    A year that something is compared to, or handed on to, governs no more than its own clause.
    """
    years: list[int] = []
    if "年" not in said:
        return years
    for named in _YEAR.finditer(said):
        compared = _COMPARED.search(said, max(0, named.start() - 8), named.start())
        if compared and (compared["handed_on"] or _CLAUSE_END.search(said, named.end())):
            continue
        years.append(int(named[1].translate(_HAN_DIGITS)))
    return years


def _since(governing: str, year: int) -> bool:
    """Say whether a figure counts more years than the report's own."""
    if not _MAY_BE_SINCE.search(governing):
        return False
    for since in _SINCE.finditer(governing):
        if since["year"] == str(year) and "累计" not in governing[since.end() :]:
            continue
        own = governing.rfind(f"{year}年", since.end())
        if own < 0 or not _OPENS.search(governing[since.end() : own]):
            return True
    return False
