"""Every line of a report is told of once: what was read from it, or why nothing was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors import prose
from extractors.__main__ import main
from extractors.document import build
from extractors.explain import Explanation, as_json, as_text, explain
from extractors.model import Stated
from extractors.pipeline import extract
from extractors.prose.reader import judged, watching
from extractors.prose.sentences import planned, sentences
from extractors.readers import read_text
from extractors.rows import read_csv, read_yaml

SAMPLES = sorted((Path(__file__).parents[2] / "data" / "raw").glob("*.txt"))

PROSE = """\
首页 > 政务公开 > 年度报告
鹿城区财政局2018年政府信息公开工作年度报告
一、概述
2018年,我局收到政府信息公开申请12件,其中信函申请4件,去年收到政府信息公开申请30件。
县政府受理的36件依申请公开事项由其自行答复,与我局无涉。
自2008年条例施行以来,共收到政府信息公开申请300件。
教育局收到政府信息公开申请9件。
热线受理群众诉求2300件,办结2290。
我局重视公开工作。
本报告依国办发〔2014〕32号文件编写。
二、下一步工作
计划举办政务公开培训班2期。
鹿城区财政局
2019年1月20日
第 1 页 共 2 页
上一篇:通知公告
主办:某某公司
"""


def told(text: str, stated: Stated | None = None) -> dict[int, list[str]]:
    """What is said of each line: figures as `metric=value`, or codes of reasons."""
    explanation = explain(text.encode(), "x.txt", stated=stated)
    return {
        line.number: [
            *(f"{seen.metric or seen.label}={seen.value}" for seen in line.readings),
            *(f"{why.reason}|{why.words}" if why.words else why.reason for why in line.why),
        ]
        for line in explanation.lines
    }


def test_prose_is_told_line_by_line() -> None:
    assert told(PROSE) == {
        1: ["breadcrumb"],
        2: ["title"],
        3: ["heading"],
        4: ["applications_received=12", "received_letter=4", "guard:last_year|30件"],
        5: ["guard:unrelated|36件"],
        6: ["since|300件"],
        7: ["other_body|9件"],
        8: ["no_rule|2300件、2290"],
        9: ["no_figures"],
        10: ["not_counted"],
        11: ["heading"],
        12: ["plans"],
        13: ["signature"],
        14: ["signature"],
        15: ["page_number"],
        16: ["link"],
        17: ["beyond"],
    }


LOCAL = """\
鹿城区2010年政府信息公开工作年度报告
| 指标名称 | 单位 | 2010年度 |
|---|---|---|
| 培训人数 | 人 | 30 |
| 备注 | 见文 |  |
|  |  |  |
"""


def test_a_local_table_is_told_row_by_row() -> None:
    assert told(LOCAL) == {
        1: ["title"],
        2: ["table_head"],
        3: ["table_rule"],
        4: ["培训人数=30"],
        5: ["unknown_row"],
        6: ["empty_row"],
    }


def test_the_2014_table_is_told_row_by_row() -> None:
    sample = (SAMPLES[0].parent / "2018_shanfu_form_2014.txt").read_text(encoding="utf-8")
    lines = told(sample)
    assert lines[20] == ["caption"]
    assert lines[22] == ["metadata"]
    assert lines[23] == ["table_head"]
    assert lines[24] == ["form_heading"]
    assert lines[25] == ["disclosed_total=2705"]
    assert lines[26] == ["normative_documents_published=None"]


def test_a_flattened_matrix_is_told_cell_by_cell() -> None:
    sample = (SAMPLES[0].parent / "2020_huitong_form_2019.txt").read_text(encoding="utf-8")
    lines = told(sample)
    assert lines[29] == ["form_heading"]
    assert lines[33] == ["table_head"]
    assert lines[43] == ["row_of_figure"]
    assert lines[45] == ["rules_made=0"]
    assert lines[139] == ["heading"]
    assert lines[141] == ["note"]
    assert lines[145] == ["table_head"]
    assert lines[161] == ["row_of_figure"]
    assert lines[163] == ["applications_received=183"]
    assert lines[193] == ["form_heading"]
    assert lines[565] == ["row_of_figure"]
    assert lines[623] == ["signature"]


def test_names_and_phone_numbers_of_the_foot_are_not_shown() -> None:
    sample = (SAMPLES[0].parent / "2018_shanfu_form_2014.txt").read_text(encoding="utf-8")
    foot = "单位负责人:王某某 审核人:李某某\n填报日期:2019.1.5 联系电话:0577-12345678\n"
    shown = "\n".join(as_text(explain((sample.rstrip() + "\n" + foot).encode(), "x")))
    assert "单位负责人: …" in shown
    assert "填报日期: …" in shown
    assert "王某某" not in shown
    assert "12345678" not in shown


def test_text_for_people() -> None:
    text = "绥芬河市2012年政府信息公开工作年度报告\n我市收到政府信息公开申请约7件,拒绝3人。\n"
    assert list(as_text(explain(text.encode(), "a.txt"))) == [
        "a.txt",
        "  agency  绥芬河市人民政府 [231081-government], sure",
        "          because of title: 绥芬河市2012年政府信息公开工作年度报告",
        "          under 牡丹江市人民政府 < 黑龙江省人民政府",
        "  year    2012",
        "          because of title: 绥芬河市2012年政府信息公开工作年度报告",
        "  form    narrative",
        "          because of no table of a national form; figures stand in sentences",
        "  scope   unknown",
        "          because of nothing",
        "  title   绥芬河市2012年政府信息公开工作年度报告",
        "",
        "    1  绥芬河市2012年政府信息公开工作年度报告",
        "       - title of the report",
        "    2  我市收到政府信息公开申请约7件,拒绝3人。",
        "       = 7 application  applications_received 收到申请数",
        "         number, printed “约7” at char=34,36; pattern received (as in "
        "“共收到政府信息公开申请215件”) in “收到政府信息公开申请约7件”",
        "         flag approximate: the source says about, more than or nearly; the number is the "
        "one it names",
        "       - not read: figures that no rule reads: 3人",
        "",
        "lines                            2",
        "figures read                     1, from lines: 1",
        "lines with digits, nothing read  1",
        "    1  title of the report",
        "",
    ]


def test_a_file_in_quarantine_shows_its_clues_and_lines() -> None:
    undated = "某某县政府信息公开工作年度报告\n一、概述\n收到政府信息公开申请3件。\n"
    explanation = explain(undated.encode(), "a.txt")
    assert dict(explanation.clues) == {
        "encoding": "utf-8",
        "title": "某某县政府信息公开工作年度报告",
        "form": "narrative (no table of a national form; figures stand in sentences)",
        "year": "none found",
        "years named": "none",
        "agency": "unresolved-某某县 (unresolved; title: 某某县政府信息公开工作年度报告; no table knows the name)",
        "scope": "unknown (no clue)",
        "on disclosure": "信息公开 or 政务公开 is named 2 times",
        "calls itself": "年度报告",
    }
    assert told(undated) == {1: ["title"], 2: ["heading"], 3: ["in_quarantine"]}
    assert next(as_text(explanation)) == (
        "a.txt: in quarantine (no_year: no reporting year can be told from the text)"
    )


def test_a_file_without_text_has_no_lines() -> None:
    explanation = explain(b"", "a.txt")
    assert explanation.lines == ()
    assert list(as_text(explanation)) == [
        "a.txt: in quarantine (empty_file: the file holds no text)",
        "  reason  The file holds no text. Fetch or convert the report again.",
        "",
    ]


def test_what_is_stated_by_hand_is_explained() -> None:
    undated = "某某县政府信息公开工作年度报告\n收到政府信息公开申请3件。\n"
    stated = Stated(is_report=True, year=2016, note="the address of the page says so")
    assert told(undated, stated) == {1: ["title"], 2: ["applications_received=3"]}


def accounts_for_all(explanation: Explanation, text: str) -> None:
    """Hold an explanation against the text and what was extracted from it."""
    folded = build(read_text(text.encode())).text.split("\n")
    filled = [number for number, line in enumerate(folded, start=1) if line.strip()]
    assert [line.number for line in explanation.lines] == filled
    read = [seen for line in explanation.lines for seen in line.readings]
    assert sorted(read, key=lambda seen: seen.ordinal) == list(explanation.extraction.observations)
    issues = [*explanation.issues, *(i for line in explanation.lines for i in line.issues)]
    assert sorted(issues, key=lambda i: i.ordinal) == list(explanation.extraction.issues)
    assert all(line.readings or line.why for line in explanation.lines)
    assert all(why.meaning for line in explanation.lines for why in line.why)
    list(as_text(explanation))
    [head, *lines, counts] = map(json.loads, as_json(explanation))
    assert head["report"] == "x"
    assert [line["line"] for line in lines] == filled
    assert counts["lines"] == len(filled)


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_every_line_of_every_sample_is_accounted_for(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    explanation = explain(text.encode(), "x")
    assert explanation.extraction == extract(text.encode(), "x")
    accounts_for_all(explanation, text)
    vague = {"used_row", "loose_figure"}
    assert not [line for line in explanation.lines for why in line.why if why.reason in vague]


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200))
def test_any_text_can_be_explained(text: str) -> None:
    data = text.encode("utf-8", "ignore")
    explanation = explain(data, "x")
    if explanation.lines:
        accounts_for_all(explanation, data.decode())


@settings(max_examples=120, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "一、主动公开情况 | (一)收到申请数 | 件 3 0 1,2 — / 无 \n \n\n \x0b 2018年 某县 政府信息公开 "
            "年度报告 申请 行政复议 1件 未收到 (六)其他处理 1.属于国家秘密 总计 结果维持 第二十条第(一)项 "
            "规章 本年新收政府信息公开申请数量 下一步 上一篇 教育局 去年 ((( ))) (hao) 會 。 ;".split(
                " "
            )
        ),
        max_size=80,
    )
)
def test_any_order_of_the_fields_words_can_be_explained(words: list[str]) -> None:
    text = "2018年政府信息公开年度报告\n" + "".join(words)
    accounts_for_all(explain(text.encode(), "x"), text)


def test_every_reason_is_known_and_every_guard_has_one() -> None:
    rows = read_csv("explain/reasons.csv")
    assert all(set(row) == {"reason", "meaning"} and row["meaning"] for row in rows)
    assert len({row["reason"] for row in rows}) == len(rows)
    assert all(row["reason"] for row in read_yaml("prose/guards.yml").values())


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_what_is_judged_read_is_what_is_read(file: Path) -> None:
    document = build(read_text(file.read_bytes()))
    report = extract(file.read_bytes(), file.name).report
    assert report is not None
    watch = watching(document, report.year, report.agency_name)
    judged_read = {
        (claim.pattern.metric, sentence.at(claim.start, claim.end)[0])
        for sentence in sentences(document, set())
        for claim, why in judged(sentence, watch)
        if why is None
    }
    readings = prose.read(document, set(), report.year, report.agency_name)
    assert {(seen.metric, seen.value.start) for seen in readings} == judged_read


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_no_sentence_is_read_in_a_chapter_on_plans(file: Path) -> None:
    document = build(read_text(file.read_bytes()))
    left_out = list(planned(document, set()))
    for sentence in sentences(document, set()):
        assert not any(start < sentence.end and sentence.start < end for start, end in left_out)


def test_the_command_explains(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    file = tmp_path / "a.txt"
    file.write_text(PROSE, encoding="utf-8")
    assert main(["--explain", str(file)]) == 0
    assert "figures read                     2, from lines: 1" in capsys.readouterr().out
    assert main(["--explain", "--json", str(file)]) == 0
    head, *lines, counts = map(json.loads, capsys.readouterr().out.splitlines())
    assert head["year"] == 2018
    assert set(lines[3]) == {"line", "text", "readings", "issues", "why"}
    assert lines[3]["readings"][0]["rule"] == "received"
    assert lines[6]["why"] == [
        {
            "reason": "other_body",
            "meaning": "another body is named as the one that acts (it would be "
            "applications_received)",
            "words": "9件",
        }
    ]
    assert counts == {"lines": 17, "lines_read": 1, "lines_with_digits_not_read": 9}
    (tmp_path / "empty.txt").write_bytes(b"")
    assert main(["--explain", str(tmp_path / "empty.txt")]) == 1
