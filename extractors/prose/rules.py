"""The declared patterns and guards, compiled once."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from extractors.rows import read_yaml

_MACRO = re.compile(r"\{([A-Z]+)\}")


@dataclass(frozen=True, slots=True)
class Pattern:
    """How a sentence states a figure of a metric (`patterns.yml`).

    Attributes:
        kind: `figure`; `zero` for words that state that there was none; `one_case` for an outcome
            told of a single case; `implied` for a figure that the sentence gives to all.
        needs: a word without which the pattern cannot fit; asked first because it is quick.
        unless: words in the clause that make the figure something else.
        guards_lifted: guards that do not hold for this pattern.
    """

    pattern: str
    metric: str
    kind: str
    needs: str
    expression: re.Pattern[str]
    unless: re.Pattern[str] | None
    guards_lifted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Guard:
    """Words that make a figure something else than this body's figure of this year."""

    guard: str
    scope: str
    expression: re.Pattern[str]
    reason: str


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return the patterns in the order of the file."""
    return tuple(
        Pattern(
            pattern=name,
            metric=row["metric"],
            kind=row["kind"],
            needs=row["needs"],
            expression=re.compile(
                _expanded(row["expression"])
                + ("" if row["kind"] == "zero" else _expanded("{TAIL}"))
            ),
            unless=re.compile(_expanded(row["unless"])) if "unless" in row else None,
            guards_lifted=frozenset(row.get("lifts", ())),
        )
        for name, row in read_yaml("prose/patterns.yml").items()
    )


@cache
def guards() -> tuple[Guard, ...]:
    """Return the guards in the order of the file."""
    return tuple(
        Guard(name, row["scope"], re.compile(_expanded(row["expression"])), row["reason"])
        for name, row in read_yaml("prose/guards.yml").items()
    )


def _expanded(expression: str) -> str:
    words = read_yaml("prose/vocabulary.yml")
    while _MACRO.search(expression):
        expression = _MACRO.sub(lambda match: words[match[1]], expression)
    return expression
