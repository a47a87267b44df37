"""Whether a report says that it replaces an earlier version of itself."""

from __future__ import annotations

import pytest

from extractors.pipeline import extract

BODY = "一、概述\n根据新修订的《中华人民共和国政府信息公开条例》，全年主动公开政府信息12条。收到申请3件。\n"


def note(title: str, more: str = "") -> str | None:
    report = extract(f"{title}\n\n{BODY}{more}".encode(), "r.txt").report
    assert report is not None
    return report.correction_note


@pytest.mark.parametrize(
    "title",
    [
        "会同县2020年政府信息公开工作年度报告（更正版）",
        "会同县2020年政府信息公开工作年度报告(修订)",
        "关于更正会同县2020年政府信息公开工作年度报告的公告",
    ],
)
def test_a_title_says_so(title: str) -> None:
    assert note(title) == title


def test_a_note_says_so() -> None:
    words = "现将本单位年度报告中有关数据予以更正"
    assert note("会同县2020年政府信息公开工作年度报告", f"更新：{words}，请以此为准。\n") == words


@pytest.mark.parametrize(
    "sentence",
    [
        "贯彻新修订的《政府信息公开条例》和《公开指南（修订版）》。",
        "收到要求更正本机关政府信息的申请1件，予以更正0件。",
        "清理规范性文件，废止3件。",
    ],
)
def test_what_a_report_tells_of_others_is_no_note(sentence: str) -> None:
    assert note("会同县2020年政府信息公开工作年度报告", sentence + "\n") is None
