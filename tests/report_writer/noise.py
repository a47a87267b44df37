"""Noise of web pages: indents, invisible characters, masked names. Figures stay untouched."""

from __future__ import annotations

import random

from .catalogue import NARROW
from .marks import MARKED

_INDENTS = {
    "ideographic_indent": "\u3000\u3000",
    "question_indent": "????",
    "no_break_space": "\u00a0\u00a0\u00a0\u00a0",
}
_INVISIBLE = ("\u200b", "\ufeff", "\u200c")


def paragraph(rng: random.Random, noise: str, text: str) -> str:
    """A paragraph of prose with the noise of the trait."""
    if noise in _INDENTS:
        return _INDENTS[noise] + text
    if noise == "zero_width":
        return _sprinkled(rng, text)
    return text


def _sprinkled(rng: random.Random, text: str) -> str:
    """Invisible characters between the words, not within a marked figure."""
    pieces = MARKED.split(text)
    for index in range(0, len(pieces), 2):
        piece = pieces[index]
        if len(piece) > 6:
            at = rng.randint(1, len(piece) - 1)
            pieces[index] = piece[:at] + rng.choice(_INVISIBLE) + piece[at:]
    return "".join(pieces)


def half_width(text: str) -> str:
    """ASCII commas, colons and brackets, as many dumps print them; figures keep theirs."""
    pieces = MARKED.split(text)
    for index in range(0, len(pieces), 2):
        pieces[index] = pieces[index].translate(NARROW)
    return "".join(pieces)
