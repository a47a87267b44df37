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


@pytest.mark.parametrize(
    "part",
    [
        "第一季度和第二季度",
        "第一季度、第二季度",
        "第一、第二季度",
        "第一、二、三季度",
        "一、二季度",
        "一二季度",
        "2013年一、二季度",
        "在一、二季度中",
        "一季度至三季度",
        "1-3季度",
        "1至3季度",
        "二季度到四季度",
        "前三季度",
        "前三个季度",
        "前几个月",
        "近几个月",
        "有三个季度",
        "三季度至年底",
        "上半年",
        "上半年和三季度",
        "上半年及第三季度",
        "第三季度",
    ],
)
def test_a_denial_for_a_part_of_the_year_is_not_the_year_s(part: str) -> None:
    assert figures(f"{part}未收到政府信息公开申请。") == {}
    assert figures(f"{part},我局未收到政府信息公开申请。") == {}
    assert figures(f"{part}我局没有收到政府信息公开申请,也未发生行政复议、行政诉讼。") == {}
    assert figures(f"{part}收到政府信息公开申请0件。") == {}
    assert figures(f"{part}政府信息公开申请情况:无。") == {}
    assert figures(f"{part},收到政府信息公开申请15件。") == {}
    assert figures(f"{part},我局认真自查,未收到政府信息公开申请。") == {}
    assert figures(f"{part}(见附表)未收到政府信息公开申请。") == {}
    both = f"{part}未收到政府信息公开申请,全年收到政府信息公开申请15件。"
    assert figures(both) == {"applications_received": 15}


@pytest.mark.parametrize(
    "part",
    [
        "第四季度开展了自查,",
        "2013年第四季度开展了自查,",
        "今年上半年我局开展了自查,经核对,",
        "下半年组织了检查(见附表),截至检查时",
        "我局重视公开工作;第四季度开展了自查,",
    ],
)
def test_a_denial_after_what_was_done_in_a_part_of_the_year(part: str) -> None:
    assert figures(f"{part}未收到政府信息公开申请。") == {}


@pytest.mark.parametrize(
    "before",
    [
        "第四季度开展了自查,全年",
        "第四季度开展了自查;",
        "第四季度开展了自查。",
        "按照第四季度的要求开展了自查,",
        "四个季度都开展了自查,",
        "2013年召开了会议,",
    ],
)
def test_a_denial_that_such_a_part_does_not_reach(before: str) -> None:
    assert figures(f"{before}未收到政府信息公开申请。") == {"applications_received": 0}


@pytest.mark.parametrize(
    "whole",
    [
        "四个季度均",
        "第一至第四季度均",
        "第一季度至第四季度",
        "一至四季度均",
        "1-4季度",
        "一、二、三、四季度均",
        "第一季度、第二季度、第三季度和第四季度均",
        "上半年和下半年均",
        "上、下半年均",
        "上半年和三、四季度均",
        "每个季度均",
        "第四季度召开会议,全年",
        "在三季度完成整改,2013年",
        "按季度报送,",
        "我局(第三季度成立)",
        "四个季度(1-12月)",
    ],
)
def test_a_denial_for_all_parts_of_the_year_is_the_year_s(whole: str) -> None:
    assert figures(f"{whole}未收到政府信息公开申请。") == {"applications_received": 0}


@pytest.mark.parametrize(
    "heading",
    [
        "一、关于2012年政府信息公开情况的回顾",
        "(二)回顾2012年工作",
        "二、回顾2012年",
        "一、对2012年工作的回顾",
        "一、我局2012年政府信息公开工作情况",
        "一、全市2012年政府信息公开工作情况",
        "一、桐乡市水利局2012年政府信息公开工作情况",
        "一、政府信息公开工作回顾(2012年)",
        "一、上年(2012年)政府信息公开情况",
        "一、工作回顾:2012年政府信息公开情况",
        "一、回顾过去的2012年",
        "一、二〇一二年政府信息公开情况",
        "一、关于二○一二年政府信息公开情况的回顾",
        "第二部分 关于2012年政府信息公开工作情况",
        "关于2012年政府信息公开情况的回顾",
        "2012年工作回顾",
        "三、关于2014年工作的考虑",
        "三、关于做好2014年政府信息公开工作的设想",
        "三、做好2014年政府信息公开工作",
    ],
)
def test_a_chapter_on_another_year_states_none_of_the_year_s_figures(heading: str) -> None:
    below = "\n主动公开政府信息35条。\n我局未收到政府信息公开申请。\n"
    assert figures(heading + below) == {}
    assert figures(heading + "。主动公开政府信息35条。\n") == {}
    after = "二、2013年政府信息公开情况\n主动公开政府信息45条。\n"
    assert figures(heading + below + after) == {"disclosed_total": 45}
    assert figures(f"{heading}\n2013年,我局主动公开政府信息45条。\n") == {"disclosed_total": 45}


