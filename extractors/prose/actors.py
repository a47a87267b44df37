"""Says whose figure a sentence states: the reporting body's own or another body's."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal

from extractors.prose.rules import expanded
from extractors.prose.sentences import Sentence

BodyKind = Literal["area", "department", "unknown"]
"""`area`: reports for a place and all bodies in it; `department`: for one business."""

# A body that is named as the one that acts, its kind and the area before it left off.
_ACTING = re.compile(
    r"(?:^|年度?|其中|另外|此外|[,、(])(?P<place>[^,、。;:()\d]{1,12}[省市县区州旗盟])?"
    r"(?P<core>[^,、。;:()\d本我全各]{2,10}?)"
    r"(?:局|委|厅|署|镇|乡|街道|办公室|管委会|中心|宣传部|大队|支队|法院|检察院)"
    r"(?:机关|办公室|办事处|人民政府)?(?:(?:19|20)\d\d年度?|本年度?|共|累计|全年|依法|新)*"
    r"(?:收到|受理|接到|接收|答复|办结|办理|召开|举办|发生|主动公开|公开|被)"
)
# A place that is named as the one that acts: 桐乡市主动公开政府信息2350条.
_PLACE_ACTING = re.compile(
    r"(?:^|年度?|[,、])(?P<place>[^,、。;:()\d本我全各]{1,8}[省市县区州旗盟镇乡])"
    r"(?:(?:19|20)\d\d年度?|共|累计|全年)*"
    r"(?:收到|受理|接到|接收|答复|办结|召开|举办|主动公开|公开政府信息)"
)
_BODY = re.compile(r"[局委厅署镇乡市县区州旗省院]|街道|办公室|中心|宣传部|大队|支队")
_IN_BRACKETS = re.compile(r"\([^()]*\)")
_CLAUSES = re.compile(r"[;:]|,(?!(?<=\d,)\d{3}(?!\d))")
_WITHOUT_KIND = re.compile(r"(?:(?:人民)?政府(?:办公?[厅室]?)?|(?:行政)?公署|行署|办事处)$")
_SAME_ZONE = 3
_GOVERNMENT = frozenset(("人民政府", "政府"))
_HEAD, _FOOT = 1200, 300


@cache
def _expressions() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    names = ("AREA", "DEPARTMENT", "ITSELF", "COUNTED")
    area, department, itself, counted = (re.compile(expanded(f"{{{name}}}")) for name in names)
    return area, department, itself, counted


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

    def is_another(self, led: str, sentence: Sentence) -> bool:
        """Say whether a clause names another body as the one that acts, before its figure."""
        if not _BODY.search(led):
            return False
        acting = _ACTING.search(led)
        if acting:
            if "管委会" in acting[0] and acting["core"][:_SAME_ZONE] == self.name[:_SAME_ZONE]:
                return False  # zones are shortened in many ways
            return not self._is_own(acting["core"], acting["place"] or "", sentence)
        if self.kind == "unknown" or not (place := _PLACE_ACTING.search(led)):
            return False
        return self.kind == "department" or not self._is_own_place(place["place"])

    def _is_own_place(self, place: str) -> bool:
        """Say whether an `area` reports for a place: 凉山州 is 凉山彝族自治州."""
        own = _WITHOUT_KIND.sub("", self.name)
        short = place[-1:] == own[-1:] and place[:-1] in own
        return short or own.endswith(place) or place.endswith(own)

    def is_itself(self, clause: str) -> bool:
        """Say whether a clause speaks of the reporting body itself."""
        _, _, itself, _ = _expressions()
        return itself.search(clause) is not None or (len(self.name) > 2 and self.name in clause)

    def _is_own(self, core: str, place: str, sentence: Sentence) -> bool:
        """Say whether the report's name, its head or its foot name a body so."""
        if core in _GOVERNMENT and self.kind == "area":
            return not place or self._is_own_place(place)
        head = self.document[: min(_HEAD, sentence.start)]
        if not head.strip() and not self.name:
            return True
        if core not in self._known:
            named = re.compile(".{0,5}".join(map(re.escape, core)))
            if self.kind == "unknown":
                foot = self.document[max(sentence.end, len(self.document) - _FOOT) :]
                self._known[core] = bool(named.search(head) or named.search(foot))
            else:
                self._known[core] = named.search(self.name) is not None
        return self._known[core]


def earlier_clauses(said: str) -> list[str]:
    """Return the clauses before a figure's own, the nearest first, without what is in brackets."""
    clauses = _CLAUSES.split(_IN_BRACKETS.sub("", said))
    return clauses[-2::-1]


def counts(clause: str) -> bool:
    """Say whether a clause states a number of something."""
    return _expressions()[3].search(clause) is not None
