"""Whether a report says that it replaces an earlier version of itself."""

from __future__ import annotations

from extractors.document import Document
from extractors.identify.patterns import pattern
from extractors.identify.title import Title

_TELLING = ("更正", "勘误", "作废", "废止", "修订版", "修正版", "为准")
"""A text without any of these words holds no note; looking for them is quick."""


def correction_note(document: Document, headline: Title | None) -> str | None:
    """Return the words of the title or of a note that say so, as printed; None without any."""
    if headline is not None and pattern("corrected_title").search(headline.text):
        return document.quote(headline.start, headline.end)[1].strip()
    if not any(word in document.text for word in _TELLING):
        return None
    found = pattern("corrected_note").search(document.text)
    return document.quote(*found.span())[1].strip() if found else None
