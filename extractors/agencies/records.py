"""Builds the agency records. An agency is a function of its key alone, however it was printed."""

from __future__ import annotations

import re
from functools import lru_cache

from extractors.agencies.bodies import Body, Function, functions
from extractors.agencies.divisions import Division
from extractors.agencies.history import history
from extractors.agencies.parse import Reading
from extractors.agencies.special import Special, specials
from extractors.model import Agency

_SUFFIX_EN = (
    ("委员会", "Commission"), ("办公厅", "General Office"), ("办公室", "Office"), ("局", "Bureau"),
    ("厅", "Department"), ("馆", ""), ("中心", "Center"),
)  # fmt: skip
_UNIT = re.compile(r"(?:委员会|办公室|管理局|局|厅)$")
_ZONE_LEVEL = {"province": "prefecture"}
"""A zone of a province ranks with prefectures; those of prefectures and counties with counties."""
_MUNICIPALITIES = ("110000", "120000", "310000", "500000")


@lru_cache(maxsize=100_000)
def government(division: Division) -> Agency:
    """The people's government of a division; of a subdistrict its office."""
    name, english = division.name, "People's Government"
    if division.level == "township" and name.endswith("街道"):
        name, english = name + "办事处", "Subdistrict Office"
    elif division.level == "prefecture" and name.endswith(("地区", "盟")):
        name, english = name + "行政公署", "Administrative Office"
    elif name.endswith(("委员会", "管委会", "管理处", "开发区", "农场", "林场", "管理区", "园区")):
        english = ""
    else:
        name += "人民政府"
    place = division.name_en
    if english.startswith("Subdistrict"):
        place = place.removesuffix(" Subdistrict")
    return _agency(
        f"{division.division}-government",
        name,
        f"{place} {english}".strip(),
        division.level,
        "government",
        (),
        division,
        f"{division.parent.division}-government" if division.parent else None,
    )


def _agency(
    key: str,
    name: str,
    name_en: str | None,
    level: str,
    kind: str,
    of: tuple[str, ...],
    division: Division | None,
    parent: str | None,
) -> Agency:
    """A resolved body; `of` are its functions, the first of which names it."""
    province, prefecture, county = (
        division.at(step) if division else None for step in ("province", "prefecture", "county")
    )
    life = history(key)
    return Agency(
        agency_key=key,
        name=name,
        name_en=name_en,
        level=level,
        kind=kind,
        function=of[0] if of else None,
        division_code=division.code if division else None,
        province=province.name if province else None,
        prefecture=prefecture.name if prefecture else None,
        county=county.name if county else None,
        parent_agency_key=parent,
        is_resolved=True,
        province_code=province.code if province else None,
        prefecture_code=prefecture.code if prefecture else None,
        county_code=county.code if county else None,
        functions=" ".join(of) or None,
        field=functions()[of[0]].field if of else None,
        valid_from=life.valid_from,
        valid_to=life.valid_to,
        predecessor_keys=" ".join(life.predecessors) or None,
        successor_keys=" ".join(life.successors) or None,
        former_names="、".join(life.former_names) or None,
    )


def _level_name(function: Function, division: Division) -> str:
    level = "county" if division.level == "township" else division.level
    if division.code in _MUNICIPALITIES:
        level = "municipality"
    return function.names[level]


def _place_en(division: Division) -> str:
    """`Hangzhou City` -> `Hangzhou Municipal`, `Zhejiang Province` -> `Zhejiang Provincial`."""
    name = division.name_en
    if name.endswith(" City"):
        return name.removesuffix("City") + "Municipal"
    return name.removesuffix("Province") + "Provincial" if name.endswith(" Province") else name


def _function_en(function: Function, usual: str) -> str:
    if function.kind != "department" or function.name_en.endswith(
        ("Office", "Administration", "Agency")
    ):
        return function.name_en
    word = next((english for suffix, english in _SUFFIX_EN if usual.endswith(suffix)), "")
    return f"{function.name_en} {word}".strip()


def _composed(functions_of: tuple[Function, ...], division: Division) -> tuple[str, str]:
    """教育局 and 体育局 -> 教育和体育局: the usual names, joined."""
    usual = [_level_name(f, division) for f in functions_of]
    if len(usual) == 1:
        return usual[0], _function_en(functions_of[0], usual[0])
    stems = [_UNIT.sub("", name) for name in usual]
    ending = usual[0][len(stems[0]) :]
    topics = " and ".join(f.name_en for f in functions_of)
    word = next((english for suffix, english in _SUFFIX_EN if ending == suffix), "")
    return "和".join(stems) + ending, f"{topics} {word}".strip()


def _fill(usual: str, division: Division) -> str:
    if "{" not in usual:
        return division.name + usual
    stem = division.name
    if division.level != "township":
        stem = re.sub(r"(?:市|省|地区|县|区|盟|旗)$", "", stem) or stem
    if len(stem) < 2:
        stem = division.name
    return usual.replace("{place}", division.name).replace("{stem}", stem)


