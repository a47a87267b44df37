"""Says whether the time that governs a figure is another than the report's year."""

from __future__ import annotations

import re

from extractors.text.openings import Finder, opened, places

# 17年, 一七年: so long a time as that is seldom meant, and a figure left out is no wrong one.
_SHORT_YEAR = (
    r"(?:(?:0[89]|[12]\d)(?<![\d.]..)|一[〇零○一二三四五六七八九](?<![〇零○一二三四五六七八九十百千]..))"
    r"(?=年(?!多|来|间|以[上下内来]|之?[内后前久]|期|限|龄|历))"
)
_YEAR = opened(
    r"(19\d\d|20\d\d|二[〇零○][〇零○一二][〇零○一二三四五六七八九])(?<![\d.]....)"
    rf"(?=年|[-~—至]{{1,2}}(?:19|20)\d\d年)|(?P<short>{_SHORT_YEAR})"
    r"|(?P<apart>(?:1 ?9|2 ?0) ?\d ?\d)(?= ?年)"
)
_COMPARED = re.compile(
    r"(?:较|比|与|同|和|跟|从|由|及|自|相比|加上|连同|包括|含)[^,。;:\d]{0,4}$|(?P<handed_on>(?:结转|转)(?:至|到|入)?)$"
)
_CLAUSE_END = re.compile(r"[。;:(,](?!(?<=\d,)\d{3}(?!\d))")
_SINCE_A_TIME = (
    r"(?:(?P<year>(?:19|20)\d\d)年[\d月日]{0,6})?[^,。;:\d]{0,24}"
    r"(?<!今年)(?<!本年)(?<!年度)(?<!年初)以来|"
)
_SINCE_WORDS = (
    r"至今|(?<!创)历年(?!新高|最)|历史累计|累计至|(?:施行|实施|开通|成立|运行|颁布)(?:后|之日)起?"
    r"|(?<![\d一])(?:[二两三四五六七八九十几多]|[2-9]|1\d)年(?:多)?(?:来|间)"
    r"|(?:近|连续|过去|最近|前)(?:[二两三四五六七八九十几]|[2-9]|1\d)(?:个)?年"
    r"|(?<![\d〇零○一二三四五六七八九十第])(?<!\d )(?:[二两三四五六七八九十几多]|[2-9])年(?:内|中)?"
    r"(?:共|累计|总共|已)*(?:投入|主动公开|公开|收到|受理|举办|召开|安排|发布)"
    r"|近(?:些)?年(?:来|间)|十[一二三四]五(?:规划)?(?:期间|时期)"
    r"|自(?P<start>(?:19|20)\d\d)年[^,。;:]{0,14}?(?:起|开始)(?!草|施行|实施|执行|生效)"
)
_SINCE = re.compile(_SINCE_A_TIME + _SINCE_WORDS)
_LONG_SINCE = Finder(_SINCE_WORDS)
_MAY_BE_SINCE = places(
    r"以来|至今|自(?:19|20)|历[年史]|累计至|后|之日|年多?[来间]|[二两三四五六七八九十几多2-9]年[内中共累总已投主公收受举召安发]|近|连续|过去|前|五规?划?[期时]"
)
_SENTENCE_END = re.compile(r"[。;!?]")
_OPENS = re.compile(r"(?:^|[,;:(])(?:其中,?|而|仅|单|光|仅仅)?$")
_SPAN = re.compile(
    r"((?:19|20)\d\d)年?(?:度|(\d{1,2})月)?(?:\d{1,2}日)?(?:起|开始)?(?:至|到|-|—|~)+"
    r"((?:19|20)\d\d)年(?:度|(\d{1,2})月)?"
)
# What may follow a total that holds the year's own figure as its part.
_OWN_PART = re.compile(
    r"[^\d,。;:()]{0,6}[,(]其中,?(?:仅)?(?:(?P<year>(?:19|20)\d\d)年度?|本年度?|今年|当年)"
    r"(?!上半年|下半年|\d{1,2}月)[^\d,。;:]{0,12}[\d一二两三四五六七八九十百千]"
)
_YEAR_IN_BRACKETS = re.compile(r"[^\d,。;:()]{0,3}\((?P<year>(?:19|20)\d\d)年?度?数?\)")
_OWN_BESIDE = re.compile(
    r"[^\d,。;:()]{0,6}[,;](?:其中,?)?(?:(?P<year>(?:19|20)\d\d)年度?|本年度?|今年|当年)"
    r"[^\d,。;:]{0,6}(?:新增|公开|受理|收到|新收|发布)[^\d,。;:]{0,8}\d"
)
_YEARS_IN_TURN = re.compile(r"(?:19|20)\d\d年度?(?:、|和|与|及)(?:19|20)\d\d年度?[^。;]{0,12}分别")
_MONTHS = re.compile(
    r"(?P<until>截[至止]到?|至|到)?(?:(?P<year>(?:19|20)\d\d)年|今年|当年)?"
    r"(?:(?P<first>\d{1,2})(?:月(?:\d{1,2}日)?)?[-~—至到]+(?:(?P<then>(?:19|20)\d\d)年|当年)?)?"
    r"(?P<last>\d{1,2})月(?:份|[上中下]旬|\d{1,2}[日号])?(?P<start>起|开始|以来)?"
)
_LEAD_OF_A_TIME = re.compile(r"(?:其中|在|于|[,:])*")
_HEADS = re.compile(r"(?:情况|工作|回顾|总结|概况|季度|半年|月份?|\))$")
_ONLY_TIME = re.compile(
    r"(?:^|[,。;:(])(?P<time>[\d 年月日号份底末旬上中下今当截至止到—~半第一二三四季度-]{2,24}),$"
)
# Quarters and halves, in lists or from one to another: 一、二季度, 第一季度至第三季度, 上、下半年.
_LINK = r"(?:[、和及与或]|以及|[-~—至到]+)"
_IN_BRACKETS = re.compile(r"\([^()]*\)")
# What a colon leads to is told of what stands before it.
_CLAUSE = re.compile(r"[。;(),](?!(?<=\d,)\d{3}(?!\d))")
_PARTED = re.compile(r"[。;]")
_SEASONS = re.compile(
    rf"(?P<quarters>(?:第?[一二三四1-4](?:季度)?{_LINK}?)*第?[一二三四1-4]季度)"
    rf"|(?P<halves>[上下](?:半年)?{_LINK})?(?P<half>[上下])半年"
    r"|[前近](?:[几数]|[\d一二两三四五六七八九十]{1,3})个?(?:季度|月)|(?<!\d)[一二两三几数1-3]个季度"
)
_QUARTER_OR_SPAN = re.compile(r"([一二三四1-4])|[-~—至到]+")
_QUARTERS_OF = {"上": {1, 2}, "下": {3, 4}}
# What makes a figure the year's, whatever parts of it were named before.
_OF_THE_YEAR = re.compile(r"全年|[本今当]年|年[度内]|(?:19|20)\d\d年")
_OPENING_YEAR = re.compile(r"^ *(?:今年|[本当]年度?|(?:19|20)\d\d年)的?")
_ALL_QUARTERS = {1, 2, 3, 4}
_BESIDE_A_TIME = 3
# The Regulations took effect on 1 May of this year, and its reports begin there.
_FIRST_YEAR, _FIRST_MONTH = 2008, 5


