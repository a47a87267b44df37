"""A figure is the whole year's, or it is left out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors import prose
from extractors.document import build
from extractors.readers import read_text


def figures(text: str, year: int = 2013) -> dict[str, Decimal | None]:
    readings = prose.read(build(read_text(text.encode())), set(), year)
    return {reading.metric or "": reading.entry.value for reading in readings}


@pytest.mark.parametrize(
    "sentence",
    [
        "2009年至2013年,共受理政府信息公开申请915件,办结政府信息公开申请910件。",
        "2008年5月1日至2013年12月31日,我局共收到政府信息公开申请915件。",
        "2009-2013年共收到政府信息公开申请915件。",
        "近三年收到政府信息公开申请915件。",
        "连续三年共收到政府信息公开申请915件。",
        "五年来,共收到政府信息公开申请915件。",
        "5年来共收到政府信息公开申请915件。",
        "2013年5月主动公开政府信息35条。",
        "12月,收到政府信息公开申请15件。",
        "2013年1-11月,收到政府信息公开申请15件。",
        "1月至6月收到政府信息公开申请15件。",
        "截至2013年11月底,收到政府信息公开申请15件。",
        "其中5月份主动公开政府信息35条。",
        "去年收到政府信息公开申请15件。",
    ],
)
def test_several_years_and_parts_of_the_year_are_not_the_year(sentence: str) -> None:
    assert figures(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "year"),
    [
        ("2013年1月1日至12月31日,收到政府信息公开申请15件。", 2013),
        ("2013年1月1日至2013年12月31日,收到政府信息公开申请15件。", 2013),
        ("1-12月,收到政府信息公开申请15件。", 2013),
        ("截至2013年12月31日,收到政府信息公开申请15件。", 2013),
        ("截至2014年1月底,2013年收到政府信息公开申请15件。", 2013),
        ("自2008年5月1日至2008年12月31日,收到政府信息公开申请15件。", 2008),
        ("一年来,收到政府信息公开申请15件。", 2013),
        ("根据2013年3月印发的通知,我局收到政府信息公开申请15件。", 2013),
        ("2012年5月1日至2013年4月30日,收到政府信息公开申请15件。", 2013),
    ],
)
def test_what_spans_the_year_is_the_year(sentence: str, year: int) -> None:
    assert figures(sentence, year) == {"applications_received": 15}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("截至2013年12月31日,我局累计主动公开政府信息9235条,其中2013年新增235条。", 235),
        ("《条例》实施五年来,本机关共主动公开政府信息9235条,仅2013年就主动公开235条。", 235),
        ("2013年主动公开政府信息235条。(其中5月份主动公开政府信息35条)。", 235),
        ("主动公开政府信息由2012年的188条增加到2013年的235条。", 235),
        ("主动公开政府信息数量从上年的188条上升到235条。", 235),
        ("主动公开政府信息由2012年的1,188条下降为235条。", 235),
    ],
)
def test_the_year_s_own_figure_is_taken_beside_that_of_more_or_fewer_years(
    sentence: str, expected: int
) -> None:
    assert figures(sentence) == {"disclosed_total": expected}


def test_a_rise_between_two_other_years_is_not_taken() -> None:
    assert figures("主动公开政府信息由2011年的188条增加到2012年的235条。") == {}


def test_a_comma_inside_a_number_parts_no_clauses() -> None:
    assert figures("2013年1-11月收到政府信息公开申请1,041件。") == {}
    assert figures("2013年收到政府信息公开申请1,041件。") == {"applications_received": 1041}
