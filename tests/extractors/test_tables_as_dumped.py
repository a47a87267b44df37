"""Tables as tools leave them: what is sure comes back, what is not is unreadable with an issue."""

from __future__ import annotations

from decimal import Decimal

import pytest

from extractors.document import build
from extractors.forms import cells_of, detect, read_tables
from extractors.pipeline import extract
from extractors.readers import read_text

HEADS_4 = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
MATRIX = [
    ("一、本年新收政府信息公开申请数量", "9 1 0 0 0 0 10"),
    ("二、上年结转政府信息公开申请数量", "1 0 0 0 0 0 1"),
    ("(一)予以公开", "4 1 0 0 0 0 5"),
    ("1.属于国家秘密", "3 0 0 0 0 0 3"),
    ("(七)总计", "9 1 0 0 0 0 10"),
    ("四、结转下年度继续办理", "1 0 0 0 0 0 1"),
]
SECTION_2 = """第二十条第(一)项
信息内容|本年制发件数|本年废止件数|现行有效件数
规章|2|1|4
行政规范性文件|3|0|12
第二十条第(五)项
信息内容|本年处理决定数量
行政许可|645
"""
ROW_4 = "1 0 0 0 1 0 2 0 0 2 0 0 0 3 3"
SECTION_4 = "行政复议\t行政诉讼\n" + "\t".join(HEADS_4 * 3) + "\n" + ROW_4.replace(" ", "\t")


class Tables:
    """The form, the figures and the findings of a text."""

    def __init__(self, text: str) -> None:
        document = build(read_text(text.encode()))
        tokens = cells_of(document)
        self.form = detect(tokens).form
        reading = read_tables(document, tokens, self.form)
        self.codes = [finding.code for finding in reading.findings]
        self.messages = [finding.message for finding in reading.findings]
        self.flags = {(r.metric, r.applicant): r.flags for r in reading.readings}
        self.entries = {(r.metric, r.applicant): r.entry for r in reading.readings}

    def value(self, metric: str, applicant: str = "total") -> Decimal | str:
        """Return the number, or the kind of what stands in its place."""
        entry = self.entries[metric, applicant]
        return entry.kind if entry.value is None else entry.value

    def row(self, metric: str) -> list[Decimal | str]:
        """Return a row of the matrix."""
        return [
            self.value(metric, applicant)
            for applicant in (
                "natural_person",
                "business",
                "research_institution",
                "social_organisation",
                "legal_services",
                "other_organisation",
                "total",
            )
        ]


def numbers(figures: str) -> list[Decimal]:
    return [Decimal(figure) for figure in figures.split()]


def matrix(separator: str = "|", between: str = "\n") -> str:
    return between.join(separator.join([label, *row.split()]) for label, row in MATRIX)


def test_cells_that_ran_together_are_no_figures_but_tell_the_form() -> None:
    tables = Tables(matrix("").replace(" ", ""))
    assert tables.form == "form_2019"
    assert tables.value("applications_received") == "unreadable"
    assert tables.codes == ["unreadable_row"] * 6


def test_a_table_that_ran_together_in_one_line_is_unreadable() -> None:
    tables = Tables(
        "规章0049规范性文件2929177行政许可22114049734" + matrix("", "").replace(" ", "")
    )
    assert tables.value("rules_made") == "unreadable"
    assert tables.value("applications_received") == "unreadable"
    assert tables.value("applications_carried_out") == "unreadable"


@pytest.mark.parametrize(
    "line",
    [
        "本年新收政府信息公开申请数量189230000212",
        "收到政府信息公开申请0700007件。",
        "我局2020年收到政府信息公开申请1232000125件。",
    ],
)
def test_a_string_of_digits_is_no_figure_of_a_sentence(line: str) -> None:
    page = f"某某县财政局2020年政府信息公开工作年度报告\n一、概述\n{line}\n"
    extraction = extract(page.encode(), "a.txt")
    assert [o.value for o in extraction.observations if o.metric and o.value is not None] == []


def test_a_sentence_that_lists_results_is_no_table() -> None:
    line = "其中予以公开3件、部分公开1件、属于国家秘密2件、重复申请4件"
    tokens = cells_of(build(read_text(line.encode())))
    assert [token.text for token in tokens] == [line]


