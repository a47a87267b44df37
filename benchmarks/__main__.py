"""Runs the benchmarks: `python -m benchmarks [--reports N]`."""

from __future__ import annotations

import argparse

from benchmarks import extraction


def main() -> None:
    """Print each benchmark's results."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--reports", type=int, default=1500)
    options = parser.parse_args()
    print("Extraction, one core")
    for line in extraction.measure(options.reports):
        print(line)


if __name__ == "__main__":
    main()
