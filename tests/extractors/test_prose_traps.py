"""What only looks like a figure of this body and this year stays out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors import prose
from extractors.document import build
from extractors.prose import guarding
from extractors.prose.rules import guards
from extractors.readers import read_text
from extractors.rows import read_yaml


def figures(text: str, year: int = 2018, body: str = "") -> dict[str, Decimal | None]:
    readings = prose.read(build(read_text(text.encode())), set(), year, body)
    return {reading.metric or "": reading.entry.value for reading in readings}


@pytest.mark.parametrize("name", sorted(read_yaml("prose/guards.yml")))
def test_every_guard_keeps_its_own_example_out(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    row = read_yaml("prose/guards.yml")[name]
    sentence, body = row["keeps_out"], row.get("said_by", "")
    guarded = figures(sentence, body=body)
    others = tuple(guard for guard in guards() if guard.guard != name)
    monkeypatch.setattr(guarding, "guards", lambda: others)
    assert len(figures(sentence, body=body)) > len(guarded)


@pytest.mark.parametrize(
    "sentence",
    [
        "2017年收到政府信息公开申请30件。",
        "去年共收到政府信息公开申请30件。",
        "自2008年条例施行以来,共收到政府信息公开申请300件。",
        "自2008年以来累计受理政府信息公开申请300件,其中信函申请100件。",
        "条例实施以来,我局共收到政府信息公开申请95件。",
        "2018年上半年收到政府信息公开申请6件。",
        "公开政府信息同比增加300条。",
        "收到政府信息公开申请约占总数的30%。",
        "政府信息公开申请答复率100%。",
        "各乡镇共收到政府信息公开申请30件。",
        "全市各级行政机关共收到政府信息公开申请3100件。",
        "区政府及各部门共收到政府信息公开申请90件。",
        "下属单位共收到政府信息公开申请30件,我局收到5件。",
        "市政府办公室收到政府信息公开申请88件,我局认真协助办理。",
        "县政府受理的36件依申请公开事项由其自行答复,与我镇无涉。",
        "下一步,计划公开政府信息500条,收到政府信息公开申请30件。",
        "2019年计划举办政务公开培训3期,召开专题会议2次。",
        "我局将召开新闻发布会3场。",
        "截至11月末,共受理行政许可及服务事项184281件,同比增长7.8%,办结184281,办结率100%。",
        "全年办理行政许可申请1290件,全部办结。",
        "受理企业注册登记申请3000件。",
        "共收到低保申请500件。",
        "受理法律援助申请30件,办结28件。",
        "12345热线受理群众诉求2300件,办结2290件。",
        "市长热线电话接听各界来电668个,收到咨询申请66件。",
        "接受公众咨询320人次,其中电话咨询200人次,当面咨询120人次。",
        "收到网上咨询申请20件,信函5封。",
        "全年答复网民留言30条。",
        "办理人大代表建议15件、政协提案20件,答复率100%。",
        "依据《关于依申请公开的意见》〔2017〕88号办理。",
        "公开电话85251818,邮编310016。",
        "第3次修订了政府信息公开指南,共收到申请相关意见5条。",
        "市政务公开领导小组办公室先后两次召开会议。",
        "到图书馆查阅人数达6万人次。",
        "政府信息公开查阅场所接待群众320人次。",
        "发布信息9895条,访问量达1.6万次。",
        "政府信息公开目录共收录信息3000条。",
        "共收办政府信息公开申请3646件。",
        "申请内容主要涉及征地补偿、规划等方面,其中征地类申请12件。",
        "收到申请人补正材料3件。",
        "委政务网站主动公开各类信息1000余条。",
        "政务微信、微博主动公开政府信息696条。",
        "政务微博、政务微信公开政府信息696条。",
        "通过政府网站、微博、微信公开政府信息1200条。",
        "主动公开财政预决算信息12条,主动公开政府采购信息30条。",
        "行政复议、行政诉讼共3件。",
        "全年受理行政复议申请28件,其中维持20件。",
        "全年行政诉讼应诉案件32件,其中政府信息公开类2件。",
        "本局作为复议机关,共收到行政复议申请120件,审结110件。",
        "收取行政事业性收费350万元。",
        "依申请公开复制费每页0.5元。",
        "举办新闻发布会培训2期。",
        "组织农业技术培训12期,培训农民3000人次。",
        "参加省、市组织的政务公开培训2次。",
        "从事政务公开工作的专兼职人员共8人。",
        "没有向社会公开的规范性文件3件。",
        "参加市政府召开的政务公开工作会议2次。",
        "市法院受理一审行政案件230件,涉及政府信息公开行政诉讼30件。",
        "(一)回应公众关注热点或重大舆情数(不同方式回应同一热点或舆情计1次)",
    ],
)
def test_what_only_looks_like_a_figure_of_the_year_is_left_out(sentence: str) -> None:
    assert figures(sentence) == {}


@pytest.mark.parametrize(
    "sentence",
    [
        "没有收到对政府信息公开工作不满意的意见。",
        "未发生因未按时答复政府信息公开申请的情形。",
        "无超期答复政府信息公开申请情况。",
        "没有因不予公开引发的纠纷。",
        "没有未公开的规范性文件。",
        "全年未发生失密泄密事件,未收到相关投诉。",
        "去年没有收到政府信息公开申请。",
        "2017年未收到政府信息公开申请。",
        "我局没有收到市政府转办的政府信息公开申请。",
        "无依申请公开收费项目。",
        "未发生行政诉讼败诉案件。",
        "除1起政府信息公开行政复议外,未发生其他行政复议、行政诉讼案件。",
        "没有收到外国人提出的政府信息公开申请。",
        "没有发生因征地拆迁引起的行政复议案件,政府信息公开工作平稳。",
        "本年度没有因涉及国家秘密不予公开的情况。",
    ],
)
def test_a_zero_statement_about_one_thing_zeroes_nothing_else(sentence: str) -> None:
    assert figures(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2018年共收到政府信息公开申请12件,2017年为30件。", 12),
        ("2018年收到政府信息公开申请12件,而2017年收到申请30件,其中网络申请20件。", 12),
        ("与2017年收到的11件相比,2018年我局收到政府信息公开申请9件。", 9),
        ("共接收政府信息公开申请件30件,比2017年的25件增加5件。", 30),
        ("全年共收到申请12件,上年同期为8件。", 12),
        ("全系统共受理政府信息公开申请310件,其中我局本级受理12件。", 12),
        ("自2008年以来累计收到政府信息公开申请300件,其中2018年收到12件。", 12),
        ("今年以来,全市累计受理政府信息公开申请45件。", 45),
        ("依据《2017年政务公开工作要点》,共收到政府信息公开申请7件。", 7),
    ],
)
def test_the_own_figure_is_taken_beside_the_other(sentence: str, expected: int) -> None:
    assert figures(sentence) == {"applications_received": expected}


@pytest.mark.parametrize(
    "sentence",
    [
        # Other fees than those for disclosure on application.
        "征收排污费235万元。",
        "2018年我局征收水资源费235万元。",
        "收取城市基础设施配套费2672万元。",
        "政府信息公开窗口代收各项规费4950万元。",
        "收取检索费20元、复制费30元、邮寄费10元。",
        # Answers to others than applicants for disclosure.
        "依申请公开方面,人大代表建议和政协提案15件,答复15件。",
        "公开受理信访事项1883件,答复7758件。",
        "公开接待群众来访235人次,答复235件。",
        "网上办事大厅受理申请2350件,办结2350件。",
        # Complaints and cases about other matters.
        "推进政务公开,受理劳动保障监察举报投诉4223件,结案7961件。",
        "推进政务公开,办理市长公开电话交办单6547件,网上投诉6250件。",
        "推进政务公开,受理群众举报投诉4426件,查处违法案件30件。",
        "共办理行政复议案件6815件,行政应诉案件7375件,涉及土地、工伤等领域。",
        "推进政务公开,我局办理行政复议案件68起,其中维持61起;应诉行政诉讼案件19起。",
        "因征收社会抚养费引起的行政复议3件、诉讼1件,与信息公开工作一并总结。",
        "政务公开年,被提起行政诉讼1件,系价格处罚纠纷。",
        "政务公开年,涉及动迁安置的行政复议案件7件、行政诉讼案件12件。",
        "因拆除违建被提起行政诉讼7件,维持6件,依法公开了结果。",
        "推进公开,非政府信息公开类行政复议5件、行政诉讼3件。",
        "公开全年发生行政诉讼案件16件,多数集中在土地确权领域。",
        "公开服务:道路运输从业资格证申请1,316件,办结1,316件,其中当面申请213件、网上申请1,103件。",
        "公开服务:12369环保举报平台受理举报1,263件,办结1,260件,结转下年3件。",
        "公开服务:办理人大代表建议126件、政协委员提案113件,公开236件,不予公开3件。",
        "公开服务:查处违规收费186万元。",
        "公开服务:受理病历复印申请3862份,收取复印费2.3万元。",
        "公开服务:受理依申请办理事项5268件,按时办结5268件。",
        "公开服务:收到网上申请326件,均为出国境证件。",
        # A part, or one of several, is not the whole.
        "受理群众书面申请4件,收到申请3件,共计7件。",
        "重复申请不予重复答复9件。",
        "政府信息公开收取复印费327元,邮寄费1,106元。",
        "政府信息公开诉讼中,驳回起诉12件、驳回诉讼请求10件。",
        "2017年、2018年分别收到政府信息公开申请31件、23件。",
        "同比多公开政府信息98条。",
        "完成年度目标任务公开政府信息500条的120%。",
        "2018年拟新增政府信息查阅点5个,配备政府信息公开专职人员4名。",
        "各设区市地税局共收到政府信息公开申请76件,均已答复。",
        "其中市本级收到政府信息公开申请46件,办结46件。",
        "因不服信息公开答复向我部申请行政复议的案件96件。",
        "《浦东新区公报》发行12期,公开信息232条。",
        "政府信息公开网坚持“一周一更新”,公开信息共216条。",
        # Neither held nor its own.
        "参加上级组织的政府信息公开培训21人次。",
        "召开新闻通气会37次。",
        "上年结转的2件行政复议案件已审结,依申请公开有序。",
        "上级下达的年度任务为主动公开政府信息200条。",
        # Applications, questions and complaints about anything else.
        "公开服务:受理农药经营许可申请62件,按时办结60件,延期办结1件。",
        "公开服务:受理开办企业申请62件,当日办结60件。",
        "公开服务:受理购机补贴申请62件,答复60件。",
        "公开服务:办结市民诉求62件,转下年办理3件。",
        "公开服务:受理纠纷仲裁申请62件,予以受理60件,不予公开2件。",
        "公开服务:接到热线工单62件,答复60件。",
        "公开服务:收到咨询62件,办结60件。",
        "公开服务:受理信访事项62件,按时办结60件,延期办结2件。",
        "依申请公开方便,大厅设有12个窗口。",
        "信息公开文件属性标注:依申请公开62件,不予公开60件。",
        "推进政务公开,举办植保技术培训班2期,培训60人次。",
        "一、政府信息公开总体情况\n收到举报投诉62件,其中市场类30件。",
        # One channel is not all.
        "编印《清河政报》12期,公开政府信息232条。",
        "在网上公开政府信息232条,在广播公开政府信息20条。",
        # Vague numbers, examples, rules, sections of the body, parts of the year.
        "主动公开政府信息数百条。",
        "主动公开政府信息几十条。",
        "主动公开政府信息上千条。",
        "例如,收到政府信息公开申请1件,申请公开征地批文。",
        "考核标准:主动公开政府信息200条得10分。",
        "种植科受理政府信息公开申请2件。",
        "办公室受理政府信息公开申请5件,种植科受理政府信息公开申请4件。",
        "2018年上半年,我局收到政府信息公开申请3件。",
        "2018年二季度,我局收到政府信息公开申请3件。",
        "2018年4月,我局举办政府信息公开培训班1期,培训30人次。",
        # Numbers that cannot be read whole are not read in part.
        "政府信息公开收取费用1,23元。",
    ],
)
def test_figures_of_other_matters_are_left_out(sentence: str) -> None:
    assert figures(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "我委未收取政府信息公开费用,行政服务中心代收各项规费4950万元。",
            {"foi_fees_collected": 0},
        ),
        ("没有安排政府信息公开专项经费。", {"foi_budget": 0}),
        ("召开新闻发布会17场、新闻通气会37次。", {"press_conferences": 17}),
        (
            "我县主要负责人参加新闻发布会2次,参加政府网站在线访谈1次。",
            {"press_conferences_led": 2, "online_interviews_led": 1},
        ),
        (
            "收到市政府办公室转来的政府信息公开申请3件,主动公开政府信息5条。",
            {"disclosed_total": 5},
        ),
        ("2018年主动公开政府信息514条,累计主动公开政府信息1962条。", {"disclosed_total": 514}),
        ("截至2018年底,累计主动公开政府信息586条,2018年度主动公开82条。", {"disclosed_total": 82}),
        (
            "截至2018年底,累计主动公开政府信息586条。2018年主动公开政府信息82条。",
            {"disclosed_total": 82},
        ),
        (
            "我市共收到政府信息公开申请734件,其中市本级收到申请112件。",
            {"applications_received": 734},
        ),
        ("组织政府信息公开培训班7期,开展安全生产培训4,983期。", {"trainings_held": 7}),
        ("政府信息公开工作培训1,250人次。", {"people_trained": 1250}),
        (
            "主动公开政府信息19条,办理行政复议案件12件,其中维持10件、撤销2件。",
            {"disclosed_total": 19},
        ),
        (
            "办理各类行政复议案件412件、行政应诉案件30件,其中政府信息公开行政复议3件。",
            {"reviews_total": 3},
        ),
        (
            "接受咨询62人次,收到12件政府信息公开申请,办结12件。",
            {"applications_received": 12, "applications_closed": 12},
        ),
        (
            "接待来访30人次,收到政府信息公开申请12件,办结12件。",
            {"applications_received": 12, "applications_closed": 12},
        ),
        (
            "依申请公开共受理申请12件,其中2017年结转3件,2018年新收9件。",
            {"applications_received": 9, "applications_carried_in": 3},
        ),
        (
            "2018年4月,我局印发方案。全年举办政府信息公开培训班3期,培训90人次。",
            {"trainings_held": 3, "people_trained": 90},
        ),
        (
            "举办政府信息公开业务培训班2期,培训60人次。",
            {"trainings_held": 2, "people_trained": 60},
        ),
        # The more telling result has the figure.
        (
            "答复申请情况:同意公开的答复有12件,不同意公开的答复有4件,信息不存在的答复有8件。",
            {"outcome_granted": 12, "outcome_refused": 4, "outcome_not_existing": 8},
        ),
        (
            "申请中以不属于本机关公开为由答复3件,以信息不存在为由答复2件。",
            {"outcome_not_own_remit": 3, "outcome_not_existing": 2},
        ),
        (
            "办结申请情况:予以公开5件,因信息不存在无法提供4件,本机关不掌握无法提供1件。",
            {"outcome_granted": 5, "outcome_not_existing": 4, "unavailable_not_held": 1},
        ),
        (
            "办结申请情况:属于重复申请不予处理的6件,属于信访投诉举报类申请的7件。",
            {"not_processed_duplicate": 6, "not_processed_petition": 7},
        ),
        (
            "答复申请情况:属于行政执法案卷不予公开2件,属于过程性信息不予公开1件。",
            {"refused_enforcement_file": 2, "refused_process_information": 1},
        ),
    ],
)
def test_the_right_figure_is_taken_beside_one_of_another_matter(
    sentence: str, expected: dict[str, int]
) -> None:
    assert figures(sentence) == expected


def test_a_chapter_on_plans_states_no_figures() -> None:
    text = "五、下一步工作打算\n力求全年公开。共收到政府信息公开申请5件。\n"
    assert figures(text) == {}


def test_a_running_total_without_its_year_is_taken_with_a_doubt() -> None:
    (reading,) = prose.read(
        build(read_text("截至目前,累计受理依申请公开230件。".encode())), set(), 2018
    )
    assert (reading.entry.value, reading.flags) == (230, ("cumulative_doubt",))


def test_a_row_of_a_table_set_with_blanks_is_no_sentence() -> None:
    assert figures("行政复议数量    件    1    0    1    2件") == {}


def test_a_body_that_the_report_does_not_call_its_own_keeps_its_figures() -> None:
    report = "丹东市财政局2018年度政府信息公开工作报告\n"
    assert figures(report + "市公安局收到政府信息公开申请52件。") == {}
    assert figures(report + "市财政局收到政府信息公开申请2件。") == {"applications_received": 2}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("维持0件,纠正2件。", {}),
        ("败诉案件0件。", {}),
        ("全年出庭应诉0次。", {}),
        ("全年办理行政应诉案件35件。", {}),
        ("举报投诉0件。", {"complaints_total": 0}),
        (
            "未经复议直接起诉0件,复议后起诉1件。",
            {"litigation_direct_total": 0, "litigation_after_review_total": 1},
        ),
        ("行政复议0件,行政诉讼1件。", {"reviews_total": 0, "litigation_total": 1}),
    ],
)
def test_a_long_heading_is_no_part_of_the_sentence_below_it(
    sentence: str, expected: dict[str, int]
) -> None:
    heading = "五、因政府信息公开申请行政复议、提起行政诉讼的情况\n"
    assert figures(heading + sentence) == expected


@pytest.mark.parametrize("about", ["412条以上", "412条左右", "412余条", "近412条", "412条上下"])
def test_a_number_that_is_only_about_right_says_so(about: str) -> None:
    document = build(read_text(f"主动公开政府信息{about}。".encode()))
    (reading,) = prose.read(document, set(), 2018)
    assert (reading.entry.value, reading.entry.flags) == (412, ("approximate",))


@pytest.mark.parametrize("until", ["到目前为止", "迄今为止", "截至目前"])
def test_what_counts_until_today_is_taken_with_a_doubt(until: str) -> None:
    document = build(read_text(f"{until},我局已主动公开政府信息412条。".encode()))
    (reading,) = prose.read(document, set(), 2018)
    assert (reading.entry.value, reading.flags) == (412, ("cumulative_doubt",))
