"""Every statement of a figure, with every qualification that makes it something else."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

import pytest

from extractors import prose
from extractors.document import build
from extractors.readers import read_text

BUREAU = "灵台县水利局"
STATEMENTS = {
    "收到政府信息公开申请45件": "applications_received",
    "受理依申请公开45件": "applications_received",
    "答复政府信息公开申请45件": "applications_answered",
    "办结政府信息公开申请45件": "applications_closed",
    "主动公开政府信息300条": "disclosed_total",
    "通过政府网站公开政府信息300条": "disclosed_website",
    "召开新闻发布会3次": "press_conferences",
    "发布政策解读稿件12篇": "interpretations_published",
    "制发规范性文件15件": "normative_documents_made",
    "不予公开政府信息申请3件": "outcome_refused",
    "发生政府信息公开行政复议3件": "reviews_total",
    "发生政府信息公开行政诉讼2件": "litigation_total",
    "收到政府信息公开举报投诉2件": "complaints_total",
    "依申请公开收取费用300元": "foi_fees_collected",
    "举办政府信息公开培训班2期": "trainings_held",
    "配备政府信息公开专职人员2名": "staff_full_time",
}
DENIALS = {
    "未收到政府信息公开申请": "applications_received",
    "没有发生政府信息公开行政复议": "reviews_total",
    "未收取任何费用": "foi_fees_collected",
}


def readings(text: str, body: str = BUREAU) -> list[tuple[str | None, Decimal | None, str]]:
    found = prose.read(build(read_text(text.encode())), set(), 2018, body)
    return [(r.metric, r.entry.value, " ".join((*r.entry.flags, *r.flags))) for r in found]


def read_anyhow(sentences: Iterable[str]) -> dict[str, list[str | None]]:
    """What is read of any of the sentences, without a flag."""
    found = {sentence: readings(sentence) for sentence in sentences}
    return {
        sentence: plain
        for sentence, read in found.items()
        if (plain := [metric for metric, _, flags in read if not flags])
    }


def before(words: str, statements: Iterable[str]) -> list[str]:
    return [
        f"{opening}{words}{linked}{statement}。"
        for statement in statements
        for opening, linked in (("", ""), ("2018年,", ""), ("", "共"), ("我局认真开展工作,", ""))
    ]


@pytest.mark.parametrize("statement", STATEMENTS | DENIALS)
def test_each_statement_by_itself_is_read(statement: str) -> None:
    metric = (STATEMENTS | DENIALS)[statement]
    assert [read[0] for read in readings(f"我局{statement}。")] == [metric]


@pytest.mark.parametrize(
    "time",
    [
        "去年", "上一年度", "2017年", "17年", "前年", "往年", "上半年", "第三季度", "1至6月", "10月",
        "当月", "国庆期间", "疫情期间", "试点期间", "两会期间", "近三年", "五年来", "自条例实施以来",
        "自2008年起", "历年", "最多时", "高峰期",
    ],
)  # fmt: skip
def test_another_time_keeps_figures_and_denials_out(time: str) -> None:
    assert read_anyhow(before(time, STATEMENTS | DENIALS)) == {}


@pytest.mark.parametrize(
    "body",
    [
        "县政府", "县教育局", "市水利局", "省水利厅", "水利部", "各乡镇", "各科室", "下属单位", "邻县",
        "兄弟单位", "某局", "其他部门", "有的部门", "多数单位", "3个乡镇", "某村", "县一中", "县医院",
        "县人大", "县政协", "县委", "上级部门", "主管部门", "监察部门", "水库管理处", "县自来水公司",
        "局属事业单位", "据报道", "有人称",
    ],
)  # fmt: skip
def test_another_body_keeps_figures_and_denials_out(body: str) -> None:
    assert read_anyhow(before(body, STATEMENTS | DENIALS)) == {}


@pytest.mark.parametrize(
    "wish",
    ["下一年度计划", "2019年计划", "力争", "预计", "拟", "假如", "如果", "若", "目标是", "任务为"],
)
def test_what_is_wished_is_not_told(wish: str) -> None:
    assert read_anyhow(before(wish, STATEMENTS)) == {}


@pytest.mark.parametrize("duty", ["应", "应当", "需要", "按规定应", "原定"])
def test_a_duty_with_the_way_to_do_it_is_a_duty(duty: str) -> None:
    done = ("通过政府网站公开政府信息300条", "主动公开政府信息300条")
    assert read_anyhow(before(duty, done)) == {}


@pytest.mark.parametrize("mean", ["平均每月", "人均", "每个单位", "日均"])
def test_a_mean_is_no_total(mean: str) -> None:
    assert read_anyhow(before(mean, STATEMENTS)) == {}


@pytest.mark.parametrize(
    "behind",
    [
        "的目标", "的任务", "的计划", "(2017年)", "(上年数)", "(目标值)", "(累计)", "(历年累计)",
        ",系历年累计数", ",为上年数据", ",均为上年结转", ",有误,应为46件", ",更正为46", "至50件",
        "-50件", "或46件", "左右", "以上", "余", "(据不完全统计)",
    ],
)  # fmt: skip
def test_what_stands_behind_keeps_a_figure_out_or_flags_it(behind: str) -> None:
    # The figure ends in its counter; words may follow only those.
    assert read_anyhow(f"{statement}{behind}。" for statement in STATEMENTS) == {}


@pytest.mark.parametrize(
    "said", ["据不完全统计,", "据初步统计,", "粗略统计,", "估计", "大约", "约"]
)
def test_a_rough_count_is_approximate(said: str) -> None:
    assert readings(f"{said}收到政府信息公开申请45件。") == [
        ("applications_received", Decimal(45), "approximate")
    ]


@pytest.mark.parametrize("said", ["预约", "签约", "节约", "经评估"])
def test_these_words_say_nothing_of_a_count(said: str) -> None:
    assert readings(f"我局{said},收到政府信息公开申请45件。")[0][2] == ""


@pytest.mark.parametrize(
    "some",
    [
        "企业", "企业的", "涉密", "其他", "部分", "大量", "首个", "相同", "港澳", "学生", "媒体", "重大",
        "紧急", "上级转来的", "不规范的", "逾期", "未办结的", "待办", "简单", "涉企", "涉农", "财政预决算",
        "扶贫", "行政许可", "外单位", "首次", "口头", "电话", "联名", "外国人", "乡镇", "村级",
    ],
)  # fmt: skip
def test_applications_of_some_kind_are_not_all(some: str) -> None:
    told = (f"收到{some}政府信息公开申请45件", f"共收到45件{some}政府信息公开申请")
    assert read_anyhow(f"{sentence}。" for sentence in told) == {}


@pytest.mark.parametrize(
    "all_of_them",
    [
        "", "来自公民的", "公民、法人或者其他组织的", "公民和法人提交的", "人民群众依法提出的", "有效的",
        "各类主体提出的", "通过各种渠道提出的", "社会各界", "公民个人和单位", "企业和个人", "各种类型的",
        "公民向县政府提出的", "并受理", "并办理", "、办理", "和处理", "登记",
        "公民、法人和其他组织根据自身生产、生活、科研等特殊需要提出的",
    ],
)  # fmt: skip
def test_applications_of_anybody_are_all(all_of_them: str) -> None:
    found = readings(f"收到{all_of_them}政府信息公开申请45件。")
    assert found == [("applications_received", Decimal(45), "")]


@pytest.mark.parametrize(
    "kind", ["上级", "失效的", "过期", "修订的", "县级", "转发的", "党内", "重点"]
)
def test_documents_of_some_kind_are_not_all(kind: str) -> None:
    assert read_anyhow(f"{verb}{kind}规范性文件15件。" for verb in ("制发", "公开")) == {}


@pytest.mark.parametrize("open_still", ["未", "尚未", "未能", "无法", "不能", "难以"])
def test_what_is_not_closed_is_not_closed(open_still: str) -> None:
    assert readings(f"收到政府信息公开申请45件,{open_still}办结2件。") == [
        ("applications_received", Decimal(45), "")
    ]
    assert readings(f"{open_still}办结政府信息公开申请2件。") == []


@pytest.mark.parametrize("wrongly", ["漏", "迟", "误", "重复", "违规", "逾期"])
def test_what_was_disclosed_wrongly_is_no_total(wrongly: str) -> None:
    assert readings(f"{wrongly}公开政府信息20条。") == []


@pytest.mark.parametrize("way", ["网上", "邮寄", "当面"])
def test_applications_answered_are_not_what_came_that_way(way: str) -> None:
    assert readings(f"答复{way}政府信息公开申请45件。") == []


def test_a_total_with_what_was_left_over_is_not_what_came_in() -> None:
    assert readings("共收到政府信息公开申请56件(含上年结转2件),全部按期答复。") == [
        ("applications_carried_in", Decimal(2), "")
    ]


@pytest.mark.parametrize("counted", ["解读政策文件30件", "开展政策解读5次", "解读重要政策30次"])
def test_documents_interpreted_and_occasions_are_no_interpretations(counted: str) -> None:
    assert readings(f"{counted}。") == []


TOLD = [
    "收到政府信息公开申请45件",
    "主动公开政府信息300条",
    "召开新闻发布会3次",
    "发生政府信息公开行政复议3件",
    "未收到政府信息公开申请",
    "举办政府信息公开培训班2期",
]


def linked(link: str, words: str) -> list[str]:
    return [link.format(q=words, b=told) for told in TOLD]


@pytest.mark.parametrize(
    "link",
    [
        "{q},认真开展工作,{b}。",
        "{q}情况:{b}。",
        "{q}高度重视信息公开工作,健全制度,强化保障,{b}。",
        "{q}不断完善机制。一是加强领导;二是{b}。",
        "{q},据统计,{b}。",
        "{q}共开展3项工作:一是加强领导,二是{b}。",
        "{q}认真落实,期间{b}。",
        "{q}完成以下工作:{b};发布信息20条。",
    ],
)
@pytest.mark.parametrize(
    "time",
    ["去年", "2017年", "前年", "上半年", "第三季度", "1至6月", "5月", "近三年", "条例实施以来"],
)
def test_a_time_that_opens_a_sentence_governs_it(time: str, link: str) -> None:
    assert read_anyhow(linked(link, time)) == {}


@pytest.mark.parametrize(
    "link",
    [
        "{q},认真开展工作,{b}。",
        "{q}情况:{b}。",
        "{q}的情况如下:{b}。",
        "{q}高度重视信息公开工作,健全制度,强化保障,{b}。",
        "{q}不断完善机制。一是加强领导;二是{b}。",
        "{q}认真落实,期间{b}。",
        "{q}完成以下工作:{b};发布信息20条。",
        "一、{q}工作情况\n{b}。",
        "(二){q}\n{b}。",
    ],
)
@pytest.mark.parametrize(
    "body", ["县政府", "县教育局", "市水利局", "省水利厅", "水库管理处", "县一中", "崇信县"]
)
def test_another_body_that_opens_a_sentence_or_a_chapter_is_its_subject(
    body: str, link: str
) -> None:
    assert read_anyhow(linked(link, body)) == {}


@pytest.mark.parametrize(
    "led",
    [
        "我局认真开展工作,",
        "县水利局高度重视信息公开工作,健全制度,",
        "县政府高度重视,我局认真落实,",
        "县教育局积极配合,我局",
        "上半年开展了自查,全年",
        "第三季度召开会议,2018年",
        "一、水利局信息公开工作情况\n",
        "一、领导重视,机构健全\n",
        "一、县委、县政府高度重视\n",
        "(二)各类渠道公开情况\n",
        "2017年:\n主动公开政府信息20条。\n2018年:\n",
    ],
)
def test_the_reporting_body_and_its_year_take_a_sentence_back(led: str) -> None:
    assert [read[1:] for read in readings(f"{led}主动公开政府信息300条。")] == [(Decimal(300), "")]


@pytest.mark.parametrize(
    "chapter", ["各乡镇公开情况", "县直部门信息公开工作情况", "上半年工作情况"]
)
def test_a_chapter_on_others_or_a_part_of_the_year_holds_nothing_of_ours(chapter: str) -> None:
    assert read_anyhow(linked("一、{q}\n{b}。", chapter)) == {}
    assert readings(f"一、{chapter}\n我局2018年主动公开政府信息300条。") == [
        ("disclosed_total", Decimal(300), "")
    ]


@pytest.mark.parametrize("chapter", ["近三年工作情况", "五年来工作回顾", "自2012年以来工作情况"])
def test_a_chapter_on_several_years_makes_its_figures_doubtful(chapter: str) -> None:
    assert readings(f"一、{chapter}\n主动公开政府信息300条。")[0][2] == "cumulative_doubt"
    assert readings(f"一、{chapter}\n2018年主动公开政府信息300条。")[0][2] == ""


def test_years_in_a_list_each_head_what_stands_below() -> None:
    told = "2018年:\n主动公开政府信息300条。\n2017年:\n主动公开政府信息200条。"
    assert readings(told) == [("disclosed_total", Decimal(300), "")]
