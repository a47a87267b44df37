"""The printed name of the reporting body, from whatever clue a page gives."""

from __future__ import annotations

import pytest

from extractors.document import Document, build
from extractors.identify import clues, dates, names, title
from extractors.pipeline import extract
from extractors.readers import read_text


def document(text: str) -> Document:
    return build(read_text(text.encode()))


def gather(text: str) -> list[clues.Clue]:
    page = document(text)
    return clues.gather(page, title.find(page), dates.read(page))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("泰宁县水利局", "泰宁县水利局"),
        ("泰 宁 县 水 利 局", "泰宁县水利局"),
        ("请与泰宁县水利局", "泰宁县水利局"),
        ("海关总署关于", "海关总署"),
        ("《泰宁县水利局", "泰宁县水利局"),
        ("泰宁县水利局(盖章)", "泰宁县水利局"),
        ("泰宁县人民政府(本级)", "泰宁县人民政府"),
        ("泰宁县公安局机关", "泰宁县公安局"),
        ("泰宁县人民政府门户网站", "泰宁县人民政府"),
        ("福建省泰宁县人民政府网", "福建省泰宁县人民政府"),
        ("泰宁县人民", "泰宁县人民政府"),
        ("国家电网公司", "国家电网公司"),
        ("泰宁县政务公开领导小组办公室", "泰宁县政务公开领导小组办公室"),
        ("第八师石河子市", "第八师石河子市"),
        ("泰宁县机关事务管理局", "泰宁县机关事务管理局"),
        ("东田各庄乡", "东田各庄乡"),
        ("全南县", "全南县"),
        ("市发改委", "市发改委"),
        ("县政府办公室", "县政府办公室"),
    ],
)
def test_a_name_is_cut_out_of_its_frame(words: str, name: str) -> None:
    found = names.read(words)
    assert found is not None
    assert (found.text, found.known) == (name, True)


@pytest.mark.parametrize(
    "words",
    "首页 网站首页 您的位置首页 当前位置 政务公开 信息公开 部门信息公开 政府信息公开年报 年度报告 法定主动公开内容 "
    "乡镇街道 县直部门 区政府部门 各乡镇 政府部门 本站 管理员 信息中心 人民政府办公室 办公室 其他 我区 我局 "
    "本机关 全市 全县各部门 反映全旗 加强政府 不属于本行政机关 2018年 二〇一八年 一九 › > 。 政府信息公开指南 "
    "上级部门 线访谈次数次-17其中主要负责同志参加".split(" "),
)
def test_words_of_menus_and_sentences_are_no_name(words: str) -> None:
    assert names.read(words) is None


@pytest.mark.parametrize(
    ("words", "placed"),
    [
        ("泰宁县水利局", True),
        ("市中区教育局", True),
        ("市发改委", False),
        ("县政府办公室", False),
        ("信访局", False),
        ("税务总局", True),
        ("水利部", True),
    ],
)
def test_a_name_says_whether_it_tells_of_which_place(words: str, placed: bool) -> None:
    found = names.read(words)
    assert found is not None
    assert found.placed is placed


@pytest.mark.parametrize(
    ("office", "body"),
    [
        ("会同县政务公开政务服务领导小组办公室", "会同县"),
        ("泰宁县人民政府办公室", "泰宁县人民政府"),
        ("泰宁县政府办", "泰宁县政府"),
        ("泰宁县水利局办公室", "泰宁县水利局"),
        ("三明市发展和改革委员会办公室", "三明市发展和改革委员会"),
        ("三明经济开发区管理委员会办公室", "三明经济开发区管理委员会"),
        ("朱口镇党政综合办公室", "朱口镇"),
        ("泰宁县公安局指挥中心", "泰宁县公安局"),
        ("国家税务总局泰宁县税务局办公室", "国家税务总局泰宁县税务局"),
        ("泰宁县政务服务中心", "泰宁县政务服务中心"),
        ("三明市人民政府研究室", "三明市人民政府研究室"),
    ],
)
def test_an_office_acts_for_the_body_before_it(office: str, body: str) -> None:
    assert names.without_office(office) == body


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("三明市发改委", "三明市发展和改革委员会", True),
        ("泰宁县", "泰宁县人民政府", True),
        ("大理州国税局", "大理白族自治州国家税务局", True),
        ("东湖高新区管委会", "东湖新技术开发区管理委员会", True),
        ("朱口镇", "泰宁县朱口镇人民政府", True),
        ("泰宁县水利局", "泰宁县林业局", False),
        ("泰宁县", "将乐县人民政府", False),
    ],
)
def test_short_and_full_names_are_one_body(one: str, other: str, same: bool) -> None:
    assert names.same_body(one, other) is same


