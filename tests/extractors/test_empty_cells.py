"""Empty cells of tables with a cell a line: told where the whole table tells, else unreadable."""

from __future__ import annotations

import pytest

from tests.extractors.test_tables_as_dumped import (
    HEADS_4,
    MATRIX,
    SECTION_2,
    Tables,
    matrix,
    numbers,
)

UNREADABLE = ["unreadable"] * 7
SECRET = "1.属于国家秘密\n3\n0\n0\n0\n0\n0\n3"
SECTION_4 = "\n四、政府信息公开行政复议、行政诉讼情况\n行政复议\n行政诉讼\n"


def with_row(row: str, between: str = "\n") -> Tables:
    """Return a table with a line for each cell, whose row on state secrets is another one."""
    table = matrix(between, between).replace(SECRET.replace("\n", between), row)
    return Tables(table)


def test_a_figure_left_blank_is_told_by_the_number_of_lines() -> None:
    tables = with_row("1.属于国家秘密\n\n0\n0\n0\n0\n0\n3")
    assert tables.row("refused_state_secret") == ["blank", 0, 0, 0, 0, 0, 3]
    assert tables.flags["refused_state_secret", "total"] == ("by_position",)
    assert tables.flags["outcome_granted", "total"] == ()
    assert tables.codes == []


def test_a_blank_that_stands_for_nothing_needs_no_reservation() -> None:
    tables = with_row("1.属于国家秘密\n3\n\n0\n0\n0\n0\n3")
    assert tables.row("refused_state_secret") == [3, "blank", 0, 0, 0, 0, 3]
    assert tables.flags["refused_state_secret", "total"] == ()


def test_a_total_left_blank_is_told_where_no_other_figure_can_be_the_total() -> None:
    tables = with_row("1.属于国家秘密\n3\n0\n0\n0\n0\n0\n")
    assert tables.row("refused_state_secret") == [3, 0, 0, 0, 0, 0, "blank"]


@pytest.mark.parametrize(
    "row",
    [
        # The last figure is the sum of those before: the total, with a cell lost before it.
        "1.属于国家秘密\n2\n1\n0\n0\n0\n3\n",
        # More than the total.
        "1.属于国家秘密\n4\n\n0\n0\n0\n0\n3",
        # A number after nothing but empty lines can be a page's.
        "1.属于国家秘密\n\n\n\n\n\n\n3",
        "1.属于国家秘密\n\n\n0\n0\n0\n0\n0\n3",
        "1.属于国家秘密\n0\n0\n0\n0\n3",
    ],
)
def test_a_row_that_can_be_read_in_two_ways_stays_unreadable(row: str) -> None:
    tables = with_row(row)
    assert tables.row("refused_state_secret") == UNREADABLE
    assert tables.codes == ["unreadable_row"]


def test_a_table_that_lost_cells_elsewhere_is_not_counted() -> None:
    table = matrix("\n").replace(SECRET, "1.属于国家秘密\n\n0\n0\n0\n0\n0\n3")
    tables = Tables(table.replace("(一)予以公开\n4\n1\n0\n0", "(一)予以公开\n4\n1\n0"))
    assert tables.row("refused_state_secret") == UNREADABLE
    assert tables.row("outcome_granted") == UNREADABLE


def test_a_few_rows_are_not_counted() -> None:
    rows = matrix("\n").replace("(一)予以公开\n4\n1\n0\n0\n0\n0\n5\n", "")
    rows = rows.replace("(七)总计\n9\n1\n0\n0\n0\n0\n10\n", "")
    tables = Tables(rows.replace(SECRET, "1.属于国家秘密\n\n0\n0\n0\n0\n0\n3"))
    assert tables.row("refused_state_secret") == UNREADABLE


def test_lines_of_blanks_between_all_cells_are_spacing() -> None:
    tables = with_row("1.属于国家秘密\n \n0\n \n0\n \n0\n \n0\n \n0\n \n3", between="\n \n")
    assert tables.row("outcome_granted") == numbers("4 1 0 0 0 0 5")
    assert tables.row("refused_state_secret") == UNREADABLE


