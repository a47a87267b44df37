"""Whatever way a title is worded, it gives the body and the year; the period goes before it."""

from __future__ import annotations

from datetime import date

import pytest

from extractors.document import Document, build
from extractors.identify import title, year
from extractors.identify.numerals import to_number, to_year
from extractors.readers import read_text

TEXT = "\n\n一、概述\n本单位认真贯彻落实条例,不断提高政府信息公开工作水平。\n"


def document(text: str) -> Document:
    return build(read_text(text.encode()))


@pytest.mark.parametrize(
    ("printed", "body", "named"),
    [
        # the body first, the year first, the year last
        ("泰宁县水利局2018年政府信息公开工作年度报告", "泰宁县水利局", 2018),
        ("2018年度泰宁县水利局政府信息公开工作年度报告", "泰宁县水利局", 2018),
        ("2018年泰宁县政务公开工作总结报告", "泰宁县", 2018),
        ("泰宁县政府信息公开工作年报(2014年度)", "泰宁县", 2014),
        ("泰宁县农业农村局政府信息公开工作报告(2021)", "泰宁县农业农村局", 2021),
        ("泰宁县2019政府信息公开年报", "泰宁县", 2019),
        ("泰宁县政府信息公开2018年度报告", "泰宁县", 2018),
        ("政府信息公开年度报告(泰宁县林业局2019年)", "泰宁县林业局", 2019),
        ("2019年政府信息公开工作年度报告_泰宁县林业局", "泰宁县林业局", 2019),
        # Chinese numerals, with whatever zero
        ("二〇一一年泰宁县政府信息公开工作年度报告", "泰宁县", 2011),
        ("泰宁县二○一一年度政府信息公开工作年度报告", "泰宁县", 2011),
        ("泰宁县二O一O年政府信息公开工作年度报告", "泰宁县", 2010),
        # notices and letters about the report
        ("关于印发《泰宁县2018年政府信息公开工作年度报告》的通知", "泰宁县", 2018),
        ("泰宁县人民政府办公室关于印发泰宁县2016年政府信息公开工作年度报告的通知", "泰宁县", 2016),
        ("泰宁县卫生局关于印发2012年政府信息公开工作总结的通知", "泰宁县卫生局", 2012),
        ("泰宁县规划局关于报送2013年度政务公开工作总结的函", "泰宁县规划局", 2013),
        ("海关总署关于2016年度政府信息公开工作情况的报告", "海关总署", 2016),
        ("泰宁县政府办关于公布《2013年度泰宁县政府信息公开年度报告》的公告", "泰宁县", 2013),
        # the law that the report carries out, and a body under two names
        (
            "泰宁县水利局贯彻实施《中华人民共和国政府信息公开条例》2013年度报告",
            "泰宁县水利局",
            2013,
        ),
        ("泰宁县执行《政府信息公开条例》2013年度报告", "泰宁县", 2013),
        ("上海市水务局(上海市海洋局)2010年政府信息公开工作年度报告", "上海市水务局", 2010),
        # only 年报, or no word on disclosure at all
        ("泰宁县林业局信息公开年报(2018)", "泰宁县林业局", 2018),
        ("泰宁县林业局2018年年报", "泰宁县林业局", 2018),
        ("2018年年报", None, 2018),
        ("2019年度泰宁县民政局政府信息公开工作情况", "泰宁县民政局", 2019),
        ("泰宁县人民检察院2019年检务公开工作总结", "泰宁县人民检察院", 2019),
        # what belongs to the subject, to the site, to the frame is no name
        ("泰宁县人民政府信息公开工作2014年度报告", "泰宁县人民政府", 2014),
        ("泰宁县林业局2019年政府信息公开年度报告-泰宁县人民政府门户网站", "泰宁县林业局", 2019),
        ("泰宁县依申请公开2019年度政府信息公开年报", "泰宁县", 2019),
        ("标题:泰宁县2013年政府信息公开工作年度报告", "泰宁县", 2013),
        ("# 【泰宁县】2013年政府信息公开工作年度报告", "泰宁县", 2013),
        ("泰 宁 县 2013 年 政 府 信 息 公 开 工 作 年 度 报 告", "泰宁县", 2013),
        ("泰宁县水利局2019年法治政府建设和政府信息公开工作总结", "泰宁县水利局", 2019),
        ("泰宁县民政局2012年政务公开工作总结及2013年工作计划", "泰宁县民政局", 2012),
        ("泰宁县民政局2008年5月1日至12月31日政府信息公开工作年度报告", "泰宁县民政局", 2008),
        ("福建农林大学2018-2019学年信息公开年度报告", "福建农林大学", 2019),
        # an office in its own name, with the subject inside the name
        ("泰宁县人民政府办公室2016年政府信息公开年报", "泰宁县人民政府办公室", 2016),
        ("泰宁县政务公开办公室2015年政府信息公开年报", "泰宁县政务公开办公室", 2015),
        # names that look like something else
        ("东田各庄乡2010年政府信息公开年度报告", "东田各庄乡", 2010),
        ("全州县2013年政府信息公开工作年度报告", "全州县", 2013),
        ("市中区人民政府2013年政府信息公开工作年度报告", "市中区人民政府", 2013),
        ("县街街道2013年政府信息公开工作年度报告", "县街街道", 2013),
        ("和平区2013年政府信息公开工作年度报告", "和平区", 2013),
        ("将乐县水务局2013年政府信息公开工作年度报告", "将乐县水务局", 2013),
        ("北京市统计局2009年政府信息公开工作年度报告", "北京市统计局", 2009),
        ("宁波2018年政府信息公开工作年度报告", "宁波", 2018),
        # the number of a bulletin, and what is passed on or attached
        ("2013年第3期 浏阳市水利局2012年度政府信息公开年报", "浏阳市水利局", 2012),
        ("(2013年第3期)浏阳市水利局2012年度政府信息公开年报", "浏阳市水利局", 2012),
        ("2013年 总第35期 浏阳市水利局2012年度政府信息公开年报", "浏阳市水利局", 2012),
        ("第3期 2013年 浏阳市水利局2012年度政府信息公开年报", "浏阳市水利局", 2012),
        ("第3期 2012年度浏阳市水利局政府信息公开年报", "浏阳市水利局", 2012),
        ("浏阳市水利局2012年度政府信息公开年报(2013年第3期)", "浏阳市水利局", 2012),
        ("2013年公布浏阳市水利局2012年度政府信息公开年报", "浏阳市水利局", 2012),
        ("2013年浏阳市水利局政府信息公开2012年度报告", "浏阳市水利局", 2012),
        ("转发浏阳市水利局2012年度政府信息公开年报", "浏阳市水利局", 2012),
        ("关于转发浏阳市水利局2012年度政府信息公开年报的通知", "浏阳市水利局", 2012),
        ("长沙市人民政府转发浏阳市水利局2012年度政府信息公开年报", "浏阳市水利局", 2012),
        ("转载:浏阳市水利局2012年度政府信息公开年报", "浏阳市水利局", 2012),
        ("【转载】浏阳市水利局2012年度政府信息公开年报", "浏阳市水利局", 2012),
        ("附件:浏阳市水利局2012年度政府信息公开年报", "浏阳市水利局", 2012),
        ("附件1:浏阳市水利局2012年度政府信息公开工作年度报告", "浏阳市水利局", 2012),
        # nobody in particular
        ("2013年度全市政府信息公开工作报告", None, 2013),
        ("我局2013年政府信息公开工作年度报告", None, 2013),
        ("2013年度县级部门政府信息公开工作年度报告", None, 2013),
    ],
)
def test_a_title_tells_body_and_year(printed: str, body: str | None, named: int) -> None:
    found = title.find(document(printed + TEXT))
    assert found is not None
    assert (found.body, found.year) == (body, named)