def other_year(said: str, led_by: str, year: int) -> bool:
    """Say whether the year that governs a figure is another than the report's."""
    years = _years(said)[-1:]
    if not years and led_by:
        led_years = _years(_ONLY_OLDER.sub("", led_by) + ",")
        if year in led_years:
            return False
        years = _years(_ONLY_OLDER.sub("", _COUNT.split(led_by, maxsplit=1)[0]) + ",")[:1]
    return bool(years) and years[0] != year


def goes_on_with_another(text: str, before: str, year: int) -> bool:
    """Say whether a sentence counts the whole of the year that the sentence before named.

    2011年,我局努力推进信息公开。全年共主动公开政府信息300条.
    """
    if not _WHOLE_OF_IT.match(text):
        return False
    opens = _OPENS_WITH.match(before)
    return opens is not None and (opens["year"] is None or int(opens["year"]) != year)


def looks_back(told: str, year: int) -> bool:
    """Say whether a paragraph looks back at another year: 现将2011年工作回顾如下."""
    at = told.rfind("回顾")
    if at < 0 or names_own(told[at:], year):
        return False
    first = max(told.rfind(mark, 0, at) for mark in "。;!?") + 1
    years = _years(_SENTENCE_END.split(told[first:], maxsplit=1)[0])
    return bool(years) and year not in years


