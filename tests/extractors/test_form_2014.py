"""The 2014 table comes back row by row, whatever became of its layout."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.document import build
from extractors.forms import cells_of, read_tables
from extractors.forms.reading import Reading, TableReading
from extractors.readers import read_text

ROWS = [
    ("一、主动公开情况", "—", ""),
    ("(一)主动公开政府信息数(不同渠道和方式公开相同信息计1条)", "条", "120"),
    ("其中:主动公开规范性文件数", "条", "4"),
    ("制发规范性文件总数", "件", "5"),
    ("三、依申请公开情况", "—", ""),
    ("(一)收到申请数", "件", "7"),
    ("1.当面申请数", "件", "3"),
    ("3.网络申请数", "件", "4"),
    ("四、行政复议数量", "件", "2"),
    ("(一)维持具体行政行为数", "件", "1"),
    ("(二)被依法纠错数", "件", "0"),
    ("(三)其他情形数", "件", "1"),
    ("五、行政诉讼数量", "件", "3"),
    ("(二)被依法纠错数", "件", "2"),
    ("(三)其他情形数", "件", "1"),
    ("七、依申请公开信息收取的费用", "万元", "0.5"),
]
EXPECTED = {
    "disclosed_total": 120,
    "normative_documents_published": 4,
    "normative_documents_made": 5,
    "applications_received": 7,
    "received_in_person": 3,
    "received_online": 4,
    "reviews_total": 2,
    "reviews_upheld": 1,
    "reviews_corrected": 0,
    "reviews_other": 1,
    "litigation_total": 3,
    "litigation_corrected": 2,
    "litigation_other": 1,
    "foi_fees_collected": Decimal("0.5"),
}


def read(text: str) -> TableReading:
    document = build(read_text(text.encode()))
    return read_tables(document, cells_of(document), "form_2014")


def values(readings: list[Reading]) -> dict[str, Decimal | None]:
    return {reading.metric: reading.entry.value for reading in readings if reading.metric}


def pipes(rows: list[tuple[str, str, str]]) -> str:
    return "\n".join(" | ".join(row) + " |" for row in rows)


LAYOUTS = {
    "pipes": pipes(ROWS),
    "pipes at both ends": "\n".join("| " + " | ".join(row) + " |" for row in ROWS),
    "row numbers": "\n".join(f"{i} | " + " | ".join(row) + " |" for i, row in enumerate(ROWS, 1)),
    "trailing empty cells": "\n".join(" | ".join(row) + " | | | |" for row in ROWS),
    "tabs": "\n".join("\t".join(row) for row in ROWS),
    "aligned by blanks": "\n".join("    ".join(row) for row in ROWS),
    "single blanks": "\n".join(" ".join(row) for row in ROWS),
    "unit behind the figure": "\n".join(
        " | ".join((label, value, unit)) + " |" for label, unit, value in ROWS
    ),
    "label, colon, figure, unit": "\n".join(
        f"{label}:{value}{unit}" if value else label for label, unit, value in ROWS
    ),
    "commas": "\n".join(",".join(row) for row in ROWS),
    "markdown": "| 统计指标 | 单位 | 统计数 |\n|---|:---:|---|\n"
    + "\n".join("| " + " | ".join(row) + " |" for row in ROWS),
    "one cell a line": "\n".join("\n".join(cell for cell in row if cell) for row in ROWS),
    "blank lines between": "\n\n".join("\n\n".join(cell or " " for cell in row) for row in ROWS),
    "one cell a line with row numbers": "\n".join(
        f"{i}\n" + "\n".join(cell for cell in row if cell) for i, row in enumerate(ROWS, 1)
    ),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_layout_gives_the_same_figures(layout: str) -> None:
    result = read("2016年报告\n正文。\n" + LAYOUTS[layout] + "\n")
    assert values(result.readings) == EXPECTED
    assert [reading for reading in result.readings if not reading.metric] == []


def test_a_blank_stays_blank_and_shifts_nothing() -> None:
    rows = [
        (label, unit, "" if label.startswith("1.当面") else value) for label, unit, value in ROWS
    ]
    for text in (pipes(rows), "\n".join("\n".join(c for c in row if c) for row in rows)):
        readings = read(text).readings
        found = {reading.metric: reading.entry for reading in readings}
        assert found["received_in_person"].kind == "blank"
        assert found["received_in_person"].value is None
        assert found["received_online"].value == 4


def test_a_blank_before_a_row_number_does_not_take_the_number() -> None:
    rows = [
        (label, unit, "" if label.startswith("1.当面") else value) for label, unit, value in ROWS
    ]
    flat = "\n".join(
        f"{i}\n" + "\n".join(cell for cell in row if cell) for i, row in enumerate(rows, 1)
    )
    found = {reading.metric: reading.entry.kind for reading in read(flat).readings}
    assert found["received_in_person"] == "blank"


@pytest.mark.parametrize(
    ("cell", "kind"), [("/", "not_applicable"), ("—", "not_applicable"), ("无", "zero_stated")]
)
def test_dash_slash_and_none_are_told_apart(cell: str, kind: str) -> None:
    rows = [*ROWS[:6], ("1.当面申请数", "件", cell), *ROWS[7:]]
    found = {reading.metric: reading.entry.kind for reading in read(pipes(rows)).readings}
    assert found["received_in_person"] == kind


def test_a_row_that_fits_two_cells_is_taken_for_neither() -> None:
    rows = [row for row in ROWS if not row[0].startswith(("四、", "五、"))]
    result = read(pipes(rows))
    assert "reviews_corrected" not in values(result.readings)
    assert "litigation_corrected" not in values(result.readings)
    assert {finding.code for finding in result.findings} == {"ambiguous_label"}
    local = [reading.label for reading in result.readings if not reading.metric]
    assert local.count("(二)被依法纠错数") == 2


def test_a_row_that_the_form_does_not_know_is_kept_as_local() -> None:
    rows = [*ROWS[:4], ("重点领域信息公开数", "条", "31"), *ROWS[4:], ("十、网上办事情况", "", ""),
            ("(一)是否联网", "是/否", "是")]  # fmt: skip
    result = read(pipes(rows))
    local = [
        (reading.section, reading.label, reading.unit, reading.value.text)
        for reading in result.readings
        if not reading.metric
    ]
    assert local == [
        ("一、主动公开情况", "重点领域信息公开数", "条", "31"),
        ("十、网上办事情况", "(一)是否联网", "是/否", "是"),
    ]
    assert values(result.readings) == EXPECTED


def test_names_and_phones_of_the_foot_are_never_read() -> None:
    text = (
        pipes(ROWS)
        + "\n单位负责人: 某某 | 审核人: 某某 | 联系电话: 1234 |\n填报日期 | 2018.1.12 |\n"
    )
    assert values(read(text).readings) == EXPECTED
    assert all("某某" not in reading.value.text for reading in read(text).readings)


def test_of_several_number_columns_only_a_named_one_is_the_years() -> None:
    rows = "\n".join(f"{label} | {unit} | {value} | 9{value} |" for label, unit, value in ROWS)
    told = read("统计指标 | 单位 | 本年度 | 历年累计 |\n" + rows)
    assert values(told.readings) == EXPECTED
    untold = read("统计指标 | 单位 | 区政府 | 区直单位 |\n" + rows)
    assert set(values(untold.readings).values()) == {None}
    assert {finding.code for finding in untold.findings} == {"unreadable_row"}
