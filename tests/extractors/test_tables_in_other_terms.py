"""Columns in another order, money in another unit, part of a year: no wrong figure is silent."""

from __future__ import annotations

import re

import pytest

from extractors.model import Extraction
from extractors.pipeline import extract

HEAD = "某某县水利局{0}年政府信息公开工作年度报告\n"
HEADS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
TOTAL_FIRST = ["总计", "结果维持", "结果纠正", "其他结果", "尚未审结"]
TWO_SWAPPED = ["结果纠正", "结果维持", "其他结果", "尚未审结", "总计"]
ROW = "1 0 0 0 1 0 2 0 0 2 0 0 0 3 3".split()
GAP = [""] * 4
MATRIX = [
    ["一、本年新收政府信息公开申请数量", *"9 1 0 0 0 0 10".split()],
    ["二、上年结转政府信息公开申请数量", *"1 0 0 0 0 0 1".split()],
    ["(一)予以公开", *"4 1 0 0 0 0 5".split()],
    ["1.属于国家秘密", *"3 0 0 0 0 0 3".split()],
    ["(七)总计", *"9 1 0 0 0 0 10".split()],
    ["四、结转下年度继续办理", *"1 0 0 0 0 0 1".split()],
]
SEPARATORS = ["|", "\t", "\n", " "]


def read(rows: list[list[str]], separator: str, year: int = 2022) -> Extraction:
    return extract((HEAD.format(year) + "\n".join(map(separator.join, rows))).encode(), "a.txt")


def values(found: Extraction, *beginnings: str) -> list[str]:
    return [
        str(seen.value) if seen.value is not None else seen.kind
        for seen in found.observations
        if seen.metric and seen.metric.startswith(beginnings)
    ]


def codes(found: Extraction) -> list[str]:
    told = [issue.code for issue in found.issues]
    listed = ("unreadable_row", "part_of_a_year", "several_years")
    rows = [code for code in told if code in listed]
    return rows or [code for code in told if code == "unreadable_value"]


def section_4(*rows: list[str]) -> list[list[str]]:
    title = ["四、政府信息公开行政复议、行政诉讼情况"]
    return [*MATRIX, title, *rows, ["五、存在的主要问题及改进情况"]]


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize(
    "heads",
    [
        [["行政复议", *GAP, "行政诉讼", *GAP, *GAP, ""], HEADS * 3],
        [["行政复议", "行政诉讼"], [*HEADS, "未经复议直接起诉", "复议后起诉"], HEADS * 2],
        [["行政复议", "行政诉讼"], ["", "未经复议直接起诉", "复议后起诉"], HEADS * 3],
    ],
)
def test_section_4_is_read_below_heads_in_the_forms_order(
    heads: list[list[str]], separator: str
) -> None:
    found = read(section_4(*heads, ROW), separator)
    assert values(found, "reviews", "litigation") == ROW
    assert codes(found) == []


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize(
    "heads",
    [
        [["行政复议", "行政诉讼"], ["", "未经复议直接起诉", "复议后起诉"], TOTAL_FIRST * 3],
        [
            ["行政复议", "行政诉讼"],
            [*TOTAL_FIRST, "未经复议直接起诉", "复议后起诉"],
            TOTAL_FIRST * 2,
        ],
        [["行政复议", "行政诉讼"], ["", "未经复议直接起诉", "复议后起诉"], TWO_SWAPPED * 3],
        [["行政复议", "行政诉讼"], HEADS * 2 + TOTAL_FIRST],
        [["行政诉讼", "行政复议"], ["未经复议直接起诉", "复议后起诉", *HEADS], HEADS * 2],
        [["行政诉讼", *GAP, *GAP, "", "行政复议"], HEADS * 3],
        [["行政复议", "行政诉讼"], ["", "复议后起诉", "未经复议直接起诉"], HEADS * 3],
        [["行政复议", "行政诉讼"], [*HEADS, "复议后起诉", "未经复议直接起诉"], HEADS * 2],
    ],
)
def test_section_4_below_heads_in_another_order_is_unreadable(
    heads: list[list[str]], separator: str
) -> None:
    found = read(section_4(*heads, ROW), separator)
    assert values(found, "reviews", "litigation") == ["unreadable"] * 15
    assert codes(found) == ["unreadable_row"]


@pytest.mark.parametrize("separator", SEPARATORS)
def test_the_groups_of_section_4_may_be_rows_in_any_order(separator: str) -> None:
    rows = [["复议后起诉", *ROW[10:]], ["行政复议", *ROW[:5]], ["未经复议直接起诉", *ROW[5:10]]]
    found = read(section_4(["情况", *HEADS], *rows), separator)
    assert values(found, "reviews") == ROW[:5]
    assert values(found, "litigation_direct") == ROW[5:10]
    assert values(found, "litigation_after_review") == ROW[10:]
    found = read(section_4(["情况", *TOTAL_FIRST], *rows), separator)
    assert values(found, "reviews", "litigation") == ["unreadable"] * 15
    assert codes(found) == ["unreadable_row"] * 3


