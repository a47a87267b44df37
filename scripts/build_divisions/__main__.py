"""`python -m scripts.build_divisions PACKAGES`: writes the division tables.

PACKAGES is a folder into which the packages of `sources.csv` were unpacked as
`<package>-<version>/package` (see docs/agencies.md).
"""

from __future__ import annotations

import argparse
import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from scripts.build_divisions.divisions import build_divisions
from scripts.build_divisions.editions import read_editions
from scripts.build_divisions.townships import build_townships
from scripts.build_divisions.variants import build_variants

DATA = Path(__file__).parents[2] / "extractors" / "agencies" / "data"


def _write(name: str, header: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    with (DATA / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        count = 0
        for row in rows:
            writer.writerow(["" if value is None else value for value in row])
            count += 1
    print(f"{name}: {count} rows")


def main() -> None:
    """Read the packages and write the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("packages", type=Path)
    editions = read_editions(parser.parse_args().packages)
    divisions = build_divisions(editions)
    _write(
        "divisions.csv",
        "division code name level parent valid_from valid_to successors name_en pinyin".split(),
        divisions,
    )
    _write(
        "townships.csv",
        "division code name valid_from valid_to successors name_en".split(),
        build_townships(editions, divisions),
    )
    _write("variants.csv", ("variant", "simplified"), build_variants(DATA))


if __name__ == "__main__":
    main()
