"""Who and when is spoken of goes on governing what follows, for every kind of figure."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest

from extractors import prose
from extractors.document import build
from extractors.prose.sentences import Sentence, sentences
from extractors.readers import read_text

BUREAU = "清河县农业局"
COUNTY = "清河县人民政府"
TOWN = "清河县葛仙庄镇"

# One sentence for each kind of thing that is counted or said to be none.
FIGURES = {
    "主动公开政府信息88条": "disclosed_total",
    "政府网站公开政府信息88条": "disclosed_website",
    "政务微博公开信息88条": "disclosed_weibo",
    "制发规范性文件8件": "normative_documents_made",
    "废止规范性文件8件": "normative_documents_repealed",
    "回应公众关注热点8次": "responses_hot_topics",
    "召开新闻发布会8场": "press_conferences",
    "开展在线访谈8次": "online_interviews",
    "发布政策解读稿件8篇": "interpretations_published",
    "收到政府信息公开申请8件": "applications_received",
    "未收到政府信息公开申请": "applications_received",
    "收到网络申请8件": "received_online",
    "办结政府信息公开申请8件": "applications_closed",
    "答复政府信息公开申请8件": "applications_answered",
    "不予公开8件": "outcome_refused",
    "收取依申请公开费用320元": "foi_fees_collected",
    "未收取依申请公开费用": "foi_fees_collected",
    "被申请政府信息公开行政复议8件": "reviews_total",
    "没有发生政府信息公开行政复议": "reviews_total",
    "发生政府信息公开行政诉讼8件": "litigation_total",
    "设立政府信息公开查阅点8个": "reading_points",
    "安排政府信息公开专项经费8万元": "foi_budget",
    "配备政府信息公开专职人员8名": "staff_full_time",
    "召开政府信息公开工作会议8次": "meetings_held",
    "举办政府信息公开培训班8期": "trainings_held",
}
LED_BY_ANOTHER_TIME = [
    "去年,我局",
    "上年度,我局",
    "上一年,全局共",
    "前一年度,我局",
    "往年,我局",
    "上年同期,我局",
    "回顾上一年,我局",
    "“十一五”期间,我局",
    "近年来,我局已累计",
    "明年,我局将",
    "来年,我局",
    "新的一年里,我局要",
    "未来一年,我局将",
    "2014年,我局将",
    "下一步,我局",
    "工作目标:",
]
LED_BY_ANOTHER_BODY = [
    "县公安局",
    "省农业厅",
    "农业部",
    "国家林业局",
    "邢台市农业局全年",
    "临西县农业局",
    "市政府办公室",
    "县委宣传部",
    "县府办",
    "省政府",
    "清河县人民政府",
    "邢台市",
    "葛仙庄镇",
    "全县",
    "据通报,全县2013年共",
    "各村",
    "县国土局、县住建局等单位",
    "某单位全年",
]


def figures(text: str, body: str = BUREAU, year: int = 2013) -> dict[str, Decimal | None]:
    readings = prose.read(build(read_text(text.encode())), set(), year, body)
    return {reading.metric or "": reading.entry.value for reading in readings}


@pytest.mark.parametrize("said", FIGURES)
@pytest.mark.parametrize(
    "own", ["我局", "2013年,我局", "今年,全局", "县农业局", "清河县农业局全年"]
)
def test_every_kind_of_figure_is_read_of_the_body_and_the_year(own: str, said: str) -> None:
    chapter = "三、依申请公开政府信息情况\n"
    assert set(figures(f"{chapter}{own}{said}。")) == {FIGURES[said]}


@pytest.mark.parametrize("led", LED_BY_ANOTHER_TIME)
def test_no_kind_of_figure_is_read_of_another_time(led: str) -> None:
    chapter = "三、依申请公开政府信息情况\n"
    assert {said: read for said in FIGURES if (read := figures(f"{chapter}{led}{said}。"))} == {}


@pytest.mark.parametrize("led", LED_BY_ANOTHER_BODY)
def test_no_kind_of_figure_is_read_of_another_body(led: str) -> None:
    chapter = "三、依申请公开政府信息情况\n"
    assert {said: read for said in FIGURES if (read := figures(f"{chapter}{led}{said}。"))} == {}


@pytest.mark.parametrize(
    "text",
    [
        # A year of others.
        "2012年我局主动公开政府信息75条;收到政府信息公开申请6件;发生行政复议1件。",
        "去年收到政府信息公开申请6件,办结6件,不予公开1件。",
        "2012年,我局收到政府信息公开申请6件。其中信函申请4件,网络申请2件。办结6件。",
        "去年,我局收到政府信息公开申请6件。其中信函申请4件,网络申请2件。",
        "2012年,我局共收到申请6件;其中信函申请4件;网络申请2件;不予公开1件。",
        "自2009年以来,累计主动公开政府信息900条。其中政府网站公开700条;政务微博公开90条。",
        # Another body.
        "县公安局收到政府信息公开申请40件。其中网络申请30件,信函申请10件。不予公开5件。",
        "全县共收到政府信息公开申请240件。其中网络申请200件,当面申请0件。",
        "各乡镇共收到申请24件,其中网络申请10件;办结24件;发生行政复议1件。",
        "我局下属3个单位收到政府信息公开申请3件,办结3件。",
        # Plans.
        "2014年工作目标:主动公开政府信息300条;召开新闻发布会2场;举办政府信息公开培训班1期。",
        "2014年,我局将:一是主动公开政府信息300条;二是举办政府信息公开培训班1期。",
        "计划在2014年做好以下工作。一是举办政府信息公开培训班1期。二是召开新闻发布会2场。",
        "下一步,我局将健全制度。召开政府信息公开工作会议4次,举办政府信息公开培训班1期。",
    ],
)
def test_what_only_goes_on_is_of_the_same_body_and_time(text: str) -> None:
    assert figures(text) == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2012年我局主动公开政府信息75条;2013年主动公开政府信息88条;收到政府信息公开申请6件。",
            {"disclosed_total": 88, "applications_received": 6},
        ),
        (
            "去年收到政府信息公开申请6件,今年收到政府信息公开申请9件,办结9件。",
            {"applications_received": 9, "applications_closed": 9},
        ),
        ("去年,我局受到表彰。今年收到政府信息公开申请9件。", {"applications_received": 9}),
        (
            "收到政府信息公开申请9件,去年同期6件。其中网络申请5件,信函申请4件。",
            {"applications_received": 9, "received_online": 5, "received_letter": 4},
        ),
        (
            "主动公开政府信息88条,上年公开75条。通过政府网站公开政府信息80条。",
            {"disclosed_total": 88, "disclosed_website": 80},
        ),
        (
            "县公安局收到政府信息公开申请40件;我局收到政府信息公开申请9件;办结9件。",
            {"applications_received": 9, "applications_closed": 9},
        ),
        (
            "全县收到政府信息公开申请240件。\n收到政府信息公开申请9件,办结9件。",
            {"applications_received": 9, "applications_closed": 9},
        ),
        (
            "我局将政府信息公开纳入考核,主动公开政府信息88条,举办政府信息公开培训班2期。",
            {"disclosed_total": 88, "trainings_held": 2},
        ),
        (
            "围绕工作目标:一是抓公开,主动公开政府信息88条;二是举办政府信息公开培训班2期。",
            {"disclosed_total": 88, "trainings_held": 2},
        ),
        (
            "近年来,我局重视公开,今年主动公开政府信息88条;未收到政府信息公开申请。",
            {"disclosed_total": 88, "applications_received": 0},
        ),
        (
            "2012年收到申请4件,2013年收到政府信息公开申请9件,增幅125%。同意公开8件,不予公开1件。",
            {"applications_received": 9, "outcome_granted": 8, "outcome_refused": 1},
        ),
        (
            "上年结转申请1件,今年新收9件,办结8件。",
            {"applications_carried_in": 1, "applications_received": 9, "applications_closed": 8},
        ),
        (
            "2013年结转下年度继续办理的申请1件。不予公开的申请为0件。",
            {"applications_carried_out": 1, "outcome_refused": 0},
        ),
    ],
)
def test_words_that_bring_the_body_and_the_year_back(text: str, expected: dict[str, int]) -> None:
    assert figures("三、依申请公开政府信息情况\n" + text) == expected


@pytest.mark.parametrize(
    "said",
    [
        "县政府门户网站公开政府信息412条。",
        "县政府网站全年公开政府信息412条。",
        "清河县人民政府网站公开政府信息412条。",
        "2013年,我县政府门户网站公开政府信息412条。",
    ],
)
def test_the_site_of_a_place_is_its_government_s_own(said: str) -> None:
    assert figures(said, COUNTY) == {"disclosed_website": 412}
    assert figures(said, TOWN) == {}
    assert figures(said, BUREAU) == {}


def test_the_site_of_a_place_above_is_another_s() -> None:
    assert figures("省政府门户网站公开政府信息412条。", COUNTY) == {}
    assert figures("市政府网站公开政府信息412条,其中我县120条。", COUNTY) == {}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("通过县政府门户网站公开政府信息60条。", {"disclosed_website": 60}),
        (
            "主动公开政府信息88条,其中县政府网站60条、政务微博28条。",
            {"disclosed_total": 88, "disclosed_website": 60, "disclosed_weibo": 28},
        ),
        ("在县档案馆、图书馆、行政服务中心设立政府信息公开查阅点3个。", {"reading_points": 3}),
        (
            "县政府高度重视,县政府办公室多次指导,我局主动公开政府信息88条。",
            {"disclosed_total": 88},
        ),
        ("向县政府办公室报送信息120条,主动公开政府信息88条。", {"disclosed_total": 88}),
        ("行政复议机关受理的涉及我局政府信息公开的行政复议案件2件。", {"reviews_total": 2}),
    ],
)
def test_a_body_that_does_not_act_leaves_the_figure_to_ours(
    said: str, expected: dict[str, int]
) -> None:
    assert figures(said) == expected


@pytest.mark.parametrize(
    ("name", "own", "other"),
    [
        ("成都市武侯区司法局", "区司法局", "市司法局"),
        ("成都市武侯区司法局", "武侯区司法局", "锦江区司法局"),
        ("永嘉县市场监督管理局", "县市场监管局", "市市场监管局"),
        ("大理白族自治州国家税务局", "大理州国税局", "楚雄州国税局"),
        ("江苏省民政厅", "省民政厅", "南通市民政局"),
        ("水利部", "水利部", "农业部"),
        ("孝感市人民政府研究室", "市政府研究室", "市政府办公室"),
    ],
)
def test_bodies_of_one_business_are_told_by_their_places(name: str, own: str, other: str) -> None:
    said = "共收到政府信息公开申请8件。"
    assert figures(own + said, name) == {"applications_received": 8}
    assert figures(other + said, name) == {}


@pytest.mark.parametrize(
    ("chapter", "said", "expected"),
    [
        ("四、政府信息公开收费及减免情况", "无。", {"foi_fees_collected": 0}),
        (
            "五、行政复议、行政诉讼情况",
            "均为零。",
            {"reviews_total": 0, "litigation_total": 0},
        ),
        ("三、收到政府信息公开申请数量", "14件。", {"applications_received": 14}),
    ],
)
def test_a_chapter_that_says_one_thing_says_it_of_its_title(
    chapter: str, said: str, expected: dict[str, int]
) -> None:
    report = f"{chapter}\n{said}\n\n{BUREAU}\n2014年3月2日\n"
    assert figures(report) == expected


def test_a_word_for_none_among_cells_says_nothing_of_a_title() -> None:
    assert figures("四、政府信息公开收费及减免情况\n无\n序号\n1\n") == {}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (
            "政府网站、微博、微信分别公开信息350条、40条、22条。",
            {"disclosed_website": 350, "disclosed_weibo": 40, "disclosed_wechat": 22},
        ),
        (
            "按公开方式分,政府网站60条,政务微博28条,其他方式14条。",
            {"disclosed_website": 60, "disclosed_weibo": 28, "disclosed_other": 14},
        ),
        (
            "微信公众号推送信息120条,政务微博发布信息78条。",
            {"disclosed_wechat": 120, "disclosed_weibo": 78},
        ),
        (
            "主动公开政府信息1286条,其中微信推送215条,微博发布100条。",
            {"disclosed_total": 1286, "disclosed_wechat": 215, "disclosed_weibo": 100},
        ),
        ("通过微信平台推送政务信息215条。", {"disclosed_wechat": 215}),
        ("主动公开政府信息1286条,其中微信推送工作提示215条。", {"disclosed_total": 1286}),
        ("县公安局微信公众号推送信息120条。", {}),
        ("县政府网站、微博、微信分别公开信息350条、40条、22条。", {}),
        ("全县主动公开政府信息41200条,其中我局公开412条。", {"disclosed_total": 412}),
        ("县政府网站发布政策解读120篇,其中我局8篇。", {"interpretations_published": 8}),
        ("全年共产生政府信息945条,其中主动公开194条。", {"disclosed_total": 194}),
        (
            "收到政府信息公开申请9件,其中5件来自网上,4件来自信函。",
            {"applications_received": 9, "received_online": 5, "received_letter": 4},
        ),
        (
            "收到政府信息公开申请9件,其中网络申请5件(含邮件2件)、信函申请4件。",
            {"applications_received": 9, "received_online": 5, "received_letter": 4},
        ),
        ("网络(含邮件)、信函申请4件。", {}),
        (
            "收到政府信息公开申请9件,均来自网络。",
            {"applications_received": 9, "received_online": 9},
        ),
        (
            "收到政府信息公开申请9件,9件均按时答复。",
            {"applications_received": 9, "applications_answered": 9},
        ),
        ("9件申请均予以公开。", {"outcome_granted": 9}),
        ("12件行政许可申请均予以公开。", {}),
        ("共有62人次向我局提出政府信息公开申请。", {"applications_received": 62}),
        ("共有62人次向县政府提出政府信息公开申请。", {}),
        ("政府信息公开申请方面,我局收到8件。", {"applications_received": 8}),
        ("政府信息公开申请方面,全县收到800件。", {}),
        ("全年共有9件政府信息公开申请。", {"applications_received": 9}),
        (
            "收到政府信息公开申请、行政复议、行政诉讼均为0件。",
            {"applications_received": 0, "reviews_total": 0, "litigation_total": 0},
        ),
        (
            "收到政府信息公开申请5件,行政复议、行政诉讼均为0件。",
            {"applications_received": 5, "reviews_total": 0, "litigation_total": 0},
        ),
        (
            "政府信息公开申请受理数、答复数、办结数均为0。",
            {"applications_received": 0, "applications_answered": 0, "applications_closed": 0},
        ),
        ("行政复议、行政诉讼“零发生”。", {"reviews_total": 0, "litigation_total": 0}),
        ("政府信息公开收费、减免金额均为零。", {"foi_fees_collected": 0}),
        (
            "答复申请中告知主动公开2份,告知不属于本机关公开3份。",
            {"outcome_already_public": 2, "outcome_not_own_remit": 3},
        ),
        (
            "举办政务公开培训班4次,参加人数260余人次。",
            {"trainings_held": 4, "people_trained": 260},
        ),
        ("先后3次召开政府信息公开工作会议。", {"meetings_held": 3}),
        ("县政府先后3次召开政府信息公开工作会议。", {}),
    ],
)
def test_usual_ways_of_telling_channels_totals_and_zeros(
    said: str, expected: dict[str, int]
) -> None:
    assert figures("依申请公开情况\n" + said) == expected


def test_a_body_is_told_from_the_one_whose_name_begins_its_own() -> None:
    name, said = "国家税务总局永嘉县税务局", "收到政府信息公开申请8件。"
    assert figures("县税务局" + said, name) == {"applications_received": 8}
    assert figures("国家税务总局" + said, name) == {}


def test_a_counter_of_the_county_is_the_county_s() -> None:
    said = "县行政服务中心设立政府信息公开查阅点1个。"
    assert figures(said, COUNTY) == {"reading_points": 1}


def test_words_that_say_nothing_do_not_take_long() -> None:
    start = time.perf_counter()
    for word in ("在", "通过", "全年共累计", "县公安局、", "2014年", "其中,"):
        figures("县公安局" + word * 300 + "收到政府信息公开申请12件。")
    assert time.perf_counter() - start < 5


@pytest.mark.parametrize(
    ("told", "last"),
    [
        ("", ""),
        ("。", ""),
        ("收到申请5件。", "收到申请5件。"),
        ("召开会议2次。收到申请5件;", "收到申请5件;"),
        ("收到申请5件。。", ""),
        ("收到申请5件", ""),
    ],
)
def test_the_sentence_before_is_the_last_whole_one(told: str, last: str) -> None:
    assert Sentence("其中", 0, 2, None, "", True, False, told=told).told_last == last


def test_blanks_inside_a_number_stay_and_quotation_marks_go() -> None:
    (sentence,) = sentences(build(read_text("“公开” 信息1 200 条, 收到 5件。".encode())), set())
    assert sentence.text == "公开信息1 200条,收到5件"