POSTED = "发布时间:2019-01-22 来源:本站\n2018年政府信息公开工作年度报告\n"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # the labels of a form or of a catalogue of documents
        (
            "政府信息公开情况统计表\n填报单位(盖章):泰宁县水利局  填报日期:2019年1月5日\n",
            "泰宁县水利局",
        ),
        ("填报单位(盖章)泰宁县水利局\n统计指标|单位|统计数\n", "泰宁县水利局"),
        ("填报单位:\n泰宁县水利局\n统计指标\n单位\n统计数\n", "泰宁县水利局"),
        ("单位名称:泰宁县水利局\n", "泰宁县水利局"),
        ("索引号 | A1 | 发布机构 | 泰宁县水利局\n文号 | | 名称 | 2018年年报\n", "泰宁县水利局"),
        ("信息来源:泰宁县水利局 发布时间:2019-01-22\n2018年政府信息公开年报\n", "泰宁县水利局"),
        ("泰宁县水利局2018年度政府信息公开情况统计表\n统计指标|单位|统计数\n", "泰宁县水利局"),
        ("釋出機構:泰寧縣水利局\n釋出日期:2019-01-22\n現公佈我局2018年度年報。\n", "泰宁县水利局"),
        # breadcrumbs, with all kinds of signs
        ("首页 > 政务公开 > 乡镇街道 > 泰宁县 > 朱口镇 > 年度报告\n我镇公开20条。\n", "朱口镇"),
        ("您的位置:首页>>信息公开>>泰宁县水利局>>2018年\n我局公开20条。\n", "泰宁县水利局"),
        ("首页 - 政务公开 - 泰宁县水利局 - 年报\n我局公开20条。\n", "泰宁县水利局"),
        ("首页›部门›税务总局›年报\n我局公开20条。\n", "税务总局"),
        # sentences
        (POSTED + "本报告由泰宁县水利局根据条例编制。\n", "泰宁县水利局"),
        (POSTED + "按照《条例》规定,现公布将乐县水务局2018年政府信息公开年报。\n", "将乐县水务局"),
        (POSTED + "朱口镇党委、政府对2018年度的政务公开工作进行了回顾。我镇公开20条。\n", "朱口镇"),
        (POSTED + "我镇公开20条。2018年,朱口镇成立领导小组,朱口镇培训两次。\n", "朱口镇"),
        (
            POSTED + "2018年,国家税务总局泰宁县税务局认真落实条例,我局公开20条。\n",
            "国家税务总局泰宁县税务局",
        ),
        (POSTED + "我关回应公众关心的热点。2018年,厦门海关公开20条。\n", "厦门海关"),
        ("2018年,泰宁县水利局深入贯彻条例。\n", "泰宁县水利局"),
        # a superior's demand names somebody else
        (
            POSTED
            + "根据《福建省人民政府办公厅关于做好2018年政府信息公开年度报告编制工作的通知》要求,"
            "特编制本报告。我乡公开20条。\n新桥乡人民政府   2019年1月15日\n",
            "新桥乡人民政府",
        ),
        (
            POSTED + "按照三明市人民政府办公室关于编制2018年度报告的通知要求,我局编制了年报。\n"
            "电子版可在泰宁县水利局网站(http://slj.fjtn.gov.cn)下载。\n",
            "泰宁县水利局",
        ),
        (POSTED + "按照国务院办公厅政府信息与政务公开办公室通知要求,我厅公开20条。\n", None),
        # contact, signature, website
        (POSTED + "如有疑问,请与泰宁县水利局办公室联系(电话:0598-1234567)。\n", "泰宁县水利局"),
        (POSTED + "我县公开20条。\n会同县政务公开政务服务领导小组办公室\n2019年2月6日\n", "会同县"),
        (
            POSTED + "我局公开20条。\n          泰宁县水利局\n       二〇一九年一月十五日\n",
            "泰宁县水利局",
        ),
        (POSTED + "登录泰宁县水利局门户网站可查阅。\n", "泰宁县水利局"),
        # who publishes is not always who reports
        (
            "来源:泰宁县人民政府\n" + POSTED + "我镇公开20条。\n朱口镇人民政府\n2019年1月5日\n",
            "朱口镇人民政府",
        ),
        ("来源:泰宁县融媒体中心\n" + POSTED + "我镇公开20条。\n", None),
        ("来源:泰宁县人民政府办公室\n" + POSTED + "我县公开20条。\n", "泰宁县人民政府"),
        ("来源:泰宁县人民政府办公室\n" + POSTED + "我办公开20条。\n", "泰宁县人民政府办公室"),
        (
            "泰宁县人民政府门户网站\n" + POSTED + "我局公开20条。\n泰宁县水利局\n2019年1月5日\n",
            "泰宁县水利局",
        ),
        # nobody is named
        (POSTED + "我区公开20条。\n主办:人民政府办公室\n", None),
        ("来源:县政府办公室\n" + POSTED + "我县公开20条。\n", "县政府"),
    ],
)
def test_the_best_name_is_found(text: str, name: str | None) -> None:
    assert clues.best_name(gather(text)) == name


def test_the_title_goes_before_everything_else() -> None:
    text = (
        "首页 > 政务公开 > 泰宁县 > 年报\n朱口镇2018年政府信息公开工作年度报告\n"
        "信息来源:泰宁县人民政府办公室\n本报告由朱口镇党政办编制。\n朱口镇人民政府\n2019年1月5日\n"
        "主办:泰宁县人民政府\n"
    )
    found = gather(text)
    assert clues.best_name(found) == "朱口镇"
    assert [(clue.kind, clue.text) for clue in found] == [
        ("title", "朱口镇"),
        ("publisher", "泰宁县人民政府办公室"),
        ("signature", "朱口镇人民政府"),
        ("breadcrumb", "泰宁县"),
        ("host", "泰宁县人民政府"),
    ]