def section_2(*heads: str) -> list[list[str]]:
    return [
        ["第二十条第(五)项"],
        ["信息内容", *heads],
        ["行政许可", "24", "3", "645"],
        ["其他对外管理服务事项", "7", "0", "12"],
        ["第二十条第(八)项"],
        ["信息内容", "上一年项目数量", "本年增/减"],
        ["行政事业性收费", "5", "1"],
        *MATRIX,
    ]


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize(
    ("heads", "told"),
    [
        ("上一年项目数量 本年增/减 处理决定数量", "24 3 645 7 0 12"),
        ("处理决定数量 上一年项目数量 本年增/减", "unreadable " * 6),
        ("上一年项目数量 处理决定数量 本年增/减", "unreadable " * 6),
        ("本年增/减 上一年项目数量 处理决定数量", "unreadable " * 6),
    ],
)
def test_section_2_is_read_below_heads_in_the_forms_order_only(
    heads: str, told: str, separator: str
) -> None:
    found = read(section_2(*heads.split()), separator, 2020)
    assert values(found, "licences", "other_services") == told.split()
    assert values(found, "fee_items") == ["5", "1"]
    assert codes(found) == ["unreadable_row"] * (2 if "unreadable" in told else 0)


@pytest.mark.parametrize(
    ("printed", "value", "flags"),
    [
        ("3", "3", ""),
        ("3万元", "3", ""),
        ("3万", "3", "converted_unit"),
        ("3.5万", "3.5", "converted_unit"),
        ("三万", "3", "converted_unit"),
        ("约3万", "3", "approximate converted_unit"),
        ("3万余元", "3", "approximate"),
        ("30000元", "3", "converted_unit"),
        ("1.2亿", "12000", "converted_unit"),
        ("1.2亿元", "12000", ""),
        ("3万件", "unreadable", ""),
        ("2万3千", "unreadable", ""),
        ("一万二千", "unreadable", ""),
    ],
)
def test_money_is_in_the_metrics_unit(printed: str, value: str, flags: str) -> None:
    rows = [
        ["第二十条第(八)项"],
        ["信息内容", "本年收费金额(单位:万元)"],
        ["行政事业性收费", printed],
        *MATRIX,
    ]
    found = read(rows, "|")
    (seen,) = [o for o in found.observations if o.metric == "fees_amount"]
    told = str(seen.value.normalize().__format__("f")) if seen.value is not None else seen.kind
    assert (told, seen.flags) == (value, flags)
    assert codes(found) == (["unreadable_value"] if value == "unreadable" else [])


def test_money_that_is_asked_for_in_yuan_may_be_in_ten_thousands() -> None:
    rows = [
        ["第二十条第(八)项"],
        ["信息内容", "本年收费金额(单位:元)"],
        ["行政事业性收费", "3万"],
        *MATRIX,
    ]
    assert values(read(rows, "|"), "fees_amount") == ["3.0000"]


TABLE_2014 = """统计指标|单位|统计数
一、主动公开情况|—|—
(一)主动公开政府信息数|条|4305
其中:主动公开规范性文件数|条|36
制发规范性文件总数|件|37
"""


def captioned(caption: str, title: str = "政府信息公开情况统计表") -> list[str]:
    text = f"{HEAD.format(2016)}\n一、概述\n召开会议3次。\n{title}\n{caption}\n{TABLE_2014}"
    return codes(extract(text.encode(), "a.txt"))


@pytest.mark.parametrize(
    "caption",
    [
        "(2016年1-6月)",
        "(2016年1—6月)",
        "（２０１６年１－６月份）",
        "2016年1月至6月",
        "(2016年上半年)",
        "2016年度上半年",
        "2016上半年",
        "(2016 第一季度)",
        "统计时间:2016年第一季度",
        "(2016年一季度)",
        "(2016年前三季度)",
        "(2016年1月至9月)",
        "(2016年5-12月)",
        "(2016年1月1日至6月30日)",
        "(二〇一六年一月至六月)",
        "填报单位:某某县水利局 2016年上半年",
    ],
)
def test_a_caption_of_a_part_of_the_year_is_an_issue(caption: str) -> None:
    assert captioned(caption) == ["part_of_a_year"]
    assert captioned("", f"{caption.strip('()（）')}政府信息公开情况统计表") == ["part_of_a_year"]


