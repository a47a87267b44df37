"""Small tables for the UI."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

CELL = 120
"""Characters of a cell that are shown."""


def table(head: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Write rows as a table; None is shown as nothing."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(_cell(value) for value in row) + " |" for row in rows]
    return "\n".join(lines)


def _cell(value: Any) -> str:
    if value is None:
        return ""
    # Years have no thousands separator, so only longer numbers get one.
    long_number = isinstance(value, int) and abs(value) >= 10_000
    text = " ".join((f"{value:,}" if long_number else str(value)).split())
    text = text if len(text) <= CELL else text[: CELL - 1] + "…"
    return text.replace("|", "\\|")
