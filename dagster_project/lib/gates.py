"""The gates: rules in, verdicts out.

Great Expectations' SQL engine does not speak to DuckDB, so each rule's query runs here, and what it
finds is what the expectation sees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from dagster_project.lib import quality_process
from dagster_project.lib.questions import Finding, Question
from dagster_project.lib.sql import attach
from dagster_project.lib.suites import Rule, named

ROWS_SEEN = 1000
"""Rows of a query that an expectation looks at; the first is as wrong as the thousandth."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one rule."""

    rule: Rule
    success: bool
    observed: str
    expectation: str
    sample: tuple[Mapping[str, str], ...]
    """The first rows of what is wrong."""
    evidence: Mapping[str, Any]
    """Great Expectations' own result, for Data Docs."""

    @property
    def details(self) -> str:
        """A sentence for people, and the first rows of what is wrong."""
        if self.success:
            return ""
        rows = "; ".join(", ".join(f"{k}={v}" for k, v in row.items()) for row in self.sample)
        return f"{self.rule.message} Found: {rows}" if rows else self.rule.message


def judge(
    con: duckdb.DuckDBPyConnection,
    rules: Sequence[Rule],
    parameters: Mapping[str, Any],
    databases: Mapping[str, Path],
) -> list[Verdict]:
    """Ask every rule of the database that `con` has open.

    Parameters:
        parameters: the values of `$name` in queries and arguments.
        databases: the files that a rule may need for a comparison, by name. A rule that needs
            one which is not there passes: there is nothing to compare with.
    """
    with _attached(con, databases) as there:
        asked = [_ask(con, rule, parameters, there) for rule in rules]
    questions = [question for question in asked if isinstance(question, Question)]
    findings = iter(quality_process.call(quality_process.JUDGE, questions) if questions else ())
    return [one if isinstance(one, Verdict) else _verdict(one, next(findings)) for one in asked]


def _verdict(question: Question, finding: Finding) -> Verdict:
    return Verdict(
        rule=question.rule,
        success=finding.success,
        observed=finding.observed,
        expectation=_written(question.rule, question.arguments),
        sample=finding.sample,
        evidence=finding.evidence,
    )


def _ask(
    con: duckdb.DuckDBPyConnection,
    rule: Rule,
    parameters: Mapping[str, Any],
    there: frozenset[str],
) -> Question | Verdict:
    """Return what a rule's query finds; a verdict at once, where there is nothing to judge."""
    arguments = {
        name: parameters[value[1:]] if isinstance(value, str) and value[:1] == "$" else value
        for name, value in rule.arguments.items()
    }
    if rule.needs and rule.needs not in there:
        nothing = f"no earlier {rule.needs} to compare with"
        return Verdict(rule, True, nothing, _written(rule, arguments), (), {})
    try:
        found = con.execute(
            f"FROM (\n{rule.query}\n) LIMIT {ROWS_SEEN}", used(rule.query, parameters)
        ).to_arrow_table()
    except duckdb.Error as error:
        # A rule that cannot be asked has not been kept.
        first_line = str(error).splitlines()[0]
        sample = ({"error": first_line},)
        return Verdict(rule, False, first_line, _written(rule, arguments), sample, {})
    return Question(rule, arguments, found)


def _written(rule: Rule, arguments: Mapping[str, Any]) -> str:
    return f"{rule.expectation}({', '.join(f'{k}={v!r}' for k, v in arguments.items())})"


@contextmanager
def _attached(
    con: duckdb.DuckDBPyConnection, databases: Mapping[str, Path]
) -> Iterator[frozenset[str]]:
    there = {name: path for name, path in databases.items() if path.exists()}
    for name, path in there.items():
        attach(con, f"{name}_before", path)
    try:
        yield frozenset(there)
    finally:
        for name in there:
            con.execute(f"DETACH {name}_before")


def used(query: str, parameters: Mapping[str, Any]) -> dict[str, Any]:
    """Return the parameters that a query names; DuckDB refuses any others."""
    return {name: parameters[name] for name in named(query)}