def test_merged_cells_that_are_repeated_collapse_below_repeated_heads() -> None:
    tables = Tables(
        "第二十条第(八)项|第二十条第(八)项|第二十条第(八)项|第二十条第(八)项\n"
        "信息内容|上一年项目数量|上一年项目数量|本年增/减\n"
        "行政事业性收费|13|13|-4\n"
        "信息内容|采购项目数量|采购总金额|采购总金额\n"
        "政府集中采购|208|57152.81|57152.81\n" + matrix()
    )
    assert tables.value("fee_items_previous_year") == 13
    assert tables.value("fee_items_change") == -4
    assert tables.value("procurement_projects") == 208
    assert tables.value("procurement_amount") == Decimal("57152.81")
    assert tables.codes == []


def test_a_blank_beside_a_repeated_cell_stays_blank() -> None:
    tables = Tables(
        "第二十条第(八)项\n信息内容 | 上一年项目数量 | 上一年项目数量 | 本年增/减 |\n"
        "行政事业性收费 | 13 | 13 |  |\n" + matrix(" | ")
    )
    assert tables.value("fee_items_previous_year") == 13
    assert tables.value("fee_items_change") == "blank"


@pytest.mark.parametrize(
    "row", ["行政事业性收费|49|3|3", "行政事业性收费|49|3", "行政事业性收费|49"]
)
def test_figures_that_do_not_repeat_as_their_heads_do_are_unreadable(row: str) -> None:
    tables = Tables(
        f"第二十条第(八)项\n信息内容|上一年项目数量|上一年项目数量|本年增/减\n{row}\n" + matrix()
    )
    assert tables.value("fee_items_previous_year") == "unreadable"
    assert tables.value("fee_items_change") == "unreadable"


def test_three_figures_for_two_cells_are_unreadable_whatever_numbers_they_are() -> None:
    tables = Tables(
        "第二十条第(八)项\n行政事业性收费|49|49|3\n政府集中采购|542|542|53561\n" + matrix()
    )
    assert tables.value("fee_items_change") == "unreadable"
    assert tables.value("procurement_amount") == "unreadable"


def test_heads_and_figures_with_the_same_empty_places_stand_below_one_another() -> None:
    tables = Tables(
        "第二十条第(九)项|||\n信息内容|采购项目数量||采购总金额\n政府集中采购|795||60704.7\n"
        + matrix()
    )
    assert tables.value("procurement_projects") == 795
    assert tables.value("procurement_amount") == Decimal("60704.7")


def test_a_merged_label_that_is_repeated_is_one_row() -> None:
    text = "\n".join("\t".join([label, label, *row.split()]) for label, row in MATRIX)
    tables = Tables(text)
    assert tables.row("applications_received") == numbers("9 1 0 0 0 0 10")
    assert len(tables.entries) == 6 * 7


@pytest.mark.parametrize(
    ("before", "row"),
    [("\t", "\t"), ("\t", "数量\t"), ("", "数量\t"), ("", "\t")],
)
def test_the_row_of_section_4_is_not_shifted_by_what_stands_before_it(
    before: str, row: str
) -> None:
    lines = SECTION_4.split("\n")
    section = "\n".join([before + lines[0], before + lines[1], row + lines[2]])
    tables = Tables(matrix() + "\n四、政府信息公开行政复议、行政诉讼情况\n" + section)
    assert tables.value("reviews_upheld") == 1
    assert tables.value("reviews_total") == 1
    assert tables.value("litigation_direct_corrected") == 2
    assert tables.value("litigation_after_review_pending") == 3
    assert tables.value("litigation_after_review_total") == 3


def test_a_row_of_section_4_with_blanks_at_both_ends_stands_below_its_heads() -> None:
    figures = "\t\t\t16\t\t16" + "\t" * 10
    heads = "\t" + "\t".join(HEADS_4 * 2)
    tables = Tables(matrix("\t") + f"\n四、行政复议、行政诉讼情况\n{heads}\n{figures}")
    assert tables.value("reviews_pending") == "blank"
    assert tables.value("reviews_other") == 16
    assert tables.value("reviews_total") == 16


