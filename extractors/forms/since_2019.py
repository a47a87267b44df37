"""The forms of 2019 and 2021 (国办公开办函〔2019〕60号, 〔2021〕30号): sections 2, 3 and 4."""

from __future__ import annotations

from collections.abc import Sequence

from extractors.forms import section2, section3, section4
from extractors.forms.reading import TableReading
from extractors.forms.tokens import Token


def read(tokens: Sequence[Token], form: str) -> TableReading:
    """Read the three sections; the matrix is found first, the others lie before and behind it."""
    result = TableReading()
    matrix = section3.read(tokens, form, result)
    before = behind = tokens
    if matrix.at:
        before, behind = tokens[: matrix.at.start], tokens[matrix.at.stop :]
    section2.read(before, form, result)
    section4.read(behind, form, result, is_counted=matrix.is_counted)
    return result
