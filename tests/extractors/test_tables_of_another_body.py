"""A table that says it is another body's is not passed off as the reporting body's."""

from __future__ import annotations

import pytest

from extractors.model import Extraction
from extractors.pipeline import extract

ROWS = """第二十条第(一)项
信息内容|本年制发件数|本年废止件数|现行有效件数
规章|1|0|12
行政规范性文件|5|2|60
三、收到和处理政府信息公开申请情况
|自然人|商业企业|科研机构|社会公益组织|法律服务机构|其他|总计
一、本年新收政府信息公开申请数量|5|1|0|0|0|0|6
二、上年结转政府信息公开申请数量|0|0|0|0|0|0|0
(一)予以公开|3|1|0|0|0|0|4
(七)总计|5|1|0|0|0|0|6
四、结转下年度继续办理|0|0|0|0|0|0|0
"""


def reported(title: str, *above: str) -> Extraction:
    text = "\n".join((f"{title}2022年政府信息公开工作年度报告", "一、概述", *above, ROWS))
    return extract(text.encode(), "a.txt")


def doubted(found: Extraction) -> tuple[set[str], list[str]]:
    issues = [issue.code for issue in found.issues if issue.code == "conflicting_bodies"]
    return {seen.flags for seen in found.observations if seen.metric}, issues


@pytest.mark.parametrize(
    "above",
    [
        ["政府信息公开情况统计表", "填报单位:灵台县教育局"],
        ["政府信息公开情况统计表(2022年度)", "填报单位(盖章):灵台县什字镇人民政府"],
        ["灵台县教育局政府信息公开情况统计表"],
        ["政府信息公开情况统计表", "填报单位:崇信县人民政府"],
    ],
)
def test_a_table_that_names_another_body_carries_a_flag(above: list[str]) -> None:
    found = reported("灵台县人民政府", *above)
    assert found.report is not None
    assert found.report.agency_key == "620822-government"
    assert doubted(found) == ({"agency_doubt"}, ["conflicting_bodies"])


@pytest.mark.parametrize(
    ("title", "above"),
    [
        ("灵台县人民政府", ["政府信息公开情况统计表", "填报单位:灵台县人民政府"]),
        ("灵台县人民政府", ["政府信息公开情况统计表", "填报单位:灵台县人民政府办公室"]),
        ("灵台县", ["政府信息公开情况统计表", "填报单位:灵台县政府办"]),
        ("灵台县人民政府办公室", ["政府信息公开情况统计表", "填报单位:灵台县人民政府"]),
        ("灵台县教育局", ["政府信息公开情况统计表", "填报单位:教育局"]),
        ("灵台县教育局", ["政府信息公开情况统计表", "填报单位:县教育局"]),
        ("灵台县教育局", ["灵台县教育局政府信息公开情况统计表", "填报单位:灵台县教育局"]),
        ("灵台县什字镇", ["政府信息公开情况统计表", "填报单位:什字镇人民政府"]),
        ("灵台县人民政府", ["政府信息公开情况统计表", "填报单位:灵台县第一中学"]),
        ("灵台县人民政府", ["政府信息公开情况统计表"]),
    ],
)
def test_a_table_of_the_same_body_or_of_nobody_known_carries_none(
    title: str, above: list[str]
) -> None:
    assert doubted(reported(title, *above)) == ({""}, [])


def test_sentences_beside_such_a_table_carry_none() -> None:
    told = "全年召开新闻发布会3次。"
    found = reported("灵台县人民政府", told, "政府信息公开情况统计表", "填报单位:灵台县教育局")
    assert {seen.source: seen.flags for seen in found.observations if seen.metric} == {
        "prose": "",
        "table": "agency_doubt",
    }
