"""Command: write a corpus and its truth into a folder."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from .traits import TRAITS
from .writer import corpus


def main() -> None:
    """Write `report_<number>.txt` files and `truth.jsonl`, one JSON line a report."""
    parser = argparse.ArgumentParser(prog="python -m tests.report_writer", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--n", type=int, default=5)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument(
        "--trait", action="append", default=[], metavar="NAME=VALUE",
        help=f"fix a trait; names: {', '.join(TRAITS)}",
    )  # fmt: skip
    options = parser.parse_args()
    fixed = dict(item.split("=", 1) for item in options.trait)
    options.out.mkdir(parents=True, exist_ok=True)
    with (options.out / "truth.jsonl").open("w", encoding="utf-8") as truths:
        for number, written in enumerate(corpus(options.seed, options.n, **fixed)):
            name = f"report_{number:06d}.txt"
            (options.out / name).write_bytes(written.data)
            line = {"file": name, "traits": written.traits, **written.truth.as_json()}
            truths.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