@pytest.mark.parametrize(
    ("lines", "text", "body", "named"),
    [
        (
            "泰宁县水利局\n2018年度\n政府信息公开工作年度报告",
            "泰宁县水利局2018年度政府信息公开工作年度报告",
            "泰宁县水利局",
            2018,
        ),
        (
            "泰宁县政府信息公开\n2018年度工作报告",
            "泰宁县政府信息公开2018年度工作报告",
            "泰宁县",
            2018,
        ),
        (
            "泰宁县教育局\n\n关于2016年度政府信息公开工作情况的报告",
            "泰宁县教育局关于2016年度政府信息公开工作情况的报告",
            "泰宁县教育局",
            2016,
        ),
        (
            "泰宁县人民政府\n政府信息公开工作年度报告\n(2018年度)",
            "泰宁县人民政府政府信息公开工作年度报告(2018年度)",
            "泰宁县人民政府",
            2018,
        ),
        ("政府信息公开年报\n泰宁县财政局\n(二〇一五年度)", None, "泰宁县财政局", 2015),
        (
            "首页 > 政务公开 > 2021年政府信息公开年报\n泰宁县2018年政府信息公开年报",
            "泰宁县2018年政府信息公开年报",
            "泰宁县",
            2018,
        ),
        (
            "上一篇:2013年政府信息公开工作年度报告\n泰宁县2015年政府信息公开工作年度报告",
            "泰宁县2015年政府信息公开工作年度报告",
            "泰宁县",
            2015,
        ),
        (
            "泰宁县人民政府门户网站\n2018年政府信息公开工作年度报告",
            "2018年政府信息公开工作年度报告",
            None,
            2018,
        ),
        (
            "索引号 | F00 | 名称 | 泰宁县2018年政府信息公开年报\n文号 | 泰政办〔2019〕3号 | 主题 | 其他",
            "泰宁县2018年政府信息公开年报",
            "泰宁县",
            2018,
        ),
    ],
)
def test_a_title_is_put_together_from_its_lines(
    lines: str, text: str | None, body: str | None, named: int
) -> None:
    found = title.find(document(lines + TEXT))
    assert found is not None
    assert (found.body, found.year) == (body, named)
    if text:
        assert found.text == text


