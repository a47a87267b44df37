"""The prose of a report: chapters of filler, statements and traps."""

from __future__ import annotations

import random

from . import catalogue, templates
from .numerals import chinese
from .teller import Teller
from .traits import Traits

Block = tuple[str, str]
"""Kind (`heading`, `paragraph`, `table`, `line`) and text."""

_TOPICS = {
    "overview": ("meetings", "trainings", "units"),
    "disclosure": (
        "disclosed", "channels_out", "channels_out", "documents", "press", "interviews",
        "interpretations", "responses",
    ),
    "application": (
        "applications", "channels", "carry", "answered", "closed", "refused",
    ),
    "fees": ("fees",),
    "disputes": ("disputes", "reviews", "litigation", "complaints"),
    "capacity": ("staff", "units", "budget", "trainings", "meetings"),
}  # fmt: skip
_SHARES = {
    "overview": 0.25, "disclosure": 0.5, "application": 0.75, "fees": 0.95, "disputes": 0.8,
    "capacity": 0.6,
}  # fmt: skip
_OLD_CHAPTERS = (
    "overview", "disclosure", "application", "fees", "disputes", "capacity", "problems", "plans",
    "other",
)  # fmt: skip
_ALWAYS = ("overview", "disclosure", "application", "problems")
_PARTS_2019 = (
    ("disclosure", "主动公开"),
    ("application", "依申请公开"),
    ("management", "政府信息管理"),
    ("platform", "政府信息公开平台建设"),
    ("supervision", "监督保障"),
)


