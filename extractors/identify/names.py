"""What is the name of a body in the words that a clue gives, and what is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.identify.patterns import pattern
from extractors.rows import read_csv

_LETTERS = re.compile(r"[\u3400-\u9fff·()、\d]{2,36}")

_ZONES = (
    (re.compile(r"高?新技术(?:产业)?开发区"), "高新区"),
    (re.compile(r"经济(?:技术)?开发区"), "经开区"),
)
_LONGEST_TRAIL = 16
_LONGEST_END = 4


@dataclass(frozen=True, slots=True)
class Name:
    """A name that may be a body's.

    Attributes:
        text: without what the page adds before and after.
        known: it ends like the name of a body.
        placed: it says of which place or body, unlike 县政府办公室 or 市发改委.
        site: the words name a website, which may be another body's.
    """

    text: str
    known: bool
    placed: bool
    site: bool


@dataclass(frozen=True, slots=True)
class Self:
    """A word by which a report speaks of its own body: 我镇.

    Attributes:
        sort: place (我市, also said by departments), town or department.
        ends: where a name of its kind ends in a text: 关, but not in 关心.
        fits: what names of such bodies end in.
    """

    word: str
    sort: str
    ends: re.Pattern[str]
    fits: re.Pattern[str]


@lru_cache(maxsize=50_000)
def read(text: str) -> Name | None:
    """Return the name in the words of a clue; None for a menu's words, 我区, a sentence."""
    name = "".join(text.split())
    site = bool(pattern("site_name").search(name))
    before = ""
    while before != name:
        before = name
        name = _cut_end(pattern("name_lead").sub("", name))
        name = pattern("name_subject").sub("", name)
        if name.count("(") != name.count(")"):
            name = max(re.split(r"[()]", name), key=len)
    if name.endswith("人民"):
        # 某县人民政府信息公开年报: the subject took the government's last words with it.
        name += "政府"
    if not _LETTERS.fullmatch(name) or pattern("no_name").search(name) or name[0].isdigit():
        return None
    generic = bool(pattern("name_generic").fullmatch(name))
    known = bool(pattern("name_ends").search(name, max(0, len(name) - _LONGEST_END)))
    if generic and not (name.endswith(("政府", "办公室", "办")) and name[0] in "省市县区州旗镇乡"):
        return None
    placed = not generic and not pattern("name_local").search(name)
    return Name(name, known, placed, site)


def _cut_end(name: str) -> str:
    match = pattern("name_trail").search(name, max(0, len(name) - _LONGEST_TRAIL))
    return name[: match.start()] if match else name


@lru_cache(maxsize=50_000)
def without_office(name: str) -> str:
    """Return the body that an office acts for: 某县 for 某县政务公开领导小组办公室."""
    kept = pattern("office").sub("", name)
    return kept if len(kept) > 2 else name


@cache
def self_words() -> dict[str, Self]:
    """Return every self word with what it tells."""
    return {
        row["self"]: Self(
            row["self"],
            row["sort"],
            re.compile(row["self"].removeprefix("我") + _not_before(row)),
            re.compile(f"(?:{row['fits']})$"),
        )
        for row in read_csv("identify/self_words.csv")
    }


@cache
def self_pattern() -> re.Pattern[str]:
    """Finds 我局, 本局, 全镇; not 我行 in 我行政机关."""
    # By first character, so that a place is compared with a third of the words.
    rests: dict[str, list[str]] = {}
    for row in sorted(read_csv("identify/self_words.csv"), key=lambda row: -len(row["self"])):
        for word in (row["self"], *row["also"].split()):
            rests.setdefault(word[0], []).append(word[1:] + _not_before(row))
    return re.compile("|".join([f"{first}(?:{'|'.join(rest)})" for first, rest in rests.items()]))


def _not_before(row: dict[str, str]) -> str:
    return f"(?![{row['not_before']}])" if row["not_before"] else ""


def self_word(printed: str) -> Self:
    """What is known of a match of `self_pattern`."""
    return self_words()["我" + printed[1:]]


def same_body(one: str, other: str) -> bool:
    """Say whether two printed names may be one body's: the letters of the shorter in the longer.

    发改委 for 发展和改革委员会, 某县 for 某县人民政府; the office of a body is another body.
    """
    short, long = sorted((_core(one), _core(other)), key=len)
    letters = iter(long)
    return all(letter in letters for letter in short)


def _core(name: str) -> str:
    for spelled, short in _ZONES:
        name = spelled.sub(short, name)
    return re.sub(r"(?:人民政府|政府|办事处|管理委员会|管委会|行政公署|行署)$", "", name) or name