@pytest.mark.parametrize(
    "line",
    [
        "首页 > 政务公开 > 政府信息公开年报 > 2018年",
        "您的位置:首页 - 信息公开 - 2018年政府信息公开年度报告",
        "现将我局2018年政府信息公开工作年度报告公布如下:",
        "一、主动公开政府信息情况",
        "上一篇:2017年政府信息公开工作年度报告",
        "2018年政府信息公开情况统计表",
        "根据要求编制2018年政府信息公开工作年度报告,",
        "2018年政务公开工作要点",
    ],
)
def test_a_breadcrumb_a_link_a_caption_or_a_sentence_is_no_title(line: str) -> None:
    assert title.find(document(line + "\n正文。\n")) is None


@pytest.mark.parametrize(
    ("sentence", "start", "end"),
    [
        ("数据的统计期限自2008年5月1日起至2008年12月31日止。", (2008, 5, 1), (2008, 12, 31)),
        ("统计期限为2015年12月至2016年10月。", (2015, 12, 1), (2016, 10, 31)),
        ("数据统计时间:2018年1月1日—12月31日", (2018, 1, 1), (2018, 12, 31)),
        ("统计期限从2018.1.1到2018.12.31", (2018, 1, 1), (2018, 12, 31)),
        ("统计时限:2018/01/01-2018/12/31", (2018, 1, 1), (2018, 12, 31)),
        ("统计期限自二〇一八年一月一日至十二月三十一日止", (2018, 1, 1), (2018, 12, 31)),
        ("统计期限自2018年1月1日起,至2018年12月31日止", (2018, 1, 1), (2018, 12, 31)),
        ("数据统计期限是2018年1-12月", (2018, 1, 1), (2018, 12, 31)),
        ("统计期限:2018年 1 月 1 日起至 2018 年 12月 31日", (2018, 1, 1), (2018, 12, 31)),
        ("统计期限自2018年1月1日一2018年12月31日", (2018, 1, 1), (2018, 12, 31)),
        ("统计期限为2018年度。", (2018, 1, 1), (2018, 12, 31)),
        ("本报告反映2017年9月1日至2018年8月31日的情况", (2017, 9, 1), (2018, 8, 31)),
        ("(2018年1月1日至2018年12月31日)", (2018, 1, 1), (2018, 12, 31)),
        # lost characters, and a day that does not exist
        ("统计期限自2018年11日至2018年1231日", (2018, 1, 1), (2018, 12, 31)),
        ("统计期限自2018年2月30日至2018年12月31日", None, (2018, 12, 31)),
    ],
)
def test_a_period_is_kept_as_printed_and_tells_the_year_it_ends_in(
    sentence: str, start: tuple[int, int, int] | None, end: tuple[int, int, int]
) -> None:
    page = document(f"泰宁县政府信息公开工作年度报告\n{sentence}\n")
    found = year.find(page, title.find(page))
    assert found is not None
    assert found.year == end[0]
    assert found.period_start == (date(*start) if start else None)
    assert found.period_end == date(*end)
    assert found.evidence.startswith("period: ")


def test_a_period_in_the_middle_of_the_page_is_found() -> None:
    page = document(
        "年度报告\n"
        + "本单位认真贯彻落实条例。" * 40
        + "\n" * 2
        + "认真做好工作。\n" * 400
        + "统计期限为2018年1月1日至2018年12月31日。\n"
        + "做好工作。\n" * 30
    )
    found = year.find(page, title.find(page))
    assert found is not None
    assert (found.year, found.period_start) == (2018, date(2018, 1, 1))


