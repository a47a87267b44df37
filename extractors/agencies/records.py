"""Builds the agency records from a division and a body."""

from __future__ import annotations

from extractors.agencies.bodies import Body, functions
from extractors.agencies.divisions import Division
from extractors.model import Agency

_FUNCTION_LEVEL_EN = {
    "province": "Provincial", "prefecture": "Municipal", "county": "", "township": "",
}  # fmt: skip


def _government_name(division: Division) -> str:
    if division.level == "township" and division.name.endswith("街道"):
        return division.name + "办事处"
    if division.name.endswith("地区"):
        return division.name + "行政公署"
    return division.name + "人民政府"


def _names_above(division: Division) -> tuple[str | None, str | None, str | None]:
    def name(level: str) -> str | None:
        found = division.at(level)
        return found.name if found else None

    return name("province"), name("prefecture"), name("county")


def government(division: Division) -> Agency:
    """The people's government of a division (of a subdistrict: its office)."""
    province, prefecture, county = _names_above(division)
    parent = division.parent
    return Agency(
        agency_key=f"{division.division}-government",
        name=_government_name(division),
        name_en=f"{division.name_en} People's Government",
        level=division.level,
        kind="government",
        function=None,
        division_code=division.code,
        province=province,
        prefecture=prefecture,
        county=county,
        parent_agency_key=f"{parent.division}-government" if parent else None,
        is_resolved=True,
    )


def department(division: Division, body: Body, word: str) -> Agency:
    """A department of the government of a division."""
    assert body.function is not None
    province, prefecture, county = _names_above(division)
    function = functions()[body.function]
    place = division.name_en.removesuffix(" City")
    level = _FUNCTION_LEVEL_EN[division.level]
    return Agency(
        agency_key=f"{division.division}-{function.function}",
        name=division.name + word,
        name_en=" ".join(filter(None, (place, level, function.name_en))),
        level=division.level,
        kind="department",
        function=function.function,
        division_code=division.code,
        province=province,
        prefecture=prefecture,
        county=county,
        parent_agency_key=f"{division.division}-government",
        is_resolved=True,
    )


def unresolved(name: str) -> Agency:
    """A body under its printed name, still to be found."""
    return Agency(
        f"unresolved-{name}", name, None, None, None, None, None, None, None, None, None, False
    )


def chain(division: Division, including: bool) -> tuple[Agency, ...]:
    """The governments above a body, nearest first."""
    steps = list(division.line())
    return tuple(government(step) for step in (steps if including else steps[1:]))
