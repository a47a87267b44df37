"""Writes whole reports: figures, prose, tables, page, noise, script, bytes."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from . import bodies, catalogue, contradictions, encodings, figures, figures_new, noise, scripts
from .bodies import Body
from .cells import CellPrinter
from .figures import Values
from .grid import Grid
from .identities import Figures, broken, with_sums
from .layouts import Layout
from .local_tables import local_table
from .marks import Marks
from .model import BrokenIdentity, Truth, WrittenReport
from .page import Page
from .prose import Block, Writer
from .tables_2014 import Table2014
from .tables_new import TablesNew
from .teller import Teller
from .traits import Traits, sample_traits, settle

_YEARS = {
    "narrative": ((2008, 2013), (2014, 2019)),
    "form_2014": ((2014, 2018), (2019, 2023)),
    "form_2019": ((2019, 2020), (2021, 2023)),
    "form_2021": ((2021, 2025), (2021, 2025)),
}
_LATE = 0.07
_TOLD_BY_THE_TABLE = ("outcome_", "refused_", "reviews", "litigation", "received_")
_NOT_YET = ("disclosed_weibo", "disclosed_wechat", "responses_weibo_wechat")
"""What no report before 2012 speaks of."""


def write_report(
    rng: random.Random,
    traits: Traits | None = None,
    *,
    year: int | None = None,
    reporter: Body | None = None,
    previous: Figures | None = None,
    **fixed: str,
) -> WrittenReport:
    """One report with its truth.

    Without `traits` they are drawn, but for those given by name (`form="form_2014"`).
    `previous`: the same body's table figures a year earlier, so that carried figures fit.
    """
    chosen = settle(traits) if traits is not None else sample_traits(rng, **fixed)
    return _Report(rng, chosen, year, reporter, previous).write()[0]


def corpus(seed: int, n: int, **fixed: str) -> Iterator[WrittenReport]:
    """`n` reports; report number i depends on the seed and on i only."""
    for number in range(n):
        rng = random.Random(f"{seed}/{number}")
        yield write_report(rng, sample_traits(rng, **fixed))


def series(seed: int, years: range, **fixed: str) -> Iterator[WrittenReport]:
    """Reports of one body for consecutive years, in the form in force; carried figures fit."""
    rng = random.Random(f"series/{seed}")
    kind = fixed.get("body", "government")
    body = bodies.pick(rng, kind, years[-1])
    previous: Figures | None = None
    for year in years:
        form = _form_in_force(year)
        traits = sample_traits(rng, **({"body": kind} | fixed | {"form": form}))
        report, previous = _Report(rng, traits, year, body, previous).write()
        yield report


def _form_in_force(year: int) -> str:
    if year < 2014:
        return "narrative"
    if year < 2019:
        return "form_2014"
    return "form_2019" if year < 2021 else "form_2021"


class _Report:
    """One report while it is being written."""

    def __init__(
        self,
        rng: random.Random,
        traits: Traits,
        year: int | None,
        body: Body | None,
        previous: Figures | None,
    ) -> None:
        self.rng = rng
        self.traits = traits
        usual, late = _YEARS[traits.form]
        self.year = year or rng.randint(*(late if rng.random() < _LATE else usual))
        self.body = body or bodies.pick(rng, traits.body, self.year)
        self.marks = Marks(catalogue.units())
        self.table: Figures = {}
        self.prose_values = self._draw(previous)
        self.teller = Teller(
            rng, traits, self.marks, self.body, self.year, self.prose_values,
            names=traits.clue in ("title", "nearby"),
        )  # fmt: skip
        self.page = Page(rng, traits, self.marks, self.body, self.year, self.teller)
        self.writer = Writer(rng, traits, self.teller)
        self.printer = CellPrinter(rng, traits, self.marks)
        self.layout = Layout(rng, traits, self.marks)

    def _draw(self, previous: Figures | None) -> Values:
        """The table's figures; returned is what the prose knows."""
        rng, traits = self.rng, self.traits
        old = figures.old_era(rng, self.body.scale)
        if traits.form in ("narrative", "form_2014"):
            self.table = {(metric, "total"): value for metric, value in old.items()}
        else:
            self.table = figures_new.new_era(rng, traits.form, self.body.scale, previous)
            for metric in list(old):
                if metric.startswith(_TOLD_BY_THE_TABLE):
                    del old[metric]
            for metric in ("applications_answered", "closed_on_time", "closed_extended"):
                del old[metric]
        if traits.broken != "no":
            self.table = contradictions.contradict(rng, traits.form, traits.broken, self.table)
        known = with_sums(traits.form, self.table) if traits.form != "narrative" else self.table
        values = old | {metric: value for (metric, who), value in known.items() if who == "total"}
        if traits.form == "narrative" and rng.random() < 0.2 and values["applications_received"]:
            values["applications_carried_in"] = Decimal(rng.randint(1, 9))
            values["applications_carried_out"] = Decimal(rng.randint(1, 9))
        if self.year < 2012:
            for metric in _NOT_YET:
                values.pop(metric, None)
        if traits.prose_differs == "yes":
            for metric in rng.sample(
                (
                    "interpretations_published",
                    "disclosed_total",
                    "trainings_held",
                    "press_conferences",
                ),
                2,
            ):
                values[metric] += rng.randint(1, 9)  # fmt: skip
        return values

    def write(self) -> tuple[WrittenReport, Figures]:
        """The report, and the figures of its table."""
        blocks = self._blocks()
        text, expected, locals_, traps = self.marks.settle(self._join(blocks))
        data, encoding = encodings.encode(text, self.traits)
        traits = replace(self.traits, encoding=encoding)
        facts = self.page.facts
        if self.teller.printed_short:
            facts.variants.append(self.body.short)
        plain = text if traits.script == "simplified" else self._simplified
        self.page.settle_scope(plain)
        variants = tuple(dict.fromkeys(facts.variants))
        agency = facts.agency or (variants[0] if variants else "")
        start, end = facts.period or (None, None)
        printed = {
            (e.metric, e.applicant): e.value
            for e in expected
            if e.source == "table" and e.value is not None
        }
        truth = Truth(
            form=traits.form, year=self.year, agency=agency, agency_variants=variants,
            agency_clue=traits.clue, place=facts.place, period_start=start, period_end=end,
            published_on=facts.published_on, issued_on=facts.issued_on, scope=facts.scope,
            scope_clue=facts.scope_clue, title=facts.title,
            document_number=facts.document_number, signed_by=facts.signed_by,
            expected=expected, local_rows=locals_, traps=traps,
            broken=self._broken(printed),
        )  # fmt: skip
        return WrittenReport(text, data, truth, traits.as_dict()), self.table

    def _broken(self, printed: Figures) -> tuple[BrokenIdentity, ...]:
        form = self.traits.form
        return () if form == "narrative" else broken(form, printed)

    def _blocks(self) -> list[Block]:
        rng, traits, page = self.rng, self.traits, self.page
        blocks: list[Block] = [("line", line) for line in page.head()]
        title: list[Block] = [("line", line) for line in page.title()]
        if rng.random() < 0.3 and blocks and title:
            blocks = title + blocks
        else:
            blocks += title
        needs_intro = traits.clue in ("contact", "nearby")
        if traits.form in ("narrative", "form_2014"):
            if traits.prose != "none" or needs_intro:
                blocks.append(("paragraph", page.intro()))
            if traits.prose != "none":
                blocks += self.writer.narrative()
            blocks += self._old_tables()
        else:
            if needs_intro or traits.title == "none" or rng.random() < 0.85:
                blocks.append(("paragraph", page.intro()))
            blocks += self._new_chapters()
        blocks += [("line", line) for line in page.signature()]
        return blocks + [("line", line) for line in page.footer()]

    def _old_tables(self) -> list[Block]:
        rng, traits, page = self.rng, self.traits, self.page
        if traits.form == "narrative":
            if traits.local_table == "none":
                return self._unit_line()
            caption, grid = local_table(rng, traits, self.marks, self.prose_values, self.year)
            return [("line", caption), *self._unit_line(), self._table(grid)]
        values = {metric: value for (metric, _), value in self.table.items()}
        table = Table2014(rng, traits, self.marks, self.printer, values)
        caption = rng.choice(("", "附表：")) + "政府信息公开情况统计表"
        blocks: list[Block] = [("line", caption)]
        if traits.title == "none" or rng.random() < 0.7:
            blocks.append(("line", f"（{self.year}年度）"))
        blocks += self._unit_line()
        blocks.append(self._table(table.grid()))
        if rng.random() < 0.5:
            phone = self.marks.trap(f"1{rng.randint(3_000_000_000, 8_999_999_999)}", "phone")
            name = "**" if traits.noise == "masked" else "某某"
            blocks.append(("line", f"单位负责人：张{name} 审核人：李{name} 填报人：王{name}"))
            signed = page.facts.issued_on or page.facts.published_on
            day = f" 填报日期：{signed.year}.{signed.month}.{signed.day}" if signed else ""
            blocks.append(("line", f"联系电话：{phone}{day}"))
        return blocks

    def _unit_line(self) -> list[Block]:
        """`填报单位（盖章）：…`, where it is the clue or by chance."""
        traits, page = self.traits, self.page
        shown = traits.clue == "unit" or (
            traits.form == "form_2014" and traits.clue == "title" and self.rng.random() < 0.4
        )
        if not shown:
            return []
        label = self.rng.choice(("填报单位（盖章）：", "填报单位：", "单位名称："))
        return [("line", label + page.name(self.body.name))]

    def _new_chapters(self) -> list[Block]:
        rng, traits = self.rng, self.traits
        tables = TablesNew(rng, traits, self.printer, self.table)
        blocks = self.writer.general()
        blocks.append(self.writer.heading("主动公开政府信息情况"))
        blocks.append(self._table(tables.section_2()))
        blocks.append(self.writer.heading("收到和处理政府信息公开申请情况"))
        blocks.append(self._table(tables.section_3()))
        names = ("政府信息公开行政复议、", "因政府信息公开工作被申请行政复议、提起")
        blocks.append(self.writer.heading(rng.choice(names) + "行政诉讼情况"))
        blocks.append(self._table(tables.section_4()))
        blocks += self.writer.problems() + self.writer.other()
        return blocks + self._unit_line()

    def _table(self, grid: Grid) -> Block:
        return "table", self.layout.render(grid)

    def _join(self, blocks: list[Block]) -> str:
        """The blocks as one marked text, with noise and in its script."""
        rng, traits = self.rng, self.traits
        between = "\n\n" if traits.layout == "lines_blank" or rng.random() < 0.3 else "\n"
        parts = []
        for kind, text in blocks:
            if kind in ("paragraph", "heading"):
                text = noise.paragraph(rng, traits.noise, text)
            parts.append(text)
        text = between.join(part for part in parts if part)
        if traits.punctuation == "half":
            text = noise.half_width(text)
        self._simplified = text
        return scripts.convert(text, traits.script)
