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
    ("林区", "Forestry District"), ("特区", "Special District"), ("新区", "New District"),
    ("街道", "Subdistrict"), ("苏木", "Sumu"), ("省", "Province"), ("盟", "League"),
    ("州", "Prefecture"), ("市", "City"), ("旗", "Banner"), ("县", "County"),
    ("区", "District"), ("镇", "Town"), ("乡", "Township"),
)  # fmt: skip

_SHORT_KEEPS_SUFFIX = 2
"""陵县 is Lingxian: a name of two characters keeps its last syllable."""
_PEOPLES = sorted(PEOPLES, key=len, reverse=True)


@cache
def _overrides() -> dict[str, str]:
    with (HERE / "pinyin_overrides.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: row["pinyin"] for row in csv.DictReader(file)}


def _syllables(name: str) -> str:
    word = ""
    for syllable in lazy_pinyin(name, style=Style.NORMAL, v_to_u=False, errors="default"):
        if word and syllable[:1] in "aoe" and word[-1].isalpha():
            word += "'"
        word += syllable
    return word


@cache
def pinyin(name: str) -> str:
    """`鄂尔多斯` -> `Ordos`, `西安` -> `Xi'an`: one word, apostrophe where syllables could merge."""
    overrides = _overrides()
    if name in overrides:
        return overrides[name]
    word = _syllables(name)
    return word[:1].upper() + word[1:]


def strip_peoples(stem: str) -> tuple[str, list[str]]:
    """`恩施土家族苗族` -> (`恩施`, [Tujia, Miao])."""
    peoples: list[str] = []
    while True:
        people = next((p for p in _PEOPLES if stem.endswith(p) and len(stem) > len(p)), None)
        if people is None:
            return stem, peoples
        peoples.insert(0, PEOPLES[people])
        stem = stem[: -len(people)]


def slug(name: str) -> str:
    """The stem in plain pinyin, as host names spell it: `hangzhou`."""
    for suffix, _ in SUFFIXES:
        if name.endswith(suffix) and len(name) > len(suffix) + 1:
            name = name[: -len(suffix)]
            if suffix.startswith("自治"):
                name, _peoples = strip_peoples(name)
            break
    return "".join(c for c in _syllables(name).lower() if c.isalpha())


def english(name: str) -> str:
    """The English name of a division, for people who do not read Chinese."""
    if name in _overrides():
        return _overrides()[name]
    bare = re.sub(r"[(\uff08].*?[)\uff09]", "", name)
    for suffix, word in SUFFIXES:
        if bare.endswith(suffix) and len(bare) > len(suffix):
            stem = bare[: -len(suffix)]
            if suffix.startswith(("自治", "民族")):
                stem, peoples = strip_peoples(stem)
                return " ".join([pinyin(stem), *peoples, word])
            if suffix == "乡" and stem.endswith("族"):
                stem, peoples = strip_peoples(stem)
                return " ".join([pinyin(stem), *peoples, "Ethnic Township"])
            if len(bare) == _SHORT_KEEPS_SUFFIX:
                return f"{pinyin(bare)} {word}"
            return f"{pinyin(stem)} {word}"
    return pinyin(bare)
