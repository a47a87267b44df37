"""Puts labels together again that were wrapped over lines, down to one character a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

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


def joined(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with the pieces of known labels joined.

    A joined label stands where its last piece stands, because the figures follow that one.
    """
    result: list[Token] = []
    line, shift = -1, 0
    at = 0
    while at < len(tokens):
        token = tokens[at]
        pieces = _pieces(tokens, at) if _starts_label(tokens, at) else 1
        if pieces > 1:
            # The cells behind the last piece stand in the row that the first piece began.
            last = tokens[at + pieces - 1]
            line, shift = last.line, token.column - last.column
            token = _join(tokens[at : at + pieces])
        elif shift and token.line == line:
            token = token._replace(column=token.column + shift)
        result.append(token)
        at += pieces
    return _join_below(result) if any(token.across for token in result) else result


def _may_continue(token: Token) -> bool:
    text = token.text
    if not text or len(text) > LONGEST_LABEL or token.is_value or _SENTENCE.search(text):
        return False
    return token.key not in known_keys() or token.key in extendable_keys() or _is_open(text)


def _starts_label(tokens: Sequence[Token], at: int) -> bool:
    """Say whether the token can be the first piece of a label that goes on below."""
    if at + 1 == len(tokens) or tokens[at + 1].line == tokens[at].line:
        return False
    below = tokens[at + 1].text
    if tokens[at].is_value:
        # The ordinal of a label printed one character a line.
        return below in _BEHIND_ORDINAL
    return bool(tokens[at].text) and (below[:1] == "(" or _may_continue(tokens[at]))


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
    return pieces[-1].reading(cell)._replace(is_value=False, column=pieces[0].column)


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
