"""Folding gives one spelling and always leads back to the printed characters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.text import fold, label_key
from extractors.text.script import is_traditional

TRADITIONAL = "會(huì)同縣2020年政府信息公開工作年度報(bào)告,發(fā)布時(shí)間與數(shù)據(jù)的統(tǒng)計(jì)期限。"


def test_pinyin_in_brackets_is_dropped_and_characters_become_simplified() -> None:
    assert fold(TRADITIONAL).text == (
        "会同县2020年政府信息公开工作年度报告,发布时间与数据的统计期限。"
    )


def test_a_folded_range_leads_back_to_the_printed_words() -> None:
    folded = fold(TRADITIONAL)
    start = folded.text.index("年度报告")
    span = folded.span(start, start + 4)
    assert TRADITIONAL[span.start : span.end] == "年度報(bào)告"


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("和(he)(he)平", "和平"),
        ("網(wǎng)站(zhan) 开", "网站 开"),
        ("博客(blog)2547条", "博客(blog)2547条"),
        ("手机(APP)", "手机(APP)"),
        ("(三)不予公开", "(三)不予公开"),
        ("第二十条第(一)项", "第二十条第(一)项"),
        ("1(yi)", "1(yi)"),
    ],
)
def test_only_pinyin_behind_a_han_character_is_an_annotation(printed: str, folded: str) -> None:
    assert fold(printed).text == folded


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("製度與係統的聯係全麵開展務實動態請問", "制度与系统的联系全面开展务实动态请问"),
        ("行政複議與訴訟答複問題請開務動態", "行政复议与诉讼答复问题请开务动态"),
        ("谘詢關係幹部曆史請開務動態報導", "咨询关系干部历史请开务动态报导"),
        ("政府資訊公開與規範性檔案請務實動態", "政府信息公开与规范性文件请务实动态"),
    ],
)
def test_mis_converted_and_taiwan_words_become_the_forms_words(printed: str, folded: str) -> None:
    assert fold(printed).text == folded


def test_a_simplified_text_keeps_the_characters_it_shares_with_traditional_script() -> None:
    assert fold("乾县人民政府著作权局").text == "乾县人民政府著作权局"


def test_the_script_is_told_from_the_text_as_a_whole() -> None:
    assert is_traditional(TRADITIONAL)
    assert not is_traditional("会同县2020年政府信息公开工作年度报告。" * 9 + "收到申请數1件。")


def test_width_and_punctuation_become_half_width() -> None:
    assert fold("申请１２３件（Ａ）：，；｜").text == "申请123件(A):,;|"


def test_invisible_characters_vanish() -> None:
    folded = fold("申\u200b请\ufeff数")
    assert folded.text == "申请数"
    assert folded.span(1, 2).locator == "char=2,3"


@given(st.text(alphabet=st.sampled_from("会會同縣(huì)(he)  \u200b１a|\n，数數"), max_size=60))
def test_every_folded_character_has_a_place_in_the_source(source: str) -> None:
    folded = fold(source)
    places = [folded.span(i, i + 1) for i in range(len(folded.text))]
    assert all(0 <= place.start < place.end <= len(source) for place in places)
    assert [place.start for place in places] == sorted({place.start for place in places})


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        ("其中:主动公开规范性文件数", "主动公开规范性文件数"),
        ("其中主要负责同志参加新闻发布会次数", "主要负责同志参加新闻发布会次数"),
        ("(一)主动公开政府信息数(不同渠道和方式公开相同信息计1条)", "主动公开政府信息数"),
        ("1、政府公报公开政府信息数", "政府公报公开政府信息数"),
        ("3.危及“三安全一稳定”", "危及三安全一稳定"),
        ("5、其它方式公开政府信息数", "其他方式公开政府信息数"),
        ("总 计", "总计"),
        ("七、依申请公开信息收取的费用", "依申请公开信息收取的费用"),
        ("(本年)", "本年"),
        ("", ""),
    ],
)
def test_a_label_is_known_by_its_words_alone(printed: str, key: str) -> None:
    assert label_key(printed) == key
