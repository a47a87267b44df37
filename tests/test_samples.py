"""The five sample reports: whole, readable, free of private data, true to what they retell."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

RAW = Path(__file__).parents[1] / "data" / "raw"

SUIFENHE = "2012_suifenhe_narrative.txt"
KANGBASHI = "2017_kangbashi_form_2014.txt"
HANGZHOU = "2018_hangzhou_development_reform_narrative.txt"
SHANFU = "2018_shanfu_form_2014.txt"
HUITONG = "2020_huitong_form_2019.txt"

# Sample -> beginning of the original's file name in the folder of shared reports.
ORIGINALS = {
    KANGBASHI: "000",
    SUIFENHE: "001",
    HUITONG: "002",
    HANGZHOU: "003",
    SHANFU: "004",
}

# Pinyin in brackets behind a Han character, as the clone site of Huitong prints it.
ANNOTATION = re.compile(r"(?<=[\u4e00-\u9fff])\([a-zāáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜ]+\)")

# Clauses of the prose whose figures belong to the year (or are missing for a stated reason).
FIGURES = {
    SUIFENHE: [
        "2012年度我市发生依申请公开政府信息1件,及时予以答复。无不予公开政府信息情况。",
        "没有发生相关收费和减免情况",
        "无对政府信息公开提出申请行政复议,提起行政诉讼情况",
    ],
    KANGBASHI: [
        "主动公开信息数量2294条,其中文件类2条,政府采购信息998条",
        "通过政务微博公开政府信息9895条,编发政务微信373期共计2137条",
        "解读政策性文件2篇",
        "未收到依申请公开件,依申请公开数量为0",
        "统计期限为:2017年1月1日—2017年12月31日,统计范围为:区政府及其依法行使",
    ],
    HANGZHOU: [
        "共收到政府信息公開申請215件,其中信函申請145件,網絡申請68件",
        "共答複依申請信息公開249件,其中屬於已主動公開範圍數2件,同意公開答複數53件",
        "不同意公開答複數56件,不屬於本行政機關公開數104件",
        "申請信息不存在數11件,告知作出更改補充數23件",
        "因政府信息公開申請行政複議1件,維持具體行政行為;沒有發生因政府信息公開提起的行政訴訟",
        "動態信息達到1041條,政務微信、微博主動公開政府信696條",
        "統計期限自2018年1月1日起至2018年12月31日止",
    ],
    SHANFU: [
        "发布或转发政务信息、生活资讯等共计1737条",
        "公开信息共216条,召开新闻发布会2次",
        "(2018年度)\n填报单位(盖章):山福镇人民政府",
    ],
    HUITONG: [
        "共計發布各類信息1226條",
        "會同之窗微信公眾號發布信息91條",
        "統計期限自2020年1月1日起至2020年12月31日止",
        "會同縣政務公開政務服務領導小組辦公室",
    ],
}

# Numbers that must never become a figure of the year; an extractor has to meet them here.
TRAPS = {
    SUIFENHE: [
        "[2013]3号",
        "201211月份",
        "161项经济社会管理权限",
        "6万人次",
        "来电668个",
        "问题457条,回复率81%",
        "审批事项939件",
        "184281件,同比增长7.8%,办结184281,办结率100%",
    ],
    KANGBASHI: [
        "〔2017〕88号",
        "国务院令第492号",
        "报送信息632条,采纳整理134条",
        "超过1.6万条",
        "近50个单位2016年决算",
        "2018年是改革开放40周年",
    ],
    HANGZHOU: [
        "杭發改〔2020〕0號 | 成文日期: | 2019-01-07",
        "財稅〔2017〕20號",
        "B座17樓,郵編:310016",
        "18966條曆史數據",
        "1000餘條",
        "(2018-2022年)",
    ],
    SHANFU: ["关注人数达1647人", "关注人数达1049人"],
    HUITONG: [
        "國務院令第711號",
        "熱線共收理市民來電7352次,辦結量7346,辦結率99.92%",
        "市民來信103封",
        "26個領域",
        "2021-01-28 10:59",
    ],
}


def read(name: str) -> str:
    return (RAW / name).read_bytes().decode("utf-8")


def pipe_rows(text: str) -> list[str]:
    return [line for line in text.split("\n") if " |" in line]


def flattened_tables(text: str) -> list[str]:
    """Lines of chapters 二 to 四 of Huitong's report, blank ones and blanks included."""
    lines = text.split("\n")
    plain = [ANNOTATION.sub("", line) for line in lines]
    start = plain.index("二、主動公開政府信息情況")
    return lines[start : plain.index("五、存在的主要問題及改進情況")]


def tables(name: str, text: str) -> list[str]:
    return flattened_tables(text) if name == HUITONG else pipe_rows(text)


def without_annotations(text: str) -> str:
    return ANNOTATION.sub("", text)


