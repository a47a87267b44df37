"""Gathers every place where a report may name the body that made it, and picks the best name."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice

from extractors.agencies import Clue
from extractors.document import Document
from extractors.identify import fuller, names, page
from extractors.identify.dates import Dates
from extractors.identify.names import Name, Self
from extractors.identify.patterns import pattern
from extractors.identify.title import Title

_CLAUSE = re.compile(r"[^。;\n]+")
_SITE = re.compile(r"网站|官网|网\(")
_BEFORE_A_SITE = re.compile(r"在|通过|登录|登陆|访问|从|公布于|刊登于")
_CLAUSE_MARKS = ",。;:、(《\n"
_LONGEST_NAME = 30
_LONGEST_CLAUSE = 400
# How far below the head a name is looked for beside 我镇, and how many websites are looked at.
_NEAR = 1400
_SITES = 3
# How often 我市 must outnumber 我局 before the report counts as the city's.
_PLACE_OVER_BODY = 6

_NAMING = ("title", "caption", "filled_by", "text", "publisher", "signature", "breadcrumb",
           "contact", "host")  # fmt: skip
_FIRM = ("title", "caption", "filled_by")
_ACTS_FOR_ANOTHER = ("text", "publisher", "signature", "contact", "host")

_Found = tuple[str, Name, int, int]


def gather(document: Document, title: Title | None, dates: Dates) -> list[Clue]:
    """Return the clues, most telling first. All but self words and hosts are clean names."""
    parts = page.divide(document)
    itself = _self(document)
    found: list[_Found] = []
    if itself and itself[0].sort == "place" and not itself[3]:
        # 全市 is said by every body in the city: it tells something only where no name is found.
        found = _names_in(document, title, dates, parts, None)
        itself = None if found else itself
    speaks = itself[0] if itself else None
    found = found or _names_in(document, title, dates, parts, speaks)
    seen: dict[tuple[str, str], Clue] = {}
    for kind, name, start, end in fuller.completed(document, title, found):
        text = name.text
        if kind in _ACTS_FOR_ANOTHER:
            text = _principal(text, kind, speaks)
        seen.setdefault((kind, text), _clue(document, kind, text, start, end))
    clues = list(seen.values())
    if itself:
        word, start, end, _ = itself
        clues.append(_clue(document, "self_reference", word.word, start, end))
    hosts = pattern("host" if "http" in document.text else "host_bare").finditer(document.text)
    clues.extend(_clue(document, "host", m["host"], *m.span("host")) for m in hosts)
    return clues


def _names_in(
    document: Document, title: Title | None, dates: Dates, parts: page.Page, speaks: Self | None
) -> list[_Found]:
    """Return the names that may be the body's, the most telling first."""
    found = [
        *_titled(document, title),
        *_labelled(document, "filled_by", "filled_by", 0, len(document.text)),
    ]
    # The text is searched for names only where it has to tell: that is what costs time.
    if not _fitting(found, speaks):
        found += _authors(document, parts)
    found += _labelled(document, "publisher", "publisher", 0, parts.head_end)
    found += _labelled(document, "publisher", "publisher", parts.foot_start, len(document.text))
    found += _signed(document, dates)
    found += _crumbs(document, parts)
    found += _labelled(document, "contact", "contact", 0, parts.opening_end)
    if speaks and not _fitting(found, speaks):
        found += _named_nearby(_opening(document, parts), speaks)
    found += _labelled(document, "host", "sponsor", parts.foot_start, len(document.text))
    found += _sites(document, parts)
    if not found and not speaks:
        found += _subjects(_opening(document, parts))
    return found


def best_name(clues: Sequence[Clue]) -> str | None:
    """Return the printed name of the body that reports, None if no clue names it.

    Title, caption and 填报单位 name it outright. Of the other clues the first one counts that
    fits what the report calls itself: where a report says 我镇, the site of the county is no
    answer. 县政府办公室 and the like are taken only where nothing says of which county.
    """
    told = [clue for clue in clues if clue.kind in _NAMING]
    named = [(clue, name) for clue in told if (name := names.read(clue.text))]
    itself = next((clue.text for clue in clues if clue.kind == "self_reference"), "")
    speaks = names.self_words().get(itself)
    for clue, name in named:
        if clue.kind in _FIRM:
            return name.text
    placed = [name.text for _, name in named if name.placed and name.known]
    if speaks:
        fitting = [text for text in placed if speaks.fits.search(text)]
        if fitting or speaks.sort != "place":
            placed = fitting
    local = [name.text for _, name in named if name.known and not name.placed]
    return next(iter([*placed, *local]), None)