@pytest.mark.parametrize(
    "sentence",
    [
        "2018年3月1日至3月15日举办政府信息公开培训。",
        "2018年5月至10月,开展政务公开试点,公开数据20条。",
        "在规定期限内答复。2018年度共公开20条。",
    ],
)
def test_the_days_of_an_event_are_no_period(sentence: str) -> None:
    page = document(f"泰宁县2018年政府信息公开工作年度报告\n{sentence}\n")
    found = year.find(page, title.find(page))
    assert found is not None
    assert (found.period_start, found.period_end) == (None, None)


@pytest.mark.parametrize(
    ("text", "told", "evidence"),
    [
        # posted years later, with the years of other reports around it
        (
            "泰宁县2012年政府信息公开工作年度报告\n发布时间:2019-05-06\n2012年,公开信息20条。\n"
            "上一篇:2011年政府信息公开年报\n",
            2012,
            "title: 泰宁县2012年政府信息公开工作年度报告",
        ),
        (
            "发布时间:2019-05-06\n我镇2012年公开信息20条,比2011年多。2012年度培训一次。\n二〇一九年五月六日",
            2012,
            "text: 2012年 named 2 times near the head",
        ),
        (
            "发布时间:2025-01-19\n我县编制2024年政府信息公开工作年度报告。\n"
            "上一篇:2025年政府信息公开工作年度报告\n下一篇:2025年政府信息公开指南\n",
            2024,
            "text: 2024年 named 1 times near the head",
        ),
        (
            "政府信息公开情况统计表\n(2016年度)\n填报单位:泰宁县水利局\n填报日期:2017.1.12\n",
            2016,
            "caption: 政府信息公开情况统计表 (2016年度)",
        ),
        (
            "泰宁县2016年度政府信息公开情况统计表\n",
            2016,
            "caption: 泰宁县2016年度政府信息公开情况统计表",
        ),
        (
            "首页 > 信息公开年报 > 2016年\n发布时间:2019-05-06\n我镇公开信息20条。",
            2016,
            "breadcrumb: 2016年",
        ),
    ],
)
def test_the_year_is_told_with_its_evidence_and_never_by_a_posting_date(
    text: str, told: int, evidence: str
) -> None:
    page = document(text)
    found = year.find(page, title.find(page))
    assert found is not None
    assert (found.year, found.evidence) == (told, evidence)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "发布时间:2019-05-06\n我镇公开信息20条。\n泰宁县水利局\n2019年5月6日",
        "国发〔2019〕5号\n公开",
    ],
)
def test_a_page_that_names_only_dates_and_numbers_has_no_year(text: str) -> None:
    page = document(text or "公开")
    assert year.find(page, title.find(page)) is None


@pytest.mark.parametrize(
    ("head", "period", "text", "told", "others"),
    [
        # a period over two years is for the year that the title names
        ("2016年", "2015年12月至2016年10月", "", 2016, ()),
        ("2015年", "2014年12月16日至2015年12月15日", "", 2015, ()),
        ("2017年", "2017年1月1日至2018年1月1日", "", 2017, (2018,)),
        # a title that names the year of posting
        ("2019年", "2018年1月1日至2018年12月31日", "2018年,公开20条。", 2018, (2019,)),
        # a period left over from last year's report
        ("2019年", "2018年1月1日至2018年12月31日", "2019年公开20条。2019年度培训。", 2019, (2018,)),
    ],
)
def test_where_period_and_title_differ(
    head: str, period: str, text: str, told: int, others: tuple[int, ...]
) -> None:
    page = document(f"泰宁县{head}政府信息公开年报\n统计期限为{period}。\n{text}\n")
    found = year.find(page, title.find(page))
    assert found is not None
    assert (found.year, found.others) == (told, others)


@pytest.mark.parametrize(
    ("printed", "number"),
    [("十二", 12), ("十", 10), ("三十一", 31), ("廿三", 23), ("二十", 20), ("九", 9), ("07", 7)],
)
def test_months_and_days_in_chinese_numerals(printed: str, number: int) -> None:
    assert to_number(printed) == number


@pytest.mark.parametrize(
    ("printed", "number"), [("二〇一八", 2018), ("2018", 2018), ("1998", None), ("2099", None)]
)
def test_years_that_a_report_can_be_for(printed: str, number: int | None) -> None:
    assert to_year(printed) == number
