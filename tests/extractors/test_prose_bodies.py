"""A figure is the reporting body's own, or it is left out."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors import prose
from extractors.document import build
from extractors.prose.actors import Bodies, kind_of
from extractors.readers import read_text

BUREAU = "桐乡市水利局"
CITY = "桐乡市人民政府"
TOWN = "桐乡市梅林镇"
OWN_TWO = {"applications_received": 37, "applications_answered": 30}


def figures(text: str, body: str, year: int = 2018) -> dict[str, Decimal | None]:
    readings = prose.read(build(read_text(text.encode())), set(), year, body)
    return {reading.metric or "": reading.entry.value for reading in readings}


@pytest.mark.parametrize(
    ("name", "kind", "unit"),
    [
        ("桐乡市人民政府", "area", "市"),
        ("桐乡市", "area", "市"),
        ("桐乡市人民政府办公室", "area", "市"),
        ("山福镇人民政府", "area", "镇"),
        ("梅林街道办事处", "area", "道"),
        ("阿克苏地区行政公署", "area", "区"),
        ("桐乡市水利局", "department", ""),
        ("桐乡市发展和改革委员会", "department", ""),
        ("中国国际", "unknown", ""),
        ("", "unknown", ""),
    ],
)
def test_a_name_tells_what_kind_of_body_reports(name: str, kind: str, unit: str) -> None:
    assert kind_of(name) == kind
    assert Bodies("", name).unit == unit


@pytest.mark.parametrize(
    "sentence",
    [
        "全市各级行政机关共收到政府信息公开申请215件。",
        "全市各级各部门共收到政府信息公开申请215件。",
        "全市各镇(街道)、各部门共收到政府信息公开申请215件。",
        "各级行政机关共收到政府信息公开申请215件。",
        "本市各级行政机关共收到政府信息公开申请215件。",
        "全市政府系统共收到政府信息公开申请215件。",
    ],
)
def test_the_total_of_a_place_is_the_figure_of_its_government_and_of_nobody_else(
    sentence: str,
) -> None:
    assert figures(sentence, CITY) == {"applications_received": 215}
    assert figures(sentence, BUREAU) == {}


def test_a_town_is_told_from_the_city_above_it() -> None:
    said = "2018年全市共收到政府信息公开申请8177件,本机关收到政府信息公开申请26件。"
    assert figures(said, TOWN) == {"applications_received": 26}
    assert figures("全镇共收到政府信息公开申请26件。", TOWN) == {"applications_received": 26}


@pytest.mark.parametrize(
    "sentence",
    [
        "市公安局收到政府信息公开申请15件,同意公开10件,不予公开5件。",
        "市公安局收到政府信息公开申请6,041件,同意公开7048件。",
        "各乡镇主动公开政府信息5456条,受理政府信息公开申请5502件。",
        "局属水政监察大队收到政府信息公开申请15件,其中同意公开10件。",
        "全国共收到政府信息公开申请15万件,同意公开10万件。",
        "镇属各站所主动公开政府信息7414条。",
        "镇属各站所均未收到政府信息公开申请。",
        "各镇(街道)主动公开政府信息2350条。",
        "桐乡市教育局2018年主动公开政府信息2350条。",
        "桐乡市人民政府办公室全年共收到政府信息公开申请927件。",
        "市委宣传部召开新闻发布会15次。",
        "(三)市政府收到政府信息公开申请247件,同意公开165件。",
        "2018年,桐乡市主动公开政府信息2350条。",
        "全市法院一审受理政府信息公开行政诉讼案件15件。",
        "转载国务院政策解读35篇。",
        "2018年全市主动公开政府信息1235条,其中市政府办公室主动公开政府信息300条。",
    ],
)
def test_figures_of_other_bodies_stay_out_to_the_end_of_the_sentence(sentence: str) -> None:
    assert figures(sentence, BUREAU) == {}


def test_another_body_is_forgotten_when_the_own_one_speaks() -> None:
    said = "各乡镇收到政府信息公开申请30件,我局收到政府信息公开申请5件,同意公开3件。"
    assert figures(said, BUREAU) == {"applications_received": 5, "outcome_granted": 3}


def test_what_stands_in_brackets_says_nothing_of_what_follows_them() -> None:
    said = "主动公开政府信息235条(其中各乡镇120条),收到政府信息公开申请3件。"
    assert figures(said, CITY) == {"disclosed_total": 235, "applications_received": 3}


def test_the_office_of_a_body_is_only_a_part_of_it() -> None:
    said = "2018年我镇主动公开政府信息324条,其中办公室主动公开政府信息64条。"
    assert figures(said, TOWN) == {"disclosed_total": 324}


def test_a_government_may_name_its_place() -> None:
    said = "2018年,桐乡市主动公开政府信息2350条。"
    assert figures(said, CITY) == {"disclosed_total": 2350}
    assert figures("2018年,海宁市主动公开政府信息2350条。", CITY) == {}


def test_a_zone_may_be_shortened() -> None:
    said = "本年度武汉东湖高新区管委会共办结信息公开申请1件。"
    assert figures(said, "武汉东湖新技术开发区管理委员会") == {"applications_closed": 1}


def test_a_meeting_for_the_whole_city_is_the_meeting_of_whoever_holds_it() -> None:
    said = "召开全市政府信息公开工作会议8次,430人参加会议。"
    assert figures(said, BUREAU) == {"meetings_held": 8}


def test_the_government_above_is_not_the_one_that_reports() -> None:
    bodies = Bodies("", "惠州市龙门县人民政府")
    (sentence,) = prose.sentences.sentences(
        build(read_text("惠州市人民政府收到政府信息公开申请3件。".encode())), set()
    )
    assert bodies.is_another("惠州市人民政府办公室收到申请", sentence)
    assert not bodies.is_another("龙门县人民政府办公室收到申请", sentence)


@pytest.mark.parametrize(
    "listed",
    [
        "市教育局(主动公开信息37条)、市卫健委(主动公开信息20条)",
        "其中市教育局(主动公开政府信息37条)、市卫健委(主动公开政府信息20条)较好",
        "主要集中在市教育局(主动公开政府信息37条)、市卫健委(主动公开政府信息20条)等单位",
        "市教育局(收到政府信息公开申请37件,答复30件)、市卫健委(收到政府信息公开申请20件,答复20件)",
        "我市的市教育局(收到政府信息公开申请37件)、市发展和改革委员会(收到政府信息公开申请20件)",
        "乌镇镇(2018年主动公开政府信息37条)、梧桐街道(共主动公开政府信息20条)",
        "市政府办公室(主动公开政府信息37条)、市总工会(主动公开政府信息20条)",
        "1.市教育局(主动公开政府信息37条);2.市卫健委(主动公开政府信息20条)",
        "信息公开较好的有市教育局(主动公开政府信息37条)、市人大(主动公开政府信息20条)",
        "公安部门(主动公开政府信息37条)、教育部门(主动公开政府信息20条)",
        "市公安局(未收到政府信息公开申请)、市卫健委(未发生行政复议)",
        "海宁市(主动公开政府信息37条)、平湖市(主动公开政府信息20条)",
        "市教育局(主动公开政府信息37条,政府网站公开30条)",
    ],
)
def test_a_body_before_brackets_has_what_is_in_them(listed: str) -> None:
    assert figures(listed + "。", CITY) == {}
    total = "全市主动公开政府信息2350条,收到政府信息公开申请57件,"
    assert figures(f"{total}其中{listed.removeprefix('其中')}。", CITY) == {
        "disclosed_total": 2350,
        "applications_received": 57,
    }
    assert figures(f"市水利局主动公开政府信息37条,{listed}。", BUREAU) == {"disclosed_total": 37}


@pytest.mark.parametrize(
    ("sentence", "body", "expected"),
    [
        (
            "市水利局(主动公开政府信息37条)、市卫健委(主动公开政府信息20条)。",
            BUREAU,
            {"disclosed_total": 37},
        ),
        (
            "市卫健委(主动公开政府信息20条)、市水利局(主动公开政府信息37条)。",
            BUREAU,
            {"disclosed_total": 37},
        ),
        (
            "我局(主动公开政府信息37条)、市卫健委(收到政府信息公开申请20件,答复18件)。",
            BUREAU,
            {"disclosed_total": 37},
        ),
        (
            "桐乡市人民政府(主动公开政府信息37条)、市教育局(主动公开政府信息20条)。",
            CITY,
            {"disclosed_total": 37},
        ),
        ("本机关(收到政府信息公开申请37件,答复30件)、局属单位(收到申请20件)。", BUREAU, OWN_TWO),
        (
            "水政科(收到政府信息公开申请3件)、我局(收到政府信息公开申请37件,答复30件)。",
            BUREAU,
            OWN_TWO,
        ),
        (
            "我局(主动公开政府信息37条)、办公室(主动公开政府信息20条)。",
            BUREAU,
            {"disclosed_total": 37},
        ),
        ("我局信息公开办公室(专职工作人员2名)。", BUREAU, {"staff_full_time": 2}),
        # What stands before the brackets is no body, or another one stands in brackets beside it.
        (
            "收到政府信息公开申请37件(网络申请20件),答复30件。",
            CITY,
            OWN_TWO | {"received_online": 20},
        ),
        ("全年(不含市教育局)收到政府信息公开申请37件,答复30件。", CITY, OWN_TWO),
        ("全市(含市教育局)收到政府信息公开申请37件,答复30件。", CITY, OWN_TWO),
        ("通过市政府门户网站(主动公开政府信息37条)公开。", CITY, {"disclosed_total": 37}),
        ("与市档案局合作(收到政府信息公开申请37件,答复30件)。", CITY, OWN_TWO),
    ],
)
def test_the_own_figures_beside_brackets_remain(
    sentence: str, body: str, expected: dict[str, int]
) -> None:
    assert figures(sentence, body) == expected


def test_a_list_with_colons_tells_its_bodies_apart_where_their_words_are_the_same() -> None:
    said = "市水利局:主动公开政府信息37条;市卫健委:主动公开政府信息20条。"
    assert figures(said, BUREAU) == {"disclosed_total": 37}


@pytest.mark.parametrize("number", ["3.", "3. ", "3、", "3 ", "12.", "(3)", "(三)", "三、", "①"])
def test_the_number_of_a_paragraph_hides_nobody_who_acts(number: str) -> None:
    told = "市政府收到政府信息公开申请818件,同意公开406件,不予公开5件。"
    assert figures(number + told, "雁江区人民政府") == {}
    own = "本机关收到政府信息公开申请818件。"
    assert figures(number + own, "雁江区人民政府") == {"applications_received": 818}


def test_a_figure_that_begins_a_sentence_is_no_number_of_a_paragraph() -> None:
    for figure in ("3 件", "3件"):
        told = f"{figure}政府信息公开申请均予以公开。"
        assert figures(told, BUREAU) == {"outcome_granted": 3}


@pytest.mark.parametrize(
    "some",
    ["多数单位", "大部分部门", "个别乡镇", "一些单位", "部分单位", "其余单位", "不少部门"],
)
def test_some_bodies_are_not_all_of_them(some: str) -> None:
    assert figures(f"{some}没有收到政府信息公开申请。", CITY) == {}
    assert figures(f"{some}收到政府信息公开申请12件。", CITY) == {}


@pytest.mark.parametrize("who", ["企业", "供水公司", "行业内"])
def test_what_companies_disclose_is_not_the_government_s(who: str) -> None:
    assert figures(f"{who}主动公开政府信息30条。", BUREAU) == {}


def test_a_counter_for_business_receives_no_applications_for_disclosure() -> None:
    assert figures("水利窗口共受理申请30件。", BUREAU) == {}
    assert figures("通过网络、窗口收到申请30件。", BUREAU) == {"applications_received": 30}
