"""The matrix with empty cells beside its labels: its columns are certain, or nothing is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from extractors.document import build
from extractors.forms import cells_of, detect, read_tables
from extractors.readers import read_text

APPLICANTS = (
    "natural_person business research_institution social_organisation legal_services"
    " other_organisation total"
).split()
HEADS = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
# Where the label stands, the heading printed in front of it, its words.
ROWS = [
    (0, "", "一、本年新收政府信息公开申请数量"),
    (0, "", "二、上年结转政府信息公开申请数量"),
    (1, "三、本年度办理结果", "(一)予以公开"),
    (1, "", "(二)部分公开(区分处理的,只计这一情形,不计其他情形)"),
    (2, "(三)不予公开", "1.属于国家秘密"),
    (2, "", "2.其他法律行政法规禁止公开"),
    (2, "", "3.危及“三安全一稳定”"),
    (2, "(四)无法提供", "1.本机关不掌握相关政府信息"),
    (2, "(五)不予处理", "2.重复申请"),
    (2, "", "3.要求提供公开出版物"),
    (1, "", "(七)总计"),
    (0, "", "四、结转下年度继续办理"),
]
RECEIVED, GRANTED, DUPLICATE = ROWS[0][2], ROWS[2][2], ROWS[8][2]
FULL = {
    RECEIVED: "30 2 0 0 3 2 37",
    GRANTED: "28 1 0 0 1 2 32",
    DUPLICATE: "2 1 0 0 2 0 5",
    "(七)总计": "30 2 0 0 3 2 37",
}
Layout = Callable[[int, str, str], list[str]]


def three_columns(depth: int, heading: str, label: str) -> list[str]:
    """Three columns of labels whose merged cells are empty."""
    cells = ["", "", ""]
    cells[depth] = label
    if heading:
        cells[depth - 1] = heading
    return cells


def two_columns(depth: int, heading: str, label: str) -> list[str]:
    cells = [label, ""] if depth == 0 else ["", label]
    if heading and depth == 1:
        cells[0] = heading
    return cells


def merged_across(depth: int, heading: str, label: str) -> list[str]:
    """Cells merged across the columns are kept empty, those merged across the rows are not."""
    return [*([heading] if heading else []), label, *[""] * (2 - depth)]


def vanished(_: int, heading: str, label: str) -> list[str]:
    return [*([heading] if heading else []), label]


def repeated(depth: int, heading: str, label: str) -> list[str]:
    return ["三、本年度办理结果"] * depth + [label] * (3 - depth)


def heads(layout: Layout, without: str = "") -> list[list[str]]:
    named = [head for head in HEADS if head != without]
    if layout is three_columns or layout is two_columns:
        beside = ["", "", ""] if layout is three_columns else ["", ""]
        upper = [head if head in ("自然人", "总计") else "" for head in named]
        lower = ["" if head in ("自然人", "总计") else head for head in named]
        return [[*beside, *upper], [*beside, *lower]]
    return [["", *named]]


def table(
    layout: Layout,
    separator: str,
    row: Callable[[str], Sequence[str]],
    without: str = "",
    line: Callable[[str], str] = str,
) -> Table:
    lines = heads(layout, without) + [[*layout(*words), *row(words[2])] for words in ROWS]
    return Table("\n".join(line(separator.join(cells)) for cells in lines))


def full(label: str) -> list[str]:
    return FULL.get(label, "0 0 0 0 0 0 0").split()


def no_zeros(label: str) -> list[str]:
    return ["" if figure == "0" else figure for figure in full(label)]


class Table:
    """The figures of a text, and what it says about those that it does not read."""

    def __init__(self, text: str) -> None:
        document = build(read_text(text.encode()))
        tokens = cells_of(document)
        reading = read_tables(document, tokens, detect(tokens).form)
        self.cells = {(r.metric, r.applicant): r for r in reading.readings}
        self.messages = [finding.message for finding in reading.findings]

    def row(self, metric: str) -> str:
        """Return the figures of a row; a dot for a blank, ? for what is unreadable."""
        entries = [self.cells[metric, applicant].entry for applicant in APPLICANTS]
        other = {"blank": ".", "unreadable": "?", "text": "T"}
        return " ".join(
            other.get(e.kind, e.kind) if e.value is None else str(e.value) for e in entries
        )

    @property
    def kinds(self) -> set[str]:
        return {reading.entry.kind for (_, who), reading in self.cells.items() if who in APPLICANTS}


LAYOUTS = [three_columns, two_columns, merged_across, vanished, repeated]
SEPARATORS = ["|", "\t", " | "]
UNREADABLE = "? ? ? ? ? ? ?"


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_whole_table_is_read_in_every_layout(layout: Layout, separator: str) -> None:
    found = table(layout, separator, full)
    assert found.row("applications_received") == "30 2 0 0 3 2 37"
    assert found.row("outcome_granted") == "28 1 0 0 1 2 32"
    assert found.row("not_processed_duplicate") == "2 1 0 0 2 0 5"
    assert found.row("applications_carried_out") == "0 0 0 0 0 0 0"
    assert found.messages == []


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("lost", [0, 1, 3, 5, 6])
@pytest.mark.parametrize("named", [True, False])
def test_a_table_that_lost_a_column_is_unreadable(
    layout: Layout, separator: str, lost: int, named: bool
) -> None:
    def row(label: str) -> list[str]:
        figures = full(label)
        return figures[:lost] + figures[lost + 1 :]

    found = table(layout, separator, row, "" if named else HEADS[lost])
    assert found.kinds == {"unreadable"}
    assert len(found.messages) == len(ROWS)


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("layout", [three_columns, two_columns, merged_across, vanished])
@pytest.mark.parametrize("lost", range(7))
def test_a_row_that_lost_a_cell_is_unreadable_and_its_neighbours_are_read(
    layout: Layout, separator: str, lost: int
) -> None:
    def row(label: str) -> list[str]:
        figures = full(label)
        return figures[:lost] + figures[lost + 1 :] if label == GRANTED else figures

    found = table(layout, separator, row)
    assert found.row("outcome_granted") == UNREADABLE
    assert found.row("applications_received") == "30 2 0 0 3 2 37"
    assert found.row("outcome_partly_granted") == "0 0 0 0 0 0 0"
    assert len(found.messages) == 1


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("layout", [three_columns, two_columns, vanished])
@pytest.mark.parametrize("figures", ["28 1 0 0 1 2 32", ". . 0 . 0 . .", "28 1 . . . . ."])
def test_a_row_with_a_cell_more_than_the_others_is_unreadable(
    layout: Layout, separator: str, figures: str
) -> None:
    def row(label: str) -> list[str]:
        cells = ["" if figure == "." else figure for figure in figures.split()]
        return ["", *cells] if label == GRANTED else full(label)

    found = table(layout, separator, row)
    assert found.row("outcome_granted") == UNREADABLE
    assert found.row("applications_received") == "30 2 0 0 3 2 37"


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_blank_total_of_a_row_stays_blank(layout: Layout, separator: str) -> None:
    def row(label: str) -> list[str]:
        return [*no_zeros(label)[:6], ""] if label == GRANTED else no_zeros(label)

    found = table(layout, separator, row)
    assert found.row("outcome_granted") == "28 1 . . 1 2 ."
    assert found.row("applications_received") == "30 2 . . 3 2 37"
    assert found.row("outcome_partly_granted") == ". . . . . . ."
    assert found.messages == []


@pytest.mark.parametrize("separator", ["|", "\t"])
@pytest.mark.parametrize("layout", [three_columns, two_columns, vanished])
def test_totals_that_are_all_blank_leave_the_columns_where_the_heads_are(
    layout: Layout, separator: str
) -> None:
    found = table(layout, separator, lambda label: [*full(label)[:6], ""])
    assert found.row("applications_received") == "30 2 0 0 3 2 ."
    assert found.row("outcome_partly_granted") == "0 0 0 0 0 0 ."


@pytest.mark.parametrize("layout", [three_columns, two_columns, vanished])
def test_blank_totals_below_heads_that_lack_another_column_are_unreadable(layout: Layout) -> None:
    found = table(layout, "\t", lambda label: [*full(label)[1:], ""], without="自然人")
    assert found.kinds == {"unreadable"}


@pytest.mark.parametrize("separator", SEPARATORS)
@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_of_blanks_is_blank(layout: Layout, separator: str) -> None:
    found = table(layout, separator, lambda _: [""] * 7)
    assert found.kinds == {"blank"}
    assert found.messages == []


@pytest.mark.parametrize("separator", ["|", "\t"])
@pytest.mark.parametrize("layout", [three_columns, two_columns])
def test_zeros_among_blanks_stand_in_their_columns(layout: Layout, separator: str) -> None:
    sparse = {GRANTED: ". . . 0 . . .", DUPLICATE: ". 0 . . . 0 .", RECEIVED: ". . . . 0 0 ."}

    def row(label: str) -> list[str]:
        figures = sparse.get(label, ". . . . . . .").split()
        return ["" if figure == "." else figure for figure in figures]

    found = table(layout, separator, row)
    assert found.row("outcome_granted") == sparse[GRANTED]
    assert found.row("not_processed_duplicate") == sparse[DUPLICATE]
    assert found.row("applications_received") == sparse[RECEIVED]


@pytest.mark.parametrize("separator", ["|", "\t"])
def test_a_label_over_two_lines_does_not_move_the_columns(separator: str) -> None:
    lines = "\n".join(
        separator.join([*three_columns(*words), *no_zeros(words[2])]) for words in ROWS
    )
    lines = lines.replace("本年新收政府", "本年新收\n政府").replace("(区分", "(\n区分")
    found = Table(lines.replace("2.重复", "2.重\n复"))
    assert found.row("applications_received") == "30 2 . . 3 2 37"
    assert found.row("outcome_partly_granted") == ". . . . . . ."
    assert found.row("not_processed_duplicate") == "2 1 . . 2 . 5"


def test_bars_before_empty_cells_are_no_frame() -> None:
    found = table(three_columns, "|", lambda label: [*no_zeros(label)[:6], ""])
    framed = table(three_columns, "|", full, line=lambda line: f"|{line}|")
    assert found.row("applications_received") == "30 2 . . 3 2 ."
    assert framed.row("not_processed_duplicate") == "2 1 0 0 2 0 5"


@pytest.mark.parametrize("figures", [full, no_zeros])
def test_heads_in_another_order_make_the_table_unreadable(
    figures: Callable[[str], list[str]],
) -> None:
    lines = ["|".join(["", HEADS[6], *HEADS[:6]])]
    for words in ROWS:
        cells = figures(words[2])
        lines.append("|".join([*vanished(*words), cells[6], *cells[:6]]))
    found = Table("\n".join(lines))
    assert found.kinds == {"unreadable"}
    assert "another order" in found.messages[0]
