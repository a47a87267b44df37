"""How the script turns dated lists into spells and names into pinyin."""

from __future__ import annotations

from datetime import date

import pytest

from scripts.build_divisions.history import Spell, number_bodies, same_body, spells
from scripts.build_divisions.names_en import english, slug
from scripts.build_divisions.townships import township_name


def test_a_name_is_open_where_the_lists_begin_and_end() -> None:
    lists = [
        (date(2008, 12, 31), {"1": "甲县", "2": "乙县"}),
        (date(2012, 10, 31), {"1": "甲县", "3": "乙区"}),
        (date(2015, 9, 30), {"1": "甲市", "3": "乙区"}),
    ]
    assert spells(lists) == [
        Spell("1", "1", "甲县", None, 2015),
        Spell("1", "1", "甲市", 2015, None),
        Spell("2", "2", "乙县", None, 2012),
        Spell("3", "3", "乙区", 2012, None),
    ]


def test_the_earlier_body_of_a_reused_code_gets_an_id_of_its_own() -> None:
    spelt = [Spell("500110", "500110", "万盛区", None, 2011)]
    assert number_bodies(spelt, [("500110", "万盛区")])[0].division == "500110-until-2011"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("红沙岗", "红砂岗", True), ("八堡", "八堡河", True), ("南门", "丰山", False)],
)
def test_a_township_renamed_or_replaced(one: str, other: str, same: bool) -> None:
    assert same_body(one, other) is same


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("东华门街道办事处", "东华门街道"),
        ("杨园街办事处", "杨园街道"),
        ("马坡地区办事处", "马坡地区"),
        ("龙虎山镇（龙虎山风景旅游区管委会）", "龙虎山镇"),
        ("红寺堡区红寺堡镇", "红寺堡镇"),
    ],
)
def test_one_spelling_of_townships(printed: str, name: str) -> None:
    assert township_name(printed, "红寺堡区") == name


@pytest.mark.parametrize(
    ("name", "name_en"),
    [
        ("康巴什区", "Kangbashi District"),
        ("内蒙古自治区", "Inner Mongolia Autonomous Region"),
        ("恩施土家族苗族自治州", "Enshi Tujia Miao Autonomous Prefecture"),
        ("鄂温克族自治旗", "Evenki Autonomous Banner"),
        ("哈尔滨市", "Harbin City"),
        ("长治市", "Changzhi City"),
        ("朝阳区", "Chaoyang District"),
        ("陵县", "Lingxian County"),
        ("西安市", "Xi'an City"),
        ("翠苑街道", "Cuiyuan Subdistrict"),
    ],
)
def test_english_names(name: str, name_en: str) -> None:
    assert english(name) == name_en


def test_host_spelling() -> None:
    assert (slug("杭州市"), slug("吕梁市")) == ("hangzhou", "lvliang")
