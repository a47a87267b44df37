"""Runs the benchmarks of extraction: `python -m benchmarks [--reports N]`.

The extractors are measured as they are written and, if `make compile` has translated them, as
machine code, each in a process of its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys

from extractors import compiled


def main() -> None:
    """Print each benchmark's results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--reports", type=int, default=1500)
    parser.add_argument("--as-set", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.as_set:
        _measure(options.reports)
        return
    ways = {"0": "Interpreted: the extractors as they are written"}
    if compiled.translation().is_dir():
        ways["1"] = "Translated to machine code (make compile)"
    for way, title in ways.items():
        print(f"{title}\n{'=' * len(title)}\n", flush=True)
        subprocess.run(
            [sys.executable, "-m", "benchmarks", "--as-set", "--reports", str(options.reports)],
            env=os.environ | {"OGI_COMPILED": way},
            check=True,
        )
    if len(ways) == 1:
        print("`make compile` translates the extractors to machine code, which is faster.")


def _measure(reports: int) -> None:
    from benchmarks import extraction, first_report, long_texts

    for title, lines in (
        ("Extraction, one core", extraction.measure(reports)),
        ("The first report", first_report.measure()),
        ("Texts made to be slow", long_texts.measure()),
    ):
        print(title)
        for line in lines:
            print(line, flush=True)
        print()


if __name__ == "__main__":
    main()