def names_own(said: str, year: int) -> bool:
    """Say whether words name the report's year, or call it ours."""
    return _own_time(said, 0, year) >= 0


_WHOLE_OF_IT = re.compile(r" *(?:[我全][局委厅镇乡市县区省])?(?:全年|年内|一年来|当年)")
_OPENS_WITH = re.compile(
    r" *(?:在|回顾)?(?:(?P<year>(?:19|20)\d\d)年度?|去年|上年度?|上一年度?)(?=,|[我本全])"
)
_COUNT = re.compile(r"\d(?:余|多)?[件条宗份个次起]|没有|未|无")
# A year that only tells how old something is: 对2007年以前的文件进行清理.
_ONLY_OLDER = re.compile(r"(?:19|20)\d\d年(?:以前|之前|前|以后|之后|后)的")
_CENTURY = 2000
_HAN_DIGITS = str.maketrans("〇零○一二三四五六七八九", "000123456789")


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
        digits = named[1] or named["short"] or named["apart"].replace(" ", "")
        told = int(digits.translate(_HAN_DIGITS))
        years.append(told + _CENTURY if named["short"] else told)
    return years


def may_be_since(text: str) -> bool:
    """Say whether a text holds a word that `since` begins with."""
    return _MAY_BE_SINCE.search(text) is not None


def since(governing: str, year: int) -> bool:
    """Say whether a figure counts more years than the report's own."""
    if "以来" not in governing:
        # Asking for that word costs as much as for all others together.
        return any(
            found["start"] != str(year) and _is_not_ended(governing, found.end(), year)
            for found in _LONG_SINCE.finditer(governing)
        )
    for found in _SINCE.finditer(governing):
        if str(year) in (found["year"], found["start"]) and "累计" not in governing[found.end() :]:
            continue
        if _is_not_ended(governing, found.end(), year):
            return True
    return False


def _is_not_ended(governing: str, end: int, year: int) -> bool:
    """Say whether no word behind a longer time brings the report's year back."""
    own = _own_time(governing, end, year)
    return own < 0 or not _OPENS.search(governing[end:own])


def _own_time(governing: str, start: int, year: int) -> int:
    """Return the last place behind `start` where the report's year is named, or called ours."""
    named = [governing.rfind(word, start) for word in (f"{year}年", "今年", "本年", "本年度")]
    return max(named)


def years_together(said: str, year: int) -> bool:
    """Say whether a figure is one for several years (`2009年至2013年`)."""
    if said.count("20") + said.count("19") < 2:
        return False
    if _YEARS_IN_TURN.search(said):
        return True
    spans = list(_SPAN.finditer(said))
    if not spans:
        return False
    span = spans[-1]
    first, last = int(span[1]), int(span[3])
    months = 12 * (last - first) + int(span[4] or 12) - int(span[2] or 1) + 1
    if months <= 13:
        return False
    own = said.rfind(f"{year}年", span.end())
    return own < 0 or not _OPENS.search(said[span.end() : own])


def holds_own_part(after: str, year: int, is_total: bool) -> bool:
    """Say whether what follows a figure tells how much of it is the year's own.

    Args:
        is_total: whether the figure is called a running total.
    """
    part = _OWN_PART.match(after) if "其中" in after else None
    if part is None and is_total:
        part = _OWN_BESIDE.match(after)
    return part is not None and part["year"] in (None, str(year))


def of_year_in_brackets(after: str, year: int) -> bool:
    """Say whether brackets behind a figure hold nothing but another year: 45件(2017年)."""
    told = _YEAR_IN_BRACKETS.match(after)
    return told is not None and int(told["year"]) != year


