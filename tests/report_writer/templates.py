"""Sentence templates: a small language for what a sentence states and what it must not.

{Y} {y} {y-1} {y+1}   a phrase for the year · the year, the one before, the one after
{W} {P} {S}           我县 (or nothing) · the government above · the county or city
{#m} {#m?} {#m~}      the figure of metric m, above zero · optional · may be rounded (余, 近)
{$m}                  an amount of money with its unit, 元 or 万元
{0m+n}                a printed nought that states m and n
<words|m+n>           words that state nought for m and n
<words|m=n>           words that state that m is as many as n
{*list}               `；`-like list of parts, rows of `texts/items.csv`
{~spec}               a number that is a trap
{c:a|b}               one of the words
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from . import catalogue

_CHANNELS = ("received_in_person", "received_online", "received_letter")
_TOKEN = re.compile(r"\{([^{}]+)\}|<([^<>|]+)\|([^<>]+)>")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a template: literal words (`kind` "text") or something to fill in."""

    kind: str
    text: str
    metrics: tuple[str, ...] = ()
    other: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed sentence."""

    tokens: tuple[Token, ...]
    states: tuple[str, ...]
    """Metrics that the sentence states with a number or a word of its own."""
    refers_to: str = ""
    """A metric that this sentence or one before it must state (`其中…`, `均为…`)."""


@cache
def parse(template: str) -> Template:
    """Parse a sentence template."""
    tokens: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(template):
        if match.start() > last:
            tokens.append(Token("text", template[last : match.start()]))
        last = match.end()
        tokens.append(_braced(match[1]) if match[1] else _words(match[2], match[3]))
    if last < len(template):
        tokens.append(Token("text", template[last:]))
    base = ""
    for token in tokens:
        if (token.kind == "implied" and token.metrics[0] in _CHANNELS) or token.text == "channels":
            base = "applications_received"
    return Template(tuple(tokens), tuple(m for token in tokens for m in token.metrics), base)


def _braced(body: str) -> Token:
    sign, rest = body[0], body[1:]
    if sign == "#":
        return Token("figure", rest[-1] if rest[-1] in "?~" else "", (rest.rstrip("?~"),))
    if sign == "$":
        return Token("money", "", (rest,))
    if sign == "0":
        return Token("nought", "", tuple(rest.split("+")))
    if sign == "*":
        return Token("list", rest)
    if sign == "~":
        spec, _, metric = rest.partition(":")
        return Token("trap", spec, other=metric)
    if body.startswith("c:"):
        return Token("choice", body[2:])
    return Token("name", body)


def _words(words: str, claim: str) -> Token:
    if "=" in claim:
        metric, _, other = claim.partition("=")
        return Token("implied", words, (metric,), other)
    return Token("zero", words, tuple(claim.split("+")))


@cache
def statements(topic: str, era: str) -> tuple[Template, ...]:
    """The sentences of a topic that fit an era (`old` or `new`)."""
    return tuple(
        parse(row["template"])
        for row in catalogue.texts("statements")
        if row["topic"] == topic and row["era"] in ("any", era)
    )


@cache
def items(name: str) -> dict[str, tuple[tuple[str, Template], ...]]:
    """Style -> (metric, template of the item) of a list."""
    found: dict[str, list[tuple[str, Template]]] = {}
    for row in catalogue.texts("items"):
        if row["list"] == name:
            text = row["template"].replace("{n}", "{#" + row["metric"] + "}")
            found.setdefault(row["style"], []).append((row["metric"], parse(text)))
    return {style: tuple(entries) for style, entries in found.items()}


@cache
def synonyms(words: str) -> tuple[tuple[str, str, float], ...]:
    """Old words, new words and how often, of the synonyms that apply to a piece of a template."""
    return tuple(
        (row["from"], row["to"], float(row["share"]))
        for row in catalogue.texts("synonyms")
        if row["from"] in words
    )


@cache
def by_chapter(name: str) -> dict[str, tuple[dict[str, str], ...]]:
    """The rows of a text list, by their chapter."""
    found: dict[str, list[dict[str, str]]] = {}
    for row in catalogue.texts(name):
        found.setdefault(row["chapter"], []).append(row)
    return {chapter: tuple(rows) for chapter, rows in found.items()}