def test_a_part_of_a_chapter_on_another_year_is_of_that_year() -> None:
    text = "一、关于2012年政府信息公开情况的回顾\n(一)主动公开情况\n主动公开政府信息35条。\n"
    assert figures(text) == {}


@pytest.mark.parametrize(
    "heading",
    [
        "一、关于2013年政府信息公开情况的回顾",
        "(二)回顾2013年工作",
        "一、贯彻落实2007年国务院条例情况",
        "一、对照2012年整改情况",
        "一、关于2012年年报反馈问题的整改情况",
        "一、与2012年相比的变化",
        "一、自2012年以来工作情况",
        "一、关于2012年和2013年政府信息公开情况",
        "一、2008年至2013年政府信息公开情况",
        "2012年12月28日",
        "桐乡市水利局2012年信息公开专栏",
        "一、《2012年政务公开工作要点》落实情况",
        "一、结转2012年申请的办理情况",
    ],
)
def test_a_year_that_a_heading_only_mentions_is_not_its_chapter_s(heading: str) -> None:
    assert figures(heading + "\n主动公开政府信息35条。\n") == {"disclosed_total": 35}


@pytest.mark.parametrize(
    "told",
    [
        "回顾2012年工作。主动公开政府信息35条。",
        "现将2012年政府信息公开工作回顾如下。我局主动公开政府信息35条。",
        "回顾2012年工作,我局认真落实。主动公开政府信息35条。收到政府信息公开申请3件。",
    ],
)
def test_a_look_back_at_another_year_goes_on_over_its_paragraph(told: str) -> None:
    assert figures(told) == {}
    own = told + "2013年,主动公开政府信息45条。"
    assert figures(own) == {"disclosed_total": 45}


@pytest.mark.parametrize(
    "sentence",
    [
        "12年收到政府信息公开申请15件。",
        "12年度共受理政府信息公开申请15件。",
        "一二年收到政府信息公开申请15件。",
        "自2008年5月1日起,收到政府信息公开申请15件。",
        "自2011年起共收到政府信息公开申请15件。",
        "自2008年5月1日条例实施起,收到政府信息公开申请15件。",
    ],
)
def test_a_year_in_two_figures_and_a_beginning_are_times_like_others(sentence: str) -> None:
    assert figures(sentence) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "13年收到政府信息公开申请15件,12年收到政府信息公开申请20件。",
        "一三年收到政府信息公开申请15件。",
        "自2013年1月1日起,收到政府信息公开申请15件。",
        "《条例》自2008年5月1日起施行,我局收到政府信息公开申请15件。",
        "2013年收到政府信息公开申请15件,比12年增加3件。",
    ],
)
def test_the_year_of_the_report_in_two_figures_is_its_own(sentence: str) -> None:
    assert figures(sentence) == {"applications_received": 15}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2 0 1 2年收到政府信息公开申请5件。", {}),
        ("2 0 1 3年收到政府信息公开申请5件。", {"applications_received": 5}),
        ("2 0 1 3年收到政府信息公开申请5件,2 0 1 2年收到3件。", {"applications_received": 5}),
        ("2 0 1 3年3月,收到政府信息公开申请5件。", {}),
    ],
)
def test_a_year_whose_digits_stand_apart_is_a_year(sentence: str, expected: dict[str, int]) -> None:
    assert figures(sentence) == expected
