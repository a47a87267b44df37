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
