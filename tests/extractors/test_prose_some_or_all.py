"""A figure, or a denial, that is of some of a kind, of what came of it or of what was done with it."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors import prose
from extractors.document import build
from extractors.readers import read_text


def figures(text: str) -> dict[str, Decimal | None]:
    readings = prose.read(build(read_text(text.encode())), set(), 2018)
    return {reading.metric or "": reading.entry.value for reading in readings}


@pytest.mark.parametrize(
    "some",
    [
        "收到涉及征地拆迁的政府信息公开申请45件。",
        "受理有关房屋征收的政府信息公开申请45件。",
        "收到关于规划方面的政府信息公开申请12件。",
        "收到来自企业的政府信息公开申请12件。",
        "收到律师提出的政府信息公开申请12件。",
        "收到重复的政府信息公开申请12件。",
        "收到更正政府信息申请12件。",
        "受理土地类政府信息公开申请12件。",
        "收到户籍信息公开申请12件。",
        "共收到12件涉及土地的政府信息公开申请。",
        "收到公民申请12件,法人申请3件。",
        "收到公民申请12件。",
    ],
)
def test_applications_of_some_kind_are_not_all_of_them(some: str) -> None:
    assert figures(some) == {}


@pytest.mark.parametrize(
    "all_of_them",
    [
        "收到有关政府信息公开申请12件。",
        "收到关于政府信息公开的申请12件。",
        "收到各类政府信息公开申请12件。",
        "收到有效政府信息公开申请12件。",
        "收到公民、法人和其他组织提出的政府信息公开申请12件。",
        "收到公民、法人申请12件。",
        "收到群众申请12件。",
        "收到政府信息公开申请12件,公民8件、法人4件。",
        "收到申请12件,公民申请8件,法人申请4件。",
        "共收到12件公民、法人提出的政府信息公开申请。",
    ],
)
def test_applications_of_any_kind_are_all_of_them(all_of_them: str) -> None:
    assert figures(all_of_them) == {"applications_received": 12}


@pytest.mark.parametrize(
    "some",
    [
        "没有积压的政府信息公开申请。",
        "没有尚未办理的政府信息公开申请。",
        "没有收到要求更正政府信息的申请。",
        "没有其他的政府信息公开申请。",
        "没有律师提出的政府信息公开申请。",
        "没有无法提供的政府信息公开申请。",
        "没有需要补正的政府信息公开申请。",
        "未收到法人或其他组织提出的政府信息公开申请。",
        "未收到来自企业的政府信息公开申请。",
        "未收到涉及商业秘密的政府信息公开申请。",
        "未收到有关征地拆迁的政府信息公开申请。",
        "未收到重复的政府信息公开申请。",
        "依申请公开工作中,没有应公开不予公开的情况。",
        "依申请公开工作中,没有无故不予公开的情况。",
        "政府信息公开工作中没有发生高额收费。",
        "推进政府信息公开,没有召开大型新闻发布会。",
        "没有制定涉及群众利益的规范性文件。",
        "没有发生重大的政府信息公开行政诉讼。",
        "政府信息公开工作中,未收到实名举报。",
    ],
)
def test_to_deny_some_of_a_kind_is_not_to_deny_all(some: str) -> None:
    assert figures(some) == {}


@pytest.mark.parametrize(
    ("sentence", "channel"),
    [
        ("未收到通过邮寄方式提交的政府信息公开申请。", "received_letter"),
        ("没有群众到现场申请公开政府信息。", "received_in_person"),
        ("未收到网上政府信息公开申请。", "received_online"),
    ],
)
def test_to_deny_one_channel_is_not_to_deny_all(sentence: str, channel: str) -> None:
    assert figures(sentence) == {channel: 0}


@pytest.mark.parametrize(
    "denial",
    [
        "未收到公民、法人和其他组织提出的政府信息公开申请。",
        "未收到任何单位和个人提出的政府信息公开申请。",
        "未收到单位或个人以任何方式提出的政府信息公开申请。",
        "未收到社会公众向我局提出的依申请公开政府信息申请。",
        "未收到群众要求公开政府信息的申请。",
        "未收到国内外公众的政府信息公开申请。",
        "没有收到向我局提出的政府信息公开书面申请。",
        "我局未收到有效的政府信息公开申请。",
        "没有公民、法人和其他组织向永嘉县税务局申请公开政府信息。",
        "没有公民、法人或者其他组织向枣强镇申请公开政府信息。",
        "未收到以书面形式提出的政府信息公开申请。",
        "未收到公民根据自身生产、生活、科研等特殊需要提出的政府信息公开申请。",
        "未受理依申请公开政府信息事项。",
    ],
)
def test_whoever_might_have_applied_all_are_denied(denial: str) -> None:
    assert figures(denial) == {"applications_received": 0}


@pytest.mark.parametrize(
    ("sentence", "denied"),
    [
        (
            "未发生因政府信息公开申请提起的行政复议和行政诉讼案件。",
            {"reviews_total", "litigation_total"},
        ),
        ("未发生因政府信息公开申请而被提起行政诉讼。", {"litigation_total"}),
        ("未发生因依申请公开事项引发行政复议。", {"reviews_total"}),
        ("未发生因信息公开申请并提起行政复议的情况。", {"reviews_total"}),
        ("没有公民因政府信息公开申请提起行政诉讼。", {"litigation_total"}),
        ("没有发生因政府信息公开申请引起投诉举报的情况。", {"complaints_total"}),
        ("未发生因对政府信息公开举报投诉提起的行政复议。", {"reviews_total"}),
        ("收到申请5件,没有因网上申请而提起的行政复议。", {"applications_received"}),
        ("未发生因政府信息公开申请和答复引起的行政复议。", set()),
        ("未发生因不予公开提起的行政复议。", set()),
        ("没有因行政复议而提起的行政诉讼。", set()),
        # Here both are denied.
        ("未发生申请行政复议和提起行政诉讼的情况。", {"reviews_total", "litigation_total"}),
        (
            "没有收到政府信息公开申请和提起行政复议的情况。",
            {"applications_received", "reviews_total"},
        ),
        ("没有收到信息公开申请、也没有引发行政复议。", {"applications_received", "reviews_total"}),
    ],
)
def test_what_something_else_came_of_is_not_denied(sentence: str, denied: set[str]) -> None:
    assert set(figures(sentence)) == denied


@pytest.mark.parametrize(
    "sentence",
    [
        "清理主动公开政府信息120条。",
        "审核主动公开政府信息120条。",
        "上报主动公开政府信息120条。",
        "向档案馆移交主动公开政府信息120条。",
        "向档案馆、图书馆报送主动公开的政府信息120条。",
        "撤下不宜公开的政府信息12条。",
    ],
)
def test_what_was_done_with_them_is_not_how_many_there_are(sentence: str) -> None:
    assert figures(sentence) == {}


@pytest.mark.parametrize("ready", ["审核并", "清理后", "整理、", "共"])
def test_what_was_disclosed_after_that_is_counted(ready: str) -> None:
    assert figures(f"{ready}主动公开政府信息120条。") == {"disclosed_total": 120}


@pytest.mark.parametrize(
    "sentence",
    [
        "公文300件,其中主动公开200件,依申请公开60件,不予公开40件。",
        "产生政府信息1300条,其中主动公开1200条、依申请公开80条、不予公开20条。",
        "制作政府信息1300件,其中不予公开20件。",
        "主动公开1200条,依申请公开80条,不予公开20条。",
    ],
)
def test_how_documents_may_be_disclosed_is_no_application(sentence: str) -> None:
    assert figures(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("主动公开政府信息1200条,依申请公开80条,不予公开20条。", {"disclosed_total": 1200}),
        (
            "主动公开政府信息1200条,依申请公开8件。",
            {"disclosed_total": 1200, "applications_received": 8},
        ),
        (
            "收到政府信息公开申请9件,经审查决定不予公开2件。",
            {"applications_received": 9, "outcome_refused": 2},
        ),
        (
            "答复政府信息公开申请5件,其中公开文件3件,不予公开2件。",
            {"applications_answered": 5, "outcome_refused": 2},
        ),
    ],
)
def test_how_documents_may_be_disclosed_is_told_from_applications(
    sentence: str, expected: dict[str, int]
) -> None:
    assert figures(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "每个部门主动公开政府信息20条以上。",
        "人均公开政府信息20条。",
        "春节期间收到政府信息公开申请5件。",
        "换届后收到政府信息公开申请5件。",
    ],
)
def test_a_mean_or_a_festival_is_not_the_year(sentence: str) -> None:
    assert figures(sentence) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "政府信息公开有序,发生行政复议3件,均与信息公开无关。",
        "政府信息公开有序,发生行政复议3件(非信息公开案件)。",
    ],
)
def test_cases_that_do_not_turn_on_disclosure_are_left_out(sentence: str) -> None:
    assert figures(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("主动公开1480条,依申请公开20条。", {}),
        ("公开政府信息1500条,其中依申请公开20条。", {}),
        ("主动公开政府信息1480条,依申请公开20条。", {"disclosed_total": 1480}),
        ("主动公开政府信息1480条,依申请公开0条。", {"disclosed_total": 1480}),
        (
            "共公开各类政府信息1500条,其中主动公开1480条,依申请公开20条。",
            {"disclosed_total": 1480},
        ),
        (
            "公开政府信息1500条(其中主动公开1480条、依申请公开20条)。",
            {"disclosed_total": 1480},
        ),
        (
            "共公开政府信息1500条,其中通过网站公开1000条。",
            {"disclosed_total": 1500, "disclosed_website": 1000},
        ),
    ],
)
def test_items_disclosed_on_request_are_told_from_applications_and_from_the_own_initiative(
    sentence: str, expected: dict[str, int]
) -> None:
    assert figures(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "依申请公开20件,占申请总量的80%。",
        "依申请公开20件,占总数的80%。",
        "收到有效申请18件,无效申请2件。",
    ],
)
def test_applications_that_are_a_share_of_them_are_not_all(sentence: str) -> None:
    assert figures(sentence) == {}


@pytest.mark.parametrize("whole", ["占全市申请总量的10%", "占全市的10%", "均为有效申请"])
def test_applications_that_are_a_share_of_a_larger_place_are_all_of_ours(whole: str) -> None:
    assert figures(f"收到政府信息公开申请20件,{whole}。") == {"applications_received": 20}


@pytest.mark.parametrize("ands", ["和信息", "及", "或", "、", "与"])
def test_one_figure_for_two_outcomes_is_neither(ands: str) -> None:
    assert figures(f"不予公开{ands}不存在5件。") == {}


@pytest.mark.parametrize("comma", [",", "、"])
def test_conferences_held_and_conferences_joined_are_asked_for_together(comma: str) -> None:
    assert figures(f"召开新闻发布会3次{comma}参加市政府新闻发布会2次。") == {}


def test_conferences_held_and_attended_by_the_principal_official() -> None:
    assert figures("召开新闻发布会3次,其中主要负责同志参加新闻发布会1次。") == {
        "press_conferences": 3,
        "press_conferences_led": 1,
    }


@pytest.mark.parametrize("listened", ["收听", "收看", "观看"])
def test_interviews_of_others_are_not_ours(listened: str) -> None:
    assert figures(f"{listened}在线访谈2次。") == {}


@pytest.mark.parametrize("fee", ["免收", "减收", "应收", "少收"])
def test_fees_not_taken_are_no_fees_collected(fee: str) -> None:
    assert figures(f"依申请公开{fee}费用300元。") == {}


def test_fees_taken_are() -> None:
    assert figures("依申请公开收取费用300元。") == {"foi_fees_collected": 300}


@pytest.mark.parametrize(
    "sentence",
    [
        "信息公开平台接收政府信息公开申请3件,线下接收2件。",
        "网站依申请公开栏目收到申请3件。",
        "依申请公开系统受理申请3件。",
        "市政府受理申请12件,各部门受理申请30件,共42件。",
        "分别收到政府信息公开申请3件、5件。",
    ],
)
def test_what_one_way_in_or_one_body_received_is_not_all(sentence: str) -> None:
    assert figures(sentence) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "代市政府答复政府信息公开申请5件。",
        "协助市政府答复政府信息公开申请5件。",
        "督促各部门主动公开政府信息300条。",
        "配合市委宣传部召开新闻发布会2次。",
    ],
)
def test_what_was_done_for_others_or_by_them_is_not_ours(sentence: str) -> None:
    assert figures(sentence) == {}


def test_what_was_done_under_guidance_is_ours() -> None:
    assert figures("在市政府办指导下,主动公开政府信息300条。") == {"disclosed_total": 300}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("没有召开专题新闻发布会。", {}),
        ("召开专题新闻发布会3次。", {}),
        ("召开新闻发布会5场,其中专题新闻发布会2场。", {"press_conferences": 5}),
    ],
)
def test_conferences_of_some_kind_are_not_all(sentence: str, expected: dict[str, int]) -> None:
    assert figures(sentence) == expected


def test_items_withheld_are_no_applications_refused() -> None:
    assert figures("主动公开政府信息1480条,不予公开信息20条。") == {"disclosed_total": 1480}


def test_applications_counted_in_items_are_refused_still() -> None:
    assert figures("收到申请20条,其中属于主动公开15条,不予公开5条。") == {
        "applications_received": 20,
        "outcome_refused": 5,
    }


@pytest.mark.parametrize(
    "sentence",
    [
        "信息公开类行政复议占全部复议案件5件的20%。",
        "因信息公开引发复议诉讼5件。",
        "调整信息公开人员2名。",
    ],
)
def test_the_base_of_a_share_two_kinds_together_and_people_moved(sentence: str) -> None:
    assert figures(sentence) == {}


def test_reviews_and_suits_each_have_the_figure_given_to_each() -> None:
    assert figures("信息公开行政复议、行政诉讼各1件。") == {
        "reviews_total": 1,
        "litigation_total": 1,
    }


@pytest.mark.parametrize(
    "reason",
    [
        "属于内部管理信息",
        "涉及第三方权益",
        "因申请材料不全",
        "因不属于公开范围",
        "工作秘密",
        "危及国家安全、公共安全",
        "法律、行政法规禁止公开",
        "应公开而",
        "部分",
        "部分公开部分",
    ],
)
def test_applications_refused_for_one_reason_are_not_all_refused(reason: str) -> None:
    assert figures(f"收到政府信息公开申请30件,{reason}不予公开3件。") == {
        "applications_received": 30
    }


@pytest.mark.parametrize(
    "told",
    ["不予公开3件", "依法不予公开3件", "属不予公开的3件", "属于已主动公开范围的5件、不予公开3件"],
)
def test_applications_refused_without_a_reason_are_all_refused(told: str) -> None:
    assert figures(f"收到政府信息公开申请30件,{told}。")["outcome_refused"] == 3


@pytest.mark.parametrize(
    "sentence", ["属已主动公开10件,依申请公开20件。", "主动公开148份、依申请公开20份。"]
)
def test_what_is_counted_alike_is_disclosed_on_request(sentence: str) -> None:
    assert "applications_received" not in figures(sentence)


def test_applications_counted_otherwise_than_items_are_applications() -> None:
    assert figures("主动公开政府信息1480条,依申请公开20件。") == {
        "disclosed_total": 1480,
        "applications_received": 20,
    }


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("收到行政复议申请5件,其中涉及政府信息公开3件。", {}),
        ("收到行政复议5件,其中信息公开类3件。", {}),
        (
            "因政府信息公开引发行政复议5件,其中涉及政府信息公开申请答复3件。",
            {"reviews_total": 5},
        ),
        ("共举办新闻发布会3场,参加5场。", {}),
        ("召开新闻发布会3次,参加人数50人。", {"press_conferences": 3}),
        ("未收到书面申请,网上申请3件。", {}),
        ("未收到书面申请。", {"applications_received": 0}),
        ("受理各类申请30件,均按时办结。", {}),
        ("办结各类申请30件。", {}),
        ("收到申请30件,均按时办结。", {"applications_received": 30, "applications_closed": 30}),
    ],
)
def test_a_part_another_kind_or_the_rest_is_not_all(
    sentence: str, expected: dict[str, int]
) -> None:
    assert figures(sentence) == expected


@pytest.mark.parametrize(
    "whose", ["对低保户的申请", "部分申请", "网上申请", "对困难群众", "个人申请"]
)
def test_to_take_no_fee_of_some_is_not_to_take_none(whose: str) -> None:
    assert figures(f"依申请公开情况:{whose}未收取费用。") == {}


@pytest.mark.parametrize("whose", ["对公民个人申请", "所有申请均", "对公民、法人和其他组织的申请"])
def test_to_take_no_fee_of_anybody_is_to_take_none(whose: str) -> None:
    assert figures(f"{whose}未收取费用。") == {"foi_fees_collected": 0}


def test_a_fee_beside_those_not_taken_is_taken() -> None:
    told = "依申请公开未收取检索费、复制费,收取邮寄费20元。"
    assert figures(told) == {"foi_fees_collected": 20}
