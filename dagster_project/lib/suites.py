"""The gates' rules, as they stand in `gates/*.yml`.

A rule asks one question of the load: an SQL query whose answer a Great Expectations expectation
judges. Queries aggregate in DuckDB, so that a gate costs about the same for five reports as for
a million. `offenders` is the frequent case: a query that must find nothing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any, Literal

import yaml

from dagster_project.lib.errors import StoreError
from dagster_project.lib.settings import GATES_DIR

Severity = Literal["error", "warning"]
Scope = Literal["load", "report"]

GATES = ("raw_manifest", "staging", "marts")
"""In the order in which a load meets them."""


class SuiteError(Exception):
    """A gate's file cannot be understood."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One question and what the answer should be."""

    gate: str
    rule: str
    table: str
    """The table that the rule is about; where the UI shows its result."""
    scope: Scope
    """`load`: the rule judges the load as a whole. `report`: it judges each report."""
    severity: Severity
    """`error` stops the load (scope load) or quarantines the report (scope report)."""
    message: str
    """For people: what is wrong when the rule fails, and what to do."""
    query: str
    expectation: str
    arguments: Mapping[str, Any]
    finds_offenders: bool
    """The rows that the query gives are what is wrong."""
    needs: str | None
    """A database that must be there for the comparison: `warehouse` or `published`."""


@dataclass(frozen=True, slots=True)
class Suite:
    """All rules of a gate, with the numbers that they refer to."""

    gate: str
    description: str
    parameters: Mapping[str, Any]
    rules: tuple[Rule, ...]

    def scope(self, scope: Scope) -> tuple[Rule, ...]:
        """Return the rules of one scope."""
        return tuple(rule for rule in self.rules if rule.scope == scope)


@cache
def suite(gate: str, folder: Path = GATES_DIR) -> Suite:
    """Read a gate's file.

    Raises:
        SuiteError: if a rule is incomplete or two have the same name.
    """
    content = yaml.safe_load((folder / f"{gate}.yml").read_text(encoding="utf-8"))
    rules = tuple(_rule(gate, row) for row in content["rules"])
    if len({rule.rule for rule in rules}) < len(rules):
        raise SuiteError(f"gates/{gate}.yml: two rules have the same name")
    return Suite(gate, content["description"], content.get("parameters") or {}, rules)


def parameters(suite: Suite) -> dict[str, Any]:
    """Return the numbers that the rules refer to, and those that only the clock knows.

    Each can be set for a run by the environment variable `OGI_<NAME>`.

    Raises:
        StoreError: if such a variable is no number of the same kind.
    """
    known = {**suite.parameters, "next_year": date.today().year + 1}
    return {name: _set_by_hand(name, value) for name, value in known.items()}


def fingerprint(rules: Sequence[Rule], values: Mapping[str, Any]) -> str:
    """Return 12 hex digits that tell these rules with these numbers from any others."""
    told = [
        (rule.rule, rule.query, rule.severity, [(name, values[name]) for name in named(rule.query)])
        for rule in rules
    ]
    return sha256(repr(told).encode()).hexdigest()[:12]


def named(query: str) -> list[str]:
    """Return the numbers that a query refers to as `$name`, in alphabetical order."""
    return sorted(set(re.findall(r"\$([a-z_]+)", query)))


def _set_by_hand(name: str, value: Any) -> Any:
    told = os.environ.get(f"OGI_{name.upper()}")
    if told is None or not told.strip():
        return value
    try:
        return type(value)(told)
    except ValueError:
        kind = "a whole number" if isinstance(value, int) else "a number"
        raise StoreError(
            f"OGI_{name.upper()} is {told!r}; it must be {kind}, for example {value}."
        ) from None


def _rule(gate: str, row: dict[str, Any]) -> Rule:
    try:
        finds_offenders = "offenders" in row
        if finds_offenders:
            query, expectation = row.pop("offenders"), "expect_table_row_count_to_equal"
            arguments: dict[str, Any] = {"value": 0}
        else:
            query, expectation = row.pop("query"), row.pop("expectation")
            arguments = row.pop("arguments")
        rule = Rule(
            gate=gate,
            rule=row.pop("rule"),
            table=row.pop("table"),
            scope=row.pop("scope", "load"),
            severity=row.pop("severity", "error"),
            message=" ".join(row.pop("message").split()),
            query=query,
            expectation=expectation,
            arguments=arguments,
            finds_offenders=finds_offenders,
            needs=row.pop("needs", None),
        )
    except KeyError as error:
        raise SuiteError(f"gates/{gate}.yml: {row} lacks {error}") from None
    if row:
        raise SuiteError(f"gates/{gate}.yml: {rule.rule} has unknown entries {sorted(row)}")
    if rule.scope == "report" and not finds_offenders:
        raise SuiteError(f"gates/{gate}.yml: {rule.rule} judges reports and needs `offenders`")
    return rule
