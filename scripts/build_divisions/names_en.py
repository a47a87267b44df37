"""English names of divisions: the established ones from a table, the others in pinyin.

Pinyin comes from pypinyin (MIT); what it reads otherwise than the place's own people is
corrected in `pinyin_overrides.csv`, so nothing needs pypinyin when reports are read.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

from pypinyin import Style, lazy_pinyin

HERE = Path(__file__).parent

PEOPLES = {
    "蒙古族": "Mongol", "蒙古": "Mongol", "回族": "Hui", "藏族": "Tibetan",
    "维吾尔": "Uyghur", "苗族": "Miao", "彝族": "Yi", "壮族": "Zhuang", "布依族": "Buyei",
    "朝鲜族": "Korean", "满族": "Manchu", "侗族": "Dong", "瑶族": "Yao", "白族": "Bai",
    "土家族": "Tujia", "哈尼族": "Hani", "哈萨克族": "Kazakh", "哈萨克": "Kazakh",
    "傣族": "Dai", "黎族": "Li", "傈僳族": "Lisu", "佤族": "Va", "畲族": "She",
    "拉祜族": "Lahu", "水族": "Sui", "东乡族": "Dongxiang", "纳西族": "Naxi",
    "景颇族": "Jingpo", "柯尔克孜": "Kyrgyz", "柯尔克孜族": "Kyrgyz", "土族": "Tu",
    "达斡尔族": "Daur", "仫佬族": "Mulao", "羌族": "Qiang", "布朗族": "Blang",
    "撒拉族": "Salar", "毛南族": "Maonan", "仡佬族": "Gelao", "锡伯": "Xibe",
    "锡伯族": "Xibe", "阿昌族": "Achang", "普米族": "Pumi", "塔吉克": "Tajik",
    "塔吉克族": "Tajik", "怒族": "Nu", "乌孜别克族": "Uzbek", "乌孜别克": "Uzbek",
    "俄罗斯族": "Russian", "鄂温克族": "Evenki", "鄂温克": "Evenki", "德昂族": "De'ang",
    "保安族": "Bonan", "裕固族": "Yugur", "京族": "Gin", "塔塔尔": "Tatar", "独龙族": "Derung",
    "鄂伦春": "Oroqen", "鄂伦春族": "Oroqen", "赫哲族": "Hezhe", "门巴族": "Monba",
    "珞巴族": "Lhoba", "基诺族": "Jino", "达斡尔": "Daur", "各族": "Various Nationalities",
}  # fmt: skip

SUFFIXES = (
    ("特别行政区", "Special Administrative Region"), ("自治区", "Autonomous Region"),
    ("自治州", "Autonomous Prefecture"), ("自治县", "Autonomous County"),
    ("自治旗", "Autonomous Banner"), ("行政委员会", "Administrative Committee"),
    ("民族苏木", "Ethnic Sumu"), ("民族乡", "Ethnic Township"), ("地区", "Prefecture"),
    ("特区", "Special District"), ("新区", "New District"),
    ("街道", "Subdistrict"), ("苏木", "Sumu"), ("省", "Province"), ("盟", "League"),
    ("州", "Prefecture"), ("市", "City"), ("旗", "Banner"), ("县", "County"),
    ("区", "District"), ("镇", "Town"), ("乡", "Township"),
)  # fmt: skip

_SHORT_KEEPS_SUFFIX = 2
"""陵县 is Lingxian: a name of two characters keeps its last syllable."""
_PEOPLES = sorted(PEOPLES, key=len, reverse=True)


@cache
def _overrides() -> dict[str, str]:
    """Readings: syllables in small letters, established names with a capital."""
    with (HERE / "pinyin_overrides.csv").open(encoding="utf-8", newline="") as file:
        return {row["text"]: row["pinyin"] for row in csv.DictReader(file)}


def _syllables(name: str, context: str = "") -> list[str]:
    """The reading of each character; `context` (the type after a stem) helps pypinyin's phrases."""
    read = lazy_pinyin(name + context, style=Style.NORMAL, v_to_u=True)
    if len(read) != len(name + context):
        read = [lazy_pinyin(one, style=Style.NORMAL, v_to_u=True)[0] for one in name]
    read = read[: len(name)]
    for start in range(len(name)):
        for end in range(len(name), start, -1):
            corrected = _overrides().get(name[start:end], "")
            if corrected.islower():
                read[start:end] = corrected.split()
                break
    return read


@cache
def pinyin(name: str, context: str = "") -> str:
    """One word, with an apostrophe where syllables could merge: `Ordos`, `Xi'an`."""
    known = _overrides().get(name, "")
    if known and not known.islower():
        return known
    word = ""
    for syllable in _syllables(name, context):
        if word and syllable[:1] in "aoe" and word[-1].isalpha():
            word += "'"
        word += syllable
    return word[:1].upper() + word[1:]


def strip_peoples(stem: str) -> tuple[str, list[str]]:
    """`恩施土家族苗族` -> (`恩施`, [Tujia, Miao]); `东乡族` alone is a place name."""
    peoples: list[str] = []
    while True:
        people = next((p for p in _PEOPLES if stem.endswith(p) and len(stem) > len(p) + 1), None)
        if people is None:
            return stem, peoples
        peoples.insert(0, PEOPLES[people])
        stem = stem[: -len(people)]


def _suffix(name: str) -> tuple[str, str]:
    """The type of a division and its English, or two empty strings."""
    for suffix, word in SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix) + (suffix in ("新区", "特区")):
            return suffix, word
    return "", ""


def slug(name: str) -> str:
    """The stem in plain pinyin, as host names spell it: `hangzhou`."""
    suffix, _ = _suffix(name)
    stem = name[: len(name) - len(suffix)]
    if len(stem) < 2:
        stem = name
    if suffix.startswith("自治"):
        stem, _peoples = strip_peoples(stem)
    letters = "".join(_syllables(stem, suffix)).lower().replace("ü", "v")
    return "".join(letter for letter in letters if letter.isalpha())


def english(name: str) -> str:
    """The English name of a division, for people who do not read Chinese."""
    known = _overrides().get(name, "")
    if known and not known.islower():
        return known
    bare = re.sub(r"[(\uff08].*?[)\uff09]", "", name)
    suffix, word = _suffix(bare)
    if not suffix:
        return pinyin(bare)
    stem = bare[: -len(suffix)]
    peoples: list[str] = []
    if suffix.startswith(("自治", "民族")) or stem.endswith("族"):
        if stem in PEOPLES:
            return f"{PEOPLES[stem]} {word}"
        stem, peoples = strip_peoples(stem)
        if suffix == "乡":
            word = "Ethnic Township"
    if len(bare) == _SHORT_KEEPS_SUFFIX:
        return f"{pinyin(bare)} {word}"
    return " ".join([pinyin(stem, suffix if not peoples else ""), *peoples, word])
