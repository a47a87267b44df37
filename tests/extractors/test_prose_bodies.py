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
