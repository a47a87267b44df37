"""Who made a report: clues in, an agency with its hierarchy out."""

from __future__ import annotations

from extractors.agencies.clues import Clue, Resolution
from extractors.agencies.resolver import resolve

__all__ = ["Clue", "Resolution", "resolve"]
