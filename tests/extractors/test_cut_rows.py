"""A figure at a line's end above a lone number may be cut in two, and says so."""

from __future__ import annotations

import pytest

from extractors.pipeline import extract

MATRIX = """灵台县水利局2022年政府信息公开工作年度报告
二、主动公开政府信息情况
第二十条第(五)项
信息内容|本年处理决定数量
行政许可|12{below}
第二十条第(六)项
行政处罚|120
三、收到和处理政府信息公开申请情况
|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计
一、本年新收政府信息公开申请数量|5|1|0|0|0|0|6
二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0
(一)予以公开|3|1|0|0|0|0|4
(七)总计|5|1|0|0|0|0|6
四、结转下年度继续办理|0|0|0|0|0|0|0
"""


def flags(below: str) -> dict[str, str]:
    found = extract(MATRIX.format(below=below).encode(), "a.txt")
    metrics = ("licences_decided", "penalties_decided")
    return {seen.metric: seen.flags for seen in found.observations if seen.metric in metrics}


@pytest.mark.parametrize("rest", ["7", "750", ",400", "7|", " 7 | |", "0.5", "3件"])
def test_a_figure_above_a_lone_number_is_marked(rest: str) -> None:
    assert flags(f"\n{rest}") == {"licences_decided": "cut_row", "penalties_decided": ""}


@pytest.mark.parametrize("below", ["", "\n— 3 —", "\n- 3 -", "\n", "\n注:含延续", "\n|", "\n2."])
def test_a_figure_above_anything_else_is_not(below: str) -> None:
    assert flags(below) == {"licences_decided": "", "penalties_decided": ""}


TABLE = """灵台县水利局2016年政府信息公开工作年度报告
政府信息公开情况统计表
统计指标            单位      统计数
{rows}
"""
ROWS = [
    ("一、主动公开情况", "——", ""),
    ("(一)主动公开政府信息数(不同渠道和方式公开相同信息计1条)", "条", "30"),
    ("其中:主动公开规范性文件数", "条", "3"),
    ("制发规范性文件总数", "件", "3"),
    ("(二)通过不同渠道和方式公开政府信息的情况", "——", ""),
    ("1.政府公报公开政府信息数", "条", "4"),
    ("2.政府网站公开政府信息数", "条", "{website}"),
    ("3.政务微博公开政府信息数", "条", "0"),
    ("4.政务微信公开政府信息数", "条", "0"),
    ("5.其他方式公开政府信息数", "条", "0"),
    ("二、回应解读情况", "——", ""),
    ("(一)回应公众关注热点或重大舆情数(不同方式回应同一热点或舆情计1次)", "次", "2"),
    ("(二)通过不同渠道和方式回应解读的情况", "——", ""),
    ("1.参加或举办新闻发布会总次数", "次", "1"),
    ("其中:主要负责同志参加新闻发布会次数", "次", "1"),
    ("2.政府网站在线访谈次数", "次", "1"),
    ("其中:主要负责同志参加政府网站在线访谈次数", "次", "1"),
    ("3.政策解读稿件发布数", "篇", "2"),
    ("4.微博微信回应事件数", "次", "0"),
    ("5.其他方式回应事件数", "次", "0"),
    ("三、依申请公开情况", "——", ""),
    ("(一)收到申请数", "件", "5"),
    ("1.当面申请数", "件", "1"),
    ("2.传真申请数", "件", "0"),
    ("3.网络申请数", "件", "4"),
    ("4.信函申请数", "件", "0"),
    ("(二)申请办结数", "件", "5"),
]


def website(figure: str) -> list[tuple[str, str]]:
    rows = "\n".join("        ".join(row) for row in ROWS).format(website=figure)
    found = extract(TABLE.format(rows=rows).encode(), "a.txt")
    assert found.report is not None
    assert found.report.form == "form_2014"
    return [
        (str(seen.value), seen.flags)
        for seen in found.observations
        if seen.metric == "disclosed_website"
    ]


def test_a_row_with_more_figures_than_the_others_is_marked() -> None:
    assert website("26") == [("26", "")]
    assert [flags for _, flags in website("2        6")] == ["odd_row"]
