"""Tells which of many words a text holds, in one walk over the text."""

from __future__ import annotations

import re
from collections.abc import Iterable


class Words:
    """Words to look for.

    Only where the first two characters of one stand is anything compared, with the few words that
    begin so.
    """

    __slots__ = ("_beginning", "_by_beginning")

    def __init__(self, words: Iterable[str]) -> None:
        self._by_beginning: dict[str, list[str]] = {}
        seconds: dict[str, set[str]] = {}
        for word in words:
            self._by_beginning.setdefault(word[:2], []).append(word)
            seconds.setdefault(word[0], set()).add(word[1:2])
        begin = []
        for first, following in seconds.items():
            if "" in following:
                # A word of one character: whatever follows, it is there.
                for second in following - {""}:
                    self._by_beginning[first + second].append(first)
                begin.append(re.escape(first))
            else:
                begin.append(f"{re.escape(first)}(?=[{re.escape(''.join(sorted(following)))}])")
        self._beginning = re.compile("|".join(begin))

    def held_by(self, text: str) -> list[str]:
        """Return the words that a text holds, as often as it holds them."""
        found: list[str] = []
        for beginning in self._beginning.finditer(text):
            at = beginning.start()
            words = self._by_beginning.get(text[at : at + 2]) or self._by_beginning[text[at]]
            for word in words:
                if text.startswith(word, at):
                    found.append(word)
        return found
