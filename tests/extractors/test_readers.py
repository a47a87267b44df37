"""Bytes become the text that was meant, or a reason that people understand."""

from __future__ import annotations

import pytest

from extractors.readers import UnreadableFile, read_text

SIMPLIFIED = "某县2018年政府信息公开工作年度报告\n一、主动公开政府信息情况\n"
TRADITIONAL = "某縣2018年政府信息公開工作年度報告\n一、主動公開政府信息情況\n"


@pytest.mark.parametrize(
    ("text", "codec", "told"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gbk", "gb18030"),
        (TRADITIONAL, "big5", "big5"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (TRADITIONAL, "gb18030", "gb18030"),
        (SIMPLIFIED, "utf-16", "utf-16-le"),
    ],
)
def test_every_encoding_of_the_field_gives_the_same_text(text: str, codec: str, told: str) -> None:
    decoded = read_text(text.encode(codec))
    assert (decoded.text, decoded.encoding, decoded.replaced) == (text, told, 0)


def test_line_ends_count_as_one_character() -> None:
    assert read_text(b"a\r\nb\rc\n").text == "a\nb\nc\n"


def test_a_few_lost_bytes_are_replaced_and_counted() -> None:
    data = (SIMPLIFIED * 20).encode("utf-8").replace("公开".encode(), b"\xe5\x85", 1)
    decoded = read_text(data)
    assert decoded.encoding == "utf-8"
    assert decoded.replaced >= 1


@pytest.mark.parametrize(
    ("data", "code", "words"),
    [
        (b"", "empty_file", "no text"),
        (b" \r\n\t\n", "empty_file", "no text"),
        (b"\xef\xbb\xbf", "empty_file", "no text"),
        (b"%PDF-1.7 \x00\x01", "binary_file", "PDF"),
        (b"PK\x03\x04 docx", "binary_file", "zipped"),
        (b"\x00\x01\x02\x03" * 400, "binary_file", "control characters"),
        (bytes(range(128, 256)) * 50, "undecodable_text", "neither"),
        (
            "政府信息公开".encode() * 300_000,
            "too_long",
            r"the file has 5\.4 MB and a report at most 5 MB",
        ),
    ],
)
def test_what_is_no_text_says_so(data: bytes, code: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match=words) as caught:
        read_text(data)
    assert caught.value.code == code