def test_section_4_in_lines_with_a_blank_first_cell_is_read_where_it_closes() -> None:
    figures = "\n \n0\n0\n2\n2\n" + "\n".join("0" * 10)
    text = "\n".join(["行政复议", "行政诉讼", *HEADS_4 * 3])
    tables = Tables(
        matrix("\n") + f"\n四、行政复议、行政诉讼情况\n{text}{figures}\n五、存在的主要问题"
    )
    assert tables.value("reviews_upheld") == "blank"
    assert tables.value("reviews_total") == 2


def test_empty_lines_between_the_cells_of_section_4_are_only_spacing() -> None:
    cells = ["行政复议", "行政诉讼", *HEADS_4 * 3, *ROW_4.split()]
    section = ("\n" * 7).join(cells)
    tables = Tables(matrix("\n") + "\n四、行政复议、行政诉讼情况\n" + section)
    assert tables.value("reviews_total") == 1
    assert tables.value("litigation_after_review_total") == 3


def test_empty_lines_are_no_cells_where_they_stand_between_all_cells() -> None:
    tight = SECTION_2.replace("|", "\n")
    row = "2.重复申请\n\n0\n\n7\n\n0\n\n7"
    tables = Tables(tight + "\n" + matrix("\n\n", "\n\n") + "\n\n" + row)
    assert tables.row("applications_received") == numbers("9 1 0 0 0 0 10")
    assert tables.row("not_processed_duplicate") == ["unreadable"] * 7


def test_an_empty_line_is_a_cell_where_the_table_is_tight_and_the_row_closes() -> None:
    tables = Tables(matrix("\n") + "\n2.重复申请\n\n7\n0\n0\n0\n0\n7")
    assert tables.row("not_processed_duplicate") == ["blank", 7, 0, 0, 0, 0, 7]


def test_a_page_number_behind_empty_lines_is_no_total() -> None:
    rows = matrix("\n").split("\n(七)总计")
    tables = Tables(rows[0] + "\n7.属于行政执法案卷" + "\n" * 8 + "4\n(七)总计" + rows[1])
    assert tables.value("refused_enforcement_file") == "unreadable"
    assert "unreadable_row" in tables.codes


def test_a_change_in_words_is_a_number_with_a_reservation() -> None:
    tables = Tables(
        "第二十条第(五)项\n信息内容|上一年项目数量|本年增/减|处理决定数量\n"
        "行政许可|24|减少11|300\n" + matrix()
    )
    assert tables.value("licences_items_previous_year") == 24
    assert tables.value("licences_items_change") == -11
    assert tables.entries["licences_items_change", "total"].flags == ("unusual_sign",)


def test_the_form_is_told_by_column_heads_joined_with_blanks() -> None:
    text = SECTION_2.replace("行政规范性文件", "规范性文件").replace("|", " ")
    tables = Tables(text + matrix(" "))
    assert tables.form == "form_2021"
    assert tables.value("normative_documents_in_force") == 12


def test_columns_in_another_order_are_unreadable() -> None:
    rows = "\n".join(
        "|".join([label, *row.split()[-1:], *row.split()[:-1]]) for label, row in MATRIX
    )
    tables = Tables(rows)
    assert tables.row("applications_received") == ["unreadable"] * 7
    assert len(tables.codes) == 6


@pytest.mark.parametrize("around", [("\t\t\t", ""), ("", "\t"), ("\t", "\t"), ("    ", "")])
def test_tabs_around_every_line_delimit_nothing(around: tuple[str, str]) -> None:
    text = SECTION_2.replace("|", "\n") + matrix("\n")
    lines = [f"{around[0]}{line}{around[1]}" for line in text.split("\n")]
    tables = Tables("\n".join(lines))
    assert tables.form == "form_2021"
    assert tables.value("rules_in_force") == 4
    assert tables.row("applications_received") == numbers("9 1 0 0 0 0 10")


def test_a_label_with_a_tab_behind_it_in_a_table_of_tabs_has_a_blank_cell() -> None:
    tables = Tables(SECTION_2.replace("|645", "|").replace("|", "\t") + matrix("\t"))
    assert tables.value("licences_decided") == "blank"


