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
    text = " ".join(f"{value:,}".split() if isinstance(value, int) else str(value).split())
    text = text if len(text) <= CELL else text[: CELL - 1] + "…"
    return text.replace("|", "\\|")
