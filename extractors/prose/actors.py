"""Says whose figure a sentence states: the reporting body's own or another body's."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from extractors.prose.rules import expanded
from extractors.prose.sentences import Sentence
from extractors.text.openings import places

BodyKind = Literal["area", "department", "unknown"]
"""`area`: reports for a place and all bodies in it; `department`: for one business."""

# Before the subject of a clause.
_LEAD = r"(?:^|年度?|其中|另外|此外|同时|期间|通报|统计|显示|全年|由|而|[,;:、(])"
# Before the subject of a sentence that tells at length how busy somebody was.
_OPENING = r"^(?:[一二三四五六七八九]是|\d{1,2}[.、]|例如|比如|又如|再如|其中|同时|另外|此外|如)*"
# What a clause does not begin with where the body that follows acts in it.
_NO_SUBJECT = (
    r"(?!在|通过|利用|依托|借助|运用|经|向|对|与|和|同|会同|联合|按|根据|依据|遵照|将|把|以|从|为"
    r"|于|至|到|参加|参与|报送|上报|组织|召开|举办|开展|接受|邀请|推进|推动|加强|强化|完善|成立|设立|建立"
    r"|指导|督促|监督|收到|受理|答复|办理|回应|关于|针对|围绕|结合|包括|如|及|等|是|有|该|做好|认真|积极)"
)
_PLACE = (
    r"(?:[我本邻]|[^,、。;:()\d我本全局委厅在向与和对由]{1,9}?)?"
    r"(?:[省县州旗盟]|市(?!场|政(?!府|务)|容|民|监)|(?<![社景园])区(?!域|块))"
)
# A body that is named as the one that acts, its kind and the area before it left off.
_ACTING = (
    rf"{_LEAD}{_NO_SUBJECT}(?P<place>{_PLACE})?"
    r"(?P<core>(?:(?!机关|(?<!安)全)[^,、。;:()\d本我各]){2,12}?)"
    r"(?:局|委(?:员会)?|厅|署|镇|乡|街道|办公室|管委会|中心|宣传部|组织部|大队|支队|法院|检察院|医院|管理[处站所]"
    r"|学校|学院|公司|集团|派出所)"
    r"(?:机关|办公室|办事处|(?:人民)?政府(?!网|信息|门户))?"
    r"(?:等(?:\d+[个家]|[多几各][个家]?)?(?:单位|部门|乡镇|地区?|县区?)?)?{MEANTIME}{ACTS}"
)
# A government, a party committee or one of their offices.
_GOVERNMENT_ACTING = (
    rf"{_LEAD}{_NO_SUBJECT}(?:(?P<place>{_PLACE})(?:(?:人民)?政府(?!网|信息|门户|公报)|党委|委(?!员)|府(?=办))"
    r"|(?P<above>国务院|中央|国家(?!秘密)|[省市县区])(?=政府(?!网|信息|门户|公报)|办公厅|[厅局委]|(?!政府){MEANTIME}{ACTS}))"
    r"(?:政府|[厅局委])?(?P<office>办公[厅室]|新闻办公室|新闻办|法制办公?室?|办|应急办)?{MEANTIME}{ACTS}"
)
_MINISTRY = (
    rf"{_LEAD}(?P<ministry>(?:国家)?(?:水利|教育|公安|民政|司法|财政|环境保护|环保|生态环境|交通运输|交通"
    r"|农业农村|农业|商务|文化|文化和旅游|国土资源|自然资源|住房城乡建设|住房和城乡建设|住建|人力资源社会保障"
    r"|人力资源和社会保障|人社|科技|科学技术|卫生|工业和信息化|工信|铁道|外交|监察|安全监管总局))部{MEANTIME}{ACTS}"
)
# What is no government: nothing but its own report tells its figures.
_OTHER_ACTING = (
    rf"{_LEAD}{_NO_SUBJECT}[^,、。;:()\d我本全]{{0,6}}?"
    r"(?P<kind>(?:主管|监察|监管|纪检|上级|有关|相关|职能|归口|牵头)(?:部门|单位|机关)|人大(?=常委会|{MEANTIME}{ACTS})"
    r"|政协|医院|卫生院|(?<=[县市区镇])[一二三四五六七八九]中|中学|小学|学校|幼儿园|(?<!农)村"
    r"|(?<=某)[^,、。;:()\d某]{1,4}?)(?:机关|常委会)?{MEANTIME}{ACTS}"
)
# A place that is named as the one that acts: 桐乡市主动公开政府信息2350条.
_LEAD_OF_A_PLACE = r"(?:^|年度?|[,;:、(]|其中|通报|统计|由)"
_PLACE_ACTING = (
    rf"{_LEAD_OF_A_PLACE}(?!其中|在|通过|利用|向|对|与|和|从|于)"
    r"(?P<place>[^,、。;:()\d本我全各局委厅]{1,9}?(?:[省县州旗盟镇乡]|市(?!场|政(?!府|务)|容|民|监)|(?<![社景园])区(?!域|块)))"
    r"(?!(?:人民)?政府(?:门户|信息公开|官方)*网){MEANTIME}{ACTS}"
)
# The site of a place, where no word says that it is only the way: 省政府门户网站全年公开信息.
_SITE = (
    rf"^(?:(?:19|20)\d\d年度?|今年|全年)?{_NO_SUBJECT}(?!其中)(?P<place>{_PLACE}|国务院|中国)(?:人民)?(?:政府)?"
    r"(?:门户|信息公开|政务|官方)*(?:网站?|公报|公众号|微[博信])(?:、[^,。;:()\d]{2,8}?)*{MEANTIME}{ACTS}"
)
# A list of bodies: 市教育局:主动公开政府信息37条.
_NAMED_BEFORE_COLON = re.compile(
    r"(?:^|[,;)])(?:其中,?|\d{1,2}[.、]|[一二三四五六七八九十]、)?(?P<body>[^,。;:()\d]{2,14}(?:局|委|厅|署|镇|乡|街道|中心|大队|支队|法院)):$"
)
# A list of bodies, with what each has done in brackets: 市教育局(收到37件)、市卫健委(20件).
_NAMED_BEFORE_BRACKETS = re.compile(
    r"(?P<listed>、)?(?P<body>[^,、。;:()\d.]{0,20}(?:[省市县区州旗盟镇乡局委厅署府院部办处所站队会校科股室]|街道|中心|部门|单位"
    r"|人大|政协|[工妇残文科侨]联|公司|集团))$"
)
# Kinds of bodies that `_ACTING` does not know, because elsewhere these words tell no body.
_KIND_BESIDE_BRACKETS = re.compile(
    r"(?:部门|单位)$|(?P<kept>(?:人大|政协|[工妇残文科侨]联|(?<!委员)会|[所站校])$)"
)
_OFFICE_FOR_DISCLOSURE = re.compile(r"公开[^,、。;:()]{0,8}(?:办|[科处股室])$")
_HELD_BY = re.compile(r"(?:在|于|通过|利用|依托|借助|向|对|与|会同|联合|配合)[^,;:()]*$")
_UNITS = re.compile(r"[省县州旗盟]|(?<!城)市(?!场|容)|(?<![社景园])区(?!域)|地区")
_BODY = places(
    r"[局委厅署镇乡市县区州旗省院盟部办处所站校村某]|街道|国家|中央|中心|大队|支队|公司|集团|人大|政协|单位"
    r"|[一二三四五六七八九中小]学|中(?=主动|公开|收|受)"
)
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_PARTS = re.compile(r"[^。;!?]+")
_CLAUSES = re.compile(r"[;:]|,(?!(?<=\d,)\d{3}(?!\d))")
_WITHOUT_KIND = re.compile(r"(?:(?:人民)?政府(?:办公?[厅室]?)?|(?:行政)?公署|行署|办事处)$")
_SAME_ZONE = 3
_PLACES = frozenset("省市县区州旗盟镇乡")
_GOVERNMENT = frozenset(("人民政府", "政府"))
_HEAD, _FOOT = 1200, 300


@cache
def _expressions() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    names = ("AREA", "DEPARTMENT", "ITSELF", "COUNTED")
    area, department, itself, counted = (re.compile(expanded(f"{{{name}}}")) for name in names)
    return area, department, itself, counted


@cache
def _acting() -> tuple[re.Pattern[str], ...]:
    """Return what finds a body, another one, a government, a ministry, a place, a site that act."""
    told = (_ACTING, _OTHER_ACTING, _GOVERNMENT_ACTING, _MINISTRY, _PLACE_ACTING, _SITE)
    return tuple(re.compile(expanded(expression)) for expression in told)


@cache
def _leading() -> tuple[re.Pattern[str], ...]:
    """Return what finds an office, another body, a government … that leads a clause."""
    told = (_ACTING, _OTHER_ACTING, _GOVERNMENT_ACTING, _MINISTRY, _PLACE_ACTING)
    leading = (
        form.replace(_LEAD, _OPENING)
        .replace(_LEAD_OF_A_PLACE, _OPENING)
        .replace("{ACTS}", "{BUSY}")
        for form in told
    )
    return tuple(re.compile(expanded(form)) for form in leading)


def kind_of(name: str) -> BodyKind:
    """Return what kind of body a printed name is."""
    area, department, _, _ = _expressions()
    if area.search(name):
        return "area"
    return "department" if department.search(name) else "unknown"


def names_a_body(text: str) -> bool:
    """Say whether a text may name a body that acts."""
    return _BODY.search(text) is not None


class Bodies:
    """Tells the reporting body from others.

    Attributes:
        document: the report's text.
        name: the reporting body as printed; empty if nothing names it.
        kind: what kind of body that is.
        unit: the last character of the place that an `area` reports for (市, 县, 镇 …), else empty.
    """

    __slots__ = ("_known", "document", "kind", "name", "unit")

    def __init__(self, document: str, name: str) -> None:
        self.document = document
        self.name = name
        self.kind: BodyKind = kind_of(name)
        self.unit = _WITHOUT_KIND.sub("", name)[-1:] if self.kind == "area" else ""
        self._known: dict[str, bool] = {}

    def is_another(
        self, led: str, sentence: Sentence, tail: str = "", before: str | None = None
    ) -> bool:
        """Say whether a clause names another body as the one that acts, before its figure.

        Args:
            led: the clause before the figure.
            tail: the clause behind it, which may show who acts: 县政府先后3次召开会议.
            before: what the sentence says before the clause; looked for if it is not given.
        """
        if before is None:
            before = sentence.text.partition(led)[0] if led else ""
        if before.endswith(":") and (named := _NAMED_BEFORE_COLON.search(before)):
            led = named["body"] + led
        if not _BODY.search(led):
            return False
        last, led = len(led), led + tail
        office, other, government, ministry, place, site = _acting()
        for acting in office.finditer(led):
            if acting.start() >= last:
                break
            if _HELD_BY.search(led, 0, acting.start()):
                continue
            another = self._is_another_office(acting, sentence)
            if another is None:
                continue
            if another:
                return True
            if self.kind != "area":
                return False
        acts = other.search(led) if self.name else None
        if acts and acts.start() < last and acts["kind"] not in self.name:
            return not _HELD_BY.search(led, 0, acts.start())
        if self.kind == "unknown":
            return False
        for acting in government.finditer(led):
            if acting.start() >= last:
                break
            if _HELD_BY.search(led, 0, acting.start()):
                continue
            another = self._is_another_government(acting)
            if another or self.kind == "department":
                return another
        acts = ministry.search(led)
        if acts and acts.start() < last and not self._is_named(acts["ministry"] + "部"):
            return True
        for acting in place.finditer(led):
            if acting.start() >= last:
                break
            if _HELD_BY.search(led, 0, acting.start()):
                continue
            if self.kind == "department" or not self._is_own_place(acting["place"]):
                return True
        acts = site.search(led)
        if acts and acts.start() < last and "其中" not in before:
            return self.kind == "department" or not self._is_own_place(acts["place"])
        return False

    def leads(self, clause: str, sentence: Sentence) -> bool | None:
        """Say whether another body is the subject of a clause, which goes on in those behind it.

        Returns:
            True for another body, False for the reporting body, None where nobody leads it.
        """
        if self.kind == "unknown" or not _BODY.search(clause):
            return None
        office, other, government, ministry, place = _leading()
        if acting := office.match(clause):
            return self._is_another_office(acting, sentence)
        if acting := other.match(clause):
            return acting["kind"] not in self.name
        if acting := government.match(clause):
            return self._is_another_government(acting)
        if acting := ministry.match(clause):
            return not self._is_named(acting["ministry"] + "部")
        if acting := place.match(clause):
            return self.kind == "department" or not self._is_own_place(acting["place"])
        return None

    def _is_another_office(self, acting: re.Match[str], sentence: Sentence) -> bool | None:
        """Say whether an office is another body; None where its name does not tell."""
        if "管委会" in acting[0] and acting["core"][:_SAME_ZONE] == self.name[:_SAME_ZONE]:
            return None  # zones are shortened in many ways
        if self.kind == "area" and "服务中心" in acting[0]:
            return None  # a counter of the whole place
        return not self._is_own(acting["core"], acting["place"] or "", sentence)

    def _is_another_government(self, acting: re.Match[str]) -> bool:
        """Say whether a government, a party committee or their office is another body."""
        if self.kind == "department":
            return not self._is_named(acting[0])
        if acting["above"] and acting["above"] != self.unit:
            return True
        if acting["office"] and len(acting["place"] or "") < 2:
            return True
        return not self._is_own_place(acting["place"] or self.unit)

    def _is_named(self, said: str) -> bool:
        """Say whether a department's name holds what is said: 孝感市人民政府研究室."""
        return said in self.name

    def _is_own_place(self, place: str) -> bool:
        """Say whether an `area` reports for a place: 凉山州 is 凉山彝族自治州."""
        if place[0] in "我本":
            return place[1:] == self.unit or self.unit not in _PLACES
        own = _WITHOUT_KIND.sub("", self.name)
        short = place[-1:] == own[-1:] and place[:-1] in own
        return short or own[:-1] == place or own.endswith(place) or place.endswith(own)

    def _is_within_own_place(self, place: str) -> bool:
        """Say whether the body's name allows that a place is the one it works in."""
        units = list(_UNITS.finditer(self.name))
        place = place.lstrip("我本")
        if not units:
            return True
        if len(place) == 1:
            return place == units[-1][0][-1]
        own = self.name[: units[-1].end()]
        return (
            place.endswith(own) or re.search(".{0,8}".join(map(re.escape, place)), own) is not None
        )

    def is_itself(self, clause: str) -> bool:
        """Say whether a clause speaks of the reporting body itself."""
        _, _, itself, _ = _expressions()
        return itself.search(clause) is not None or (len(self.name) > 2 and self.name in clause)

    def _is_own(self, core: str, place: str, sentence: Sentence) -> bool:
        """Say whether the report's name, its head or its foot name a body so."""
        if core in _GOVERNMENT and self.kind != "unknown":
            return self.kind == "area" and (not place or self._is_own_place(place))
        if place and self.kind == "department" and not self._is_within_own_place(place):
            return False
        head = self.document[: min(_HEAD, sentence.start)]
        if not head.strip() and not self.name:
            return True
        if core not in self._known:
            named = re.compile(".{0,5}".join(map(re.escape, core)))
            if self.kind == "unknown":
                foot = self.document[max(sentence.end, len(self.document) - _FOOT) :]
                self._known[core] = bool(named.search(head) or named.search(foot))
            else:
                # 国家税务总局 is in the name of 国家税务总局永嘉县税务局, but not its own.
                own = self.kind == "department"
                units = [unit.end() for unit in _UNITS.finditer(self.name) if own]
                named_at = [found.end() for found in named.finditer(self.name)]
                self._known[core] = any(end > max(units, default=0) for end in named_at)
        return self._known[core]


