"""Puts labels together again that were wrapped over lines, down to one character a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import compress, count, pairwise
from operator import attrgetter, ne

from extractors.document import Cell
from extractors.forms.tokens import Token
from extractors.forms.vocabulary import beginnings, known_keys
from extractors.forms.wording import (
    GOES_ON,
    LONGEST_LABEL,
    ORDINAL,
    TOO_LONG_TO_TELL,
    asks_for_more,
    begins_label,
    is_open,
    wording,
)
from extractors.text import label_key

_MOST_PIECES = 40
_BEHIND_ORDINAL = frozenset("、.,)")
_WITHIN_BRACKETS = 24
# No table has as many columns as two lines with more pairs of cells than this.
_MOST_PAIRS = 1000
# A label of the matrix takes up to four lines in a narrow column.
_MOST_LINES_BELOW = 3
# So many figures in a line are a row, not numbers in a sentence.
_LEAST_FIGURES = 5
_line = attrgetter("line")
_across = attrgetter("across")


def joined(tokens: Sequence[Token]) -> list[Token]:
    """Return the tokens with the pieces of known labels joined.

    A joined label stands where its last piece stands, because the figures follow that one.
    """
    result: list[Token] = []
    line, shift = -1, 0
    resume = 0
    last_in_line = _last_in_line(tokens)
    for at in last_in_line[:-1]:
        token, below = tokens[at], tokens[at + 1].text
        # A figure can be the ordinal of a label printed one character a line.
        if below not in _BEHIND_ORDINAL if token.is_value else not token.opening:
            continue
        if at < resume or not (token.is_value or _starts_label(token, below)):
            continue
        if (pieces := _pieces(tokens, at)) < 2:
            continue
        result += _shifted(tokens[resume:at], line, shift)
        result.append(_join(tokens[at : at + pieces]))
        # The cells behind the last piece stand in the row that the first piece began.
        resume = at + pieces
        last = tokens[resume - 1]
        line, shift = last.line, tokens[at].column - last.column
    result += _shifted(tokens[resume:], line, shift)
    result = _join_below(result, _last_in_line(result) if resume else last_in_line)
    return _join_around(result) if any(map(_across, result)) else result


def _last_in_line(tokens: Sequence[Token]) -> list[int]:
    """Return the places of the tokens that stand last in their line: only these can go on below."""
    lines = [*map(_line, tokens), -1]
    return list(compress(count(), map(ne, lines, lines[1:])))


def _shifted(tokens: Sequence[Token], line: int, shift: int) -> Iterable[Token]:
    """Move the tokens of one line to other columns."""
    if not shift:
        return tokens
    return (token.moved(token.column + shift) if token.line == line else token for token in tokens)


def _starts_label(token: Token, below: str) -> bool:
    """Say whether words that can be the first piece of a label are one, by what stands below."""
    if token.opening == GOES_ON or (token.opening == TOO_LONG_TO_TELL and _may_continue(token)):
        return True
    return below[:1] == "(" and begins_label(token.text)


def _may_continue(token: Token) -> bool:
    text = token.text
    if token.is_value or len(text) > LONGEST_LABEL:
        return False
    if len(text) < LONGEST_LABEL:
        return wording(text).opening == GOES_ON
    return begins_label(text) and asks_for_more(text, token.key)


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
        explained = is_open(text) or piece.text.startswith("(")
        if longer == key and key in known_keys() and not explained:
            break
        text, key, last = text + piece.text, longer, place
        if key in known_keys() and not ORDINAL.fullmatch(text):
            best = place - at + 1
        elif key not in beginnings() and not ORDINAL.fullmatch(text):
            break
    return best


def _closes_soon(tokens: Sequence[Token], place: int, text: str) -> bool:
    """Say whether a figure stands inside a label's brackets: 计1条), one character a line."""
    if not is_open(text):
        return False
    ahead = [token.text for token in tokens[place : place + _WITHIN_BRACKETS]]
    closing = next((i for i, piece in enumerate(ahead) if ")" in piece), None)
    return closing is not None and all(len(piece) <= 1 for piece in ahead[: closing + 1])


def _join(pieces: Sequence[Token]) -> Token:
    text = "".join(piece.text for piece in pieces)
    cell = Cell(text, pieces[0].start, pieces[-1].end)
    label = pieces[-1].reading(cell)
    label.is_value, label.column = False, pieces[0].column
    return label