def test_lines_of_blanks_are_cells_beside_empty_lines_that_are_spacing() -> None:
    row = "1.属于国家秘密\n\n \n\n0\n\n0\n\n0\n\n0\n\n0\n\n3"
    tables = with_row(row, between="\n\n")
    assert tables.row("refused_state_secret") == ["blank", 0, 0, 0, 0, 0, 3]


@pytest.mark.parametrize(("last", "total"), [(" ", "blank"), ("\u3000", "blank")])
def test_a_line_of_blanks_ends_a_table_whose_empty_cells_are_such_lines(
    last: str, total: str
) -> None:
    table = matrix("\n").replace("3\n0\n0\n0\n0\n0\n3", "3\n \n0\n0\n0\n0\n3")
    carried = table.rpartition("\n")[0] + "\n"
    tables = Tables(carried + last + "\n四、政府信息公开行政复议、行政诉讼情况")
    assert tables.row("applications_carried_out") == [1, 0, 0, 0, 0, 0, total]


def test_an_empty_line_behind_the_table_is_no_cell() -> None:
    table = matrix("\n").replace("3\n0\n0\n0\n0\n0\n3", "3\n \n0\n0\n0\n0\n3")
    carried = table.rpartition("\n")[0] + "\n"
    tables = Tables(carried + "\n四、政府信息公开行政复议、行政诉讼情况")
    assert tables.row("applications_carried_out") == UNREADABLE


@pytest.mark.parametrize(
    ("row", "read"),
    [
        ("1.属于国家秘密||0|0|0|0|0|3||", ["blank", 0, 0, 0, 0, 0, 3]),
        ("1.属于国家秘密|2|0|0|0|0|0|3|", numbers("2 0 0 0 0 0 3")),
        # The total can have moved, or be more than is printed before it.
        ("1.属于国家秘密|2|1|0|0|0|3||", UNREADABLE),
        ("1.属于国家秘密|2|0|0|0|0|3|", UNREADABLE),
        ("1.属于国家秘密||1|0|0|0|0|0|||", UNREADABLE),
    ],
)
def test_in_rows_of_any_length_the_total_in_its_place_tells(row: str, read: list[object]) -> None:
    lines = matrix("|").split("\n")
    ragged = [line + "|" * more for line, more in zip(lines, (1, 4, 2, 0, 3, 2), strict=True)]
    ragged[3] = row
    assert Tables("\n".join(ragged)).row("refused_state_secret") == read


@pytest.mark.parametrize("row", ["1.属于国家秘密\n| 3\n| 1\n| 1\n| 0\n| 0\n| 5\n|"])
def test_a_cell_lost_from_delimited_lines_is_missed(row: str) -> None:
    table = matrix("\n| ", "\n|\n") + "\n|"
    tables = Tables(table.replace(SECRET.replace("\n", "\n| ") + "\n|", row))
    assert tables.row("outcome_granted") == numbers("4 1 0 0 0 0 5")
    assert tables.row("refused_state_secret") == UNREADABLE


def section_4(figures: list[str], separator: str, row: str) -> Tables:
    lines = [*(head + separator for head in HEADS_4 * 3), *(f + separator for f in figures)]
    table = matrix(separator + "\n", separator + "\n").replace(
        SECRET.replace("\n", separator + "\n"), row.replace("\n", separator + "\n")
    )
    return Tables(table + separator + SECTION_4 + "\n".join(lines) + "\n五、存在的主要问题")


def test_delimited_lines_right_below_the_heads_are_read_whatever_their_sums() -> None:
    tables = section_4(["0", "9", *["0"] * 12, ""], " |", SECRET)
    assert tables.value("reviews_corrected") == 9
    assert tables.value("reviews_total") == 0
    assert tables.value("litigation_after_review_total") == "blank"


