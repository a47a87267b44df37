"""Lines that were broken at a width are one paragraph; lines that were not are several."""

from __future__ import annotations

import pytest

from extractors.document import build
from extractors.prose.paragraphs import paragraphs
from extractors.readers import read_text

PROSE = (
    "2018年,我局认真贯彻落实《中华人民共和国政府信息公开条例》,健全工作机制,强化责任落实,"
    "全年共收到政府信息公开申请156件,其中网络申请120件,信函申请36件,均在规定期限内办理完毕,"
    "未发生因政府信息公开引起的行政复议和行政诉讼,群众对公开工作比较满意。"
)


def divided(text: str) -> list[str]:
    document = build(read_text(text.encode()))
    return ["".join(document.text[slice(*place)].split()) for place in paragraphs(document, set())]


def by_characters(width: int) -> str:
    return "\n".join(PROSE[at : at + width] for at in range(0, len(PROSE), width))


def by_columns(width: int) -> str:
    lines, line, taken = [], "", 0
    for character in PROSE:
        wide = 2 if ord(character) > 127 else 1
        if taken + wide > width:
            lines.append(line)
            line, taken = "", 0
        line, taken = line + character, taken + wide
    return "\n".join([*lines, line])


@pytest.mark.parametrize("width", [9, 12, 17, 20, 25, 33, 40])
def test_lines_broken_after_so_many_characters_are_one(width: int) -> None:
    assert divided(by_characters(width)) == [PROSE]


@pytest.mark.parametrize("width", [18, 24, 36, 42, 60, 76])
def test_lines_broken_at_a_column_are_one(width: int) -> None:
    assert divided(by_columns(width)) == [PROSE]


@pytest.mark.parametrize("between", ["\n\n", "\n\n\n", "\n　　", " \n"])
def test_what_stands_between_the_broken_lines_does_not_matter(between: str) -> None:
    assert divided(by_characters(20).replace("\n", between)) == [PROSE]


def test_a_chapter_begins_anew() -> None:
    text = f"{by_characters(20)}\n二、依申请公开情况\n{by_characters(20)}"
    assert divided(text) == [PROSE, "二、依申请公开情况", PROSE]


@pytest.mark.parametrize("item", ["2.收费情况良好", "二是强化监督", "3、加强宣传"])
def test_an_item_of_a_list_begins_anew(item: str) -> None:
    assert divided(f"{by_characters(20).rstrip('。')}\n{item}")[-1] == item


@pytest.mark.parametrize(
    "lines",
    [
        ["收到申请5件", "答复申请4件", "办结申请3件", "行政复议0件"],
        ["灵台县水利局", "2018年政府信息公开工作年度报告", "一、概述", "收到申请5件。"],
        ["申请数", "5", "答复数", "4", "办结数", "3"],
        ["领导重视,机构健全", "措施有力,成效明显", "收到申请5件。"],
    ],
)
def test_lines_that_nothing_shows_to_be_broken_stay_apart(lines: list[str]) -> None:
    assert divided("\n".join(lines)) == lines
