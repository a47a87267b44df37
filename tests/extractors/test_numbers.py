"""A cell says a number, a stated zero, nothing, or something that is no number; never a guess."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.numbers import chinese_number, read_entry


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("0", 0),
        (" 0 ", 0),
        ("183", 183),
        ("1,234", 1234),
        ("1,234,567", 1234567),
        ("26966.28万元", Decimal("26966.28")),
        ("3.5", Decimal("3.5")),
        ("+58", 58),
        ("-181", -181),
        ("1.6万条", 16000),
        ("十二件", 12),
        ("一件", 1),
        ("两", 2),
        ("二百零五", 205),
        ("一百二十", 120),
        ("2亿元", 20000),
        ("100元", 100),
        ("12万1345条", 121345),
        ("2万3千", 23000),
        ("一万二千三百条", 12300),
        ("三万零五件", 30005),
        ("一万二千一十三", 12013),
    ],
)
def test_a_printed_number_is_read_as_it_stands(printed: str, value: Decimal | int) -> None:
    entry = read_entry(printed)
    assert (entry.kind, entry.value, entry.flags) == ("number", Decimal(value), ())


@pytest.mark.parametrize(
    ("printed", "value", "flag"),
    [
        ("1 234", 1234, "spaces_in_number"),
        ("--253", -253, "unusual_sign"),
        ("二百余件", 200, "approximate"),
        ("1000余条", 1000, "approximate"),
        ("约300", 300, "approximate"),
        ("近50", 50, "approximate"),
        ("超过1.6万条", 16000, "approximate"),
        ("1.2万余元", Decimal("1.2"), "approximate"),
    ],
)
def test_a_reservation_travels_with_the_number(
    printed: str, value: Decimal | int, flag: str
) -> None:
    entry = read_entry(printed)
    assert (entry.kind, entry.value, entry.flags) == ("number", Decimal(value), (flag,))


@pytest.mark.parametrize(
    ("printed", "kind"),
    [
        ("", "blank"),
        ("   ", "blank"),
        ("无", "zero_stated"),
        ("零", "zero_stated"),
        ("—", "not_applicable"),
        ("——", "not_applicable"),
        ("-", "not_applicable"),
        ("----", "not_applicable"),
        ("/", "not_applicable"),
        ("是", "text"),
        ("在线服务", "text"),
        ("2018年", "text"),
        ("3.5.1", "text"),
        ("50%", "text"),
        ("12 3", "unreadable"),
        ("1,23", "unreadable"),
        ("1234567890123", "unreadable"),
        ("十百", "unreadable"),
    ],
)
def test_blank_zero_dash_and_words_stay_apart(printed: str, kind: str) -> None:
    entry = read_entry(printed)
    assert entry.kind == kind
    assert entry.value == (0 if kind == "zero_stated" else None)


@given(st.integers(min_value=0, max_value=10**11), st.sampled_from(["", "件", "条", "人次"]))
def test_any_whole_number_comes_back(value: int, unit: str) -> None:
    assert read_entry(f"{value}{unit}").value == value
    assert read_entry(f"{value:,}{unit}").value == value


@given(st.text(max_size=30))
def test_no_text_makes_the_reader_fail(printed: str) -> None:
    entry = read_entry(printed)
    assert (entry.value is not None) == (entry.kind in ("number", "zero_stated"))


@pytest.mark.parametrize("printed", ["百百", "十十", "一二三十", "九千九千", "千百十千"])
def test_a_numeral_that_no_one_would_write_is_none(printed: str) -> None:
    assert chinese_number(printed) is None


@pytest.mark.parametrize("printed", ["三万五", "一万二千三", "12万345", "2万3", "万五千"])
def test_a_number_around_ten_thousand_that_may_be_two_numbers_is_none(printed: str) -> None:
    assert read_entry(printed).kind == "text"


@pytest.mark.parametrize("printed", ["O", "o", "○", "◯", "O件", "1O", "l", "О", "oo"])
def test_what_only_looks_like_a_nought_is_text(printed: str) -> None:
    assert read_entry(printed).kind == "text"


@pytest.mark.parametrize(
    "printed",
    [
        "1024(其中网上办理900)",
        "1024+12",
        "1024/1000",
        "2022年",
        "3(含联合发文1件)",
        "3①",
        "12*",
        "12-3",
    ],
)
def test_a_figure_with_a_remark_is_text(printed: str) -> None:
    assert read_entry(printed).kind == "text"