@pytest.mark.parametrize(
    "caption",
    [
        "(2016年度)",
        "2016年",
        "(2016年1-12月)",
        "(2016年1月—12月)",
        "(2016年1月1日至12月31日)",
        "(2008年5-12月)",
        "(2008年5月1日至12月31日)",
        "填报日期:2017年1月6日",
        "2016年上半年,我局召开会议3次。",
        "",
    ],
)
def test_a_caption_of_the_year_is_none(caption: str) -> None:
    assert captioned(caption) == []


def test_a_period_or_a_title_of_a_part_of_the_year_is_an_issue() -> None:
    text = "某某县水利局2016年上半年政府信息公开工作报告\n一、概述\n收到申请3件。\n"
    assert codes(extract(text.encode(), "a.txt")) == ["part_of_a_year"]
    text = HEAD.format(2016) + "本报告的统计期限为2016年1月1日至2016年6月30日。\n收到申请3件。\n"
    assert codes(extract(text.encode(), "a.txt")) == ["part_of_a_year"]


@pytest.mark.parametrize("kind", ["半年报", "半年度工作总结", "季度报告", "季度总结"])
def test_a_title_may_name_the_part_away_from_the_year(kind: str) -> None:
    text = f"某某县水利局2016年政府信息公开工作{kind}\n一、概述\n收到申请3件。\n"
    assert codes(extract(text.encode(), "a.txt")) == ["part_of_a_year"]


@pytest.mark.parametrize("part", ["上半年", "第三季度", "1-6月", "前三季度"])
def test_the_part_of_the_year_in_a_title_is_no_name_of_a_body(part: str) -> None:
    text = f"灵台县民政局2016年{part}政府信息公开工作报告\n全年收到政府信息公开申请3件。\n"
    report = extract(text.encode(), "a.txt").report
    assert report is not None
    assert (report.agency_name, report.agency_grade) == ("灵台县民政局", "sure")


@pytest.mark.parametrize(
    "years",
    ["2015年、2016年", "2015-2016年度", "2015年度和2016年度", "2015—2016年", "2014、2015、2016年"],
)
def test_every_figure_of_several_years_says_so(years: str) -> None:
    text = f"某某县水利局{years}政府信息公开工作报告\n一、概述\n收到政府信息公开申请约3件。\n"
    found = extract(text.encode(), "a.txt")
    assert codes(found) == ["several_years"]
    assert [seen.flags for seen in found.observations] == ["approximate several_years"]


def test_a_period_of_several_years_says_so() -> None:
    period = "本报告的统计期限为2008年5月1日至2009年12月31日。\n收到政府信息公开申请3件。\n"
    assert codes(extract((HEAD.format(2009) + period).encode(), "a.txt")) == ["several_years"]
    year = period.replace("2008年5月1日", "2008年12月1日")
    assert codes(extract((HEAD.format(2009) + year).encode(), "a.txt")) == []


@pytest.mark.parametrize("years", ["2015-2016学年", "2016年(2016年1月-2017年1月)", "2016年"])
def test_a_school_year_is_one_year(years: str) -> None:
    text = f"某某大学{years}政府信息公开工作报告\n一、概述\n收到政府信息公开申请3件。\n"
    found = extract(text.encode(), "a.txt")
    assert "several_years" not in codes(found)
    assert [seen.flags for seen in found.observations] == [""]


@pytest.mark.parametrize(
    "text",
    [
        "某某县水利局2016年上半年政府信息公开工作报告\n一、概述\n收到政府信息公开申请约3件。\n"
        "召开政府信息公开工作会议2次。\n",
        HEAD.format(2016) + "本报告的统计期限为2016年1月1日至2016年6月30日。\n"
        "收到政府信息公开申请约3件。召开政府信息公开工作会议2次。\n",
        HEAD.format(2016) + "政府信息公开情况统计表\n(2016年第一季度)\n统计指标|单位|统计数\n"
        "1.收到政府信息公开申请数|件|3\n另召开政府信息公开工作会议2次。\n",
    ],
)
def test_every_figure_of_a_part_of_the_year_says_so(text: str) -> None:
    found = extract(text.encode(), "a.txt")
    assert codes(found) == ["part_of_a_year"]
    assert len(found.observations) == 2
    assert [seen.flags.split()[-1] for seen in found.observations] == ["part_of_a_year"] * 2
    whole = re.sub("上半年|第一季度", "", text.replace("6月30日", "12月31日"))
    unflagged = extract(whole.encode(), "a.txt")
    assert [seen.value for seen in unflagged.observations] == [
        seen.value for seen in found.observations
    ]
    assert not any("part_of_a_year" in seen.flags for seen in unflagged.observations)


def test_a_flag_of_the_whole_report_stands_behind_those_of_the_figure() -> None:
    text = "某某县水利局2016年上半年政府信息公开工作报告\n收到政府信息公开申请约3件。\n"
    (seen,) = extract(text.encode(), "a.txt").observations
    assert seen.flags == "approximate part_of_a_year"