@pytest.mark.parametrize("form", ["form_2014", "form_2021"])
def test_a_table_in_one_line_is_read_where_its_cells_are_parted(form: str) -> None:
    if form == "form_2021":
        tables = Tables(SECTION_2.replace("\n", " ").replace("|", " ") + "\n" + matrix(" ", " "))
        assert tables.value("normative_documents_in_force") == 12
        assert tables.row("outcome_granted") == numbers("4 1 0 0 0 0 5")
    else:
        tables = Tables(" ".join(TABLE_2014))
        assert tables.value("disclosed_total") == 4305
        assert tables.value("disclosed_weibo") == 3117
    assert tables.form == form


def test_a_lost_cell_of_a_table_in_one_line_makes_its_row_unreadable() -> None:
    text = matrix(" ", " ").replace("(一)予以公开 4 1 0", "(一)予以公开 4 1")
    tables = Tables(text)
    assert tables.row("outcome_granted") == ["unreadable"] * 7
    assert tables.row("applications_closed") == numbers("9 1 0 0 0 0 10")


TABLE_2014 = [
    "统计指标 单位 统计数 一、主动公开情况 —",
    "(一)主动公开政府信息数 条 4305 其中:主动公开规范性文件数 条 36 制发规范性文件总数 件 37",
    "(二)通过不同渠道和方式公开政府信息的情况 — 1.政府公报公开政府信息数 条 0",
    "2.政府网站公开政府信息数 条 3878 3.政务微博公开政府信息数 条 3117",
    "4.政务微信公开政府信息数 条 1187 5.其他方式公开政府信息数 条 427",
    "二、回应解读情况 — (一)回应公众关注热点或重大舆情数 次 0",
    "1.参加或举办新闻发布会总次数 次 5 2.政府网站在线访谈次数 次 1 3.政策解读稿件发布数 篇 9",
    "4.微博微信回应事件数 次 3 5.其他方式回应事件数 次 2 三、依申请公开情况 — (一)收到申请数 件 4",
]


@pytest.mark.parametrize(
    "line",
    [
        "三、本年度办理结果{0}(一)予以公开{0}4{0}1{0}0{0}0{0}0{0}0{0}5",
        "三、本年度办理结果(一)予以公开{0}4{0}1{0}0{0}0{0}0{0}0{0}5",
    ],
)
@pytest.mark.parametrize("blank", [" ", "\u3000"])
def test_a_heading_in_front_of_its_first_row_is_a_cell_of_its_own(line: str, blank: str) -> None:
    rows = matrix(blank).split("\n")
    tables = Tables("\n".join([*rows[:2], line.format(blank), *rows[3:]]))
    assert tables.row("outcome_granted") == numbers("4 1 0 0 0 0 5")


@pytest.mark.parametrize(
    "table",
    [
        matrix(" | ").replace("一、本年新收政府", "**一、本年新收政府").replace("数量", "数量**"),
        matrix(" | ").replace("本年新收", "本年<br>新收<br/>"),
        matrix("&nbsp;\n"),
        matrix("&emsp;|&#160;"),
        "首段\n" + "\n".join(f"> {line}" for line in matrix("\n").split("\n")),
    ],
)
def test_markup_inside_cells_is_folded_away(table: str) -> None:
    assert Tables(table).row("applications_received") == numbers("9 1 0 0 0 0 10")


def test_section_2_is_read_without_a_matrix() -> None:
    tables = Tables(SECTION_2 + "三、收到和处理政府信息公开申请情况\n(见图)\n" + SECTION_4)
    assert tables.form == "form_2021"
    assert tables.value("licences_decided") == 645
    assert tables.value("reviews_total") == 1


def test_figures_below_their_label_may_have_signs_and_dashes() -> None:
    tables = Tables(
        "第二十条第(五)项\n信息内容\n上一年项目数量\n本年增/减\n处理决定数量\n"
        "行政许可\n22 +1140 0\n其他对外管理服务事项\n/ 0 46\n" + matrix("\n")
    )
    assert tables.value("licences_items_change") == 1140
    assert tables.value("other_services_items_previous_year") == "not_applicable"
    assert tables.value("other_services_decided") == 46


