"""Converts simplified text to the scripts in which reports are found on the web.

Only runs of Han characters are converted, and each run once: templates repeat, so the cache
makes traditional text nearly as cheap as simplified text.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache

from opencc import OpenCC
from pypinyin import Style, lazy_pinyin

_HAN = re.compile(r"[\u3007\u3400-\u4dbf\u4e00-\u9fff]+")

# One-to-many errors of careless converters (制度 → 製度, 行政复议 → 行政複議, 系统 → 係統, …).
_WRONG = {
    "制": "製", "复": "複", "系": "係", "面": "麵", "里": "裏", "干": "幹", "历": "曆",
    "咨": "谘", "台": "台", "征": "征", "布": "布", "了": "了", "后": "後", "余": "餘",
    "准": "準", "松": "鬆", "采": "采", "表": "表", "周": "周", "志": "志",
}  # fmt: skip
# What most traditional pages print where the converter prefers an older shape.
_COMMON = str.maketrans("爲衆羣祕覈綫", "為眾群秘核線")
# Clone sites convert character by character and leave these alone.
_LEFT_ALONE = frozenset("于后系范制采布面里干征周志松表余斗云卷党价准咨")
_TAIWAN = (
    ("规范性文件", "规范性檔案"), ("文件", "檔案"), ("程序", "程式"), ("信息", "資訊"),
    ("门户网站", "入口網站"), ("网络", "網路"), ("群众", "民眾"), ("优化", "最佳化"),
    ("短信", "簡訊"), ("数据", "資料"), ("软件", "軟體"), ("视频", "影片"),
)  # fmt: skip
_PINYIN_SHARE = 4


@cache
def _converter(name: str) -> Callable[[str], str]:
    convert_all: Callable[[str], str] = OpenCC(name).convert
    return convert_all


@lru_cache(maxsize=50_000)
def _traditional(run: str) -> str:
    return _converter("s2t")(run).translate(_COMMON)


@lru_cache(maxsize=20_000)
def _taiwan_full(run: str) -> str:
    return _converter("s2twp")(run)


@lru_cache(maxsize=20_000)
def _taiwan(run: str) -> str:
    for old, new in _TAIWAN:
        run = run.replace(old, new)
    return _converter("s2t")(run).translate(_COMMON)


@cache
def _wrong_character(character: str) -> str:
    """Character by character, as the careless converter does it."""
    return _WRONG.get(character) or _converter("s2t")(character).translate(_COMMON)


@cache
def _cloned_character(character: str) -> str:
    if character in _LEFT_ALONE:
        return character
    if character == "复":
        return "復"
    return _converter("s2t")(character).translate(_COMMON)


@lru_cache(maxsize=50_000)
def _misconverted(run: str) -> str:
    return "".join(map(_wrong_character, run))


@cache
def _reading(character: str, tones: bool) -> str:
    style = Style.TONE if tones else Style.NORMAL
    return lazy_pinyin(character, style=style)[0]


@cache
def _is_annotated(simplified: str, traditional: str, everywhere: bool) -> bool:
    """Clone sites annotate some characters, always the same ones."""
    if not everywhere and simplified == traditional:
        return False
    return ord(simplified) * 7 % _PINYIN_SHARE < 2 or (everywhere and ord(simplified) % 9 == 0)


@lru_cache(maxsize=50_000)
def _annotated(run: str, script: str) -> str:
    everywhere = script == "pinyin_any"
    tones = script != "pinyin_plain"
    parts = []
    for simple in run:
        character = _cloned_character(simple)
        parts.append(character)
        if _is_annotated(simple, character, everywhere):
            reading = f"({_reading(simple, tones)})"
            twice = script == "pinyin_doubled" and ord(simple) % 3 == 0
            parts.append(reading * 2 if twice else reading)
    return "".join(parts)


def convert(text: str, script: str) -> str:
    """`text` in the script of the trait."""
    if script == "simplified":
        return text
    if script.startswith("pinyin"):
        return _HAN.sub(lambda match: _annotated(match.group(), script), text)
    convert_run = {
        "traditional": _traditional,
        "misconverted": _misconverted,
        "taiwan": _taiwan,
        "taiwan_full": _taiwan_full,
    }[script]
    return _HAN.sub(lambda match: convert_run(match.group()), text)
