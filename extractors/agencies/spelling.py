"""Brings a printed name to the spelling of the tables, and cuts what is not name."""

from __future__ import annotations

import re
import unicodedata
from functools import cache, lru_cache

from extractors.agencies.tables import rows

_LABEL = re.compile(
    r"^(?:当前位置|您的位置|填报单位|报送单位|编制单位|发布单位|发布机构|公开单位|发文机关|发文单位|责任单位|责任部门|"
    r"联系单位|联系部门|公开机构|主办单位|供稿单位|信息来源|文章来源|来源|作者|单位名称|单位|名称|附件\d*|附)(?:\((?:盖章|公章|章)\))?[::]"
)
_YEAR = re.compile(
    r"(?:关于)?(?:19|20|二[〇○Oo零])[\d〇○零一二三四五六七八九Oo]{2}年?(?:\d{1,2}-\d{1,2}月)?(?:年?度)?"
)
_TITLE = re.compile(
    r"(?:(?:的)?(?:年度)?(?:政府|政务)?(?:信息)?(?:主动)?(?:公开)?(?:工作)?(?:年度)?"
    r"(?:工作)?(?:总结)?(?:年度)?(?:情况)?(?:的)?(?:报告|年报)(?:\(?.*\)?)?)$"
)
_SUBJECT = re.compile(
    r"(?:依法)?(?:的)?(?:政府|政务)?(?:政府|政务|院务|校务|警务|财政|部门)?信息公开.*$|"
    r"[政校院党警厂村]务公开.*$|"
    r"信息(?:主动|依申请)公开.*$"
)
_OFFICE_AFTER = re.compile(
    r"^(?:政府|政务)?(?:信息)?公开(?:工作|政务服务|和政务服务|与政务服务|协调|领导|监督|管理|联席|与信息化|中心|科|股|处|"
    r"办|网|机构)*(?:小组|会议|工作)*(?:办公室|办|科|股|处|中心|小组|机构|网)$"
)
_BRACKETS = re.compile(r"\((?:[^()]*)\)|〔[^〕]*〕|\[[^\]]*\]|【[^】]*】")
# The official name of a zone: without its place it would be that of another.
_PLACE_OF_ZONE = re.compile(r"(?<=中国)\(([\u3400-\u9fff]{2,4})\)(?=自由贸易)")
_TAIL = re.compile(r"(?:本级|机关|编制|编写|发布|公布|的|[-:;,。_|])+$")
_PREFIX = re.compile(r"^(?:关于|印发|公布|发布|报送|转发|编制|中华人民共和国(?!.{0,2}$))+")


@cache
def _variants() -> dict[int, str]:
    return {ord(row["variant"]): row["simplified"] for row in rows("variants.csv")}


@cache
def _misconversions() -> dict[int, str]:
    return {ord(row["printed"]): row["meant"] for row in rows("misconversions.csv")}


def fold(text: str) -> str:
    """Half-width, simplified, without blanks at the ends."""
    return unicodedata.normalize("NFKC", text).translate(_variants()).strip()


def respell(text: str) -> str:
    """A second spelling to try: characters that conversion often gets wrong."""
    return text.translate(_misconversions())


@lru_cache(maxsize=200_000)
def bare(text: str) -> str:
    """The name in a title, caption or label: no year, no subject, no brackets.

    `2017年康巴什区政府信息公开工作报告` -> `康巴什区`;
    `会同县政务公开领导小组办公室` stays, because an office may have the subject in its name.
    """
    name = _LABEL.sub("", fold(text))
    name = _YEAR.sub("", name)
    name = _PLACE_OF_ZONE.sub(r"\1", name)
    inside = _BRACKETS.sub("", name)
    name = inside if inside else name.strip("()〔〕[]【】")
    name = name.strip("《》〈〉\"“”'*·. ")
    compact = re.sub(r"\s+", "", name)
    subject = _SUBJECT.search(compact)
    if subject and not _OFFICE_AFTER.match(subject.group()):
        kept = compact[: subject.start()]
        name = kept + "政府" if kept.endswith("人民") else kept
    elif not subject:
        name = _TITLE.sub("", name)
    return _PREFIX.sub("", _TAIL.sub("", name.strip()))
