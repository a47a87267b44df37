"""What a page strikes out, hides or raises does not join a figure that it shows."""

from __future__ import annotations

import time

import pytest

from extractors.document import build
from extractors.model import Extraction
from extractors.pipeline import extract
from extractors.readers import read_text

PAGE = """<html><body><h1>某某县水利局2022年政府信息公开工作年度报告</h1>
<p>二、主动公开政府信息情况</p>
<table>
<tr><td colspan="4">第二十条第（一）项</td></tr>
<tr><th>信息内容</th><th>本年制发件数</th><th>本年废止件数</th><th>现行有效件数</th></tr>
<tr><td>规章</td>{0}<td>3</td><td>4</td></tr>
<tr><td>行政规范性文件</td><td>5</td><td>6</td><td>7</td></tr>
<tr><td colspan=4>第二十条第（五）项</td></tr>
<tr><td>信息内容</td><td colspan="3">本年处理决定数量</td></tr>
<tr><td>行政许可</td><td colspan="3">645</td></tr>
</table></body></html>
"""


def rules(cells: str) -> tuple[list[str], set[str]]:
    """Return the first row's figures and the codes of the issues about figures."""
    found = extract(PAGE.format(cells).encode(), "a.html")
    codes = {issue.code for issue in found.issues}
    metrics = ("rules_made", "rules_repealed", "rules_in_force", "licences_decided")
    return [value(found, metric) for metric in metrics], codes & {
        "unreadable_row",
        "unreadable_value",
    }


def value(found: Extraction, metric: str) -> str:
    (seen,) = [o for o in found.observations if o.metric == metric]
    return str(seen.value) if seen.value is not None else seen.kind


@pytest.mark.parametrize(
    "cell",
    [
        "<del>15</del>12",
        "12<s>15</s>",
        "<strike><b>15</b></strike>12",
        "<S>1<br>5</S>12",
        '12<span style="display:none">7</span>',
        '12<span style="color: red; DISPLAY : none">7</span>',
        "12<span style='visibility: hidden'>7</span>",
        "12<span style=display:none>7</span>",
        '12<span style="text-decoration: line-through">7</span>',
        '12<span style="mso-hide:all">7</span>',
        "12<span hidden>7</span>",
        '12<i hidden="hidden">7<i>8</i>9</i>',
        "12<p hidden>7<p>",
        "<div hidden>7<div>8</div>9</div>12",
        "12<span style='display:none'>7",
        "12<table hidden><tr><td>7</td></tr></table>",
        "12<script>7</script><style>7</style><template><b>7</b></template>",
        "12<!-- 7 -->",
        "1<!-->2",
        "12<![if !supportEmptyParas]><![endif]>",
        '12<?xml:namespace prefix = "o" ?><o:p></o:p>',
        '12<input hidden value="7"><br hidden>',
        "1<b>2</b>",
        "<span class='hidden' data-x=\"display:none\">12</span>",
        '<span style="overflow:hidden">12</span>',
        "12<sup></sup><sub> </sub>",
    ],
)
def test_a_figure_is_what_is_shown_of_it(cell: str) -> None:
    assert rules(f"<td>{cell}</td>") == (["12", "3", "4", "645"], set())


@pytest.mark.parametrize(
    "cells",
    [
        "<td hidden>9</td><td>12</td>",
        "<td style='display:none'>9<td>12</td>",
        "<td>12</td><td style='display:none'>9</td>",
        "<td>12</td><td>3</td><td>4</td></tr><tr hidden><td>规章</td><td>9</td>",
    ],
)
def test_cells_and_rows_that_are_not_shown_are_none(cells: str) -> None:
    page = PAGE.format(cells)
    if "tr hidden" in cells:
        page = page.replace("<td>9</td><td>3</td><td>4</td></tr>", "<td>9</td></tr>")
    found = extract(page.encode(), "a.html")
    assert [value(found, f"rules_{one}") for one in ("made", "repealed", "in_force")] == [
        "12",
        "3",
        "4",
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "12<sup>1</sup>",
        "<sup>1</sup>12",
        "12<sub>1</sub>",
        "12<sup><a href='#n'>1</a></sup>",
        "<sup>12</sup>",
        "十<sup>二</sup>",
        "12件<sup>1</sup>",
        "1<br>2",
        "12<br/>345",
        "<p>1</p><p>2</p>",
        "<div>12</div>345",
        "<div>12</div>\n<div>345</div>",
        "<ul><li>1<li>2</ul>",
    ],
)
def test_figures_that_are_no_single_one_are_unreadable(cell: str) -> None:
    assert rules(f"<td>{cell}</td>") == (["text", "3", "4", "645"], {"unreadable_value"})


@pytest.mark.parametrize("label", ["行政许可<sup>1</sup>", "行政许可<sup><a>[1]</a></sup>"])
def test_a_note_at_a_label_is_no_part_of_it(label: str) -> None:
    page = PAGE.format("<td>2</td>").replace("行政许可", label)
    assert value(extract(page.encode(), "a.html"), "licences_decided") == "645"


def test_a_page_that_shows_itself_by_a_script_is_read() -> None:
    page = PAGE.format("<td>2</td>").replace("<body>", '<body style="display:none">')
    assert value(extract(page.encode(), "a.html"), "rules_made") == "2"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<td><td><p>收到申请12<del>5</del>件</p>", "收到申请12件"),
        ("<td><td><p hidden>收到申请12件</p>共3件", "共3件"),
        ("<td><td><p>面积3m<sup>2</sup></p>", "面积3m^2^"),
        ("<td><td><p>1<!-- 2", "1"),
    ],
)
def test_sentences_are_what_is_shown_of_them(source: str, text: str) -> None:
    document = build(read_text(source.encode()))
    assert [cell.text for row in document.rows for cell in row.cells if cell.text] == [text]


def test_the_rest_of_a_page_keeps_its_place() -> None:
    page = PAGE.format("<td><del>1\n5</del>1<b>2</b></td>")
    found = extract(page.encode(), "a.html")
    for seen in found.observations:
        start, end = map(int, seen.value_locator.removeprefix("char=").split(","))
        assert page[start:end] == seen.raw
        assert seen.line == page.count("\n", 0, start) + 1


@pytest.mark.parametrize(
    "piece", ["<del>", "<sup>", "<sup>1</sup>", "<td hidden>", "1<br>", "<p hidden>"]
)
def test_many_of_them_delay_nothing(piece: str) -> None:
    started = time.perf_counter()
    extract(("<td><td>某某县2022年政府信息公开工作年度报告" + piece * 30_000).encode(), "a.html")
    assert time.perf_counter() - started < 10


@pytest.mark.parametrize("figure", ["12<sup>1</sup>", "<sup>1</sup>12", "12<sup>[1]</sup>"])
def test_a_raised_figure_in_a_sentence_is_skipped_with_an_issue(figure: str) -> None:
    page = (
        "<html><body><h1>某某县水利局2022年政府信息公开工作年度报告</h1>"
        f"<p>2022年,我局收到政府信息公开申请{figure}件。</p></body></html>"
    )
    found = extract(page.encode(), "a.html")
    assert [o for o in found.observations if o.metric == "applications_received"] == []
    assert "skipped_prose" in {issue.code for issue in found.issues}
