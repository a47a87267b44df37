"""Whether the figures are the body's own or sum over its whole district."""

from __future__ import annotations

from extractors.document import Document
from extractors.identify.patterns import pattern
from extractors.model import Scope

# In this order: an explicit statement of the range counted, then what the body calls itself
# (a department or a town reports its own figures), then the district it speaks of.
_ORDER: tuple[tuple[str, Scope], ...] = (
    ("scope_consolidated_strong", "consolidated"),
    ("scope_own_strong", "own"),
    ("scope_own", "own"),
    ("scope_consolidated", "consolidated"),
)


def find(document: Document, table_lines: set[int]) -> tuple[Scope, str | None]:
    """Return the scope and the words that tell it; the labels of the tables tell nothing."""
    prose = "\n".join(row.text for row in document.rows if row.line not in table_lines)
    for name, scope in _ORDER:
        if match := pattern(name).search(prose):
            return scope, match[0]
    return "unknown", None
