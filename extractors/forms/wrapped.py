"""Puts labels together again that were wrapped over lines, down to one character a line."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extractors.document import Cell
from extractors.forms.tokens import LONGEST_LABEL, Token
from extractors.forms.vocabulary import beginnings, extendable_keys, known_keys
from extractors.text import label_key

_MOST_PIECES = 40
_SENTENCE = re.compile(r"[。;!?]")


def joined(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with the pieces of known labels joined.

    A joined label stands where its last piece stands, because the figures follow that one.
    """
    result: list[Token] = []
    line, shift = -1, 0
    at = 0
    while at < len(tokens):
        token = tokens[at]
        pieces = _pieces(tokens, at) if _may_continue(token) else 1
        if pieces > 1:
            # The cells behind the last piece stand in the row that the first piece began.
            last = tokens[at + pieces - 1]
            line, shift = last.line, token.column - last.column
            result.append(_join(tokens[at : at + pieces]))
        elif shift and token.line == line:
            result.append(replace(token, column=token.column + shift))
        else:
            result.append(token)
        at += pieces
    return _join_below(result)


def _may_continue(token: Token) -> bool:
    text = token.text
    if not text or len(text) > LONGEST_LABEL or token.is_value or _SENTENCE.search(text):
        return False
    return token.key not in known_keys() or token.key in extendable_keys() or _is_open(text)


def _is_open(text: str) -> bool:
    return text.count("(") > text.count(")")


def _pieces(tokens: Sequence[Token], at: int) -> int:
    """Return how many tokens from `at` make up one known label; 1 where none does."""
    text = tokens[at].text
    best = 1
    for count, (before, piece) in enumerate(
        zip(tokens[at:], tokens[at + 1 : at + _MOST_PIECES], strict=False), start=2
    ):
        # A wrapped cell goes on in another line; cells of one line are cells of their own.
        if not piece.text or piece.line == before.line or piece.is_value or piece.is_unit:
            break
        text += piece.text
        key = label_key(text)
        if key in known_keys():
            best = count
        elif key not in beginnings():
            break
        if best == count and _is_open(text):
            continue
    return best


def _join(pieces: Sequence[Token]) -> Token:
    text = "".join(piece.text for piece in pieces)
    cell = Cell(text, pieces[0].cell.start, pieces[-1].cell.end)
    return replace(pieces[-1], cell=cell, key=label_key(text), column=pieces[0].column)


def _join_below(tokens: list[Token]) -> list[Token]:
    """Join a label with the piece below it, where the figures stand beside the first piece."""
    dropped: set[int] = set()
    result = list(tokens)
    lines: dict[int, list[int]] = {}
    for at, token in enumerate(tokens):
        lines.setdefault(token.line, []).append(at)
    numbers = sorted(lines)
    for upper, lower in zip(numbers, numbers[1:], strict=False):
        below = lines[lower]
        if len(lines[upper]) < 2 or any(_is_figure(tokens[at]) for at in below):
            continue
        for piece_at in below:
            for at in lines[upper]:
                label, piece = result[at], tokens[piece_at]
                if label.key in known_keys() and not _is_open(label.text):
                    continue
                text = label.text + piece.text
                if label.text and not label.is_value and label_key(text) in known_keys():
                    cell = Cell(text, label.cell.start, label.cell.end)
                    result[at] = replace(label, cell=cell, key=label_key(text))
                    dropped.add(piece_at)
                    break
    return [token for at, token in enumerate(result) if at not in dropped]


def _is_figure(token: Token) -> bool:
    return bool(token.text) and token.is_value