def named_before_brackets(said: str) -> tuple[str, str]:
    """Return the body that stands before brackets which are open at the end, as one that acts, and
    what has been said in them; nothing where no body stands there.

    市教育局(主动公开政府信息 is what 市教育局收到 has done.
    """
    opening, closed = len(said), 0
    while (opening := max(said.rfind("(", 0, opening), said.rfind(")", 0, opening))) >= 0:
        if said[opening] == "(":
            if not closed:
                break
            closed -= 1
        else:
            closed += 1
    named = _NAMED_BEFORE_BRACKETS.search(said, 0, opening) if opening > 0 else None
    # The office for disclosure is the reporting body's own.
    if named is None or _OFFICE_FOR_DISCLOSURE.search(named["body"]):
        return "", ""
    body = _KIND_BESIDE_BRACKETS.sub(r"\g<kept>局", named["body"])
    if named["listed"] and body.endswith("办公室"):
        body = "其中" + body
    return body + "收到", said[opening + 1 :]


def earlier_clauses(said: str) -> list[str]:
    """Return the clauses before a figure's own, the nearest first, without what is in brackets."""
    clauses = _CLAUSES.split(_IN_BRACKETS.sub("", said))
    return clauses[-2::-1]


def topics(told: str) -> str:
    """Return what each part of a text begins with, to the first clause that states a number."""
    found = []
    for part in _PARTS.findall(told):
        clauses = _CLAUSES.split(_IN_BRACKETS.sub("", part))
        first = next((place for place, clause in enumerate(clauses) if counts(clause)), -1)
        found.append(",".join(clauses[: first + 1] if first >= 0 else clauses))
    return "".join(f"{topic};" for topic in found)


def counts(clause: str) -> bool:
    """Say whether a clause states a number of something."""
    return _expressions()[3].search(clause) is not None
