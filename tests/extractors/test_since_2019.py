"""The tables since 2019 come back cell by cell, or their rows are called unreadable."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from extractors.document import build
from extractors.forms import cells_of, detect, read_tables
from extractors.forms.reading import TableReading
from extractors.pipeline import extract
from extractors.readers import read_text

HEAD = ["申请人情况", "自然人", "法人或其他组织", "总计", "商业企业", "科研机构", "社会公益组织",
        "法律服务机构", "其他"]  # fmt: skip
MATRIX = [
    ("一、本年新收政府信息公开申请数量", "9 1 0 0 0 0 10"),
    ("二、上年结转政府信息公开申请数量", "1 0 0 0 0 0 1"),
    ("三、本年度办理结果", ""),
    ("(一)予以公开", "4 1 0 0 0 0 5"),
    ("(三)不予公开", ""),
    ("1.属于国家秘密", "0 0 0 0 0 0 0"),
    ("(六)其他处理", ""),
    ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请", "2 0 0 0 0 0 2"),
    ("3.其他", "3 0 0 0 0 0 3"),
    ("(七)总计", "9 1 0 0 0 0 10"),
    ("四、结转下年度继续办理", "1 0 0 0 0 0 1"),
]
ROW_4 = "1 0 0 0 1 0 2 0 0 2 0 0 0 3 3"


def flat(separator: str) -> str:
    cells = list(HEAD)
    for label, figures in MATRIX:
        cells += [label, *figures.split()]
    cells += ["行政复议", "行政诉讼", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
    cells += ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 2
    return separator.join([*cells, *ROW_4.split()]) + separator + "五、存在的主要问题"


def grid() -> str:
    lines = [" | ".join(HEAD)]
    for label, figures in MATRIX:
        lines.append(" | ".join([label, *(figures.split() or [""] * 7)]) + " |")
    lines.append("行政复议 | 行政诉讼 |")
    lines.append(" | ".join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3) + " |")
    return "\n".join([*lines, " | ".join(ROW_4.split()) + " |", "五、存在的主要问题"])


def read(text: str, form: str = "form_2021") -> TableReading:
    document = build(read_text(text.encode()))
    return read_tables(document, cells_of(document), form)


def inline(separator: str) -> str:
    """Label and figures in one line, as text dumps of pages have them."""
    lines = [separator.join(HEAD)]
    lines += [separator.join([label, *figures.split()]) for label, figures in MATRIX]
    lines.append(separator.join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3))
    return "\n".join([*lines, separator.join(ROW_4.split()), "五、存在的主要问题"])


def markdown() -> str:
    lines = []
    for line in grid().split("\n"):
        lines.append(f"| {line.rstrip(' |')} |" if "|" in line else line)
        if "自然人" in line or line.startswith("结果维持"):
            lines.append("|" + "---|" * line.count("|"))
    return "\n".join(lines)


LAYOUTS = {
    "one cell a line": flat("\n"),
    "empty lines between": flat("\n\n"),
    "lines of a blank between": flat("\n \n"),
    "grid": grid(),
    "label above the figures": re.sub(r"(?m)^(\D[^|\n]*?) \| (?=\d)", r"\1\n", grid()),
    "single blanks": inline(" "),
    "commas": inline(","),
    "markdown": markdown(),
}


@pytest.mark.parametrize("text", LAYOUTS.values(), ids=LAYOUTS)
def test_flattened_text_and_grid_give_the_same_matrix(text: str) -> None:
    found = {(r.metric, r.applicant): r.entry.value for r in read(text).readings}
    assert found["applications_received", "natural_person"] == 9
    assert found["applications_received", "business"] == 1
    assert found["applications_received", "total"] == 10
    assert found["refused_state_secret", "total"] == 0
    assert found["other_misc", "natural_person"] == 3
    assert found["applications_closed", "total"] == 10
    assert found["applications_carried_out", "total"] == 1
    assert len([key for key in found if key[1] == "other_organisation"]) == 8
    assert found["reviews_upheld", "total"] == 1
    assert found["litigation_direct_total", "total"] == 2
    assert found["litigation_after_review_pending", "total"] == 3
    assert found["litigation_after_review_total", "total"] == 3


def test_a_row_with_a_lost_cell_is_unreadable_and_shifts_nothing() -> None:
    text = flat("\n").replace("(一)予以公开\n4\n1\n0", "(一)予以公开\n4\n0", 1)
    result = read(text)
    lost = [r for r in result.readings if r.metric == "outcome_granted"]
    assert {r.entry.kind for r in lost} == {"unreadable"}
    assert len(lost) == 7
    assert [f.message for f in result.findings] == ["(一)予以公开: 6 figures where the form has 7"]
    other = {(r.metric, r.applicant): r.entry.value for r in result.readings}
    assert other["refused_state_secret", "natural_person"] == 0


def test_a_blank_cell_of_a_grid_stays_blank() -> None:
    text = grid().replace("(一)予以公开 | 4 | 1 | 0", "(一)予以公开 | 4 | 1 | ", 1)
    row = [r for r in read(text).readings if r.metric == "outcome_granted"]
    assert [r.entry.kind for r in row] == ["number", "number", "blank", *["number"] * 4]


def test_trailing_empty_cells_of_any_number_are_nothing() -> None:
    text = "\n".join(
        line + " | | |" if line.count("|") > 6 else line for line in grid().split("\n")
    )
    found = {(r.metric, r.applicant): r.entry.value for r in read(text).readings}
    assert found["outcome_granted", "total"] == 5
    assert found["litigation_after_review_total", "total"] == 3


@pytest.mark.parametrize(
    ("extra", "form"),
    [
        ("第二十条第(一)项\n信息内容\n本年制发件数\n本年废止件数\n现行有效件数\n", "form_2021"),
        ("第二十条第(五)项\n信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n", "form_2019"),
    ],
)
def test_the_form_is_told_from_its_headings(extra: str, form: str) -> None:
    matrix = "\n".join(f"{label}\n{figures}" for label, figures in MATRIX[:6])
    document = build(read_text((extra + matrix).encode()))
    assert detect(cells_of(document)).form == form


def test_section_two_of_2021_reads_counts_and_money() -> None:
    text = (
        "第二十条第(一)项\n信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数 |\n"
        "规章 | 0 | 0 | 0 |\n行政规范性文件 | 3 | 1 | 20 |\n"
        "第二十条第(五)项\n信息内容 | 本年处理决定数量 |\n行政许可 | 1,234 |\n"
        "第二十条第(六)项\n信息内容 | 本年处理决定数量 |\n行政处罚 | 12 |\n行政强制 | / |\n"
        "第二十条第(八)项\n信息内容 | 本年收费金额(单位:元) |\n行政事业性收费 | 8500 |\n" + grid()
    )
    found = {r.metric: (r.entry.value, r.entry.kind, r.unit) for r in read(text).readings}
    assert found["normative_documents_in_force"] == (20, "number", None)
    assert found["licences_decided"] == (1234, "number", None)
    assert found["coercions_decided"] == (None, "not_applicable", None)
    assert found["fees_amount"] == (Decimal(8500), "number", "元")


SECTION_2 = """二、主动公开政府信息情况
第二十条第（一）项
{heads}规章 | 1 | 2 | 3
{documents} | 4 | 5 | 6
第二十条第（五）项
行政许可 | 7
三、收到和处理政府信息公开申请情况
一、本年新收政府信息公开申请数量 | 9 | 1 | 0 | 0 | 0 | 0 | 10
二、上年结转政府信息公开申请数量 | 1 | 0 | 0 | 0 | 0 | 0 | 1
1.属于国家秘密 | 0 | 0 | 0 | 0 | 0 | 0 | 0
四、结转下年度继续办理 | 1 | 0 | 0 | 0 | 0 | 0 | 1
"""


@pytest.mark.parametrize("documents", ["规范性文件", "行政规范性文件"])
@pytest.mark.parametrize(
    ("year", "heads", "form", "flags"),
    [
        (2020, "", "form_2019", "form_doubt"),
        (2021, "", "form_2021", "form_doubt"),
        # The rest of 本年处理决定数量, broken behind 本年, is what 2019 calls its column.
        (2022, "信息内容 | 本年\n处理决定数量\n", "form_2021", ""),
        (2022, "信息内容 , 本年\n处理决定数量\n", "form_2021", "form_doubt"),
        (2020, "信息内容 | 处理决定数量\n", "form_2019", "form_doubt"),
        (2023, "信息内容 | 本年 | 本年 | 现行有效\n", "form_2021", ""),
        (2023, "信息内容 | 本年制发件数 | 本年废止件数 | 现行有效件数\n", "form_2021", ""),
        (2021, "信息内容 | 本年新制作 | 本年新公开 | 对外公开\n", "form_2019", ""),
    ],
)
def test_the_name_of_documents_does_not_tell_the_form_and_what_the_year_tells_is_flagged(
    year: int, heads: str, form: str, flags: str, documents: str
) -> None:
    text = f"山福县审计局{year}年政府信息公开工作年度报告\n"
    text += SECTION_2.format(heads=heads, documents=documents)
    extraction = extract(text.encode(), "a.txt")
    assert extraction.report is not None
    assert extraction.report.form == form
    stock = {
        "form_2019": "normative_documents_public_stock",
        "form_2021": "normative_documents_in_force",
    }[form]
    seen = {row.metric: (row.value, row.flags) for row in extraction.observations}
    assert seen[stock] == (6, flags)
    assert seen["applications_carried_in"][1] == ""