def test_quotes_are_the_words_of_the_source() -> None:
    text = "信息來源:會(huì)同縣人民政府 發布時間:2021-01-28\n2020年政府信息公開年度報告\n我縣公開二十條。\n"
    found = gather(text)
    assert [(clue.kind, clue.text, clue.quote) for clue in found] == [
        ("publisher", "会同县人民政府", "會(huì)同縣人民政府"),
        ("self_reference", "我县", "我縣"),
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("我镇公开20条。我市部署。", "我镇"),
        ("本局公开20条。全市部署。", "我局"),
        ("全镇公开20条。", "我镇"),
        ("不属于本行政机关公开。我行政机关。", None),
        ("服务全局。我部门。本站。", None),
        ("我会议室。我市场。", None),
        ("我市公开20条。" * 9 + "我局。", "我市"),
    ],
)
def test_what_the_report_calls_itself(text: str, word: str | None) -> None:
    found = [clue.text for clue in gather(text) if clue.kind == "self_reference"]
    assert found == ([word] if word else [])


@pytest.mark.parametrize(
    ("signature", "name", "office"),
    [
        ("会同县政务公开政务服务领导小组办公室", "会同县", "会同县政务公开政务服务领导小组办公室"),
        ("泰宁县人民政府办公室", "泰宁县", "泰宁县人民政府办公室"),
        ("泰宁县人民政府办公室", "泰宁县人民政府办公室", None),
        ("泰宁县人民政府", "泰宁县", None),
        ("三明市发展和改革委员会", "三明市发改委", None),
        ("泰宁县政务服务中心", "泰宁县水利局", "泰宁县政务服务中心"),
        ("泰宁县水利局", None, "泰宁县水利局"),
        (None, "泰宁县", None),
    ],
)
def test_a_signing_office_is_told_from_the_body_itself(
    signature: str | None, name: str | None, office: str | None
) -> None:
    assert clues.signing_office(signature, name) == office


NARRATIVE = "一、主动公开情况\n全年主动公开政府信息321条。\n二、依申请公开\n收到申请5件。\n"


def body(head: str) -> tuple[str | None, str]:
    """Return the printed name and the key of the body of a report with this head."""
    report = extract((head + "\n" + NARRATIVE).encode(), "a.txt").report
    assert report is not None
    return report.agency_name, report.agency_key


@pytest.mark.parametrize(
    ("head", "name"),
    [
        (
            "中国(上海)自由贸易试验区管理委员会2019年政府信息公开工作年度报告",
            "中国(上海)自由贸易试验区管理委员会",
        ),
        (
            "2020年中国（广东）自由贸易试验区南沙新区片区管理委员会政府信息公开工作年度报告",
            "中国(广东)自由贸易试验区南沙新区片区管理委员会",
        ),
    ],
)
def test_a_place_in_brackets_belongs_to_the_name_of_a_free_trade_zone(head: str, name: str) -> None:
    found, key = body(head)
    assert found == name
    assert key.startswith("unresolved-")


@pytest.mark.parametrize(
    ("head", "name", "key"),
    [
        (
            "南通市民政局(原南通市民政局、南通市老龄办)2020年政府信息公开工作年度报告",
            "南通市民政局",
            "320600-civil_affairs",
        ),
        (
            "2020年南通市民政局（原南通市老龄办）政府信息公开工作年度报告",
            "南通市民政局",
            "320600-civil_affairs",
        ),
        (
            "中共永嘉县委 永嘉县人民政府信访局2016年政府信息公开年度报告",
            "永嘉县人民政府信访局",
            "330324-petition",
        ),
        (
            "林业局2016年政府信息公开年度报告\n填报单位(盖章):尤溪县林业局",
            "尤溪县林业局",
            "350426-forestry",
        ),
        (
            "首页>>政府信息公开>>县政府部门>>尤溪县林业局>>年度报告\n林业局2016年政府信息公开年度报告",
            "尤溪县林业局",
            "350426-forestry",
        ),
        (
            "青山区2019年政府信息公开工作年度报告\n包头市青山区人民政府",
            "包头市青山区人民政府",
            "150204-government",
        ),
        (
            "青山区2019年政府信息公开工作年度报告\n武汉市青山区人民政府",
            "武汉市青山区人民政府",
            "420107-government",
        ),
    ],
)
def test_the_full_name_is_taken_where_the_page_states_it(head: str, name: str, key: str) -> None:
    assert body(head) == (name, key)


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("林业局2016年政府信息公开年度报告\n填报单位(盖章):尤溪县水利局", "林业局"),
        ("青山区2019年政府信息公开工作年度报告", "青山区"),
    ],
)
def test_a_name_that_nothing_completes_stays_open(head: str, name: str) -> None:
    found, key = body(head)
    assert found == name
    assert key.startswith("unresolved-")
