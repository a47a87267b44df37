"""Dates, document number and scope of a page; and no text makes identification fail."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.document import Document, build
from extractors.identify import clues, dates, names, scope, title, year
from extractors.readers import read_text

TITLE = "泰宁县水利局2018年政府信息公开工作年度报告\n"


def document(text: str) -> Document:
    return build(read_text(text.encode()))


@pytest.mark.parametrize(
    ("text", "published", "issued", "signature"),
    [
        (
            "发布时间:2019-01-22 10:15 来源:县水利局\n正文内容。\n泰宁县水利局\n2019年1月20日",
            date(2019, 1, 22),
            date(2019, 1, 20),
            "泰宁县水利局",
        ),
        (
            "日期:2019/1/2 浏览次数:20\n正文内容。\n泰宁县水利局 二〇一九年一月二十日",
            date(2019, 1, 2),
            date(2019, 1, 20),
            "泰宁县水利局",
        ),
        ("发布日期 | 2019.01.22 | 文号 | 泰水〔2019〕3号\n正文。", date(2019, 1, 22), None, None),
        ("发布日期:\n2019-01-22\n正文。", date(2019, 1, 22), None, None),
        ("2019-01-22 08:30:11 来源:本站\n正文。", date(2019, 1, 22), None, None),
        ("[2019-01-22]点击:20次 作者:张三\n正文。", date(2019, 1, 22), None, None),
        ("成文日期:2019-02-30 发布日期:2019-02-28\n正文。", date(2019, 2, 28), None, None),
        (
            "生成日期:2019-01-07 公开日期:2019-01-09\n正文。",
            date(2019, 1, 9),
            date(2019, 1, 7),
            None,
        ),
        ("2019-01-22\n正文。", date(2019, 1, 22), None, None),
        ("(2019年1月20日)\n正文。", None, date(2019, 1, 20), None),
        (
            "正文。\n泰宁县水利局(公章)\n2019 年 1 月 20 日\n打印 关闭\n上一篇:2017年年报",
            None,
            date(2019, 1, 20),
            "泰宁县水利局(公章)",
        ),
        (
            "正文。\n泰宁县水利局\n(盖章)\n2019年1月20日",
            None,
            date(2019, 1, 20),
            "泰宁县水利局",
        ),
        (
            "正文。\n泰宁县水利局\n2019年1月20日\n附件:统计表\n统计指标|单位|统计数\n(一)公开|条|30\n",
            None,
            date(2019, 1, 20),
            "泰宁县水利局",
        ),
        ("正文。\n无其他需要报告的事项。\n2019年1月20日", None, date(2019, 1, 20), None),
        ("正文,2019年1月20日前完成。\n填报日期:2019.1.12", None, None, None),
    ],
)
def test_dates_are_kept_as_printed(
    text: str, published: date | None, issued: date | None, signature: str | None
) -> None:
    found = dates.read(document(TITLE + text))
    assert (found.published_on, found.issued_on, found.signature) == (published, issued, signature)


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("文号:泰政办〔2019〕3号", "泰政办〔2019〕3号"),
        ("发文字号 | 泰水函[2019] 12 号 |", "泰水函[2019]12号"),
        ("文  号:泰政〔2020〕7号", "泰政〔2020〕7号"),
        ("泰教〔2017〕第3号", "泰教〔2017〕第3号"),
        ("文号:\n发布机构:泰宁县", None),
        ("文号: | | 发布日期: | 2019-01-02 |", None),
        ("根据泰教〔2017〕3号文件要求。", None),
        ("文号:无", None),
    ],
)
def test_the_number_of_the_document_is_read_where_it_is_its_own(
    line: str, number: str | None
) -> None:
    assert dates.read(document(TITLE + line + "\n正文内容。")).document_number == number


@pytest.mark.parametrize(
    ("sentence", "told", "words"),
    [
        # what the report says of its figures
        ("本报告由县政府办公室根据各乡镇、各部门上报情况汇总编制。", "consolidated", "根据各"),
        ("统计范围包括县政府及其所属部门、各乡镇。", "consolidated", "统计范围"),
        ("数据汇总了全市46个部门的年度报告。", "consolidated", "数据汇总"),
        ("本年报综合全区各镇(街道)、各部门的年度报告编制而成。", "consolidated", "综合全区"),
        ("本报告数据为本机关数据。我县全县各部门积极行动。", "own", "本机关"),
        ("本报告的统计范围为本级,全县各部门的另行公布。", "own", "本级"),
        ("本报告统计数据不包括各乡镇。", "own", "不包括"),
        ("本报告反映全县政府信息公开工作情况。我局为牵头单位。", "consolidated", "全县"),
        # what the body calls itself
        ("我局认真贯彻落实全市工作会议精神。", "own", "我局"),
        ("我镇积极推进各项工作,全县领先。", "own", "我镇"),
        # the district that it speaks of
        ("我县认真贯彻条例,全县上下积极行动。", "consolidated", "全县"),
        ("网站包括部门及乡镇专栏共发布信息20条。", "consolidated", "包括部门"),
        # nothing
        ("2018年,泰宁县认真贯彻条例。", "unknown", None),
        ("加强食品安全市场监管,在全州县委领导下工作。", "unknown", None),
        ("本行政机关不掌握。召开了我市场会议。", "unknown", None),
    ],
)
def test_scope_is_told_by_the_strongest_words(sentence: str, told: str, words: str | None) -> None:
    found, evidence = scope.find(document(TITLE.replace("水利局", "") + sentence), set())
    assert found == told
    if words is None:
        assert evidence is None
    else:
        assert evidence is not None
        assert words in evidence


def test_the_labels_of_the_tables_tell_no_scope() -> None:
    page = document("总体情况如下所示\n1.本机关不掌握相关政府信息|0|0\n")
    assert scope.find(page, {2}) == ("unknown", None)


WORDS = (
    "泰宁县 朱口镇 水利局 人民政府 办公室 2018 年 年度 二〇一八 1月 1日 12月31日 至 — 统计期限 填报单位 (盖章) : "
    "| \n \t > 首页 我镇 我局 本级 全县 政府信息公开 工作 年度报告 关于印发 《 》 的通知 发布时间 2019-01-22 来源 "
    "请与 联系 网站 http:// www. 编制 现公布 根据 要求 , 。 ; ( ) 號 會 (huì) 文号 〔2019〕3号 统计表"
).split(" ")


def identify(text: str) -> None:
    page = document(text)
    named = title.find(page)
    told = year.find(page, named)
    printed = dates.read(page)
    found = clues.gather(page, named, printed)
    best = clues.best_name(found)
    clues.signing_office(printed.signature, best)
    told_scope, evidence = scope.find(page, set())
    source = page.decoded.text
    assert all(clue.quote in source for clue in found)
    assert all(
        names.read(clue.text) for clue in found if clue.kind not in ("self_reference", "host")
    )
    assert best is None or any(clue.text == best for clue in found)
    assert told is None or 2003 <= told.year <= 2039
    assert (told_scope == "unknown") == (evidence is None)
    if named:
        assert 0 <= named.start <= named.end <= len(page.text)


@settings(max_examples=200, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=300))
def test_no_text_makes_identification_fail(text: str) -> None:
    identify("公" + text)


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "\n", "\n"]), max_size=80))
def test_no_order_of_the_pages_words_makes_identification_fail(words: list[str]) -> None:
    identify("公" + "".join(words))


@settings(max_examples=300, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=8).map("".join))
def test_a_name_read_again_is_the_same(words: str) -> None:
    found = names.read(words)
    if found:
        again = names.read(found.text)
        assert again is not None
        assert again.text == found.text