def test_the_latest_of_several_years_is_the_column_of_the_report() -> None:
    rows = [
        "(一)主动公开政府信息数|条|4305|4000|305",
        "其中:主动公开规范性文件数|条|36|30|6",
        "制发规范性文件总数|件|37|31|6",
        "1.政府公报公开政府信息数|条|0|0|0",
        "2.政府网站公开政府信息数|条|3878|1|3877",
        "3.政务微博公开政府信息数|条|3117|2|3115",
        "4.政务微信公开政府信息数|条|1187|3|1184",
        "5.其他方式公开政府信息数|条|427|4|423",
        "1.参加或举办新闻发布会总次数|次|5|5|0",
        "2.政府网站在线访谈次数|次|1|1|0",
        "3.政策解读稿件发布数|篇|9|9|0",
        "4.微博微信回应事件数|次|3|3|0",
    ]
    tables = Tables("\n".join(["统计指标|单位|2017年|2016年|增减", *rows]))
    assert tables.form == "form_2014"
    assert tables.value("disclosed_total") == 4305
    assert tables.value("disclosed_website") == 3878


@pytest.mark.parametrize("unit", ["万元", "万 元"])
def test_a_unit_may_hold_a_blank(unit: str) -> None:
    rows = " ".join(TABLE_2014).replace(" ", "\n")
    tables = Tables(f"{rows}\n(一)依申请公开信息收取的费用\n{unit}\n5")
    assert tables.value("foi_fees_collected") == 5
    assert tables.flags["foi_fees_collected", "total"] == ()


def test_figures_may_be_followed_by_their_unit_in_brackets() -> None:
    tables = Tables(SECTION_2.replace("645", "645(件)").replace("|", " ") + matrix(" "))
    assert tables.value("licences_decided") == 645


def test_what_data_frames_print_for_empty_cells_is_blank() -> None:
    tables = Tables(matrix("\n").replace("\n0", "\nNaN"))
    assert tables.row("applications_received") == [9, 1, "blank", "blank", "blank", "blank", 10]


def test_the_rule_below_the_heads_is_no_row_though_empty_lines_follow() -> None:
    lines = matrix(" | ").split("\n")
    heads = " | ".join(HEADS_4 * 3)
    section = f"| {heads} |\n\n| {' | '.join(['---'] * 15)} |\n\n| {ROW_4.replace(' ', ' | ')} |"
    tables = Tables("\n\n".join(f"| {line} |" for line in lines) + f"\n\n行政复议\n\n{section}")
    assert tables.value("reviews_upheld") == 1
    assert tables.value("reviews_total") == 1


def test_a_total_may_be_called_a_sum() -> None:
    tables = Tables(matrix().replace("(七)总计", "(七)合计"))
    assert tables.row("applications_closed") == numbers("9 1 0 0 0 0 10")


def test_a_padded_page_is_traditional_by_its_characters() -> None:
    text = "政府資訊公開工作年度報告" + " " * 2000 + "\n規範性檔案 | 1 |" + " " * 3000
    assert "政府信息公开工作年度报告" in build(read_text(text.encode())).text


def test_a_label_may_stand_above_and_below_its_figures() -> None:
    lines = [
        "一、本年新收政府信息公开申请数量       9     1     0     0     0     0    10",
        "        2.没有现成信息需要另行制",
        "理结果                                 21     0     0     0     0     0    21",
        "        作",
        "        3.补正后申请内容仍不明确       13     0     0     0     0     0    13",
        "四、结转下年度继续办理                 1     0     0     0     0     0     1",
        "        (七)总计                       9     1     0     0     0     0    10",
    ]
    tables = Tables("\n".join(lines))
    assert tables.row("unavailable_needs_creation") == numbers("21 0 0 0 0 0 21")
    assert tables.flags["unavailable_needs_creation", "total"] == ()
    assert tables.row("unavailable_unclear") == numbers("13 0 0 0 0 0 13")


def test_a_label_may_go_on_over_several_lines_of_its_column() -> None:
    empty = "|      " * 7 + "|"
    lines = [
        "|        |2.没有现成信息需要另行制  |21|0|0|0|0|0|21|",
        "|        |作                        " + empty,
        "|(六)其  |1.申请人无正当理由逾期不  |2|0|0|0|0|0|2|",
        "|他处理  |补正、行政机关不再处理其  " + empty,
        "|        |政府信息公开申请          " + empty,
        "|        |3.其他                    |3|0|0|0|0|0|3|",
    ]
    rows = "\n".join(f"|{label}||{'|'.join(row.split())}|" for label, row in MATRIX)
    tables = Tables(rows.replace("|(七)", "\n".join(lines) + "\n|(七)"))
    assert tables.row("unavailable_needs_creation") == numbers("21 0 0 0 0 0 21")
    assert tables.row("other_correction_overdue") == numbers("2 0 0 0 0 0 2")


