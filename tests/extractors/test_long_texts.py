"""Texts that once took minutes: time grows with their length, so these tests end at once."""

from __future__ import annotations

import pytest

from extractors.catalog import form_cells
from extractors.document import build
from extractors.forms import cells_of
from extractors.forms.tokens import tokens_of
from extractors.pipeline import extract
from extractors.readers import read_text
from extractors.text import fold

HEAD = "某县人民政府2018年政府信息公开工作年度报告\n\n"


@pytest.mark.parametrize("digits", ["1" * 60, "1,2" * 30, "—" * 60, "1万" * 30])
def test_a_long_number_behind_a_blank_is_no_riddle(digits: str) -> None:
    [token] = tokens_of(build(read_text(f"统计 {digits}x".encode())))
    assert token.text == f"统计 {digits}x"


@pytest.mark.parametrize("digits", ["1" * 30, "0 12 3,400", "/", "—"])
def test_a_row_on_one_line_still_falls_into_cells(digits: str) -> None:
    cells = [token.text for token in tokens_of(build(read_text(f"行政复议 {digits}".encode())))]
    assert cells == ["行政复议", *digits.split()]


@pytest.mark.parametrize("between", ["|", "  ", "\t", "\n", "\n\n", " "])
def test_twenty_thousand_cells_are_read(between: str) -> None:
    text = HEAD + between.join(["总计", "0", "12", "其他"] * 5000)
    extraction = extract(text.encode(), "long.txt")
    assert extraction.report is not None
    assert extraction.report.year == 2018


def test_twenty_thousand_rows_of_unknown_labels_are_local() -> None:
    form = [cell for cell in form_cells() if cell.form == "form_2014" and cell.figures]
    known = "".join(f"|{cell.row_label}|{cell.unit}|1|\n" for cell in form)
    rows = "".join(f"|自有指标{number}|件|3|\n" for number in range(20_000))
    extraction = extract((HEAD + known + rows).encode(), "long.txt")
    assert extraction.report is not None
    assert extraction.report.form == "form_2014"
    assert sum(seen.rule == "local" for seen in extraction.observations) == 20_000


def test_cells_set_wide_apart_are_measured_once() -> None:
    tokens = cells_of(build(read_text(("  ".join(["总计", "0"] * 3)).encode())))
    assert [token.across for token in tokens] == [
        (0, 4),
        (6, 7),
        (9, 13),
        (15, 16),
        (18, 22),
        (24, 25),
    ]


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        # 薴 becomes 苧 and 苧 becomes 苎: each character once, whatever stands beside it.
        ("薴苧，乾县", "苧苎,乾县"),
        ("１２，３４５\U00020000", "12,345\U00020000"),
        ("公开（ＡＰＰ）　０件", "公开(APP) 0件"),
    ],
)
def test_every_character_is_folded_once(printed: str, folded: str) -> None:
    assert fold(printed).text == folded
