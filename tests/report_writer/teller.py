"""Fills sentence templates with one report's figures and marks what they state."""

from __future__ import annotations

import random
from decimal import Decimal

from . import catalogue, templates, traps
from .bodies import Body
from .figures import Values
from .marks import Marks
from .numerals import full_width, in_prose, plain
from .templates import Template, Token
from .traits import Traits

_TRIES = 24
_LIST_BASE = {
    "channels": "applications_received",
    "outcomes": "applications_answered",
    "results": "applications_closed",
    "closings": "applications_closed",
    "reviews": "reviews_total",
    "litigation": "litigation_total",
    "disclosures": "disclosed_total",
}
_NEW_STYLE = "new"


class Teller:
    """Tells figures of one report, each metric once."""

    def __init__(
        self,
        rng: random.Random,
        traits: Traits,
        marks: Marks,
        body: Body,
        year: int,
        values: Values,
        names: bool,
    ) -> None:
        self.era = "new" if traits.form in ("form_2019", "form_2021") else "old"
        self._rng = rng
        self._traits = traits
        self._marks = marks
        self._body = body
        self._values = values
        self._names = names
        self._year = year
        self._style = "plain" if traits.number_style == "unit" else traits.number_style
        self._wide_years = self._style == "fullwidth" and rng.random() < 0.5
        self._vague = traits.approximate == "yes"
        self.printed_short = False

    def tell(self, topic: str) -> str:
        """A sentence about the topic that this report's figures allow, or nothing."""
        candidates = templates.statements(topic, self.era)
        for _ in range(_TRIES):
            template = self._rng.choice(candidates)
            if self._fits(template):
                return self.fill(template)
        return ""

    def say(self, text: str) -> str:
        """A sentence without a figure of the year."""
        return self.fill(templates.parse(text))

    def again(self) -> str:
        """A sentence that repeats a figure told before."""
        known = {"applications_received": "件", "disclosed_total": "条", "reviews_total": "件"}
        words = {
            "applications_received": "收到政府信息公开申请",
            "disclosed_total": "主动公开政府信息",
            "reviews_total": "因政府信息公开申请行政复议",
        }
        for metric, counter in known.items():
            value = self._values.get(metric, Decimal(0))
            if value > 0 and self._marks.tells(metric, value):
                number = self._marks.figure(plain(value), metric, value)
                return f"综合以上情况，{self._years(0)}{words[metric]}{number}{counter}。"
        return ""

    def _fits(self, template: Template) -> bool:
        if not all(self._can(token) for token in template.tokens):
            return False
        base = template.refers_to
        return not base or base in template.states or self._marks.states(base)

    def _can(self, token: Token) -> bool:
        values, told = self._values, self._marks.states
        for metric in token.metrics:
            if metric not in values or told(metric):
                return False
        if token.kind in ("figure", "money"):
            return values[token.metrics[0]] > 0
        if token.kind in ("zero", "nought"):
            return all(values[metric] == 0 for metric in token.metrics)
        if token.kind == "implied":
            other = values.get(token.other, Decimal(0))
            return other > 0 and values[token.metrics[0]] == other
        if token.kind == "list":
            return self._can_list(token.text)
        if token.kind == "trap":
            if token.text == "handled":
                return values.get("applications_carried_in", Decimal(0)) > 0 and told(
                    "applications_received"
                )
            return self._can_trap(token)
        return True

    def _can_trap(self, token: Token) -> bool:
        """Some traps need a value, a scope or a kind of body to make sense."""
        if token.other and token.other not in self._values:
            return False
        if token.text == "part":
            return self._values[token.other] >= 3
        if token.text == "sub":
            return self._traits.scope == "own" and self._body.is_government
        if token.text == "system":
            return self._traits.scope == "own" and self._body.kind in ("department", "vertical")
        return True

    def _can_list(self, name: str) -> bool:
        if name == "categories":
            return True
        if self._values.get(_LIST_BASE[name], Decimal(0)) <= 0:
            return False
        metrics = {metric for entries in templates.items(name).values() for metric, _ in entries}
        known = [metric for metric in metrics if metric in self._values]
        return (
            any(self._values[metric] > 0 for metric in known)
            and not any(self._marks.states(metric) for metric in known)
        )  # fmt: skip

    def fill(self, template: Template) -> str:
        """The sentence with its figures and traps marked."""
        text = ""
        for token in template.tokens:
            text += self._piece(token, text)
        return text

    def _piece(self, token: Token, before: str) -> str:
        rng = self._rng
        if token.kind == "text":
            return self._worded(token.text, before)
        if token.kind == "name":
            return self._name(token.text, before)
        if token.kind == "choice":
            return rng.choice(token.text.split("|"))
        if token.kind == "figure":
            return self._figure(token)
        if token.kind == "money":
            return self._money(token.metrics[0])
        if token.kind == "trap":
            text, reason = self._trap(token)
            wide = self._style == "fullwidth" and text.isdecimal()
            return self._marks.trap(full_width(text) if wide else text, reason)
        if token.kind == "list":
            return self._categories() if token.text == "categories" else self._list(token.text)
        return self._stated(token)

    def _worded(self, text: str, before: str) -> str:
        """The words of a template, now and then with a synonym or without the comma."""
        for old, new, share in templates.synonyms(text):
            if self._rng.random() < share:
                return text.replace(old, new)
        if text == "，" and before.endswith(("年", "年度")) and self._rng.random() < 0.2:
            return ""
        return text

    def _trap(self, token: Token) -> tuple[str, str]:
        return traps.number(self._rng, token.text, token.other, self._values, self._year)

    def _stated(self, token: Token) -> str:
        """Words, or a printed nought, that state several metrics at once."""
        if token.kind == "implied":
            value = self._values[token.other]
            return self._marks.figure(token.text, token.metrics[0], value, implied=True)
        text = token.text
        word = token.kind == "zero"
        if token.kind == "nought":
            word = self._style == "chinese" or self._rng.random() < 0.08
            text = "零" if word else "0"
            if self._style == "fullwidth" and not word:
                text = full_width(text)
        for metric in token.metrics:
            kind = "zero_stated" if word else "number"
            text = self._marks.figure(text, metric, Decimal(0), kind=kind)  # type: ignore[arg-type]
        return text

    def _figure(self, token: Token) -> str:
        metric = token.metrics[0]
        vague = token.text == "~" and self._vague and self._rng.random() < 0.7
        shown = in_prose(self._rng, self._style, self._values[metric], vague)
        marked = self._marks.figure(
            shown.text, metric, shown.value, approximate=shown.approximate,
            caution="optional" if token.text == "?" else "",
        )  # fmt: skip
        return shown.before + marked + shown.after

    def _money(self, metric: str) -> str:
        value = self._values[metric]
        if self._rng.random() < 0.5:
            return self._marks.figure(plain(value), metric, value) + "万元"
        return self._marks.figure(plain(value * 10_000), metric, value) + "元"

    def _list(self, name: str) -> str:
        """`当面申请1件，网络申请3件`: parts of a total; prose may leave some untold."""
        rng = self._rng
        styles = [
            style
            for style in templates.items(name)
            if name not in ("reviews", "litigation") or (style == _NEW_STYLE) == (self.era == "new")
        ]
        entries = [
            (metric, template)
            for metric, template in templates.items(name)[rng.choice(styles)]
            if metric in self._values
        ]
        shows_noughts = rng.random() < 0.3
        told = [entry for entry in entries if self._values[entry[0]] > 0]
        if len(told) > 2 and rng.random() < 0.15:
            told.remove(rng.choice(told))
        if rng.random() < 0.3:
            rng.shuffle(told)
        if shows_noughts:
            told = [entry for entry in entries if entry in told or self._values[entry[0]] == 0]
        parts = []
        for metric, template in told:
            if self._values[metric] > 0:
                parts.append(self.fill(template))
                continue
            nought = Token("nought", "", (metric,))
            parts.append(
                "".join(
                    self._piece(nought if token.kind == "figure" else token, "")
                    for token in template.tokens
                )
            )
        return rng.choice(("，", "、", "；")).join(parts)

    def _categories(self) -> str:
        """What was disclosed, by kind: shares of a total, no metrics of their own."""
        rng = self._rng
        names = [row["name"] for row in catalogue.texts("categories")]
        shares = rng.random() < 0.4
        parts = []
        for name in rng.sample(names, rng.randint(2, 5)):
            count = self._marks.trap(str(rng.randint(1, 400)), "kind of information")
            part = f"{name}信息{count}条"
            if shares:
                share = self._marks.trap(f"{rng.uniform(0.1, 60):.1f}%", "share")
                part += f"，占总数的{share}"
            parts.append(part)
        return ("；" if shares else rng.choice(("、", "，"))).join(parts)

    def _name(self, name: str, before: str) -> str:
        rng, body = self._rng, self._body
        if name == "Y":
            return self._when()
        if name[0] == "y":
            return self._years({"y": 0, "y-1": -1, "y+1": 1}[name])
        if name == "W":
            if before.endswith("，") and rng.random() < 0.35:
                return ""
            if self._names and rng.random() < 0.15:
                self.printed_short = True
                return body.short
            return body.we
        return body.above if name == "P" else (body.place or body.short)

    def _years(self, offset: int) -> str:
        text = str(self._year + offset)
        return (full_width(text) if self._wide_years else text) + "年"

    def _when(self) -> str:
        year = self._years(0)
        return self._rng.choice(
            (year, year, year, year + "度", year + "度", "全年", "本年度", "一年来", "报告期内",
             f"截至{year}底", f"{year}全年")
        )  # fmt: skip