def test_halves_of_the_2014_table_side_by_side_are_read_one_behind_the_other() -> None:
    head = "统计指标 | 单位 | 统计数 | 统计指标 | 单位 | 统计数 |"
    rows = [
        "(一)主动公开政府信息数 | 条 | 4305 | 四、行政复议数量 | 件 | 3 |",
        "其中:主动公开规范性文件数 | 条 | 36 | (一)维持具体行政行为数 | 件 | 0 |",
        "制发规范性文件总数 | 件 | 37 | (二)被依法纠错数 | 件 | 1 |",
        "1.政府公报公开政府信息数 | 条 | 0 | (三)其他情形数 | 件 | 2 |",
        "2.政府网站公开政府信息数 | 条 | 3878 | 五、行政诉讼数量 | 件 | 4 |",
        "3.政务微博公开政府信息数 | 条 | 3117 | (二)被依法纠错数 | 件 | 4 |",
        "4.政务微信公开政府信息数 | 条 | 1187 | 六、举报投诉数量 | 件 | 7 |",
    ]
    tables = Tables("\n".join([head, *rows]))
    assert tables.value("disclosed_wechat") == 1187
    assert tables.value("reviews_total") == 3
    assert tables.value("reviews_corrected") == 1
    assert tables.value("litigation_corrected") == 4
    assert tables.codes == []


def test_a_page_number_right_behind_a_row_is_left_out_with_a_reservation() -> None:
    rows = matrix("\n").replace("(七)总计", "7\n(七)总计")
    tables = Tables(rows)
    assert tables.row("refused_state_secret") == numbers("3 0 0 0 0 0 3")
    assert tables.flags["refused_state_secret", "total"] == ("arithmetic_choice",)


def test_headings_and_empty_cells_may_be_parted_by_commas() -> None:
    rows = [
        ",,,自然人,法人或其他组织,,,,,总计",
        "一、本年新收政府信息公开申请数量,,,9,1,0,0,0,0,10",
        "三、本年度办理结果,(一)予以公开,,4,1,0,0,0,0,5",
        ",(二)部分公开(区分处理的,只计这一情形,不计其他情形),,1,0,0,0,0,0,1",
        ",(三)不予公开,1.属于国家秘密,3,/,/,/,/,/,3",
        ",,2.其他法律行政法规禁止公开,1,/,/,/,/,/,1",
        ",(七)总计,,9,1,0,0,0,0,10",
    ]
    tables = Tables("\n".join(rows))
    assert tables.row("outcome_granted") == numbers("4 1 0 0 0 0 5")
    assert tables.row("outcome_partly_granted") == numbers("1 0 0 0 0 0 1")
    assert tables.value("refused_state_secret") == 3
    assert tables.value("refused_other_law") == 1


def test_a_row_of_a_grid_that_lost_a_cell_is_unreadable_where_its_sum_shows_it() -> None:
    tables = Tables(matrix(" | ").replace("(一)予以公开 | 4 | 1", "(一)予以公开 | 1"))
    assert tables.row("outcome_granted") == ["unreadable"] * 7


def test_a_short_row_of_section_2_carries_a_reservation() -> None:
    tables = Tables(SECTION_2.replace("行政规范性文件|3|0|12", "行政规范性文件|0|12") + matrix())
    assert tables.flags["normative_documents_made", "total"] == ("odd_row",)


def test_figures_that_fit_by_number_are_unreadable_in_a_table_that_lost_cells() -> None:
    rows = matrix("\n").replace(
        "(一)予以公开\n4\n1\n0\n0\n0\n0\n5", "(一)予以公开\n4\n1\n0\n0\n5\n8\n9"
    )
    rows = rows.replace("1.属于国家秘密\n3\n0\n", "1.属于国家秘密\n3\n")
    tables = Tables(rows)
    assert tables.row("refused_state_secret") == ["unreadable"] * 7
    assert tables.row("outcome_granted") == ["unreadable"] * 7


