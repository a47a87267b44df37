"""Who made a report: clues in, an agency with its hierarchy out. See docs/agencies.md."""

from __future__ import annotations

from extractors.agencies.aliases import Alias, load_aliases
from extractors.agencies.clues import Clue, Resolution
from extractors.agencies.resolver import resolve

__all__ = ["Alias", "Clue", "Resolution", "load_aliases", "resolve"]
