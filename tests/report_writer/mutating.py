"""Small accidents to the text of a good report: every wrong figure they cause must be flagged."""

from __future__ import annotations

import random
import re
from collections.abc import Callable

from . import scripts
from .model import WrittenReport

_SEPARATORS = re.compile(r"( *\| *|\t| {2,})")

Lines = list[str]


def _some_line(rng: random.Random, lines: Lines) -> int:
    filled = [index for index, line in enumerate(lines) if line.strip()]
    return rng.choice(filled) if filled else 0


def _delete_line(rng: random.Random, lines: Lines) -> Lines:
    at = _some_line(rng, lines)
    return lines[:at] + lines[at + 1 :]


def _duplicate_line(rng: random.Random, lines: Lines) -> Lines:
    at = _some_line(rng, lines)
    return lines[: at + 1] + lines[at:]


def _swap_lines(rng: random.Random, lines: Lines) -> Lines:
    out = list(lines)
    first, second = _some_line(rng, lines), _some_line(rng, lines)
    out[first], out[second] = out[second], out[first]
    return out


def _truncate(rng: random.Random, lines: Lines) -> Lines:
    return lines[: rng.randint(1, len(lines))]


def _truncate_line(rng: random.Random, lines: Lines) -> Lines:
    at = _some_line(rng, lines)
    return [*lines[:at], lines[at][: rng.randint(0, len(lines[at]))], *lines[at + 1 :]]


def _cells(rng: random.Random, lines: Lines, change: Callable[[list[str]], list[str]]) -> Lines:
    """Change the cells of one table line; a line without separators is one cell."""
    tables = [i for i, line in enumerate(lines) if len(_SEPARATORS.split(line.strip())) > 2]
    if not tables:
        return _delete_line(rng, lines)
    at = rng.choice(tables)
    pieces = _SEPARATORS.split(lines[at])
    return [*lines[:at], "".join(change(pieces)), *lines[at + 1 :]]


def _delete_cell(rng: random.Random, lines: Lines) -> Lines:
    def change(pieces: list[str]) -> list[str]:
        at = rng.randrange(0, len(pieces), 2)
        return pieces[:at] + pieces[at + 2 :]

    return _cells(rng, lines, change)


def _duplicate_cell(rng: random.Random, lines: Lines) -> Lines:
    def change(pieces: list[str]) -> list[str]:
        at = rng.randrange(0, len(pieces) - 1, 2)
        return pieces[:at] + pieces[at : at + 2] + pieces[at:]

    return _cells(rng, lines, change)


def _swap_cells(rng: random.Random, lines: Lines) -> Lines:
    def change(pieces: list[str]) -> list[str]:
        first, second = (rng.randrange(0, len(pieces), 2) for _ in range(2))
        out = list(pieces)
        out[first], out[second] = out[second], out[first]
        return out

    return _cells(rng, lines, change)


def _join_lines(rng: random.Random, lines: Lines) -> Lines:
    at = min(_some_line(rng, lines), max(0, len(lines) - 2))
    return [*lines[:at], "".join(lines[at : at + 2]), *lines[at + 2 :]]


_KINDS: dict[str, Callable[[random.Random, Lines], Lines]] = {
    "delete_line": _delete_line,
    "duplicate_line": _duplicate_line,
    "swap_lines": _swap_lines,
    "truncate": _truncate,
    "truncate_line": _truncate_line,
    "delete_cell": _delete_cell,
    "duplicate_cell": _duplicate_cell,
    "swap_cells": _swap_cells,
    "join_lines": _join_lines,
}
SCRIPTS = ("traditional", "misconverted", "pinyin", "taiwan")
MUTATION_KINDS = (*_KINDS, "swap_script")


def mutate(rng: random.Random, written: WrittenReport, kind: str | None = None) -> tuple[str, str]:
    """The text of a report after one accident, and which. Places of the truth no longer hold."""
    chosen = kind or rng.choice(MUTATION_KINDS)
    if chosen == "swap_script":
        script = rng.choice(SCRIPTS)
        return scripts.convert(written.text, script), f"{chosen}:{script}"
    return "\n".join(_KINDS[chosen](rng, written.text.split("\n"))), chosen
