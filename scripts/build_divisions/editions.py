"""Reads the editions of the code lists from the unpacked packages.

An edition is a set of (code, name) on one day. County editions hold provinces,
prefectures and counties (six digits); township editions nine digits.
"""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
PLACEHOLDERS = ("市辖区", "县", "市", "直辖县级")
"""Names of grouping rows that are no division."""


@dataclass(frozen=True)
class Edition:
    """What one published list had on one day; empty where it has no such level."""

    package: str
    as_of: date
    counties: dict[str, str]
    townships: dict[str, str]


def is_zone_code(code: str) -> bool:
    """The statistics bureau numbers zones 71-80 within a prefecture; GB/T 2260 never does."""
    return code[2:4] not in ("90", "00") and 71 <= int(code[4:6]) <= 80


def _is_placeholder(name: str) -> bool:
    return name in PLACEHOLDERS[:3] or name.endswith("市辖区") or PLACEHOLDERS[3] in name


def _divisions(rows: dict[str, str]) -> dict[str, str]:
    """Without grouping rows and without zones, which are no divisions."""
    return {
        code: name.strip()
        for code, name in rows.items()
        if not _is_placeholder(name) and code[:2] != "90" and not is_zone_code(code)
    }


def _json(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def _china_division(dist: Path) -> tuple[dict[str, str], dict[str, str]]:
    upper: dict[str, str] = {}
    for stem in ("provinces", "cities", "areas"):
        for row in _json(dist / f"{stem}.json"):
            upper[row["code"].ljust(6, "0")[:6]] = row["name"]
    towns = {row["code"][:9]: row["name"] for row in _json(dist / "streets.json")}
    return upper, towns


def read_editions(packages: Path) -> list[Edition]:
    """Every edition of `sources.csv`, oldest first; `packages` holds `<name>-<version>/package`."""
    editions = []
    with (HERE / "sources.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            base = packages / f"{row['package']}-{row['version']}" / "package" / row["reads"]
            towns: dict[str, str] = {}
            if row["package"] == "china-division":
                upper, towns = _china_division(base)
            elif row["package"] == "gb2260":
                upper = _json(base)
            else:
                upper = {r["code"]: r["name"] for r in _json(base) if not r.get("town")}
            levels = row["levels"].split()
            editions.append(
                Edition(
                    f"{row['package']} {row['version']}",
                    date.fromisoformat(row["as_of"]),
                    _divisions(upper) if "county" in levels else {},
                    towns if "township" in levels else {},
                )
            )
    return sorted(editions, key=lambda e: (e.as_of, e.package))
