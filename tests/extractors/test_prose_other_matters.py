"""Figures of other years and other matters whose words stand in another clause or heading."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors import prose
from extractors.document import build
from extractors.readers import read_text

BUREAU = "清河县农业局"
COUNTY = "清河县人民政府"
REQUESTS = "三、依申请公开情况\n"


def figures(text: str, body: str = BUREAU, year: int = 2012) -> dict[str, Decimal | None]:
    readings = prose.read(build(read_text(text.encode())), set(), year, body)
    return {reading.metric or "": reading.entry.value for reading in readings}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            REQUESTS + "自2008年起施行以来累计主动公开政府信息40452条,其中2012年新增5931条。",
            {"disclosed_total": 5931},
        ),
        (REQUESTS + "网站整合了栏目,2012年新增12条。", {}),
        (REQUESTS + "编制了依申请公开目录,2012年新增12条。", {}),
        (REQUESTS + "本年新收13件。", {"applications_received": 13}),
        (REQUESTS + "2012年收到13件。", {"applications_received": 13}),
        (
            "主动公开政府信息300条,办理申请15件,其中上年结转2件,本年新增13件。",
            {
                "disclosed_total": 300,
                "applications_carried_in": 2,
                "applications_received": 13,
            },
        ),
    ],
)
def test_what_is_new_is_an_application_only_where_the_sentence_speaks_of_one(
    text: str, expected: dict[str, int]
) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2012年办理申请15件,其中上年结转2件。", {"applications_carried_in": 2}),
        ("转入2012年办理的政府信息公开申请15件。", {}),
        ("结转2013年办理的政府信息公开申请1件。", {"applications_carried_out": 1}),
        ("政府信息公开申请转下年度办理1件。", {"applications_carried_out": 1}),
    ],
)
def test_the_year_that_applications_are_carried_to_comes_after_the_report_s(
    text: str, expected: dict[str, int]
) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("一、2011年工作回顾\n主动公开政府信息300条。\n收到政府信息公开申请9件。", {}),
        ("一、2011年工作回顾\n(一)公开情况\n主动公开政府信息300条。未收到政府信息公开申请。", {}),
        ("一、2011年工作回顾\n今年主动公开政府信息412条。", {"disclosed_total": 412}),
        (
            "一、2011年工作回顾\n主动公开政府信息300条。\n二、2012年工作情况\n主动公开政府信息412条。",
            {"disclosed_total": 412},
        ),
        (
            "一、2011年工作回顾\n主动公开政府信息300条。\n二、工作情况\n主动公开政府信息412条。",
            {"disclosed_total": 412},
        ),
        ("一、2008年以来的工作\n2012年主动公开政府信息412条。", {"disclosed_total": 412}),
        ("一、2012年工作回顾\n主动公开政府信息412条。", {"disclosed_total": 412}),
    ],
)
def test_the_year_of_a_heading_governs_its_chapter(text: str, expected: dict[str, int]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "2011年,我局努力推进信息公开。全年共主动公开政府信息300条。2012年主动公开政府信息412条。",
            {"disclosed_total": 412},
        ),
        ("去年,我局努力推进信息公开。全年共主动公开政府信息300条。", {}),
        ("2011年,我局受到表彰。今年主动公开政府信息412条。", {"disclosed_total": 412}),
        (
            "2012年,我局努力推进信息公开。全年共主动公开政府信息412条。",
            {"disclosed_total": 412},
        ),
        (
            "2008年5月1日起,我局施行条例。全年共主动公开政府信息412条。",
            {"disclosed_total": 412},
        ),
    ],
)
def test_the_whole_year_is_the_one_that_the_sentence_before_named(
    text: str, expected: dict[str, int]
) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("新增政府信息公开查阅点2个,总数达到15个。", {"reading_points": 15}),
        ("撤并政府信息公开查阅点3个。", {}),
        ("新增政府信息公开查阅点2个。", {"reading_points": 2}),
        ("设立政府信息公开查阅点4个,配备电脑5台。", {"reading_points": 4}),
        (
            "政府信息公开工作由办公室负责,有专职工作人员12人从事水政执法。",
            {},
        ),
        ("政府信息公开工作由办公室负责,有兼职工作人员12人负责防汛。", {}),
        (
            "政府信息公开工作由办公室负责,有专职工作人员2人从事信息公开工作。",
            {"staff_full_time": 2},
        ),
        ("四、政府信息公开收费情况\n征收水资源费320万元,未收取其他费用。", {}),
        ("四、政府信息公开收费情况\n收取复印费20元,未收取其他费用。", {}),
        ("四、政府信息公开收费情况\n征收水资源费320万元,未收取任何费用。", {}),
        ("四、政府信息公开收费情况\n未收取任何费用。", {"foi_fees_collected": 0}),
        (
            "征收水资源费320万元,政府信息公开方面未收取任何费用。",
            {"foi_fees_collected": 0},
        ),
        (
            "收到政府信息公开申请11件,当场答复3件,15个工作日内答复8件。",
            {"applications_received": 11},
        ),
        ("当面答复申请3件,信函答复5件。", {}),
        (
            "收到政府信息公开申请11件,已答复11件。",
            {"applications_received": 11, "applications_answered": 11},
        ),
    ],
)
def test_a_part_or_another_matter_is_no_total(text: str, expected: dict[str, int]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年需主动公开信息800条,实际完成912条。", {"disclosed_total": 912}),
        ("应主动公开政府信息2345条,实际公开2340条。", {"disclosed_total": 2340}),
        ("每个单位应于年底前主动公开政府信息30条。", {}),
        ("要求每个单位公开政府信息20条。", {}),
        ("有望主动公开政府信息500条。", {}),
        ("承诺主动公开政府信息500条。", {}),
        ("可主动公开政府信息500条。", {}),
        ("规定须举办政府信息公开培训班3期。", {}),
        ("原定召开新闻发布会5场。", {}),
        ("积极回应社会关切,主动公开政府信息30条。", {"disclosed_total": 30}),
        ("对应予公开的信息,主动公开政府信息30条。", {"disclosed_total": 30}),
        ("做到应公开尽公开,主动公开政府信息30条。", {"disclosed_total": 30}),
        ("按要求主动公开政府信息30条。", {"disclosed_total": 30}),
        ("根据工作需要召开政府信息公开工作会议3次。", {"meetings_held": 3}),
        ("应主动公开的政府信息300条全部公开。", {"disclosed_total": 300}),
        ("对接群众需求主动公开政府信息30条。", {"disclosed_total": 30}),
        ("公开行政许可信息,主动公开政府信息30条。", {"disclosed_total": 30}),
        ("如收到政府信息公开申请5件以上的,应集中办理。", {}),
        ("若收到政府信息公开申请5件,我局将答复。", {}),
        ("第一条 行政机关收到政府信息公开申请5件以上的,应当报告。", {}),
        ("如期完成任务,收到政府信息公开申请5件。", {"applications_received": 5}),
        ("努力实现政府信息公开行政复议、行政诉讼零发生。", {}),
        ("实现政府信息公开行政复议零发生。", {"reviews_total": 0}),
    ],
)
def test_a_duty_a_condition_or_an_aim_is_no_fact(text: str, expected: dict[str, int]) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("与去年同期相比,增加主动公开政府信息37条。", {}),
        ("同比增加召开新闻发布会37次。", {}),
        (
            "与去年相比,透明度有所增加,主动公开政府信息37条。",
            {"disclosed_total": 37},
        ),
        ("新增主动公开政府信息37条。", {"disclosed_total": 37}),
        ("三季度未收到政府信息公开申请。", {}),
        ("上半年未发生政府信息公开行政复议。", {}),
        ("一季度至四季度未收到政府信息公开申请。", {"applications_received": 0}),
        ("三年投入政府信息公开专项经费150万元。", {}),
        ("二〇一二年投入政府信息公开专项经费15万元。", {"foi_budget": 15}),
    ],
)
def test_a_difference_and_a_part_or_a_number_of_years_are_not_the_year(
    text: str, expected: dict[str, int]
) -> None:
    assert figures(text) == expected


@pytest.mark.parametrize("body", [BUREAU, COUNTY])
@pytest.mark.parametrize(
    "text",
    [
        "县教育局:主动公开政府信息37条,收到政府信息公开申请3件。",
        "1、县教育局:收到政府信息公开申请37件。",
        "县水库管理处收到政府信息公开申请37件。",
        "县财政局、县民政局各主动公开政府信息37条。",
        "据全国统计,收到政府信息公开申请37件。",
    ],
)
def test_figures_of_bodies_that_are_listed_or_counted_elsewhere(text: str, body: str) -> None:
    assert figures(text, body) == {}


def test_a_body_may_name_itself_before_a_colon() -> None:
    assert figures("县农业局:主动公开政府信息37条。") == {"disclosed_total": 37}
    assert figures("公开情况:主动公开政府信息37条。") == {"disclosed_total": 37}
    assert figures("据全县统计,收到政府信息公开申请37件。", COUNTY) == {"applications_received": 37}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年共受理行政许可申请820件。其中当面申请320件,网络申请500件。", {}),
        (
            "全年共受理行政许可申请820件。此外,收到政府信息公开申请9件。",
            {"applications_received": 9},
        ),
        ("窗口共受理各类申请820件,办结820件。", {}),
        (REQUESTS + "窗口办理营业执照。共受理申请820件,办结815件。", {}),
        (
            REQUESTS + "窗口办理营业执照。共受理政府信息公开申请9件,办结8件。",
            {"applications_received": 9, "applications_closed": 8},
        ),
        (
            "全年作出行政处罚56件,被申请行政复议3件,维持3件;被提起行政诉讼1件,驳回1件。",
            {},
        ),
        (
            "全年作出行政处罚56件;因政府信息公开被提起行政诉讼1件。",
            {"litigation_total": 1},
        ),
        ("除政府信息公开外的行政复议案件12件。", {}),
        ("政府信息公开行政复议案件12件。", {"reviews_total": 12}),
    ],
)
def test_business_of_another_kind_goes_on_until_disclosure_is_named(
    text: str, expected: dict[str, int]
) -> None:
    assert figures(text) == expected