class Writer:
    """Writes the chapters of one report."""

    def __init__(self, rng: random.Random, traits: Traits, teller: Teller) -> None:
        self._rng = rng
        self._traits = traits
        self._teller = teller
        self._rich = traits.prose == "rich"
        self._used: set[str] = set()
        self._trap_share = {"none": 0.0, "some": 0.35, "many": 0.75}[traits.traps]
        self._ordinal = 0

    def heading(self, text: str) -> Block:
        """The next numbered heading."""
        self._ordinal += 1
        return "heading", f"{chinese(self._ordinal)}、{text}"

    def narrative(self) -> list[Block]:
        """All chapters of a report in prose (or the prose part of a report of 2014)."""
        rng = self._rng
        chapters = [name for name in _OLD_CHAPTERS if name in _ALWAYS or rng.random() < 0.72]
        if not self._rich and rng.random() < 0.3:
            chapters = [name for name in chapters if name not in ("capacity", "plans", "other")]
        blocks: list[Block] = []
        for chapter in chapters:
            options = templates.by_chapter("headings")[chapter]
            blocks.append(self.heading(rng.choice(options)["heading"]))
            blocks.extend(("paragraph", text) for text in self._chapter(chapter))
        if self._traits.repeats == "yes":
            again = self._teller.again()
            if again:
                blocks.append(("paragraph", again))
        return blocks

    def general(self) -> list[Block]:
        """Chapter one of the forms of 2019 and 2021."""
        rng = self._rng
        blocks = [self.heading("总体情况")]
        if self._traits.prose == "none":
            return [*blocks, ("paragraph", self._filler("overview"))]
        blocks.append(("paragraph", self._filler("overview")))
        if not self._rich:
            blocks.append(("paragraph", self._paragraph("disclosure", "application")))
        else:
            for ordinal, (chapter, name) in enumerate(_PARTS_2019, 1):
                text = self._paragraph(chapter)
                mark = rng.choice(("。", "方面。", "情况。"))
                blocks.append(("paragraph", f"（{chinese(ordinal)}）{name}{mark}{text}"))
            if rng.random() < 0.4:
                blocks.append(("paragraph", self._paragraph("disputes")))
        if self._traits.repeats == "yes":
            again = self._teller.again()
            if again:
                blocks.append(("paragraph", again))
        return blocks

    def problems(self) -> list[Block]:
        """Chapter five of the forms of 2019 and 2021."""
        return [
            self.heading("存在的主要问题及改进情况"),
            ("paragraph", self._paragraph("problems")),
            ("paragraph", self._paragraph("plans")),
        ]

    def other(self) -> list[Block]:
        """Chapter six of the forms of 2019 and 2021."""
        return [self.heading("其他需要报告的事项"), ("paragraph", self._filler("other"))]

    def _chapter(self, chapter: str) -> list[str]:
        """The paragraphs of a chapter, some under headings of their own."""
        rng = self._rng
        count = 1
        if self._rich and chapter in ("overview", "disclosure", "application", "plans"):
            count = rng.randint(1, 3)
        if self._rich and chapter == "application" and rng.random() < 0.3:
            return self._named_topics(chapter)
        paragraphs = [self._paragraph(chapter, part=(n, count)) for n in range(count)]
        paragraphs = [text for text in paragraphs if text]
        style = rng.choice(("", "", "（{}）", "{}."))
        if len(paragraphs) > 1 and style:
            named = []
            for number, text in enumerate(paragraphs, 1):
                shown = chinese(number) if style[0] == "（" else str(number)
                named.append(style.format(shown) + text)
            return named
        return paragraphs

    def _named_topics(self, chapter: str) -> list[str]:
        """`1、收到申请情况。…`, one short paragraph for each topic."""
        rng = self._rng
        paragraphs: list[str] = []
        point = rng.choice(("、", "."))
        for topic in _TOPICS[chapter]:
            names = [r["name"] for r in catalogue.texts("topic_names") if r["topic"] == topic]
            text = self._teller.tell(topic) if names else ""
            if text:
                paragraphs.append(f"{len(paragraphs) + 1}{point}{rng.choice(names)}。{text}")
        return [*paragraphs, *self._traps(chapter)]

    def _paragraph(self, *chapters: str, part: tuple[int, int] = (0, 1)) -> str:
        """Filler, then statements and traps, in an order that stays readable."""
        rng = self._rng
        sentences: list[str] = []
        for chapter in chapters:
            if chapter == "other":
                return self._filler("other")
            known = ("problems", "plans")
            fillers = rng.randint(1, 3) if self._rich else rng.randint(0, 1)
            if chapter in known:
                fillers += 1
            sentences += [self._filler(chapter) for _ in range(fillers)]
            number, parts = part
            topics = _TOPICS.get(chapter, ())[number::parts]
            share = _SHARES.get(chapter, 0.0)
            if self._rich:
                share = min(1.0, share + 0.15)
            stated = [self._teller.tell(topic) for topic in topics if rng.random() < share]
            sentences += self._chained([text for text in stated if text])
            sentences += self._traps(chapter)
            if not any(sentences):
                sentences.append(self._filler(chapter))
        return "".join(sentence for sentence in sentences if sentence)

    def _chained(self, sentences: list[str]) -> list[str]:
        """Statements, some of them run together with a semicolon."""
        out = list(sentences)
        for index in range(len(out) - 1):
            if self._rng.random() < 0.12 and len(out[index]) < 60:
                out[index] = out[index][:-1] + "；"
        return out

    def _traps(self, chapter: str) -> list[str]:
        rows = templates.by_chapter("traps").get(chapter, ())
        if not rows or self._rng.random() >= self._trap_share:
            return []
        count = self._rng.randint(1, 3) if self._traits.traps == "many" else 1
        chosen = self._rng.sample(rows, min(count, len(rows)))
        texts = [row["template"] for row in chosen if row["template"] not in self._used]
        self._used.update(texts)
        return [self._teller.say(text) for text in texts]

    def _filler(self, chapter: str) -> str:
        """A sentence that states nothing, not used before in this report."""
        rows = templates.by_chapter("fillers").get(chapter, ())
        for _ in range(6):
            if not rows:
                break
            text = self._rng.choice(rows)["template"]
            if text not in self._used:
                self._used.add(text)
                return self._teller.say(text)
        return ""
