"""What a gate asks Great Expectations, and what it hears."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow as pa

from dagster_project.lib.suites import Rule

ROWS_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Question:
    """One rule, and what its query has found in the load."""

    rule: Rule
    arguments: Mapping[str, Any]
    """Of the rule's expectation, with the numbers that hold for this run."""
    answer: pa.Table


@dataclass(frozen=True, slots=True)
class Finding:
    """What became of one question."""

    success: bool
    observed: str
    sample: tuple[Mapping[str, str], ...]
    """The first rows of what is wrong, at most `ROWS_SHOWN`."""
    evidence: Mapping[str, Any]
    """Great Expectations' own result, for Data Docs."""
