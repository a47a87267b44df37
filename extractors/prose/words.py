"""Tells which of many words a text holds, in one walk over the text."""

from __future__ import annotations

import re
from collections.abc import Iterable

_WHOLE = 2
"""A word of so many characters is told by its beginning alone."""


class Words:
    """Words to look for.

    Where one may stand is told by its first two characters; only then is anything compared.
    """

    __slots__ = ("_beginnings", "_by_beginning", "_single")

    def __init__(self, words: Iterable[str]) -> None:
        words = list(words)
        self._single = frozenset(word for word in words if len(word) == 1)
        self._by_beginning: dict[tuple[str, str], list[str]] = {}
        for word in words:
            if len(word) > 1:
                self._by_beginning.setdefault((word[0], word[1]), []).append(word)
        for (first, _), begun in self._by_beginning.items():
            # A word of one character: whatever follows, it is there.
            begun.extend(self._single & {first})
        second = _one_of(second for _, second in self._by_beginning)
        single = f"|(?<={_one_of(self._single)})" if self._single else ""
        # That these two characters go together is asked of a dict: `re` would try one pair after
        # the other.
        self._beginnings = re.compile(
            f"({_one_of(word[0] for word in words)})(?:(?=({second})){single})"
        )

    def held_by(self, text: str) -> list[str]:
        """Return the words that a text holds, once or several times."""
        found: list[str] = []
        for beginning in set(self._beginnings.findall(text)):
            words = self._by_beginning.get(beginning)
            if words is None:
                if beginning[0] in self._single:
                    found.append(beginning[0])
                continue
            for word in words:
                if len(word) <= _WHOLE or word in text:
                    found.append(word)
        return found


def _one_of(characters: Iterable[str]) -> str:
    """Return a class of characters; of none, what is found nowhere."""
    listed = "".join(sorted(map(re.escape, set(characters))))
    return f"[{listed}]" if listed else "(?!)"