def part_of_year(said: str, first: int, year: int) -> bool:
    """Say whether months govern a figure that are not the whole year.

    Args:
        said: the sentence up to the figure.
        first: where the figure's clause begins.
    """
    if "月" not in said and "半年" not in said and "季度" not in said:
        return False
    if ("季度" in said or "半年" in said or "个月" in said) and _seasons_govern(said):
        return True
    led = said[first:]
    before = _ONLY_TIME.search(said[:first])
    for text in (led, before["time"] if before else ""):
        for months in _MONTHS.finditer(text):
            if months["start"] or _is_whole_year(months, year):
                continue
            return True
    return _opens_with_months(said[:first], year)


def heads_a_part(heading: str, year: int) -> bool:
    """Say whether a chapter's heading is of a part of the year: 第三季度工作情况."""
    return _HEADS.search(heading) is not None and part_of_year(f"{heading}:", 0, year)


def of_the_year(said: str) -> bool:
    """Say whether words make what comes next the year's."""
    return _OF_THE_YEAR.search(said) is not None


def _opens_with_months(said: str, year: int) -> bool:
    """Say whether months open what is said, and nothing after them brings the year back."""
    part = _PARTED.split(said)[-1]
    months = _MONTHS.match(part, _LEAD_OF_A_TIME.match(part).end())  # type: ignore[union-attr]
    if not months or months["start"] or months["until"] or _is_whole_year(months, year):
        return False
    return not _OF_THE_YEAR.search(part, months.end())


def _seasons_govern(said: str) -> bool:
    """Say whether what comes next is told of quarters or halves that do not make up the year.

    They are named in its clause, or are all that a clause before says: 上半年,经查,未收到申请.
    It may belong to them too where they only open a sentence: 第四季度开展了自查,未收到申请.
    """
    said = _IN_BRACKETS.sub("", said)
    *before, own = _CLAUSE.split(said)
    if _some_quarters(own):
        return True
    near = len(_CLAUSE.split(_PARTED.split(said)[-1])) - 1
    for place, clause in enumerate([own, *reversed(before)]):
        told = _SEASONS.sub("", _OF_THE_YEAR.sub("", clause))
        if clause is not own and told != clause and len(told) <= _BESIDE_A_TIME:
            return _some_quarters(clause)
        if 1 <= place <= near and _SEASONS.match(_OPENING_YEAR.sub("", clause)):
            return _some_quarters(clause)
        if _OF_THE_YEAR.search(clause):
            return False
    return False


def _some_quarters(said: str) -> bool:
    """Say whether quarters or halves are named that do not make up the year."""
    named: set[int] = set()
    year = [found.end() for found in _OF_THE_YEAR.finditer(said)]
    for found in _SEASONS.finditer(said, max(year, default=0)):
        if found["quarters"]:
            named |= _quarters(found["quarters"])
        elif found["half"]:
            for half in (found["halves"] or "")[:1] + found["half"]:
                named |= _QUARTERS_OF[half]
        else:
            return True
    return named not in (set(), _ALL_QUARTERS)


def _quarters(listed: str) -> set[int]:
    """Return the quarters of a list: 一、二季度 are two, 第一至第三季度 three."""
    named: set[int] = set()
    last = first = 0
    for found in _QUARTER_OR_SPAN.finditer(listed):
        if not found[1]:
            first = last
            continue
        last = "一二三四1234".index(found[1]) % 4 + 1
        named |= set(range(first or last, last + 1))
        first = 0
    return named


def _is_whole_year(months: re.Match[str], year: int) -> bool:
    last = int(months["last"])
    if months["until"]:
        # Up to a day after the year, as when the report was written.
        return last == 12 or (months["year"] is not None and int(months["year"]) > year)
    if months["first"] is None:
        return False
    first = int(months["first"])
    if months["year"] and months["then"] and months["then"] != months["year"]:
        # A year of reports need not be a calendar year.
        return 12 * (int(months["then"]) - int(months["year"])) + last - first >= 11
    return last == 12 and (first == 1 or (year == _FIRST_YEAR and first == _FIRST_MONTH))
