"""Runs the benchmarks: `python -m benchmarks [--reports N]`."""

from __future__ import annotations

import argparse

from benchmarks import extraction, first_report, long_texts


def main() -> None:
    """Print each benchmark's results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--reports", type=int, default=1500)
    options = parser.parse_args()
    for title, lines in (
        ("Extraction, one core", extraction.measure(options.reports)),
        ("The first report", first_report.measure()),
        ("Texts made to be slow", long_texts.measure()),
    ):
        print(title)
        for line in lines:
            print(line)
        print()


if __name__ == "__main__":
    main()
