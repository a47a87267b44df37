"""Bytes of a report: encoding, byte order mark, line ends."""

from __future__ import annotations

from .traits import Traits


def encode(text: str, traits: Traits) -> tuple[bytes, str]:
    """The bytes, and the encoding that was possible: UTF-8 where the wanted one lacks a sign."""
    encoding = traits.encoding
    out = text.replace("\n", "\r\n") if traits.newline == "crlf" else text
    try:
        return out.encode(encoding), encoding
    except UnicodeEncodeError:
        return out.encode("utf-8"), "utf-8"
