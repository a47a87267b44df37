"""Reads the CSV and YAML files that hold the project's knowledge."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path
from typing import Any

import yaml

import extractors

# Of the package, not of this module, of which there may be a copy (`compiled.py`).
PACKAGE = Path(extractors.__file__).parent
# The loader in C, where PyYAML was built with it, is ten times as fast.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def read_csv(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of `extractors/<name>` as dicts of column to text ('' where empty)."""
    with (PACKAGE / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def read_yaml(name: str) -> dict[str, Any]:
    """Return the mapping in `extractors/<name>`."""
    text = (PACKAGE / name).read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.load(text, Loader=_LOADER)
    return loaded
