"""Whether the figures are the body's own or sum over its whole district."""

from __future__ import annotations

from extractors.document import Document
from extractors.identify import names
from extractors.identify.patterns import pattern
from extractors.model import Scope

# Shorter lines are cells and headings.
_SHORTEST = 8
_STATED: tuple[tuple[str, Scope], ...] = (
    ("scope_own_strong", "own"),
    ("scope_consolidated_strong", "consolidated"),
)


def find(
    document: Document, table_lines: set[int], is_department: bool = False
) -> tuple[Scope, str | None]:
    """Return the scope and the words that tell it; the labels of the tables tell nothing.

    Args:
        is_department: whether the body's name is that of a department, which speaks of its whole
            city (全市) without reporting for it.

    First counts what the report says of the range of its figures, then what the body calls itself
    (a department or a town reports its own figures), then the district that it speaks of.
    """
    prose = "\n".join(
        [
            text
            for row in document.rows
            if row.line not in table_lines
            for text, _, _ in row.said.pieces
            if len(text) > _SHORTEST
        ]
    )
    if stated := _stated(prose):
        return stated
    if match := pattern("scope_own").search(prose):
        return "own", match[0]
    for match in names.self_pattern().finditer(prose):
        if names.self_word(match[0]).sort != "place":
            return "own", match[0]
    if not is_department and (match := pattern("scope_consolidated").search(prose)):
        return "consolidated", match[0]
    return "unknown", None


def _stated(prose: str) -> tuple[Scope, str] | None:
    done = 0
    for word in pattern("scope_statement").finditer(prose):
        if word.start() < done:
            continue
        start = max(prose.rfind("。", 0, word.start()), prose.rfind("\n", 0, word.start())) + 1
        ends = (at for at in (prose.find("。", start), prose.find("\n", start)) if at >= 0)
        done = min(ends, default=len(prose))
        for name, scope in _STATED:
            if match := pattern(name).search(prose, start, done):
                return scope, match[0]
    return None
