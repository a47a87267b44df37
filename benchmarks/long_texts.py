"""Texts that are made to be slow: half a megabyte of table words, set in every way.

No report is a fiftieth as long. What is shown is that time grows with length, not with its square.
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence

from extractors.forms.vocabulary import known_keys
from extractors.pipeline import extract

_BYTES = 500_000
_SHOWN = 3
_FIGURES = ("0", "1", "12", "1,234", "", "—", "/")
_WORDS = ("其中:", "(一)", "一、", "总计", "第二十条第(一)项", "2019年", "收到申请", "。", ",")
# Between two cells, how many cells a line has (0: all of them), between two lines.
_LAYOUTS = {
    "one cell a line": ("\n", 0, "\n"),
    "an empty line between cells": ("\n\n", 0, "\n"),
    "bars, nine cells a line": ("|", 9, "\n"),
    "bars, one line": ("|", 0, "\n"),
    "blanks, eight cells a line": (" ", 8, "\n"),
    "blanks, one line": (" ", 0, "\n"),
    "gaps, eight cells a line": ("  ", 8, "\n"),
    "gaps, one line": ("  ", 0, "\n"),
    "tabs, one line": ("\t", 0, "\n"),
    "sentences": ("", 40, "。"),
    "nothing between": ("", 0, "\n"),
}


def measure(seed: int = 2019) -> Iterator[str]:
    """Yield the layouts that take longest."""
    rng = random.Random(seed)
    labels = sorted(known_keys())
    mixes: dict[str, Sequence[str]] = {
        "labels and figures": [*labels, *_WORDS, *_FIGURES * 20],
        "labels": labels,
        "figures": _FIGURES,
    }
    took = []
    for words, mix in mixes.items():
        for layout, (between, cells, end) in _LAYOUTS.items():
            text = _text(rng, mix, between, cells, end)
            started = time.process_time()
            extract(text.encode(), "long.txt")
            took.append((time.process_time() - started, f"{words}; {layout}"))
    for seconds, what in sorted(took, reverse=True)[:_SHOWN]:
        yield f"{seconds:8.2f} s for {_BYTES / 1e6:.1f} MB: {what}"


def _text(rng: random.Random, mix: Sequence[str], between: str, cells: int, end: str) -> str:
    pieces = ["某县人民政府2019年政府信息公开工作年度报告\n\n"]
    size = 0
    while size < _BYTES:
        word = rng.choice(mix)
        pieces += (word, end if cells and len(pieces) // 2 % cells == 0 else between)
        size += len(word.encode()) + len(between)
    return "".join(pieces)