def test_a_line_too_few_below_the_heads_makes_the_row_unreadable() -> None:
    tables = section_4(["0", "9", *["0"] * 11, ""], " |", SECRET)
    assert tables.value("reviews_corrected") == "unreadable"


@pytest.mark.parametrize(
    ("row", "value"), [(SECRET.replace("0", "", 1), 1), (SECRET, "unreadable")]
)
def test_a_first_cell_left_blank_below_the_heads_is_told_where_the_matrix_is_counted(
    row: str, value: object
) -> None:
    tables = section_4(["", *["0"] * 3, "1", *["0"] * 10], "", row)
    assert tables.value("reviews_total") == value
    flags = () if value == "unreadable" else ("by_position",)
    assert tables.flags["reviews_total", "total"] == flags


HEADS_3 = "自然人 法人或其他组织 总计 商业企业 科研机构 社会公益组织 法律服务机构 其他"


@pytest.mark.parametrize(
    ("heads", "value", "flags"),
    [
        (HEADS_3, 18, ("odd_row",)),
        (HEADS_3.replace("自然人", "总计").replace(" 总计 ", " 自然人 "), "unreadable", ()),
        (HEADS_3.replace(" 科研机构", ""), "unreadable", ()),
    ],
)
def test_where_no_row_closes_only_heads_in_the_order_of_the_form_name_the_columns(
    heads: str, value: object, flags: tuple[str, ...]
) -> None:
    first, below = heads.split(" 商业企业")
    rows = [f"{label}|{row[:-1]}8".replace(" ", "|") for label, row in MATRIX]
    tables = Tables(
        "\n".join([first, f"商业企业{below}"]).replace(" ", "|") + "\n" + "\n".join(rows)
    )
    assert tables.value("applications_received") == value
    assert tables.flags["applications_received", "total"] == flags


ROWS_2014 = [
    ("(一)主动公开政府信息数", "条", "4305"),
    ("其中:主动公开规范性文件数", "条", "36"),
    ("制发规范性文件总数", "件", "37"),
    ("1.政府公报公开政府信息数", "条", "0"),
    ("2.政府网站公开政府信息数", "条", "3878"),
    ("3.政务微博公开政府信息数", "条", "3117"),
    ("4.政务微信公开政府信息数", "条", "1187"),
    ("5.其他方式公开政府信息数", "条", "427"),
    ("1.参加或举办新闻发布会总次数", "次", "5"),
    ("2.政府网站在线访谈次数", "次", "1"),
    ("3.政策解读稿件发布数", "篇", "9"),
    ("4.微博微信回应事件数", "次", "3"),
]


def table_2014(figures: dict[int, str], numbers_from: int = 1) -> Tables:
    lines: list[str] = []
    for number, (label, unit, figure) in enumerate(ROWS_2014, start=numbers_from):
        value = figures.get(number, figure)
        lines += [*str(number), label, unit, *([value] if value else [])]
    return Tables("\n".join(lines))


def test_numbers_of_rows_with_one_digit_a_line_are_no_figures() -> None:
    tables = table_2014({})
    assert tables.value("disclosed_total") == 4305
    assert tables.value("press_conferences") == 5
    assert tables.value("online_interviews") == 1
    assert tables.value("interpretations_published") == 9
    assert tables.codes == []


def test_the_number_of_the_next_row_does_not_stand_for_a_lost_figure() -> None:
    tables = table_2014({4: "", 9: "", 10: "11"})
    assert tables.value("disclosed_gazette") == "blank"
    assert tables.value("press_conferences") == "blank"
    assert tables.value("online_interviews") == 11


def test_numbers_that_do_not_follow_one_another_leave_rows_unreadable() -> None:
    tables = table_2014({}, numbers_from=8)
    assert tables.value("interpretations_published") == "unreadable"


