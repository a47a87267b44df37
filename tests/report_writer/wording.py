"""How this report words the labels of its tables: drift, ordinals, split and cut headers."""

from __future__ import annotations

import random
import re

from . import catalogue
from .numerals import chinese
from .traits import Traits

_ORDINAL = re.compile(r"^(?:([一二三四五六七八九十]+)(、)|（([一二三四五六七八九十]+)）|(\d+)\.)")
_CUT = {
    "本年新制作数量": "本年新",
    "本年新公开数量": "本年新",
    "对外公开总数量": "对外公开总",
    "上一年项目数量": "上一年项目",
    "本年增/减": "本年增/",
    "处理决定数量": "处理决定",
    "本年制发件数": "本年",
    "本年废止件数": "本年",
    "现行有效件数": "现行有效",
    "本年处理决定数量": "本年处理决定",
    "采购项目数量": "采购项目",
}


class Wording:
    """The label habits of one report."""

    def __init__(self, rng: random.Random, traits: Traits) -> None:
        self._rng = rng
        self._traits = traits
        self._drift = [
            (row["from"], row["to"])
            for row in catalogue.texts("drift")
            if traits.wording == "drift"
            and traits.form in row["forms"].split()
            and rng.random() < float(row["share"])
        ]
        drifted = traits.wording == "drift"
        self._point = rng.choice((".", "、", "．", ". ")) if drifted else "."

    def label(self, label: str) -> str:
        """The label as this report words it."""
        for old, new in self._drift:
            label = label.replace(old, new)
        if self._point != ".":
            label = re.sub(r"^(\d)\.", lambda m: m.group(1) + self._point, label)
        return label

    def renumbered(self, label: str, ordinal: int) -> str:
        """The label with another ordinal of the same kind; labels without one stay."""
        match = _ORDINAL.match(label)
        if not match:
            return label
        rest = label[match.end() :]
        if match.group(2):
            return f"{chinese(ordinal)}、{rest}"
        return f"（{chinese(ordinal)}）{rest}" if match.group(3) else f"{ordinal}.{rest}"

    def head(self, text: str) -> str:
        """A column header."""
        text = self.label(text)
        style = self._traits.header
        if style == "cut":
            return _CUT.get(text, text)
        if style == "split" and len(text) <= 6 and self._rng.random() < 0.7:
            if len(text) == 2:
                return f"{text[0]} {text[1]}"
            at = 2 if len(text) != 3 or self._rng.random() < 0.5 else 1
            return text[:at] + self._rng.choice((" ", "\n")) + text[at:]
        if style == "split" and len(text) > 6 and self._rng.random() < 0.6:
            at = self._rng.randint(2, len(text) - 2)
            return text[:at] + "\n" + text[at:]
        return text


def has_ordinal(label: str) -> bool:
    """True for labels like `一、…`, `（二）…` and `3.…`."""
    return bool(_ORDINAL.match(label))