def signing_office(signature: str | None, name: str | None) -> str | None:
    """Return who signs, where that is not the reporting body itself."""
    signed = names.read(signature) if signature else None
    if not signed or not name:
        return signed.text if signed else None
    acts = names.without_office(signed.text) != signed.text
    if acts and names.without_office(name) == name:
        return signed.text
    return None if names.same_body(signed.text, name) else signed.text


def _fitting(found: Sequence[_Found], speaks: Self | None) -> bool:
    """Whether a name was found that goes with what the report calls itself."""
    free = speaks is None or (speaks.sort == "place" and any(f[0] in _FIRM for f in found))
    return bool(found) and (
        free or any(speaks is not None and speaks.fits.search(name.text) for _, name, *_ in found)
    )


def _clue(document: Document, kind: str, text: str, start: int, end: int) -> Clue:
    return Clue(kind=kind, text=text, quote=document.quote(start, end)[1].strip())


def _principal(text: str, kind: str, speaks: Self | None) -> str:
    """The body for which an office publishes, signs or answers, unless it may be its own."""
    body = names.without_office(text)
    if body == text or not names.read(body):
        return text
    if speaks and speaks.fits.search(text) and not speaks.fits.search(body):
        return text
    whole = speaks is not None and bool(speaks.fits.search(body))
    return body if whole or kind in ("contact", "signature") else text


def _titled(document: Document, title: Title | None) -> Iterator[_Found]:
    if title and title.body and (name := names.read(title.body)):
        yield "title", name, title.start, title.end
    text = document.text
    for word in ("统计表", "情况表"):
        at = text.find(word)
        if at < 0:
            continue
        start = text.rfind("\n", 0, at) + 1
        line = text[start:at].strip(" \t|")
        subject = pattern("title_words").search(line)
        if subject and len(line) <= _LONGEST_NAME + 20:
            rest = pattern("title_year").sub("", line[: subject.start()])
            name = names.read(rest) if rest else None
            if name and name.known:
                yield "caption", name, start, at + len(word)


def _labelled(document: Document, kind: str, label: str, start: int, end: int) -> Iterator[_Found]:
    for match in pattern(label).finditer(document.text, start, end):
        name = names.read(match["name"])
        if name and name.known:
            yield kind, name, *match.span("name")


def _signed(document: Document, dates: Dates) -> Iterator[_Found]:
    if dates.signature and dates.signature_start is not None:
        start = dates.signature_start
        if name := names.read(dates.signature):
            yield "signature", name, start, start + len(dates.signature)


def _crumbs(document: Document, parts: page.Page) -> Iterator[_Found]:
    """The steps of a breadcrumb that name a body, the last one first."""
    for crumbs in parts.crumbs:
        for step, start in reversed(crumbs or ()):
            name = names.read(step)
            if name and name.known and name.placed:
                yield "breadcrumb", name, start, start + len(step)


def _authors(document: Document, parts: page.Page) -> Iterator[_Found]:
    """Who made the report, by the clauses of the opening that speak of making it."""
    for clause in _CLAUSE.finditer(document.text, 0, parts.opening_end):
        words = clause[0]
        label = clause.start() < parts.head_end and ":" in words.rstrip()[:-1]
        if label or len(words) > _LONGEST_CLAUSE or not pattern("author_clause").search(words):
            continue
        told = pattern("author_demand").sub(",", words)
        if not pattern("author_clause").search(told):
            continue
        for piece in pattern("author_joints").split(told):
            name = names.read(piece) if len(piece) <= _LONGEST_NAME else None
            if name and name.known and name.placed and piece in words:
                start = clause.start() + words.index(piece)
                yield "text", name, start, start + len(piece)