def test_a_row_without_the_total_of_the_others_is_unreadable() -> None:
    lines = [f"{label}|{unit}|{figure}|0|0|{figure}" for label, unit, figure in ROWS_2014]
    lines[3] = "1.政府公报公开政府信息数|条|2|1|3|"
    tables = Tables("\n".join(lines))
    assert tables.value("disclosed_website") == 3878
    assert tables.flags["disclosed_website", "total"] == ("arithmetic_choice",)
    assert tables.value("disclosed_gazette") == "unreadable"


def test_a_full_row_whose_sum_fails_has_a_reservation_where_lines_are_counted() -> None:
    table = matrix("\n").replace(SECRET, "1.属于国家秘密\n\n0\n0\n0\n0\n0\n3")
    tables = Tables(table.replace("(一)予以公开\n4", "(一)予以公开\n9"))
    assert tables.row("outcome_granted") == numbers("9 1 0 0 0 0 5")
    assert tables.flags["outcome_granted", "total"] == ("odd_row",)


def test_a_full_row_of_any_length_whose_sum_fails_has_a_reservation() -> None:
    lines = matrix("|").split("\n")
    ragged = [line + "|" * more for line, more in zip(lines, (1, 4, 2, 0, 3, 2), strict=True)]
    tables = Tables("\n".join(ragged).replace("(一)予以公开|4", "(一)予以公开|9"))
    assert tables.row("outcome_granted") == numbers("9 1 0 0 0 0 5")
    assert tables.flags["outcome_granted", "total"] == ("odd_row",)
    assert tables.flags["applications_received", "total"] == ()


@pytest.mark.parametrize("row", ["规章\n2\n1\n\n4", "规章\n\n2\n1\n4"])
def test_an_empty_line_between_figures_of_section_2_can_be_a_cell(row: str) -> None:
    tight = SECTION_2.replace("|", "\n").replace("规章\n2\n1\n4", row)
    tables = Tables(tight + matrix("\n"))
    assert tables.value("rules_made") == "unreadable"
    assert tables.value("normative_documents_in_force") == 12
    spaced = SECTION_2.replace("|", "\n\n") + matrix("\n\n", "\n\n")
    assert Tables(spaced).value("rules_in_force") == 4


@pytest.mark.parametrize("separator", ["|", "\t"])
@pytest.mark.parametrize("row", ["0  0 0 0 0 ", " 0    0 ", "0 0 0 0 0 0 ", "0      "])
def test_zeros_without_a_total_may_have_moved(separator: str, row: str) -> None:
    # A cell may be lost before the last zero, which then is the total, and one added behind it.
    moved = separator.join(["1.属于国家秘密", *row.split(" ")])
    table = matrix(separator).replace(SECRET.replace("\n", separator), moved)
    tables = Tables(table)
    assert "blank" in tables.row("refused_state_secret")
    assert tables.flags["refused_state_secret", "natural_person"] == ("odd_row",)
    assert tables.flags["outcome_granted", "natural_person"] == ()


@pytest.mark.parametrize("row", ["0  0 0 0 0 0", "      0", "- - - - - - ", "      "])
def test_zeros_before_their_total_and_rows_without_figures_stand_where_they_stand(row: str) -> None:
    moved = "|".join(["1.属于国家秘密", *row.split(" ")])
    tables = Tables(matrix().replace(SECRET.replace("\n", "|"), moved))
    assert tables.flags["refused_state_secret", "natural_person"] == ()


def test_zeros_vouch_for_no_place_where_lines_are_not_as_many_as_cells() -> None:
    # An empty line that belongs to the next row's emptied cell makes up for the one that was lost.
    rows = [f"{row}\n" for row in matrix("\n").split("\n(")]
    table = "\n(".join(rows).replace(SECRET, "1.属于国家秘密\n0\n0\n\n0\n0\n0\n")
    tables = Tables(table.replace("(七)总计\n9\n1\n0\n0", "(七)总计\n9\n1\n0"))
    assert tables.row("refused_state_secret") == [0, 0, "blank", 0, 0, 0, "blank"]
    assert tables.flags["refused_state_secret", "total"] == ("by_position",)
    assert tables.flags["outcome_granted", "total"] == ()
