"""Decodes a text file, as UTF-8, UTF-16 with a byte order mark, GB18030 or BIG5."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

# GB18030 and BIG5 share most of their byte range: nearly every page decodes in both, one of
# them into nonsense. The words that every report contains tell which one is meant.
_REPORT_WORDS = re.compile("政府|信息|資訊|公開|公开|報告|报告|申請|申请|年度|情況|情况")
# Above this share of undecodable bytes a UTF-8 reading is no longer a damaged UTF-8 file.
_MOST_DAMAGE = 0.01
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_CONTROL_BYTES = bytes([*range(9), *range(14, 32)])
_BINARY_SIGNATURES = {
    b"%PDF": "a PDF document",
    b"PK\x03\x04": "a Word, Excel or other zipped document",
    b"\xd0\xcf\x11\xe0": "an old Word or Excel document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\x1f\x8b": "a compressed file",
    b"Rar!": "a compressed file",
}


LONGEST = 5_000_000
"""Bytes of the longest file that is read: a hundred long reports. What is longer is something else,
and would take the memory that the others need."""


class UnreadableFile(ValueError):
    """The file holds no readable text.

    Attributes:
        code: a code of `catalog/issue_codes.csv`.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True, slots=True)
class DecodedText:
    """A file's text: no byte order mark, every line end a single line feed (RFC 5147)."""

    text: str
    encoding: str
    replaced: int
    """How many pieces of bytes could not be decoded and became U+FFFD."""


def refuse_too_long(size_bytes: int) -> None:
    """Stop before a file is read that can be no report.

    Raises:
        UnreadableFile: if it is longer than `LONGEST`.
    """
    if size_bytes > LONGEST:
        raise UnreadableFile(
            "too_long",
            f"the file has {size_bytes / 1_000_000:,.1f} MB and a report at most "
            f"{LONGEST // 1_000_000} MB; if it holds several, give each a file of its own",
        )


def read_text(data: bytes) -> DecodedText:
    """Decode a file.

    Raises:
        UnreadableFile: if the file is empty, binary, too long, or in no known encoding.
    """
    refuse_too_long(len(data))
    for signature, what in _BINARY_SIGNATURES.items():
        if data.startswith(signature):
            raise UnreadableFile("binary_file", f"the file is {what}, not text")
    decoded = _decode(data)
    if not decoded.text.strip("\ufeff\u200b\u3000 \t\n"):
        raise UnreadableFile("empty_file", "the file holds no text")
    # The bytes are looked at first, because that is quick; in none of the encodings but UTF-16 are
    # such bytes a part of another character.
    if len(data) == len(data.translate(None, _CONTROL_BYTES)):
        return decoded
    controls = len(_CONTROL.findall(decoded.text))
    if controls > max(2, len(decoded.text) // 200):
        raise UnreadableFile("binary_file", f"the file holds {controls} control characters")
    return decoded


def _decode(data: bytes) -> DecodedText:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ):
        if data.startswith(mark):
            return _decoded(data[len(mark) :].decode(encoding, errors="replace"), encoding)
    try:
        return _decoded(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    candidates = []
    for encoding in ("gb18030", "big5", "utf-8"):
        text = data.decode(encoding, errors="replace")
        damage = text.count("\ufffd")
        if damage <= len(text) * _MOST_DAMAGE:
            candidates.append((len(_REPORT_WORDS.findall(text)), -damage, encoding, text))
    if not candidates:
        if b"\x00" in data[:4096]:
            raise UnreadableFile("binary_file", "the file holds zero bytes, as no text does")
        raise UnreadableFile("undecodable_text", "the bytes are neither UTF-8, GB18030 nor BIG5")
    _, _, encoding, text = max(candidates)
    return _decoded(text, encoding)


def _decoded(text: str, encoding: str) -> DecodedText:
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return DecodedText(text, encoding, text.count("\ufffd"))