def _opening(document: Document, parts: page.Page) -> str:
    """The first paragraphs without the demands of superiors, which name superiors; what is left
    keeps its place."""
    text = document.text[: parts.head_end + _NEAR]
    return pattern("author_demand").sub(lambda demand: "," * len(demand[0]), text)


def _named_nearby(opening: str, speaks: Self) -> Iterator[_Found]:
    """The name that the opening uses most beside a word like 我镇, and that fits it."""
    counted: Counter[str] = Counter()
    first: dict[str, int] = {}
    start = 0
    for joint in pattern("subject_joints").finditer(opening):
        piece, at, start = opening[start : joint.start()], start, joint.end()
        for name in _leading(piece, speaks):
            counted[name.text] += 1
            first.setdefault(name.text, at + piece.index(name.text))
    yield from _most_told(counted, first)


def _subjects(opening: str) -> Iterator[_Found]:
    """The name that most sentences begin with, in a report that calls itself nothing."""
    counted: Counter[str] = Counter()
    first: dict[str, int] = {}
    for piece in pattern("subject_joints").split(opening):
        for end in pattern("subject_ends").finditer(piece[:_LONGEST_NAME], 2):
            name = names.read(piece[: end.end()])
            if name and name.known and name.placed and name.text in opening:
                counted[name.text] += 1
                first.setdefault(name.text, opening.index(name.text))
    yield from _most_told(counted, first)


def _most_told(counted: Counter[str], first: dict[str, int]) -> Iterator[_Found]:
    if counted:
        # 国家税务总局 is told as often as 国家税务总局某县税务局, which begins with it.
        told, _ = max(counted.items(), key=lambda item: (item[1], len(item[0])))
        if name := names.read(told):
            yield "text", name, first[told], first[told] + len(told)


def _leading(piece: str, speaks: Self) -> Iterator[Name]:
    """The names that a piece of a sentence may begin with, if they fit the self word."""
    for end in speaks.ends.finditer(piece[: _LONGEST_NAME + 4], 2):
        more = pattern("name_more").match(piece, end.end())
        shown = piece[: more.end() if more else end.end()]
        name = names.read(shown)
        if name and name.known and name.placed and name.text in shown:
            yield name
            if speaks.sort != "department":
                return


def _sites(document: Document, parts: page.Page) -> Iterator[_Found]:
    """Whose website carries the report, in the opening paragraphs."""
    text = document.text
    for site in islice(_SITE.finditer(text, 0, parts.opening_end), _SITES):
        start = _clause_start(text, site.start())
        clause = text[start : site.start()]
        pieces = _BEFORE_A_SITE.split(clause[-_LONGEST_NAME - 10 :])
        name = names.read(pieces[-1] + "网站") if pieces[-1] else None
        if name and name.known and name.placed:
            at = text.index(pieces[-1], start)
            yield "host", name, at, site.end()


def _clause_start(text: str, end: int) -> int:
    """Where the clause starts that ends here. Most are short, so that is looked for first."""
    near = max(0, end - _LONGEST_NAME)
    before = max([text.rfind(mark, near, end) for mark in _CLAUSE_MARKS])
    if before < 0:
        before = max([text.rfind(mark, 0, near) for mark in _CLAUSE_MARKS])
    return before + 1


def _self(document: Document) -> tuple[Self, int, int, bool] | None:
    """The word by which the report speaks of its body, where it first stands, and whether it is
    said as one's own (我市, not only 全市).

    我局 goes before 我市: departments speak of their city as well.
    """
    counted: Counter[str] = Counter()
    first: dict[str, tuple[Self, int, int]] = {}
    own: set[str] = set()
    for match in names.self_pattern().finditer(document.text):
        known = names.self_word(match[0])
        counted[known.word] += 1
        first.setdefault(known.word, (known, *match.span()))
        if match[0][0] in "我本":
            own.add(known.word)
    places = {word: times for word, times in counted.items() if first[word][0].sort == "place"}
    bodies = {word: times for word, times in counted.items() if word not in places}
    body = max(bodies, key=lambda word: bodies[word], default=None)
    place = max(places, key=lambda word: places[word], default=None)
    if body and (not place or bodies[body] * _PLACE_OVER_BODY >= places[place]):
        return (*first[body], True)
    return (*first[place], place in own) if place else None
