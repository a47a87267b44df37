"""What is printed where a figure should be is kept with an issue: never blank, never lost."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from extractors.model import Extraction
from extractors.pipeline import extract

TITLE = "某某县水利局2022年政府信息公开工作年度报告\n"
SECTION_2 = (
    "二、主动公开政府信息情况\n第二十条第(一)项\n"
    "信息内容\t本年制发件数\t本年废止件数\t现行有效件数\n规章\t0\t0\t0\n"
    "行政规范性文件\t{documents}\t1\t25\n"
    "第二十条第(五)项\n信息内容\t本年处理决定数量\n行政许可\t{licences}\n"
    "第二十条第(六)项\n信息内容\t本年处理决定数量\n行政处罚\t12\n行政强制\t{coercions}\n"
)
ROWS = [
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "(一)予以公开",
    "1.属于国家秘密",
    "(七)总计",
    "四、结转下年度继续办理",
]
HEADS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
SEPARATORS = ["\t", "|", " | ", "\n", "   "]
REMARKS = [
    "1024(其中网上办理900)",
    "1024(其中900)",
    "1024+12",
    "1024/1000",
    "2022年",
    "3(含联合发文1件)",
    "3①",
    "详见省政府网站统一公布的数据",
    "未统计",
    "O",
    "√",
]


def read(text: str) -> Extraction:
    return extract((TITLE + text).encode(), "a.txt")


def kinds(extraction: Extraction, metric: str) -> set[str]:
    found = [o for o in extraction.observations if o.metric == metric and o.source == "table"]
    return {str(o.value) if o.value is not None else o.kind for o in found}


def codes(extraction: Extraction) -> set[str]:
    return {issue.code for issue in extraction.issues}


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("remark", REMARKS)
def test_a_remark_in_section_2_is_no_blank(remark: str, separator: str) -> None:
    text = SECTION_2.format(documents="3", licences=remark, coercions="4")
    found = read(text.replace("\t", separator))
    assert kinds(found, "licences_decided") <= {"text", "unreadable"}
    assert kinds(found, "licences_decided")
    assert codes(found) & {"unreadable_value", "unreadable_row"}
    assert kinds(found, "normative_documents_made") == {"3"}
    assert kinds(found, "penalties_decided") == {"12"}


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("remark", REMARKS)
def test_a_remark_loses_no_row_of_several_figures(remark: str, separator: str) -> None:
    text = SECTION_2.format(documents=remark, licences="645", coercions="4")
    found = read(text.replace("\t", separator))
    assert kinds(found, "normative_documents_made") <= {"text", "unreadable"}
    assert kinds(found, "normative_documents_made")
    assert kinds(found, "normative_documents_repealed") <= {"1", "unreadable"}
    assert kinds(found, "normative_documents_in_force") <= {"25", "unreadable"}
    assert codes(found) & {"unreadable_value", "unreadable_row"}
    assert kinds(found, "licences_decided") == {"645"}


def matrix(separator: str, row: Sequence[str]) -> str:
    lines = [separator.join(["", *HEADS]).strip("\n")]
    for label in ROWS:
        figures = list(row) if label == "(一)予以公开" else "1 0 0 0 0 0 1".split()
        lines.append(separator.join([label, *figures]))
    return "三、收到和处理政府信息公开申请情况\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize(
    "remark", ["9(网络5件)", "9(其中网络申请5件)", "9+1", "9年", "详见附件二的说明"]
)
@pytest.mark.parametrize("place", [0, 3, 6])
def test_a_remark_in_the_matrix_is_no_blank(remark: str, separator: str, place: int) -> None:
    row = "8 1 0 2 0 0 11".split()
    row[place] = remark
    found = read(matrix(separator, row))
    printed = [o for o in found.observations if o.metric == "outcome_granted"]
    table = [o for o in printed if o.source == "table"]
    expected = [["8", "1", "0", "2", "0", "0", "11"], ["unreadable"] * 7]
    expected[0][place] = "text"
    assert [str(o.value) if o.value is not None else o.kind for o in table] in expected
    assert codes(found) & {"unreadable_value", "unreadable_row"}


@pytest.mark.parametrize("separator", ["\t", "|", " | ", "   "])
@pytest.mark.parametrize("remark", ["9(网络5件)", "9(其中网络申请5件)"])
@pytest.mark.parametrize("label", [ROWS[0], ROWS[4]])
def test_a_remark_beside_the_first_label_and_the_sum(
    remark: str, separator: str, label: str
) -> None:
    text = matrix(separator, "1 0 0 0 0 0 1".split())
    found = read(
        text.replace(f"{label}{separator}1{separator}", f"{label}{separator}{remark}{separator}")
    )
    metric = "applications_received" if label == ROWS[0] else "applications_closed"
    table = [o for o in found.observations if o.metric == metric and o.source == "table"]
    values = [str(o.value) if o.value is not None else o.kind for o in table]
    assert values in (["text", "0", "0", "0", "0", "0", "1"], ["unreadable"] * 7)


@pytest.mark.parametrize("separator", ["\t", "|", " | "])
@pytest.mark.parametrize("remark", ["1(撤回)", "1(其中上年结转1件)", "一件(撤回)", "1+0"])
@pytest.mark.parametrize("behind", ["", "\t", "\t\t"])
def test_a_remark_in_the_row_of_section_4_is_no_label(
    remark: str, separator: str, behind: str
) -> None:
    heads = separator.join(["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"] * 3)
    row = [remark, *"0 0 0 1 2 0 0 0 2 0 0 0 0 0".split()]
    text = matrix(separator, "1 0 0 0 0 0 1".split()) + (
        "四、政府信息公开行政复议、行政诉讼情况\n"
        + heads
        + "\n"
        + separator.join(row)
        + behind.replace("\t", separator)
        + "\n五、存在的主要问题\n无。"
    )
    found = read(text)
    assert kinds(found, "reviews_upheld") <= {"text", "unreadable"}
    assert kinds(found, "reviews_total") <= {"1", "unreadable"}
    assert kinds(found, "litigation_direct_total") <= {"2", "unreadable"}


def test_a_number_that_cannot_be_read_has_an_issue() -> None:
    found = read(SECTION_2.format(documents="1,23", licences="12 34", coercions="4"))
    assert kinds(found, "licences_decided") == {"unreadable"}
    messages = [i.message for i in found.issues if i.code == "unreadable_value"]
    assert messages == [
        "行政规范性文件/本年制发件数 holds 1,23, which is no number",
        "行政许可/本年处理决定数量 holds 12 34, which is no number",
    ]


@pytest.mark.parametrize(
    "printed",
    [
        "O",
        "○",
        "√",
        "①",
        "1024(其中900)",
        "1024+12",
        "2022年",
        "十二/三",
        "详见附件二的说明",
    ],
)
def test_a_remark_in_the_table_of_2014_is_text(printed: str) -> None:
    rows = [
        ("(一)主动公开政府信息数(不同渠道和方式公开相同信息计1条)", "条", "1000"),
        ("其中:主动公开规范性文件数", "条", "3"),
        ("制发规范性文件总数", "件", "5"),
        ("1.政府公报公开政府信息数", "条", "1"),
        ("2.政府网站公开政府信息数", "条", "900"),
        ("3.政务微博公开政府信息数", "条", "4"),
        ("4.政务微信公开政府信息数", "条", "5"),
        ("5.其他方式公开政府信息数", "条", printed),
        ("(一)收到申请数", "件", "6"),
        ("1.当面申请数", "件", "1"),
        ("2.传真申请数", "件", "2"),
        ("3.网络申请数", "件", "3"),
        ("4.信函申请数", "件", "0"),
    ]
    for separator in SEPARATORS:
        found = read("\n".join(separator.join(row) for row in rows))
        assert kinds(found, "disclosed_other") <= {"text", "unreadable"}
        assert kinds(found, "disclosed_other"), separator
        assert codes(found) & {"unreadable_value", "unreadable_row"}, separator
        assert kinds(found, "disclosed_wechat") == {"5"}, separator