def test_the_samples_are_the_five() -> None:
    assert sorted(path.name for path in RAW.glob("*.txt")) == sorted(ORIGINALS)


@pytest.mark.parametrize("name", ORIGINALS)
def test_a_sample_is_utf8_with_plain_line_ends(name: str) -> None:
    data = (RAW / name).read_bytes()
    data.decode("utf-8")
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data


@pytest.mark.parametrize("name", ORIGINALS)
def test_no_phone_number_and_no_mail_address(name: str) -> None:
    text = read(name)
    assert re.findall(r"(?<!\d)1[3-9]\d{9}(?!\d)", text) == []
    assert re.findall(r"(?:电话|電話)[:\uff1a]?\s*[\d-]{7,}", text) == []
    assert "@" not in text


def test_the_foot_of_kangbashi_names_nobody() -> None:
    assert read(KANGBASHI).split("\n")[-2:] == [
        "单位负责人:  审核人:  填报人:",
        "联系电话: 填报日期:2018.1.12",
    ]


@pytest.mark.parametrize("name", ORIGINALS)
def test_the_prose_states_the_figures_of_the_year(name: str) -> None:
    text = without_annotations(read(name))
    assert [clause for clause in FIGURES[name] if clause not in text] == []


@pytest.mark.parametrize("name", ORIGINALS)
def test_the_prose_holds_the_numbers_that_mislead(name: str) -> None:
    text = without_annotations(read(name))
    assert [trap for trap in TRAPS[name] if trap not in text] == []


def test_kangbashi_has_83_numbered_rows() -> None:
    rows = pipe_rows(read(KANGBASHI))
    assert rows[0] == "序号 | 统计指标 | 单位 | 统计数 |"
    assert [row.split(" | ")[0] for row in rows[1:]] == [str(n) for n in range(1, 84)]
    assert rows[8] == "8 | 3、政务微博公开政府信息数 | 条 | 9895 |"
    assert rows[81] == "81 | 其中:已建成综合便民服务中心 | 个 | 11 |"


def test_shanfu_has_60_rows_and_one_blank_cell() -> None:
    rows = pipe_rows(read(SHANFU))
    assert rows[0] == "统 计 指 标 | 单位 | 统计数 |"
    assert len(rows[1:]) == 60
    cells = [row for row in rows[1:] if "——" not in row]
    assert len(cells) == 54
    assert [row for row in cells if row.endswith("| |")] == ["其中:主动公开规范性文件数 | 条 | |"]
    assert not any("收取的费用" in row for row in rows)


def test_hangzhou_opens_with_three_rows_of_metadata() -> None:
    text = read(HANGZHOU)
    assert len(pipe_rows(text)) == 3
    misconverted = ("製度", "複議", "係統", "聯係", "全麵", "江幹", "曆史")
    assert [word for word in misconverted if word not in text] == []


def test_huitong_has_22_161_and_15_figures() -> None:
    cells = [ANNOTATION.sub("", line).strip() for line in flattened_tables(read(HUITONG))]
    figures = [bool(re.fullmatch(r"[+-]?\d+(?:\.\d+萬元)?", cell)) for cell in cells]
    chapter_3 = cells.index("三、收到和處理政府信息公開申請情況")
    chapter_4 = cells.index("四、政府信息公開行政復議、行政訴訟情況")
    assert sum(figures[:chapter_3]) == 22
    assert sum(figures[chapter_3:chapter_4]) == 161
    assert sum(figures[chapter_4:]) == 15
    assert {"+58", "+2818", "-181", "+122", "26966.28萬元", "13185", "56104"} <= set(cells)
    assert [cell for cell in cells[chapter_3:chapter_4] if cell in ("183", "172")] == (
        ["183", "183", "172", "172", "183", "183"]
    )


def test_huitong_keeps_its_annotations_and_odd_blanks() -> None:
    text = read(HUITONG)
    assert text.startswith("會(huì)同縣2020年政府信息公開工作年度報(bào)告\n\n")
    assert len(ANNOTATION.findall(text)) > 200
    assert "\n\u2002\u2002\u2002 1023\n" in text


@pytest.mark.parametrize("name", [name for name in ORIGINALS if name != SUIFENHE])
def test_the_tables_are_those_of_the_original(name: str, shared_reports: Path) -> None:
    (original,) = shared_reports.glob(f"{ORIGINALS[name]}_*.txt")
    printed = tables(name, original.read_bytes().decode("utf-8"))
    assert printed
    assert tables(name, read(name)) == printed


@pytest.mark.parametrize("name", ORIGINALS)
def test_the_prose_invents_no_number(name: str, shared_reports: Path) -> None:
    (original,) = shared_reports.glob(f"{ORIGINALS[name]}_*.txt")
    printed = set(re.findall(r"\d+", original.read_bytes().decode("utf-8")))
    masked = {"8525"} if name == HANGZHOU else set()  # the office's number, masked
    assert set(re.findall(r"\d+", read(name))) - printed == masked
