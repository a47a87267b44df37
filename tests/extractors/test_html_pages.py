"""Pages that were saved as HTML: their tables are read, and each figure leads back to the file."""

from __future__ import annotations

import time

import pytest

from extractors.document import build
from extractors.model import Extraction
from extractors.pipeline import extract
from extractors.readers import read_text

PAGE = """<!DOCTYPE html>
<html><head><title>某某县水利局2022年政府信息公开工作年度报告</title>
<script>var a = "<td>收到申请99件</td>";</script><style>td { width: 12px }</style></head>
<body><!-- <table><tr><td>规章</td><td>77</td></tr></table> -->
<h1>某某县水利局2022年政府信息公开工作年度报告</h1>
<p>一、总体情况</p><p>全年召开会议3次。</p>
<p>二、主动公开政府信息情况</p>
<TABLE border="1" title="a > b">
<tr><td colspan="4"><p>第二十条第（一）项</p></td></tr>
<tr><th>信息内容</th><th>本年制发件数</th><th>本年废止件数</th><th>现行有效件数</th></tr>
<tr><td>规章</td><td>2</td><td>&nbsp;</td><td>4</td></tr>
<tr><td><p>行政规范性<br/>文件</p></td><td><span>3</span></td><td>0</td><td>1,234</td></tr>
<tr><td colspan=4>第二十条第（五）项</td></tr>
<tr><td>信息内容</td><td colspan="3">本年处理决定数量</td></tr>
<tr><td>行政许可</td><td colspan="3">
  645
</td></tr>
</TABLE>
<p>三、收到和处理政府信息公开申请情况</p>
<table><tbody>
<tr><td rowspan=3 colspan=3>（本列数据的勾稽关系）</td><td colspan=7>申请人情况</td></tr>
<tr><td rowspan=2>自然人</td><td colspan=5>法人或其他组织</td><td rowspan=2>总计</td></tr>
<tr><td>商业企业</td><td>科研机构</td><td>社会公益组织</td><td>法律服务机构</td><td>其他</td></tr>
<tr><td colspan=3>一、本年新收政府信息公开申请数量</td>
<td>9</td><td>1</td><td>0</td><td></td><td>0</td><td>0</td><td>10</td></tr>
<tr><td colspan=3>二、上年结转政府信息公开申请数量</td>
<td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>1</td></tr>
<tr><td rowspan=3>三、本年度办理结果</td><td colspan=2>（一）予以公开</td>
<td></td><td>4</td><td>0</td><td>0</td><td>0</td><td>0</td><td>4</td></tr>
<tr><td rowspan=1>（三）不予公开</td><td>1.属于国家秘密</td>
<td>3</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>3</td></tr>
<tr><td colspan=2>（七）总计</td>
<td>9</td><td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>10</td></tr>
<tr><td colspan=3>四、结转下年度继续办理</td>
<td>1</td><td>0</td><td>0</td><td>0</td><td>0</td><td>0</td><td>1</td></tr>
</tbody></table>
</body></html>
"""


def values(extraction: Extraction, metric: str) -> list[str]:
    found = [o for o in extraction.observations if o.metric == metric and o.source == "table"]
    return [str(o.value) if o.value is not None else o.kind for o in found]


@pytest.mark.parametrize("indent", ["", "    ", "\t"])
@pytest.mark.parametrize("between", ["", "\n", "\r\n"])
def test_the_tables_of_a_page_are_read(between: str, indent: str) -> None:
    page = PAGE.replace("<td", f"{between}{indent}<td").replace("</tr>", f"{between}</tr>")
    found = extract(page.encode(), "a.html")
    assert found.report is not None
    assert (found.report.form, found.report.year) == ("form_2021", 2022)
    assert found.report.agency_name == "某某县水利局"
    assert values(found, "rules_made") == ["2"]
    assert values(found, "rules_repealed") == ["blank"]
    assert values(found, "normative_documents_in_force") == ["1234"]
    assert values(found, "licences_decided") == ["645"]
    assert values(found, "applications_received") == ["9", "1", "0", "blank", "0", "0", "10"]
    assert values(found, "outcome_granted") == ["blank", "4", "0", "0", "0", "0", "4"]
    assert values(found, "applications_closed") == ["9", "1", "0", "0", "0", "0", "10"]
    assert not {issue.code for issue in found.issues} & {"unreadable_row", "unreadable_value"}


def test_each_figure_of_a_page_leads_back_to_the_file() -> None:
    found = extract(PAGE.encode(), "a.html")
    lines = PAGE.split("\n")
    assert len(found.observations) > 40
    for seen in found.observations:
        start, end = map(int, seen.value_locator.removeprefix("char=").split(","))
        assert PAGE[start:end] == seen.raw
        assert seen.raw in lines[seen.line - 1]


def test_what_a_page_does_not_show_is_not_read() -> None:
    found = extract(PAGE.encode(), "a.html")
    assert not {str(o.value) for o in found.observations} & {"77", "99"}


def test_a_table_in_a_table_of_the_page_is_read() -> None:
    body = PAGE[PAGE.index("<h1>") : PAGE.index("</body>")]
    page = f"<table><tr><td>首页 | 政务公开</td></tr><tr><td>{body}</td></tr></table>"
    found = extract(page.encode(), "a.html")
    assert values(found, "licences_decided") == ["645"]
    assert values(found, "applications_received") == ["9", "1", "0", "blank", "0", "0", "10"]
    assert found.report is not None
    assert found.report.agency_name == "某某县水利局"


def test_only_the_tables_may_be_markup() -> None:
    body = PAGE[PAGE.index("<TABLE") : PAGE.index("</body>")]
    found = extract(f"某某县水利局2022年政府信息公开工作年度报告\n{body}".encode(), "a.txt")
    assert values(found, "rules_made") == ["2"]


def test_a_table_without_closing_tags_is_read_by_its_opening_ones() -> None:
    page = PAGE.replace("</td>", "").replace("</tr>", "").replace("</p>", "")
    found = extract(page.encode(), "a.html")
    assert values(found, "normative_documents_made") == ["3"]
    assert values(found, "applications_received") == ["9", "1", "0", "blank", "0", "0", "10"]


@pytest.mark.parametrize(
    ("source", "rows"),
    [
        ("<td>a</td><td>b|c</td>", ["a b c"]),
        ("<tr><td>a<td>b<tr><td>c<td>", ["a b", "c "]),
        ("<table><tr><td>&#65;&nbsp;&amp;</td><td>&lt;1</td></tr></table>", ["A & 1"]),
        ("<body><p>3 < 5 > 2</p></body><td>", ["3 < 5 > 2"]),
    ],
)
def test_markup_becomes_cells(source: str, rows: list[str]) -> None:
    document = build(read_text(source.encode()))
    assert [row.text for row in document.rows] == rows


@pytest.mark.parametrize(
    "piece",
    ["<", "<td ", "<!--", "<script>", "<td '", '<td "', "<table>", "<td>", "</table>", "&#"],
)
def test_broken_markup_delays_nothing(piece: str) -> None:
    started = time.perf_counter()
    extract(("<td><td>某某县2022年政府信息公开工作年度报告" + piece * 50_000).encode(), "a.html")
    assert time.perf_counter() - started < 10
