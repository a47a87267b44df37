"""What a body is, told from the words that follow the name of its division."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from extractors.agencies.gazetteer import starting
from extractors.agencies.tables import rows, year


@dataclass(frozen=True, slots=True)
class Function:
    """What a department is for: one code for all bodies of the same business."""

    function: str
    field: str
    """Common to predecessors and successors: `health` before and after 2018."""
    kind: str
    name_en: str
    names: dict[str, str]
    """The usual full name by level (and `municipality`); may hold {place} or {stem}."""
    valid_from: int | None
    valid_to: int | None
    successors: tuple[str, ...]
    stepwise: bool
    """Of a vertical body: whether the service has an office on every level above (tax) or
    answers to the ministry directly (customs)."""
    rank: int
    """Order in the table: of several functions of one body the first names it."""


@dataclass(frozen=True, slots=True)
class Body:
    """A body apart from its division."""

    kind: str
    """government, site, office, general_office, subdistrict, party_committee, development_zone,
    named, or the kind of the function."""
    functions: tuple[str, ...] = ()
    word: str = ""
    """For a named body or a zone: what tells it from others."""
    zone: str = ""
    """The development zone that a department belongs to."""
    known: bool = True
    """Whether a table has the name as it stands, not only its parts."""
    later: tuple[str, int] | None = None
    """The function that the name means from a year on: 农牧厅 before and after 2018."""

    def of(self, when: int | None) -> Body:
        """The body as the name is meant in a report for a year."""
        if self.later is None:
            return self
        function, begins = self.later
        return Body(self.kind, (function,) if when is None or when >= begins else self.functions)


_LEVELS = ("county", "prefecture", "province", "municipality")
_JOINERS = ("和", "与", "及", "、", "")
_COMPOSED = re.compile(r"(?:委员会|办公室|局|厅|委|办|中心)$")
_INNER_OFFICE = re.compile(
    r"(?:办公室|综合科|政策法规处|政务公开办|信息公开办公室|政府信息公开办公室)$"
)
_HAN = re.compile(r"[\u3400-\u9fff〇]+$")
_NAMED = re.compile(
    r"(?:局|委员会|委|厅|办公室|中心|总队|支队|大队|所|站|院|馆|校|学校|大学|学院|医院|集团|公司|处|"
    r"社|协会|联合会|基金会|管理委员会|管委会|指挥部|办事处|署|公园|台|队|分局|支局)$"
)


@cache
def functions() -> dict[str, Function]:
    """The code list of functions."""
    found = {}
    for rank, row in enumerate(rows("functions.csv")):
        county = row["county_name"]
        prefecture = row["prefecture_name"] or county
        province = row["province_name"] or prefecture
        municipality = row["municipality_name"] or prefecture
        usual = (county or prefecture or province, prefecture or province, province, municipality)
        found[row["function"]] = Function(
            row["function"],
            row["field"],
            row["kind"],
            row["name_en"],
            dict(zip(_LEVELS, usual, strict=True)),
            year(row["valid_from"]),
            year(row["valid_to"]),
            tuple(row["successors"].split()),
            row["above"] == "stepwise",
            rank,
        )
    return found


@cache
def _stems() -> dict[str, str]:
    """Stems by which composed names are taken apart: 教育 -> education. The first row wins."""
    found: dict[str, str] = {}
    for row in rows("functions.csv"):
        for stem in row["stems"].split():
            if len(stem) > 1:
                found.setdefault(stem, row["function"])
    return found


@cache
def _words() -> dict[str, Body]:
    """Every name that a table knows, whole."""
    found: dict[str, Body] = {}
    for row in rows("functions.csv"):
        body = Body(row["kind"], (row["function"],))
        for name in row["names"].split():
            found.setdefault(name, body)
        for stem in row["stems"].split():
            for suffix in row["suffixes"].split():
                found.setdefault(stem + suffix, body)
    for row in rows("dated_names.csv"):
        dated = Body(
            functions()[row["function"]].kind,
            (row["function"],),
            later=(row["later_function"], int(row["later_from"])),
        )
        found.update((row["stem"] + suffix, dated) for suffix in row["suffixes"].split())
    for row in rows("government_words.csv"):
        found[row["word"]] = Body(row["role"])
    return found


@cache
def _merged() -> dict[frozenset[str], str]:
    return {
        frozenset(row["parts"].split()): row["function"] for row in rows("merged_functions.csv")
    }


def merge(parts: Iterator[str] | list[str]) -> tuple[str, ...]:
    """The functions of a body with several, in the order of the table.

    Parts that together are one function of the table become that one: culture and tourism.
    """
    functions_left = list(dict.fromkeys(parts))
    for both, one in _merged().items():
        if both <= set(functions_left):
            functions_left = [one, *(f for f in functions_left if f not in both and f != one)]
    ranks = functions()
    return tuple(sorted(set(functions_left), key=lambda f: ranks[f].rank))


def _take_apart(text: str) -> list[str] | None:
    """文化广电旅游体育 -> [culture_tourism, sports]; None if some part is unknown."""
    stems = _stems()
    best: list[list[str] | None] = [None] * (len(text) + 1)
    best[0] = []
    for end in range(1, len(text) + 1):
        for start in range(end):
            before = best[start]
            if before is None:
                continue
            piece = text[start:end]
            joiner = next((j for j in _JOINERS if j and piece.startswith(j)), "")
            function = stems.get(piece) or (stems.get(piece[1:]) if joiner and before else None)
            if function is None:
                continue
            longer = [*before, function]
            current = best[end]
            if current is None or len(longer) < len(current):
                best[end] = longer
    return best[len(text)]


@lru_cache(maxsize=100_000)
def match(text: str) -> Body | None:
    """The body that these words mean, if the tables know them or their parts."""
    if text in (words := _words()):
        return words[text]
    inner = _INNER_OFFICE.sub("", text)
    if inner != text and inner in words and words[inner].functions:
        return words[inner]
    zone = match_zone(text)
    if zone is not None:
        return zone
    suffix = _COMPOSED.search(text)
    if suffix and suffix.start() >= 2:
        parts = _take_apart(text[: suffix.start()])
        if parts:
            merged = merge(parts)
            return Body(functions()[merged[0]].kind, merged, known=False)
    return None


def _names_a_place(text: str) -> bool:
    return any(
        end - start > 2 and one.full and one.division.level != "township"
        for start in range(len(text))
        for end, found in starting(text, start)
        for one in found
    )


def match_named(text: str) -> Body | None:
    """A body that no table knows, under its own name: 钱江新城建设管理委员会.

    Not one that names a place again: it may lie elsewhere.
    """
    if len(text) < 3 or not _NAMED.search(text) or not _HAN.match(text) or _names_a_place(text):
        return None
    return Body("named", (), text, known=False)


@cache
def _zone_words() -> dict[str, str]:
    """Zone words, longest first, and the one name for each kind of zone."""
    ordered = sorted(rows("zone_words.csv"), key=lambda row: (-len(row["word"]), row["word"]))
    return {row["word"]: row["core"] for row in ordered}


@cache
def _zone() -> re.Pattern[str]:
    return re.compile(
        rf"^(?P<core>.{{0,12}}?(?:{'|'.join(_zone_words())}))(?:党工委)?"
        r"(?:管理委员会|管委会|管理局|办事处)?(?P<rest>.*)$"
    )


def zone_core(core: str) -> str:
    """One name for a zone however it is written: 经开区 and 经济技术开发区 are 经济开发区."""
    word = next(w for w in _zone_words() if core.endswith(w))
    return core[: -len(word)].removeprefix("国家级").removeprefix("国家") + _zone_words()[word]


def match_zone(text: str) -> Body | None:
    """A development zone, its committee, or a department of it."""
    found = _zone().match(text)
    if found is None:
        return None
    core, rest = zone_core(found["core"]), found["rest"]
    if not rest or rest in ("办公室", "党政办公室", "管委会办公室"):
        return Body("development_zone", (), core)
    part = _words().get(rest)
    if part is not None and part.functions:
        return Body(part.kind, part.functions, "", core)
    return None
