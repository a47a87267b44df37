"""What is kept of lines from one report to the next changes nothing in the next, and has an end."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from extractors import document
from extractors.document import Document, build
from extractors.forms.tokens import tokens_of
from extractors.prose.words import Words
from extractors.readers import DecodedText, read_text

LINES = st.lists(
    st.sampled_from(
        ["12", "  12", "当面申请数 | 件 | 3", "|一|二|", "| --- | --- |", "\t甲\t乙", "甲   乙  3", "",
         "   ", "收到申请3件。", "1.属于国家秘密 0 0 0 0 0 0 0", "第3页", "政府信息公开申请数,件,5"]
    )
    | st.text("一1| \t,。", max_size=8)
)  # fmt: skip


def built(text: str) -> Document:
    return build(DecodedText(text, "utf-8", 0))


def forget() -> None:
    for bars in ((a, b) for a in (False, True) for b in (False, True)):
        document._kept_lines(bars).clear()


@given(st.lists(LINES, min_size=1, max_size=3))
def test_a_report_is_divided_as_if_it_were_the_first(reports: list[list[str]]) -> None:
    for lines in reports:
        tokens_of(built("\n".join(lines)))
    last = "\n".join(reports[-1])
    told = [(t.text, t.start, t.end, t.key, t.line, t.column) for t in tokens_of(built(last))]
    forget()
    again = tokens_of(built(last))
    assert [(t.text, t.start, t.end, t.key, t.line, t.column) for t in again] == told


@given(LINES)
def test_cells_stand_where_they_say_whatever_stood_before(lines: list[str]) -> None:
    text = "\n".join(lines)
    for row in built(text).rows:
        assert row.start == row.cells[0].start
        assert row.end == row.cells[-1].end
        for cell in row.cells:
            assert text[cell.start : cell.end] == cell.text
            assert text.count("\n", 0, cell.start) + 1 == row.line


def test_the_same_words_stand_in_another_place() -> None:
    built("甲 | 7")
    (first, second) = built("申请数\n\n甲 | 7").rows
    assert [(cell.text, cell.start, cell.end) for cell in second.cells] == [
        ("甲", 5, 6),
        ("7", 9, 10),
    ]
    assert (first.gap, second.gap) == (0, 1)


def test_so_many_lines_are_kept_and_no_more() -> None:
    forget()
    text = "\n".join(f"{number}件" for number in range(document._MOST_KEPT + 10))
    assert len(built(text).rows) == document._MOST_KEPT + 10
    assert len(document._kept_lines((False, False))) == 10
    forget()


def test_long_lines_are_not_kept() -> None:
    forget()
    build(read_text(("收到政府信息公开申请" * 20).encode()))
    assert document._kept_lines((False, False)) == {}


@given(
    st.lists(st.text("去年前申请公", min_size=1, max_size=3), min_size=1, max_size=6),
    st.text("去年前申请公开,", max_size=12),
)
def test_the_words_that_a_text_holds(words: list[str], text: str) -> None:
    assert set(Words(words).held_by(text)) == {word for word in words if word in text}
