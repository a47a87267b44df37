"""The declared patterns and guards, compiled once."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from extractors.prose.words import Words
from extractors.rows import read_yaml
from extractors.text.openings import Finder, beginnings, opened, places

_MACRO = re.compile(r"\{([A-Z]+\d?)\}")


class Frame:
    """One way in which a figure and the name of what it counts stand to each other.

    Attributes:
        order: where two patterns want the same figure, the lower order has it.
        shared: the sentence gives one figure to several names, so that all may have it.
        zero: the words themselves state that there was none.
        denies: whether it fits only where a sentence denies something; else where one counts.
        figures: the groups of the expression that may hold the figure, the first that does counts.
        noun, unit, prior: whether the expression has groups of these names.
    """

    __slots__ = (
        "denies",
        "expression",
        "figures",
        "noun",
        "order",
        "prior",
        "shared",
        "unit",
        "zero",
    )

    def __init__(
        self, expression: re.Pattern[str], order: int, shared: bool, zero: bool, denies: bool
    ) -> None:
        groups = expression.groupindex
        self.expression = expression
        self.order = order
        self.shared = shared
        self.zero = zero
        self.denies = denies
        self.figures = tuple(group for group in ("z", "n", "n2") if group in groups)
        self.noun = "noun" in groups
        self.unit = "unit" in groups
        self.prior = "prior" in groups


@dataclass(eq=False)
class Pattern:
    """How a sentence states a figure of a metric (`patterns.yml`).

    Attributes:
        kind: `figure`, which may also be stated to be none; `one_case` for an outcome told of a
            single case; `implied` for a figure that the sentence gives to all.
        needs: words of which the sentence holds one; asked first because it is quick.
        row: the pattern's row in the file, which the frames are made from.
        within: what the words before the figure must speak of, in the sentence or before it.
        here: the same, in the sentence itself.
        around: the same as within, but anywhere in the sentence.
        unless: words in the clause that make the figure something else.
        unless_before: the same, before the figure's name in the sentence.
        unless_after: the same, at once behind the figure.
        guards_lifted: guards that do not hold for this pattern.
        coming: a year in its name comes after the report's.
        made: the frames, once they have been asked for.
    """

    pattern: str
    metric: str
    kind: str
    needs: tuple[str, ...]
    row: Mapping[str, Any]
    noun: re.Pattern[str] | None
    within: re.Pattern[str] | None
    here: re.Pattern[str] | None
    around: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    unless_before: re.Pattern[str] | None
    unless_after: re.Pattern[str] | None
    guards_lifted: frozenset[str]
    coming: bool

    made: tuple[Frame, ...] | None = None

    @property
    def frames(self) -> tuple[Frame, ...]:
        """How figure and name can stand to each other.

        Made when first asked for, because one report needs few of all these expressions.
        """
        if self.made is None:
            self.made = _frames(self.row)
        return self.made


@dataclass(frozen=True, slots=True)
class Guard:
    """Words that make a figure something else than this body's figure of this year.

    Attributes:
        scope: `clause` or `sentence` (anywhere in it), `led` (in the clause before the figure)
            or `before` (in the forty characters before the figure).
        finder: finds the words.
        when: what the report must say somewhere for the guard to hold at all.
        zeros: whether the guard also keeps out statements that there was none.
        lasts: whether it still holds for the clauses after one whose figure it keeps out.
        ended_by: words that end that.
        goes_on: whether the sentence behind one of such words is of the same matter, if it only
            says how many were received or dealt with.
        not_own: whether it keeps out only what is said of other places than the one that the
            reporting body reports for. The group `place` of the expression is the last character of
            the place's kind; where nothing stands there, it is the reporting body's own place.
    """

    guard: str
    scope: str
    finder: Finder
    when: re.Pattern[str] | None
    zeros: bool
    lasts: bool
    ended_by: re.Pattern[str] | None
    not_own: bool
    goes_on: bool


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns in the order of the file."""
    return tuple(
        Pattern(
            pattern=name,
            metric=row["metric"],
            kind=row.get("kind", "figure"),
            needs=tuple(row["needs"]),
            row=row,
            noun=_optional(row, "noun"),
            within=_optional(row, "within"),
            here=_optional(row, "here"),
            around=_optional(row, "around"),
            unless=_optional(row, "unless"),
            unless_before=_optional(row, "unless_before"),
            unless_after=_optional(row, "unless_after"),
            guards_lifted=frozenset(row.get("lifts", ())),
            coming=row.get("coming", False),
        )
        for name, row in read_yaml("prose/patterns.yml").items()
    )


