"""`python -m scripts.build_divisions.crosscheck PACKAGES`: our table of 2016 against cpca's.

cpca (PyPI 0.5.5, MIT) has its own copy of the codes, in the state of 2016. It is no source of
ours, so what it has and we have not is worth a look: 金明区, which ended in 2014, and 定州
and 辛集 under codes that only some lists used. PACKAGES/cpca-0.5.5 holds the unpacked wheel.
"""

from __future__ import annotations

import argparse
import csv
from pathlib import Path

from scripts.build_divisions.__main__ import DATA
from scripts.build_divisions.editions import PLACEHOLDERS

YEAR = 2016


def theirs(packages: Path) -> dict[str, str]:
    """Codes and names of cpca, without its placeholders."""
    path = packages / "cpca-0.5.5" / "cpca" / "resources" / "adcodes.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return {
            row["adcode"][:6]: row["name"]
            for row in csv.DictReader(file)
            if row["name"] not in PLACEHOLDERS and "直辖县级" not in row["name"]
        }


def ours() -> dict[str, set[str]]:
    """Codes and the names that were valid in the year."""
    found: dict[str, set[str]] = {}
    with (DATA / "divisions.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            begins, ends = int(row["valid_from"] or 0), int(row["valid_to"] or 9999)
            if begins <= YEAR <= ends:
                found.setdefault(row["code"], set()).add(row["name"])
    return found


def main() -> None:
    """Print every difference and how many there are."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path)
    known, other = ours(), theirs(parser.parse_args().packages)
    differing = [code for code in sorted(other) if other[code] not in known.get(code, set())]
    for code in differing:
        print(code, "cpca:", other[code], "| ours:", *sorted(known.get(code, {"-"})))
    print(f"{len(differing)} of {len(other)} codes of cpca differ")


if __name__ == "__main__":
    main()
