"""What a report says about who made it, and what was concluded from that."""

from __future__ import annotations

from dataclasses import dataclass

from extractors.model import Agency, Grade


@dataclass(frozen=True, slots=True)
class Clue:
    """One place of a report that names its maker, or something near it."""

    kind: str
    """title, caption, filled_by (填报单位), publisher (发布单位, 信息来源, 发布机构), breadcrumb,
    signature, contact, self_reference (我镇, 我委), host, area_code or text."""
    text: str
    """The words that count, simplified, half-width and without annotations."""
    quote: str
    """The words as printed."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The body that made a report, with everything that is known of it."""

    printed_name: str | None
    """The best name in the clues, simplified; none if no clue named a body."""
    agency: Agency | None
    """None only if `printed_name` is none. A body that stays open has `is_resolved` false."""
    chain: tuple[Agency, ...]
    """The bodies above it, nearest first: county, prefecture and province government."""
    grade: Grade
    evidence: str
    """For people: which clue decided, its words, and what spoke for or against."""
    candidates: tuple[str, ...] = ()
    """Keys of the bodies that an open name could mean, as far as the tables know them."""
