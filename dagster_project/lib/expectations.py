"""Great Expectations' verdicts on the answers to the rules' queries.

To load this module is to load Great Expectations, which takes seconds: only quality_worker.py does.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import duckdb
import great_expectations
import pandas as pd
from great_expectations.data_context.types.base import ProgressBarsConfig
from great_expectations.expectations.expectation_configuration import ExpectationConfiguration

from dagster_project.lib.questions import ROWS_SHOWN, Finding, Question


def judge(questions: Sequence[Question]) -> list[Finding]:
    """Return what becomes of each rule."""
    # A context that lives in memory only.
    context = great_expectations.get_context(mode="ephemeral")
    context.variables.progress_bars = ProgressBarsConfig(globally=False)
    asset = context.data_sources.add_pandas("duckdb").add_dataframe_asset("answer")
    batches = asset.add_batch_definition_whole_dataframe("all")
    with duckdb.connect(":memory:") as con:
        return [_judge(con, batches, question) for question in questions]


def _judge(con: duckdb.DuckDBPyConnection, batches: Any, question: Question) -> Finding:
    found: pd.DataFrame = con.from_arrow(question.answer).df()
    result = batches.get_batch({"dataframe": found}).validate(_expectation(question))
    success = bool(result.success)
    return Finding(
        success=success,
        observed=_observed(result),
        sample=() if success else _sample(found),
        evidence=json.loads(json.dumps(result.to_json_dict(), default=str)),
    )


def _expectation(question: Question) -> Any:
    rule = question.rule
    configuration = ExpectationConfiguration(
        type=rule.expectation,
        kwargs=dict(question.arguments),
        description=f"{rule.rule}. When broken: {rule.message}",
        meta={"rule": rule.rule, "severity": rule.severity, "scope": rule.scope},
    )
    return configuration.to_domain_obj()


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