def department(division: Division, body: Body, prefix: str = "", place: str = "") -> Agency:
    """A department of a government, or of the zone or corps `prefix` named `place`."""
    of = tuple(functions()[one] for one in body.functions)
    usual, topic = _composed(of, division)
    owner = prefix or division.division
    name = place + re.sub(r"\{\w+\}", "", usual) if place else _fill(usual, division)
    joint = "joint-" if body.kind == "joint" else ""
    return _agency(
        f"{owner}-{joint}{'+'.join(body.functions)}",
        name,
        topic if place else f"{_place_en(division)} {topic}",
        division.level,
        body.kind,
        body.functions,
        division,
        prefix or _parent_of(division, body),
    )


def _parent_of(division: Division, body: Body) -> str | None:
    """The government of a department; of a vertical body the same service one level up."""
    if body.kind != "vertical":
        return f"{division.division}-government"
    if division.parent is not None and functions()[body.functions[0]].stepwise:
        return f"{division.parent.division}-{body.functions[0]}"
    top = f"national-{body.functions[0]}"
    return top if top in specials() else None


def named(division: Division, body: Body) -> Agency:
    """A body of a division that no table knows, under its own name."""
    return _agency(
        f"{division.division}-department-{body.word}",
        division.name + body.word,
        None,
        division.level,
        _named_kind(body.word),
        (),
        division,
        f"{division.division}-government",
    )


def _named_kind(word: str) -> str:
    if word.endswith(("公司", "集团")):
        return "enterprise"
    if word.endswith(("学", "校", "院", "馆", "站", "所", "中心", "台", "园")):
        return "public_institution"
    return "department"


def zone_name(division: Division, core: str) -> str:
    """苏州工业园区, not 苏州市工业园区."""
    return _fill("{stem}" + core, division)


def zone(division: Division, core: str) -> Agency:
    """A development zone of a division. GB/T 2260 has no code for it."""
    return _agency(
        f"{division.division}-development_zone-{core}",
        zone_name(division, core),
        None,
        _ZONE_LEVEL.get(division.level, "county"),
        "development_zone",
        (),
        division,
        f"{division.division}-government",
    )


def special(body: Special) -> Agency:
    """A ministry, the production corps, or a zone with a name of its own."""
    return _agency(
        body.body,
        body.name,
        body.name_en,
        body.level,
        body.kind,
        (body.function,) if body.function else (),
        body.division,
        body.parent,
    )


def unresolved(name: str, place: Division | None = None, key: str | None = None) -> Agency:
    """A body under its printed name, still to be found.

    Where the clues agree on a place, its code stands in the key (`unresolved-城关镇@621221`), so
    that the 城关镇 of two counties do not become one body.
    """
    where = f"@{place.division}" if place else ""
    nothing = (None,) * 9
    return Agency(key or f"unresolved-{name}{where}", name, *nothing, is_resolved=False)


@lru_cache(maxsize=100_000)
def governments(division: Division | None) -> tuple[Agency, ...]:
    """The governments of a division and of those above it, nearest first."""
    return tuple(government(step) for step in division.line()) if division else ()


def _above_special(body: Special) -> tuple[Agency, ...]:
    """Its parents in the table, then the governments where it lies."""
    found: list[Agency] = []
    key = body.parent
    while key in specials():
        parent = specials()[str(key)]
        found.append(special(parent))
        key = parent.parent
    if body.division is None:
        return tuple(found)
    here = governments(body.division)
    return (*found, *(here[-1:] if body.kind == "production_corps" else here))


def _verticals(division: Division, function: str) -> tuple[Agency, ...]:
    """The same service above a vertical body: of the prefecture, the province, the country."""
    body = Body("vertical", (function,))
    upper = division.line()[1:] if functions()[function].stepwise else ()
    steps = [department(step, body) for step in upper]
    top = specials().get(f"national-{function}")
    return (*steps, *((special(top), *_above_special(top)) if top else ()))


def build(reading: Reading, division: Division | None) -> tuple[Agency, tuple[Agency, ...]]:
    """The agency of a reading in its division, and the bodies above it, nearest first."""
    body = reading.body
    if reading.special is not None:
        above = _above_special(reading.special)
        if body is None or not body.functions:
            return special(reading.special), above
        owner = reading.special
        assert owner.division is not None
        agency = department(owner.division, body, owner.body, owner.name)
        return agency, (special(owner), *above)
    assert division is not None
    above = governments(division)
    if body is None or body.kind in ("government", "site", "office", "subdistrict"):
        return above[0], above[1:]
    if body.zone:
        of_zone = zone(division, body.zone)
        agency = department(division, body, of_zone.agency_key, of_zone.name)
        return agency, (of_zone, *above)
    if body.kind == "development_zone":
        return zone(division, body.word), above
    if body.kind == "named":
        return named(division, body), above
    agency = department(division, body)
    if body.kind == "vertical":
        return agency, (*_verticals(division, body.functions[0]), *above)
    return agency, above