@cache
def guards() -> tuple[Guard, ...]:
    """Return the guards in the order of the file."""
    return tuple(
        Guard(
            guard=name,
            scope=row["scope"],
            finder=Finder(expanded(row["expression"])),
            when=_optional(row, "when"),
            zeros=row.get("zeros", True),
            lasts=row.get("lasts", False) or "ended_by" in row,
            ended_by=_optional(row, "ended_by"),
            not_own=row.get("not_own", False),
            goes_on=row.get("goes_on", False),
        )
        for name, row in read_yaml("prose/guards.yml").items()
    )


@cache
def any_guard(scope: str) -> re.Pattern[str]:
    """Return what finds the places where any guard of a scope finds something."""
    found = (g.finder.source.replace("(?P<place>", "(?:") for g in guards() if g.scope == scope)
    return places("|".join(found))


@cache
def _guards_by_words() -> tuple[Words, dict[str, tuple[Guard, ...]]]:
    """Return the guards of clauses and sentences by words of one or two characters, of which a text
    holds one where the guard finds something."""
    index: dict[str, list[Guard]] = {}
    for guard in guards():
        if guard.scope in ("clause", "led", "sentence"):
            words = beginnings(guard.finder.source)
            if words is None:
                raise ValueError(f"guard {guard.guard} finds what cannot be told by its words")
            for word in words:
                index.setdefault(word, []).append(guard)
    return Words(index), {word: tuple(found) for word, found in index.items()}


def guards_within(text: str) -> dict[str, Guard]:
    """Return, by name, the guards of clauses and sentences that can find anything in a text.

    Of thirty guards a sentence holds the words of one or two.
    """
    words, index = _guards_by_words()
    return {guard.guard: guard for word in words.held_by(text) for guard in index[word]}


def _frames(row: Mapping[str, Any]) -> tuple[Frame, ...]:
    if "expression" in row:
        expression = opened(expanded(row["expression"]))
        denies = "z" in expression.groupindex
        return (Frame(expression, 1, "shared" in row, False, denies),)
    declared = read_yaml("prose/frames.yml")
    frames = []
    for name in row["frames"]:
        frame = declared[name]
        expression = frame["expression"].replace("<NOUN>", f"(?:{row['noun']})")
        expression = expression.replace("<VERB>", row.get("verb", "{HAPPENS}"))
        expression = expression.replace("<COUNTER>", row.get("counter", "{CASE}"))
        frames.append(
            Frame(
                opened(expanded(expression)),
                frame["order"],
                frame.get("shared", False),
                frame.get("zero", False),
                frame.get("zero", False),
            )
        )
    return tuple(frames)


def _optional(row: Mapping[str, Any], field: str) -> re.Pattern[str] | None:
    return re.compile(expanded(row[field])) if field in row else None


@cache
def _places_by_words() -> tuple[Words, dict[str, tuple[int, ...]]]:
    """Return the words that patterns need, and with each the places of its patterns in the file."""
    places: dict[str, list[int]] = {}
    for place, pattern in enumerate(patterns()):
        for word in pattern.needs:
            places.setdefault(word, []).append(place)
    return Words(places), {word: tuple(where) for word, where in places.items()}


def speaking(text: str) -> tuple[int, ...]:
    """Return the places in the file of the patterns one of whose words a text holds."""
    words, places = _places_by_words()
    found: set[int] = set()
    for word in words.held_by(text):
        found.update(places[word])
    return tuple(sorted(found))


def expanded(expression: str) -> str:
    """Return an expression with the words of the vocabulary put in for their names."""
    words = read_yaml("prose/vocabulary.yml")
    while _MACRO.search(expression):
        expression = _MACRO.sub(lambda match: words[match[1]], expression)
    return expression
