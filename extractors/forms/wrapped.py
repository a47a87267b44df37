"""Puts labels together again that were wrapped over lines, down to one character a line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import compress, count, pairwise
from operator import attrgetter, ne

from extractors.document import Cell
from extractors.forms.tokens import LONGEST_LABEL, Token
from extractors.forms.vocabulary import beginnings, extendable_keys, known_keys
from extractors.text import label_key

_MOST_PIECES = 40
_SENTENCE = re.compile(r"[。;!?]")
_ORDINAL = re.compile(
    r"[(]?[一二三四五六七八九十\d]{0,3}[)]?[、.,]?|其中?[:,]?|第[二十条第(一五六八九)]*"
)
_BEHIND_ORDINAL = frozenset("、.,)")
_WITHIN_BRACKETS = 24
# No table has as many columns as two lines with more pairs of cells than this.
_MOST_PAIRS = 1000
_line = attrgetter("line")
_across = attrgetter("across")


def joined(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with the pieces of known labels joined.

    A joined label stands where its last piece stands, because the figures follow that one.
    """
    result: list[Token] = []
    line, shift = -1, 0
    resume = 0
    for at in _last_in_line(tokens):
        if at < resume or not _starts_label(tokens, at) or (pieces := _pieces(tokens, at)) < 2:
            continue
        result += _shifted(tokens[resume:at], line, shift)
        result.append(_join(tokens[at : at + pieces]))
        # The cells behind the last piece stand in the row that the first piece began.
        resume = at + pieces
        last = tokens[resume - 1]
        line, shift = last.line, tokens[at].column - last.column
    result += _shifted(tokens[resume:], line, shift)
    return _join_below(result) if any(map(_across, result)) else result


def _last_in_line(tokens: Sequence[Token]) -> Iterator[int]:
    """Return the places of the tokens that stand last in their line: only these can go on below."""
    lines = [*map(_line, tokens), -1]
    return compress(count(), map(ne, lines, lines[1:]))


def _shifted(tokens: Sequence[Token], line: int, shift: int) -> Iterable[Token]:
    """Move the tokens of one line to other columns."""
    if not shift:
        return tokens
    return (
        replace(token, column=token.column + shift) if token.line == line else token
        for token in tokens
    )


def _starts_label(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the token can be the first piece of a label that goes on below."""
    token = tokens[at]
    if token.is_value:
        # The ordinal of a label printed one character a line.
        return at + 1 < len(tokens) and tokens[at + 1].text in _BEHIND_ORDINAL
    bracket = at + 1 < len(tokens) and tokens[at + 1].text[:1] == "("
    if len(token.text) > LONGEST_LABEL:
        # Asked last, because it is no short question.
        return bracket and _begins_label(token.text)
    begins, asks = _opening(token.text, token.key)
    return begins and (asks or bracket)


def _may_continue(token: Token) -> bool:
    if token.is_value or len(token.text) > LONGEST_LABEL:
        return False
    return all(_opening(token.text, token.key))


@lru_cache(maxsize=100_000)
def _opening(text: str, key: str) -> tuple[bool, bool]:
    """Say whether a known label can begin with these words, and whether they ask for more."""
    return bool(text) and _begins_label(text), _asks_for_more(text, key)


def _begins_label(text: str) -> bool:
    """Say whether a known label can begin with these words.

    A key only grows at its end as words are added, unless brackets, ordinals or one of the
    spellings that are folded stand where the pieces meet.
    """
    key = label_key(text)
    meeting = "(" in text or "[" in text or "【" in text or key.endswith(("做", "定"))
    return not key or key in beginnings() or meeting or bool(_ORDINAL.fullmatch(text))


def _asks_for_more(text: str, key: str) -> bool:
    """Say whether words are no sentence and no whole label."""
    if not text or _SENTENCE.search(text):
        return False
    return key not in known_keys() or key in extendable_keys() or _is_open(text)


def _is_open(text: str) -> bool:
    return text.count("(") > text.count(")")


def _pieces(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens from `at` make up one known label; 1 where none does."""
    text = tokens[at].text
    key = tokens[at].key
    best = 1
    last = at
    for place in range(at + 1, min(at + _MOST_PIECES, len(tokens))):
        piece = tokens[place]
        if not piece.text:
            # A blank inside 总 计, printed one character a line.
            continue
        if len(piece.text) > LONGEST_LABEL:
            break
        # A wrapped cell goes on in another line; cells of one line are cells of their own.
        if piece.line == tokens[last].line:
            break
        if key in known_keys() and piece.is_value and not _closes_soon(tokens, place, text):
            break
        longer = label_key(text + piece.text)
        if longer not in known_keys() and {key, piece.key} <= known_keys():
            # Two labels below one another, not one in two pieces.
            break
        explained = _is_open(text) or piece.text.startswith("(")
        if longer == key and key in known_keys() and not explained:
            break
        text, key, last = text + piece.text, longer, place
        if key in known_keys() and not _ORDINAL.fullmatch(text):
            best = place - at + 1
        elif key not in beginnings() and not _ORDINAL.fullmatch(text):
            break
    return best


def _closes_soon(tokens: Sequence[Token], place: int, text: str) -> bool:
    """Say whether a figure stands inside a label's brackets: 计1条), one character a line."""
    if not _is_open(text):
        return False
    ahead = [token.text for token in tokens[place : place + _WITHIN_BRACKETS]]
    closing = next((i for i, piece in enumerate(ahead) if ")" in piece), None)
    return closing is not None and all(len(piece) <= 1 for piece in ahead[: closing + 1])


def _join(pieces: Sequence[Token]) -> Token:
    text = "".join(piece.text for piece in pieces)
    cell = Cell(text, pieces[0].cell.start, pieces[-1].cell.end)
    last, column = pieces[-1], pieces[0].column
    key = label_key(text)
    return Token(
        cell, text, key, False, last.line, column, last.in_grid, last.explicit, last.across
    )


def _join_below(tokens: list[Token]) -> list[Token]:
    """Join a label with the piece below it, where the figures stand beside the first piece."""
    dropped: set[int] = set()
    result = list(tokens)
    lines: dict[int, list[int]] = {}
    for at, token in enumerate(tokens):
        lines.setdefault(token.line, []).append(at)
    numbers = sorted(lines)
    for upper, lower in pairwise(numbers):
        below = lines[lower]
        if len(lines[upper]) < 2 or any(_is_figure(tokens[at]) for at in below):
            continue
        if len(below) * len(lines[upper]) > _MOST_PAIRS:
            continue
        for piece_at in below:
            for at in lines[upper]:
                label, piece = result[at], tokens[piece_at]
                if not _may_continue(label):
                    continue
                text = label.text + piece.text
                if label_key(text) in known_keys():
                    cell = Cell(text, label.cell.start, label.cell.end)
                    result[at] = label.reading(cell)
                    dropped.add(piece_at)
                    break
    return [token for at, token in enumerate(result) if at not in dropped]


def _is_figure(token: Token) -> bool:
    return bool(token.text) and token.is_value