def _join_below(tokens: list[Token], last_in_line: Sequence[int]) -> list[Token]:
    """Join a label with the pieces below it, where the figures stand beside the first piece."""
    dropped: set[int] = set()
    result = list(tokens)
    starts = [0, *[at + 1 for at in last_in_line]]
    for place, (start, end) in enumerate(pairwise(starts[:-1])):
        if end - start < 2 or not _is_bare(tokens, starts, place + 1):
            continue
        # What the lines below that hold no figures make of the labels of this one.
        growing = {
            at: ([at], result[at].text) for at in range(start, end) if _may_continue(result[at])
        }
        for below in range(place + 1, min(place + 1 + _MOST_LINES_BELOW, len(starts) - 1)):
            line = range(starts[below], starts[below + 1])
            pieces = [at for at in line if tokens[at].text and at not in dropped]
            if not _is_bare(tokens, starts, below) or len(pieces) * len(growing) > _MOST_PAIRS:
                break
            for piece in pieces:
                _grow(growing, tokens, piece)
            for at, (parts, text) in growing.items():
                if len(parts) > 1 and label_key(text) in known_keys():
                    cell = Cell(text, result[at].start, result[at].end)
                    result[at] = result[at].reading(cell)
                    dropped.update(parts[1:])
    if not dropped:
        return result
    return [token for at, token in enumerate(result) if at not in dropped]


def _is_bare(tokens: Sequence[Token], starts: Sequence[int], line: int) -> bool:
    """Say whether a line holds no figure; in most rows its last cell does."""
    start, end = starts[line], starts[line + 1]
    last = tokens[end - 1]
    return not (last.is_value and last.text) and not _has_figure(tokens[start:end])


def _grow(growing: dict[int, tuple[list[int], str]], tokens: Sequence[Token], piece: int) -> None:
    """Add a piece to the label that it continues; a whole label continues an ordinal only."""
    token = tokens[piece]
    whole = token.key in known_keys()
    for at, (parts, text) in growing.items():
        label = tokens[at]
        if whole and not ORDINAL.fullmatch(text):
            continue
        if not token.key and not is_open(text):
            # A mark in place of a figure adds nothing to a label.
            continue
        longer = text + token.text
        # The cells of a delimited column stand in the same place in each line.
        apart = label.explicit and token.explicit and label.column != token.column
        if not apart and label_key(longer) in beginnings():
            growing[at] = ([*parts, piece], longer)
            return


def _join_around(tokens: list[Token]) -> list[Token]:
    """Join the pieces of a label above and below its figures, where a cell is set to its middle."""
    starts = [0, *(at + 1 for at in _last_in_line(tokens))]
    lines = [range(start, end) for start, end in pairwise(starts)]
    replaced: dict[int, Token] = {}
    dropped: set[int] = set()
    for upper, middle, lower in zip(lines, lines[1:], lines[2:], strict=False):
        figures = [at for at in middle if tokens[at].is_value and tokens[at].across]
        if len(figures) < _LEAST_FIGURES:
            continue
        words = [at for at in middle if at < figures[0] and tokens[at].text]
        found = [
            pieces
            for pieces in _around(tokens, upper, words, lower)
            if label_key("".join(tokens[at].text for at in pieces)) in known_keys()
        ]
        if len(found) == 1:
            (pieces,) = found
            first = tokens[figures[0]]
            text = "".join(tokens[at].text for at in pieces)
            cell = Cell(text, tokens[pieces[0]].start, first.start)
            label = first.reading(cell)
            label.is_value, label.across, label.column = False, None, max(first.column - 1, 0)
            dropped.update(pieces)
            replaced[figures[0]] = label
    if not replaced:
        return tokens
    result = []
    for at, token in enumerate(tokens):
        if at in replaced:
            result.append(replaced[at])
        if at not in dropped:
            result.append(token)
    return result


def _around(
    tokens: Sequence[Token], upper: range, words: Sequence[int], lower: range
) -> Iterator[tuple[int, ...]]:
    """Return which tokens above, beside and below a line's figures can make up its label."""
    if len(upper) * len(lower) > _MOST_PAIRS or _has_figure(tokens[at] for at in (*upper, *lower)):
        return
    for first in upper:
        if not tokens[first].text or tokens[first].key in known_keys():
            continue
        for last in lower:
            if tokens[last].text:
                yield (first, last)
                for middle in words:
                    yield (first, middle, last)


def _has_figure(tokens: Iterable[Token]) -> bool:
    return any(token.is_value and token.text for token in tokens)
