"""The knobs of a report: one value for each trait, so that a corpus can be stratified."""

from __future__ import annotations

import random
from dataclasses import asdict, dataclass, fields, replace
from functools import cache

from . import catalogue

NONE = "none"


@dataclass(frozen=True, slots=True)
class Traits:
    """How one report is written. Values and their usual weights stand in `texts/traits.csv`."""

    form: str = "form_2014"
    body: str = "government"
    layout: str = "pipe"
    serial: str = "no"
    trailing: str = NONE
    groups: str = "first"
    header: str = "plain"
    wrap: str = NONE
    page_break: str = "no"
    space_cells: str = "no"
    numbering: str = "kept"
    rows: str = "all"
    local_rows: str = NONE
    columns: str = "one"
    section_4: str = "row"
    local_table: str = NONE
    blanks: str = NONE
    zero_style: str = "zero"
    number_style: str = "plain"
    wording: str = "kept"
    script: str = "simplified"
    title: str = "agency_first"
    head: str = NONE
    footer: str = NONE
    clue: str = "publisher"
    period: str = "calendar"
    scope: str = "unknown"
    posting: str = "soon"
    signature: str = "body"
    prose: str = "short"
    traps: str = "some"
    approximate: str = "no"
    repeats: str = "no"
    prose_differs: str = "no"
    punctuation: str = "half"
    encoding: str = "utf-8"
    newline: str = "lf"
    noise: str = NONE
    broken: str = "no"

    def as_dict(self) -> dict[str, str]:
        """Trait -> value."""
        return asdict(self)


TRAITS = tuple(field.name for field in fields(Traits))


@cache
def _choices(form: str) -> tuple[tuple[str, tuple[str, ...], tuple[int, ...]], ...]:
    """Trait, its values and their weights, for a form."""
    values: dict[str, list[str]] = {}
    weights: dict[str, list[int]] = {}
    for row in catalogue.texts("traits"):
        if row["forms"] and form not in row["forms"].split():
            continue
        values.setdefault(row["trait"], []).append(row["value"])
        weights.setdefault(row["trait"], []).append(int(row["weight"]))
    return tuple((name, tuple(values[name]), tuple(weights[name])) for name in values)


def values_of(trait: str) -> tuple[str, ...]:
    """Every value that a trait can have."""
    found = (row["value"] for row in catalogue.texts("traits") if row["trait"] == trait)
    return tuple(dict.fromkeys(found))


def sample_traits(rng: random.Random, **fixed: str) -> Traits:
    """Draw every trait by its usual weight, but for the `fixed` ones."""
    unknown = fixed.keys() - set(TRAITS)
    if unknown:
        raise ValueError(f"no such trait: {', '.join(sorted(unknown))}")
    forms = next(choice for choice in _choices("narrative") if choice[0] == "form")
    form = fixed.get("form") or rng.choices(forms[1], forms[2])[0]
    drawn = {name: rng.choices(values, weights)[0] for name, values, weights in _choices(form)}
    return settle(Traits(**(drawn | fixed | {"form": form})))


def settle(traits: Traits) -> Traits:
    """Take back what cannot go together; what is left is what the report really shows."""
    changes: dict[str, str] = {}
    if traits.form == "narrative":
        changes["layout"] = traits.layout if traits.local_table != NONE else NONE
        if traits.prose == NONE:
            changes["prose"] = "short"
    if traits.title not in ("unnamed", NONE):
        changes["clue"] = "title"
    if traits.blanks == "lost" and traits.layout not in ("lines", "lines_blank", "spaces"):
        changes["blanks"] = "some"
    if traits.blanks == "lost" and traits.zero_style in ("blank", "mixed"):
        changes["zero_style"] = "zero"
    if traits.layout in ("spaces", "lines", "lines_blank", NONE):
        changes["trailing"] = NONE
    if traits.layout in ("lines", "lines_blank") and traits.groups == "empty":
        changes["groups"] = "first"
    if traits.layout == "spaces" and traits.groups in ("empty", "repeated"):
        changes["groups"] = "own_row"
    if traits.columns != "one":
        changes |= {"blanks": NONE, "broken": "no"}
    if traits.body in ("department", "vertical") and traits.scope == "consolidated":
        changes["scope"] = "own"
    if traits.encoding == "big5" and traits.script == "simplified":
        changes["encoding"] = "gb18030"
    if traits.script.startswith("pinyin") and traits.encoding != "utf-8-sig":
        changes["encoding"] = "utf-8"
    return replace(traits, **changes)