@pytest.mark.parametrize("row", ["1 0 0 0 1 0 2 2 0 0 2 0 0 0 3", "7 1 0 0 0 1 0 2 0 0 2 0 0 3 3"])
def test_a_row_of_section_4_whose_sums_show_a_shift_is_unreadable(row: str) -> None:
    text = "\n".join(["行政复议", "行政诉讼", *HEADS_4 * 3, *row.split()])
    tables = Tables(matrix("\n") + "\n四、行政复议、行政诉讼情况\n" + text)
    assert tables.value("litigation_direct_total") == "unreadable"


@pytest.mark.parametrize(
    "cell",
    [
        "**一、本年新收**政府信息",
        "一、本年<br>新收政府<br/>信息",
        "一、本年新收&nbsp;政府信息&emsp;",
    ],
)
def test_what_is_folded_away_stays_in_the_quote(cell: str) -> None:
    page = "某某县财政局2020年政府信息公开工作年度报告\n\n" + matrix(" | ").replace(
        "一、本年新收政府信息", cell
    )
    extraction = extract(page.encode(), "a.txt")
    (seen,) = [
        o
        for o in extraction.observations
        if o.metric == "applications_received" and o.applicant == "business"
    ]
    start, end = map(int, seen.locator.removeprefix("char=").split(","))
    assert seen.raw == "1"
    assert page[start:end] == seen.quote
    assert "本年" in seen.quote and seen.quote.endswith("| 10")


HEADS_OF_SECTION_4 = {
    "merged cells vanished": [
        ["行政复议", "行政诉讼"],
        [*HEADS_4, "未经复议直接起诉", "复议后起诉"],
        HEADS_4 * 2,
    ],
    "merged cells are empty": [
        ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9],
        [*[""] * 5, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
        HEADS_4 * 3,
    ],
    "the heads of the reviews reach down": [
        ["行政复议", *[""] * 4, "行政诉讼", *[""] * 9],
        [*HEADS_4, "未经复议直接起诉", *[""] * 4, "复议后起诉", *[""] * 4],
        [*[""] * 5, *HEADS_4 * 2],
    ],
    "merged cells are repeated": [
        ["行政复议"] * 5 + ["行政诉讼"] * 10,
        ["行政复议"] * 5 + ["未经复议直接起诉"] * 5 + ["复议后起诉"] * 5,
        HEADS_4 * 3,
    ],
}


@pytest.mark.parametrize("heads", list(HEADS_OF_SECTION_4))
@pytest.mark.parametrize("frame", ["{}", "| {} |", "{} |"])
@pytest.mark.parametrize("separator", ["|", " | "])
@pytest.mark.parametrize(
    "row", [". . . . 1 . . . . 2 . . . . 0", ". 1 . . 1 . . . . . . . . . .", ". " * 15]
)
def test_a_row_of_section_4_with_blanks_stands_below_its_heads(
    heads: str, frame: str, separator: str, row: str
) -> None:
    cells = ["" if cell == "." else cell for cell in row.split()]
    lines = [[label, *figures.split()] for label, figures in MATRIX]
    lines += [["四、政府信息公开行政复议、行政诉讼情况"], *HEADS_OF_SECTION_4[heads], cells]
    tables = Tables("\n".join(frame.format(separator.join(line)) for line in lines))
    metrics = ("reviews_corrected", "reviews_total", "litigation_direct_total")
    assert [str(tables.value(metric)) for metric in metrics] == [
        cells[at] or "blank" for at in (1, 4, 9)
    ]
    assert tables.codes == []


@pytest.mark.parametrize("separator", ["|", " | ", "\t"])
@pytest.mark.parametrize(
    "beginning", ["(二)部分公开(区分处理的,", "(二)部分公开(区分处理的,只计这一情形,"]
)
def test_a_label_may_be_broken_off_behind_a_comma(beginning: str, separator: str) -> None:
    label = "(二)部分公开(区分处理的,只计这一情形,不计其他情形)"
    broken = label.replace(beginning, beginning + "\n")
    rows = [[label, *row.split()] for label, row in MATRIX]
    rows.insert(3, [broken, *"4 1 0 0 0 0 5".split()])
    tables = Tables("\n".join(separator.join(row) for row in rows))
    assert tables.row("outcome_partly_granted") == numbers("4 1 0 0 0 0 5")
    assert tables.row("outcome_granted") == numbers("4 1 0 0 0 0 5")
    assert tables.codes == []
