"""Who made a report: clues in, an agency with its hierarchy out. See docs/agencies.md."""

from __future__ import annotations

from extractors.agencies.aliases import Alias, AliasError, Aliases, load_aliases
from extractors.agencies.beside import named_beside
from extractors.agencies.clues import Clue, Resolution
from extractors.agencies.history import History, history
from extractors.agencies.keys import from_key
from extractors.agencies.records import unresolved
from extractors.agencies.resolver import resolve

__all__ = [
    "Alias", "AliasError", "Aliases", "Clue", "History", "Resolution", "from_key", "history",
    "load_aliases", "named_beside", "resolve", "unresolved",
]  # fmt: skip
