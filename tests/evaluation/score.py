"""Adds up verdicts over a corpus: recall, precision, wrong values, per trait of the reports."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from extractors.pipeline import extract
from tests.evaluation.judge import Judgement, judge
from tests.report_writer import WrittenReport

# The traits that the table of results breaks figures down by.
BREAKDOWN = ("form", "layout", "script", "number_style")


@dataclass(slots=True)
class Score:
    """Counts of verdicts and what follows from them.

    Attributes:
        table, prose: outcomes of figures (`right`, `missed`, `flagged`, `wrong`, `excused`).
        empty: outcomes of table cells that state no number: blank, dash, words.
    """

    reports: int = 0
    loaded: int = 0
    year: int = 0
    form: int = 0
    agency: int = 0
    observations: int = 0
    misplaced: int = 0
    table: Counter[str] = field(default_factory=Counter)
    prose: Counter[str] = field(default_factory=Counter)
    empty: Counter[str] = field(default_factory=Counter)

    def add(self, judgement: Judgement) -> None:
        """Count one report's verdicts."""
        self.reports += 1
        self.loaded += judgement.loaded
        self.year += judgement.year_right
        self.form += judgement.form_right
        self.agency += judgement.agency_right
        self.observations += judgement.observations
        self.misplaced += judgement.misplaced
        for verdict in judgement.verdicts:
            if verdict.source == "prose":
                self.prose[verdict.outcome] += 1
            elif verdict.states == "nothing":
                self.empty[verdict.outcome] += 1
            else:
                self.table[verdict.outcome] += 1

    def measures(self) -> dict[str, float]:
        """Return the shares that `floors.yml` names, each from 0 to 1."""
        wrong = self.table["wrong"] + self.empty["wrong"]
        loaded = self.table["right"] + self.empty["right"] + wrong
        return {
            "table_recall": _share(self.table["right"], self.table["missed"]),
            "table_right_of_unflagged": _share(loaded - wrong, wrong),
            "empty_cells_recall": _share(self.empty["right"], self.empty["missed"]),
            "prose_recall": _share(self.prose["right"], self.prose["missed"]),
            "prose_precision": _share(self.prose["right"], self.prose["wrong"]),
            "year": _share(self.year, self.reports - self.year),
            "form": _share(self.form, self.reports - self.form),
            "agency": _share(self.agency, self.reports - self.agency),
            "loaded": _share(self.loaded, self.reports - self.loaded),
            "provenance": _share(self.observations - self.misplaced, self.misplaced),
        }


def _share(good: int, bad: int) -> float:
    return good / (good + bad) if good + bad else 1.0


@dataclass(slots=True)
class Evaluation:
    """The score of a corpus, of its parts, and the reports that came out worst."""

    whole: Score = field(default_factory=Score)
    parts: dict[tuple[str, str], Score] = field(default_factory=lambda: defaultdict(Score))
    worst: list[tuple[int, int, WrittenReport, Judgement]] = field(default_factory=list)

    def lines(self, most: int = 10) -> Iterator[str]:
        """Yield the results as a table for people, then the worst reports."""
        names = list(Score().measures())
        yield f"{'':28}{'reports':>8}" + "".join(f"{_short(name):>11}" for name in names)
        yield _line("all", self.whole)
        for (trait, value), score in sorted(self.parts.items()):
            yield _line(f"{trait}={value}", score)
        yield ""
        yield "Worst reports"
        ranked = sorted(self.worst, key=lambda item: (-item[0], item[1]))
        for _, number, written, judgement in ranked[:most]:
            bad = [v for v in judgement.verdicts if v.outcome in ("wrong", "flagged", "missed")]
            traits = " ".join(f"{trait}={written.traits[trait]}" for trait in BREAKDOWN)
            yield f"  report {number}: {len(bad)} figures not right; {traits}"
            for verdict in sorted(bad, key=lambda v: v.outcome != "wrong")[:3]:
                yield f"      {verdict.outcome}: {verdict.detail[:150]}"


def evaluate(corpus: Iterable[WrittenReport]) -> Evaluation:
    """Extract and judge every report of a corpus."""
    result = Evaluation()
    for number, written in enumerate(corpus):
        judgement = judge(written, extract(written.data, f"report_{number:06}.txt"))
        result.whole.add(judgement)
        for trait in BREAKDOWN:
            result.parts[trait, written.traits[trait]].add(judgement)
        outcomes = Counter(verdict.outcome for verdict in judgement.verdicts)
        badness = 20 * outcomes["wrong"] + outcomes["flagged"] + outcomes["missed"]
        if badness:
            result.worst.append((badness, number, written, judgement))
    return result


def _line(name: str, score: Score) -> str:
    shares = "".join(f"{share:>11.4%}" for share in score.measures().values())
    return f"{name:28}{score.reports:>8}{shares}"


def _short(name: str) -> str:
    return {
        "table_right_of_unflagged": "unflagged",
        "empty_cells_recall": "empty",
        "prose_precision": "prose prec",
        "prose_recall": "prose rec",
        "table_recall": "table rec",
    }.get(name, name)
