"""The adapter to Great Expectations: rules in, verdicts out.

Its SQL engine does not speak to DuckDB, so each rule's query runs here and the frame that it
gives is what the expectation sees.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd

from dagster_project.lib.sql import attach
from dagster_project.lib.suites import Rule, named

ROWS_SEEN = 1000
"""Rows of a query that an expectation looks at; the first is as wrong as the thousandth."""
ROWS_SHOWN = 10


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
    with _attached(con, databases) as there, _batches() as as_batch:
        return [_ask(con, rule, parameters, there, as_batch) for rule in rules]


def _ask(
    con: duckdb.DuckDBPyConnection,
    rule: Rule,
    parameters: Mapping[str, Any],
    there: frozenset[str],
    as_batch: Callable[[pd.DataFrame], Any],
) -> Verdict:
    arguments = {
        name: parameters[value[1:]] if isinstance(value, str) and value[:1] == "$" else value
        for name, value in rule.arguments.items()
    }
    expectation = _expectation(rule, arguments)
    written = f"{rule.expectation}({', '.join(f'{k}={v!r}' for k, v in arguments.items())})"
    if rule.needs and rule.needs not in there:
        nothing = f"no earlier {rule.needs} to compare with"
        return Verdict(rule, True, nothing, written, (), {})
    try:
        found = con.execute(
            f"FROM (\n{rule.query}\n) LIMIT {ROWS_SEEN}", used(rule.query, parameters)
        ).df()
    except duckdb.Error as error:
        # A rule that cannot be asked has not been kept.
        first_line = str(error).splitlines()[0]
        return Verdict(rule, False, first_line, written, ({"error": first_line},), {})
    result = as_batch(found).validate(expectation)
    success = bool(result.success)
    return Verdict(
        rule=rule,
        success=success,
        observed=_observed(result),
        expectation=written,
        sample=() if success else _sample(found),
        evidence=json.loads(json.dumps(result.to_json_dict(), default=str)),
    )


def _expectation(rule: Rule, arguments: Mapping[str, Any]) -> Any:
    from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

    configuration = ExpectationConfiguration(
        type=rule.expectation,
        kwargs=dict(arguments),
        description=f"{rule.rule}. When broken: {rule.message}",
        meta={"rule": rule.rule, "severity": rule.severity, "scope": rule.scope},
    )
    return configuration.to_domain_obj()


@contextmanager
def _batches() -> Iterator[Callable[[pd.DataFrame], Any]]:
    """Give a function that makes a batch of a frame, in a context that lives in memory only."""
    # Loading Great Expectations takes seconds, so only a step that judges pays for it.
    import great_expectations
    from great_expectations.data_context.types.base import ProgressBarsConfig

    context = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("duckdb").add_dataframe_asset("answer")
    definition = asset.add_batch_definition_whole_dataframe("all")
    yield lambda frame: definition.get_batch({"dataframe": frame})


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


def _observed(result: Any) -> str:
    raised = [
        info["exception_message"]
        for info in _exceptions(result.exception_info or {})
        if info.get("raised_exception")
    ]
    if raised:
        return str(raised[0])
    answer = result.result
    for name in ("partial_unexpected_list", "partial_missing_list", "observed_value"):
        if answer.get(name) not in (None, []):
            label = {"partial_unexpected_list": "unexpected ", "partial_missing_list": "missing "}
            return f"{label.get(name, '')}{_plain(answer[name])}"
    return _plain(answer.get("unexpected_count", ""))


def _exceptions(info: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return [info] if "raised_exception" in info else list(info.values())


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_plain(item) for item in value[:20])
    return f"{value:g}" if isinstance(value, float) else str(value)


def _sample(found: pd.DataFrame) -> tuple[Mapping[str, str], ...]:
    rows = found.head(ROWS_SHOWN).to_dict("records")
    return tuple({str(name): str(value)[:200] for name, value in row.items()} for row in rows)
