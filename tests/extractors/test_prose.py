"""Sentences give the figures that they state, and nothing of what only looks like one."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import prose
from extractors.document import build
from extractors.readers import read_text
from extractors.rows import read_yaml


def figures(text: str, year: int = 2018) -> dict[str, Decimal | None]:
    readings = prose.read(build(read_text(text.encode())), set(), year)
    return {reading.metric or "": reading.entry.value for reading in readings}


@pytest.mark.parametrize("name", sorted(read_yaml("prose/patterns.yml")))
def test_every_pattern_reads_its_own_example(name: str) -> None:
    declared = read_yaml("prose/patterns.yml")[name]
    readings = prose.read(build(read_text(declared["example"].encode())), set(), 2018)
    assert (declared["metric"], name) in {(r.metric, r.rule) for r in readings}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "2018年共收到政府信息公开申请215件,其中信函申请145件,网络申请68件。",
            {"applications_received": 215, "received_letter": 145, "received_online": 68},
        ),
        (
            "共答复依申请信息公开249件,其中属于已主动公开范围数2件,同意公开答复数53件,"
            "不同意公开答复数56件,不属于本行政机关公开数104件,申请信息不存在数11件,"
            "告知作出更改补充数23件。",
            {
                "applications_answered": 249,
                "outcome_already_public": 2,
                "outcome_granted": 53,
                "outcome_refused": 56,
                "outcome_not_own_remit": 104,
                "outcome_not_existing": 11,
                "outcome_correction_notice": 23,
            },
        ),
        ("2018年度我市发生依申请公开政府信息1件,及时予以答复。", {"applications_received": 1}),
        ("无不予公开政府信息情况。", {"outcome_refused": 0}),
        ("没有发生相关收费和减免情况。", {"foi_fees_collected": 0}),
        (
            "无对政府信息公开提出申请行政复议,提起行政诉讼情况。",
            {"reviews_total": 0, "litigation_total": 0},
        ),
        (
            "因政府信息公开申请行政复议1件,维持具体行政行为;没有发生因政府信息公开提起的行政诉讼。",
            {"reviews_total": 1, "reviews_upheld": 1, "litigation_total": 0},
        ),
        ("未收到依申请公开件,依申请公开数量为0。", {"applications_received": 0}),
        ("尚未收到公民的政府信息公开申请。", {"applications_received": 0}),
        ("收到12起政府信息公开申请。", {"applications_received": 12}),
        ("收到政府信息公开申请数0条。", {"applications_received": 0}),
        (
            "主动公开政府信息19条,受理信息公开申请6件,答复6件。",
            {"disclosed_total": 19, "applications_received": 6, "applications_answered": 6},
        ),
        (
            "收到政府信息公开申请2件,均为网络申请。",
            {"applications_received": 2, "received_online": 2},
        ),
        ("收到十二件政府信息公开申请。", {"applications_received": 12}),
        (
            "2018年,我委依申请公开受理总量为17件,其中15件通过互联网提交,2件以信函方式提出。",
            {"applications_received": 17, "received_online": 15, "received_letter": 2},
        ),
        (
            "全年新收政府信息公开申请12件(其中自然人10件,法人2件),较上年减少3件。",
            {"applications_received": 12},
        ),
        (
            "办理政府信息公开申请15件,其中,上年结转2件,本年新收13件。",
            {"applications_carried_in": 2, "applications_received": 13},
        ),
        (
            "本年度新收申请13件,加上2017年结转的2件,共办结14件,结转下年度继续办理1件。",
            {
                "applications_received": 13,
                "applications_carried_in": 2,
                "applications_closed": 14,
                "applications_carried_out": 1,
            },
        ),
        ("向我市提出的政府信息公开申请,2018年共有644件。", {"applications_received": 644}),
        (
            "在答复的12件申请中,同意公开的7件,占58%,不同意公开的2件,信息不存在的3件。",
            {
                "applications_answered": 12,
                "outcome_granted": 7,
                "outcome_refused": 2,
                "outcome_not_existing": 3,
            },
        ),
        (
            "收到政府信息公开申请4件,其中3件予以公开、1件部分公开。",
            {"applications_received": 4, "outcome_granted": 3, "outcome_partly_granted": 1},
        ),
        (
            "因信息公开引发的行政诉讼案件3件,法院驳回原告诉讼请求2件,尚未审结1件。",
            {"litigation_total": 3, "litigation_upheld": 2, "litigation_pending": 1},
        ),
        (
            "政府信息公开行政复议2件,维持1件,撤销1件;行政诉讼2件,其中维持2件"
            "(未经复议直接起诉1件、复议后起诉1件)。",
            {
                "reviews_total": 2,
                "reviews_upheld": 1,
                "reviews_corrected": 1,
                "litigation_total": 2,
                "litigation_upheld": 2,
                "litigation_direct_total": 1,
                "litigation_after_review_total": 1,
            },
        ),
        (
            "发布政策解读15篇,回应社会关切热点6次,全年共召开新闻发布会4场次,"
            "主要负责同志出席2场次。",
            {
                "interpretations_published": 15,
                "responses_hot_topics": 6,
                "press_conferences": 4,
                "press_conferences_led": 2,
            },
        ),
        (
            "召开了3次政务公开工作会议,举办业务培训班1期,培训80人次。",
            {"meetings_held": 3, "trainings_held": 1, "people_trained": 80},
        ),
        (
            "现有专职工作人员2名、兼职工作人员5名从事政府信息公开工作,设政府信息公开查阅点3处。",
            {"staff_full_time": 2, "staff_part_time": 5, "reading_points": 3},
        ),
        (
            "主动公开政府信息356条,其中政府网站公开300条、政府公报公开20条、政务微博公开36条。",
            {
                "disclosed_total": 356,
                "disclosed_website": 300,
                "disclosed_gazette": 20,
                "disclosed_weibo": 36,
            },
        ),
        (
            "制定规范性文件3份,主动公开规范性文件2份。",
            {"normative_documents_made": 3, "normative_documents_published": 2},
        ),
        ("2018年收取检索、复制、邮寄等费用共计320元。", {"foi_fees_collected": 320}),
        ("收到 政府信息公开申请 1 234 件。", {"applications_received": 1234}),
        (
            "因政府信息公开引起的复议2件、诉讼1件。",
            {"reviews_total": 2, "litigation_total": 1},
        ),
        (
            "政府信息公开行政复议案件2件,均被维持。",
            {"reviews_total": 2, "reviews_upheld": 2},
        ),
        (
            "政府信息公开行政诉讼2件,均驳回原告诉讼请求。",
            {"litigation_total": 2, "litigation_upheld": 2},
        ),
        (
            "收到依申请公开政府信息2件,均为网络申请。",
            {"applications_received": 2, "received_online": 2},
        ),
        (
            "收到政府信息公开申请2件,均予以公开。",
            {"applications_received": 2, "outcome_granted": 2},
        ),
        (
            "为此专门配备了2名全职工作人员,0名兼职工作人员。",
            {"staff_full_time": 2, "staff_part_time": 0},
        ),
        (
            "政府信息公开工作有1名专职人员和3名兼职人员。",
            {"staff_full_time": 1, "staff_part_time": 3},
        ),
        (
            "政府信息公开专门机构1个,查阅点2个,工作人员3人,其中专职1人,兼职2人。",
            {
                "foi_units": 1,
                "reading_points": 2,
                "staff_total": 3,
                "staff_full_time": 1,
                "staff_part_time": 2,
            },
        ),
        (
            "共收办政府信息公开申请250件,其中上年结转50件,新收200件。",
            {"applications_carried_in": 50, "applications_received": 200},
        ),
        ("全年共对208件政府信息公开申请作出答复。", {"applications_answered": 208}),
        (
            "不予公开8件,其中危及国家安全、公共安全、经济安全和社会稳定的1件,"
            "不是《条例》所指政府信息2件,法律法规规定的其他情形5件。",
            {
                "outcome_refused": 8,
                "refused_security_stability": 1,
                "refused_not_government_information": 2,
                "refused_other_law": 5,
            },
        ),
        (
            "涉及国家秘密、商业秘密、个人隐私不予公开的分别为28件、54件、8件。",
            {
                "refused_state_secret": 28,
                "refused_trade_secret": 54,
                "refused_personal_privacy": 8,
            },
        ),
        (
            "政府公报、政府网站公开政府信息分别为246条、4803条。",
            {"disclosed_gazette": 246, "disclosed_website": 4803},
        ),
        (
            "政府信息公开行政复议、行政诉讼、举报投诉数量均为0。",
            {"reviews_total": 0, "litigation_total": 0, "complaints_total": 0},
        ),
        ("全年实现政府信息公开零复议、零诉讼。", {"reviews_total": 0, "litigation_total": 0}),
        ("我局依申请公开为零。", {"applications_received": 0}),
        ("2018年度,共有3件依申请公开。", {"applications_received": 3}),
        (
            "制发规范性文件5件,其中主动公开3件。",
            {"normative_documents_made": 5, "normative_documents_published": 3},
        ),
        (
            "主动公开规范性文件3件,公开行政许可事项12项。",
            {"normative_documents_published": 3},
        ),
        ("主动公开的政府信息共有198条,内容涵盖行政许可等。", {"disclosed_total": 198}),
        ("主动公开政府信息的数量为3925条。", {"disclosed_total": 3925}),
        (
            "举办政府信息公开培训班2期,共有235人次参加培训。",
            {"trainings_held": 2, "people_trained": 235},
        ),
        ("参加或举办新闻发布会总次数12次。", {"press_conferences": 12}),
        ("政府信息公开收费及减免情况:无。", {"foi_fees_collected": 0}),
        (
            "办理行政审批事项4684件,收到政府信息公开申请372件。",
            {"applications_received": 372},
        ),
        (
            "收到政府信息公开申请9件,其中信函申请7件,网络申请2件,均在规定时限内进行了答复。",
            {
                "applications_received": 9,
                "received_letter": 7,
                "received_online": 2,
                "applications_answered": 9,
            },
        ),
        (
            "收到政府信息公开申请4件,其中网络申请3件,信函申请1件,均予以公开。",
            {"applications_received": 4, "received_online": 3, "received_letter": 1},
        ),
        (
            "2018年应答复政府信息公开申请3254件,已答复3198件。",
            {"applications_answered": 3198},
        ),
        (
            "共收到政府信息公开申请163件,上年结转4件,合计167件。",
            {"applications_received": 163, "applications_carried_in": 4},
        ),
        (
            "收到政府信息公开申请22件,已全部办结。",
            {"applications_received": 22, "applications_closed": 22},
        ),
        ("152件申请全部在法定期限内作出答复。", {"applications_answered": 152}),
        (
            "答复政府信息公开申请13件,“非本机关职责权限范围”的13件。",
            {"applications_answered": 13, "outcome_not_own_remit": 13},
        ),
        ("至2018年12月31日,我局尚未收到政府信息公开申请。", {"applications_received": 0}),
        ("共主动公开政府信息12万1345条。", {"disclosed_total": 121345}),
        (
            "主动公开政府信息8936条,其中门户网站2311条、政务微博3904条、政务微信2721条。",
            {
                "disclosed_total": 8936,
                "disclosed_website": 2311,
                "disclosed_weibo": 3904,
                "disclosed_wechat": 2721,
            },
        ),
        (
            "答复政府信息公开申请136件,其中公开116件,部分公开8件,不予公开12件。",
            {
                "applications_answered": 136,
                "outcome_granted": 116,
                "outcome_partly_granted": 8,
                "outcome_refused": 12,
            },
        ),
        (
            "收到政府信息公开申请27件,办结26件,结转1件。",
            {
                "applications_received": 27,
                "applications_closed": 26,
                "applications_carried_out": 1,
            },
        ),
        (
            "收到政府信息公开申请5件,均已按期答复。",
            {"applications_received": 5, "applications_answered": 5},
        ),
        (
            "政府信息公开行政复议84件,其中维持61件,纠正7件,其他16件。",
            {
                "reviews_total": 84,
                "reviews_upheld": 61,
                "reviews_corrected": 7,
                "reviews_other": 16,
            },
        ),
        (
            "因政府信息公开被起诉1件,没有因信息公开被申请复议。",
            {"litigation_total": 1, "reviews_total": 0},
        ),
        ("涉及政府信息公开的复议21件、诉讼10件。", {"reviews_total": 21, "litigation_total": 10}),
        ("未收取政府信息公开信息处理费。", {"foi_fees_collected": 0}),
        (
            "从事政府信息公开工作的人员2人(均为兼职)。",
            {"staff_total": 2, "staff_part_time": 2},
        ),
        ("共主动公开政府信息2万3千条。", {"disclosed_total": 23000}),
        ("对依申请公开予以答复,其中一万五千件不予公开。", {"outcome_refused": 15000}),
        ("共主动公开政府信息一万二千条。", {"disclosed_total": 12000}),
    ],
)
def test_a_sentence_states_its_figures(sentence: str, expected: dict[str, int]) -> None:
    assert figures(sentence) == {metric: Decimal(value) for metric, value in expected.items()}


def test_an_approximate_number_is_marked() -> None:
    (reading,) = prose.read(
        build(read_text("共收到政府信息公开申请200余件。".encode())), set(), 2018
    )
    assert (reading.entry.value, reading.entry.flags) == (200, ("approximate",))


@pytest.mark.parametrize(
    ("sentence", "zeros"),
    [
        ("2018年我局没有收到公民、法人或其他组织要求公开政府信息的申请。", "applications_received"),
        ("我镇尚未接到任何单位或个人提出的信息公开申请。", "applications_received"),
        ("本年度政府信息公开申请受理数为零。", "applications_received"),
        (
            "我局收到、答复的政府信息公开申请均为0件。",
            "applications_received applications_answered",
        ),
        (
            "本单位未因政府信息公开被申请行政复议或被提起行政诉讼。",
            "reviews_total litigation_total",
        ),
        ("全年未发生一起因政府信息公开引起的行政诉讼案件。", "litigation_total"),
        ("政府信息公开行政复议和行政诉讼情况:无。", "reviews_total litigation_total"),
        ("因政府信息公开引起的行政复议、行政诉讼均为0件。", "reviews_total litigation_total"),
        (
            "2018年无行政复议、行政诉讼、举报投诉情况发生。",
            "reviews_total litigation_total complaints_total",
        ),
        ("未收到申请人对政府信息公开工作的投诉和举报。", "complaints_total"),
        ("没有因依申请公开向申请人收取任何费用。", "foi_fees_collected"),
        ("没有减免政府信息公开费用的情况,也没有收取依申请公开费用。", "foi_fees_collected"),
        ("我局不存在收费情况。", "foi_fees_collected"),
        (
            "未召开新闻发布会,未开展在线访谈,未制定规范性文件,未发布政策解读稿件。",
            "press_conferences online_interviews normative_documents_made "
            "interpretations_published",
        ),
        ("没有发生需要回应的重大舆情。", "responses_hot_topics"),
        ("未举办政府信息公开培训班。", "trainings_held"),
    ],
)
def test_a_zero_statement_sets_exactly_what_it_speaks_of(sentence: str, zeros: str) -> None:
    assert figures(sentence) == dict.fromkeys(zeros.split(), Decimal(0))


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "其中当面、传真、网络、信函申请分别为1、0、3、2件。",
            {
                "received_in_person": 1,
                "received_fax": 0,
                "received_online": 3,
                "received_letter": 2,
            },
        ),
        ("全年分别收到网络申请、信函申请5件、4件。", {"received_online": 5, "received_letter": 4}),
        (
            "申请中予以公开、部分公开、不予公开的分别为3件、1件和0件。",
            {"outcome_granted": 3, "outcome_partly_granted": 1, "outcome_refused": 0},
        ),
        (
            "政府信息公开行政复议、行政诉讼分别为2件和1件。",
            {"reviews_total": 2, "litigation_total": 1},
        ),
        ("其中当面、传真、网络申请分别为1、3件。", {}),
    ],
)
def test_lists_are_read_where_names_and_figures_are_as_many(
    sentence: str, expected: dict[str, int]
) -> None:
    assert figures(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "value"),
    [
        ("政务微博公开信息近800条。", 800),
        ("政务微博公开信息超过500条。", 500),
        ("政务微博公开信息1.2万余条。", 12000),
        ("政务微博公开信息二百余条。", 200),
    ],
)
def test_approximate_numbers_keep_the_number_and_say_so(sentence: str, value: int) -> None:
    (reading,) = prose.read(build(read_text(sentence.encode())), set(), 2018)
    assert (reading.entry.value, reading.entry.flags) == (value, ("approximate",))


def test_an_outcome_that_is_told_of_one_case_or_of_all_is_marked() -> None:
    text = "收到申请2件,均通过网络提交。政府信息公开行政复议1件,结果为维持。"
    readings = prose.read(build(read_text(text.encode())), set(), 2018)
    assert {(r.metric, r.value.text) for r in readings if "implied_count" in r.flags} == {
        ("received_online", "2"),
        ("reviews_upheld", "1"),
    }


def test_the_value_is_the_figure_and_the_quote_the_sentence() -> None:
    text = "一、总体情况\n  我局高度重视。2018年“共收到”政府信息公开申请 3 件。谢谢。"
    document = build(read_text(text.encode()))
    (reading,) = prose.read(document, set(), 2018)
    assert document.text[reading.value.start : reading.value.end] == reading.value.text == "3"
    quoted = document.text[reading.start : reading.end]
    assert quoted == "2018年“共收到”政府信息公开申请 3 件"


_PIECES = st.sampled_from(
    "2018年 全年 共 收到 受理 政府信息公开申请 申请 其中 网络申请 3 12 1,234 二百余 件 条 , 、 。 ; ( ) "
    "没有 未 无 发生 行政复议 行政诉讼 均为 分别为 主动公开 政府信息 政府网站 公开 答复 不予公开 "
    "同意公开 费用 收取 元 去年 以来 累计 《 》 “ ” 结转 下年度 办理 召开 新闻发布会 次".split(" ")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, min_size=1, max_size=60).map("".join))
def test_whatever_is_written_the_values_stand_where_they_say(text: str) -> None:
    document = build(read_text(text.encode()))
    for reading in prose.read(document, set(), 2018):
        assert document.text[reading.value.start : reading.value.end] == reading.value.text
        assert reading.start <= reading.value.start < reading.value.end <= reading.end
        assert reading.entry.value is not None


@pytest.mark.parametrize(
    "piece", ["收到申请", "没有", "政府信息公开", "公开3件", "3", ",", "年以来"]
)
def test_endless_sentences_are_read_in_bounded_time(piece: str) -> None:
    started = time.process_time()
    figures(piece * 3000)
    assert time.process_time() - started < 3


def test_lines_that_were_broken_at_a_width_are_read_as_one_sentence() -> None:
    text = (
        "三、依申请公开情况\n2018年度我局认真做好依申请公开工作,全年共收到政府信息\n"
        "公开申请12件,全部在规定期限内按时答复,其中信函申请1\n1件,网络申请1件。\n"
    )
    assert figures(text) == {
        "applications_received": 12,
        "applications_answered": 12,
        "received_letter": 11,
        "received_online": 1,
    }


def test_a_heading_is_not_the_rest_of_the_line_above_it() -> None:
    # The line above ends without a mark; joined to it the chapter on plans would go unseen.
    text = (
        "三、依申请公开情况\n全年收到政府信息公开申请12件\n"
        "我局政府信息公开工作虽取得一定成绩但与群众的期待仍有差距需要继续努力加以改进\n"
        "四、下一步工作打算与安排\n主动公开政府信息300条。\n"
    )
    assert figures(text) == {"applications_received": 12}


def test_a_label_and_the_cell_under_it_are_no_sentence() -> None:
    text = "其中主要负责同志参加政府网站在线访谈或者电视问政活动总的次数\n3\n"
    assert figures(text) == {}


def test_a_chapter_that_holds_nothing_but_none_states_zero_of_what_its_heading_names() -> None:
    text = (
        "四、政府信息公开收费及减免情况\n无。\n五、因政府信息公开申请行政复议、提起行政诉讼情况\n\n  无\n"
        "六、存在的问题\n无。\n"
    )
    found = prose.read(build(read_text(text.encode())), set(), 2018)
    assert {(r.metric, r.entry.kind, text[r.value.start : r.value.end]) for r in found} == {
        ("foi_fees_collected", "zero_stated", "无"),
        ("reviews_total", "zero_stated", "无"),
        ("litigation_total", "zero_stated", "无"),
    }


def test_a_cell_of_a_table_is_no_chapter_that_holds_nothing() -> None:
    assert figures("四、政府信息公开行政复议、行政诉讼情况\n\n无\n0\n/\n无\n") == {}


def test_a_sentence_that_goes_on_from_nothing_stands_for_itself() -> None:
    assert figures("。其中收到政府信息公开申请3件。") == {"applications_received": 3}
