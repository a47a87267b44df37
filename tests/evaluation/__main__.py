"""Prints how right the extraction is on written reports: `python -m tests.evaluation`."""

from __future__ import annotations

import argparse

from tests.evaluation.score import evaluate
from tests.report_writer import corpus


def main() -> None:
    """Evaluate a corpus and print the table and the worst reports."""
    parser = argparse.ArgumentParser(prog="python -m tests.evaluation", description=__doc__)
    parser.add_argument("--seed", type=int, default=2019)
    parser.add_argument("--n", type=int, default=500, help="reports")
    parser.add_argument("--worst", type=int, default=10, help="worst reports to list")
    parser.add_argument("--trait", action="append", default=[], metavar="NAME=VALUE")
    options = parser.parse_args()
    fixed = dict(pair.split("=", 1) for pair in options.trait)
    for line in evaluate(corpus(options.seed, options.n, **fixed)).lines(options.worst):
        print(line)


if __name__ == "__main__":
    main()
