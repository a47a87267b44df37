"""Bytes to text: one module per file format. Only plain text is read so far."""

from extractors.readers.plain import DecodedText, UnreadableFile, read_text, refuse_too_long

__all__ = ["DecodedText", "UnreadableFile", "read_text", "refuse_too_long"]
