"""Command: translate the extractors, unless this edition has been translated already."""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
import time
from pathlib import Path

from extractors import compiled
from scripts.compile_extractors import same
from scripts.compile_extractors.build import CannotCompile, build


def main() -> int:
    """Translate, read some thousand texts in both ways, run the tests, keep what agrees."""
    parser = argparse.ArgumentParser(
        prog="python -m scripts.compile_extractors", description=__doc__
    )
    parser.add_argument("--reports", type=int, default=1500, help="texts to compare")
    parser.add_argument("--seed", type=int, default=time.time_ns() % 1_000_000)
    options = parser.parse_args()
    target = compiled.translation()
    if target.is_dir():
        print(f"This edition is translated already: {target.parent.name}")
        return 0
    started = time.monotonic()
    compiled.FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=compiled.FOLDER, prefix="trial-") as name:
        trial = Path(name)
        try:
            modules = build(trial)
        except CannotCompile as reason:
            print(reason, file=sys.stderr)
            return 1
        print(f"{modules} modules translated in {time.monotonic() - started:.0f} s", flush=True)
        texts, differing = same.compare(trial / "extractors", options.reports, options.seed)
        if differing:
            print(
                f"{len(differing)} of {texts} texts (seed {options.seed}) were read differently, "
                f"the first is number {differing[0]}. The translation was dropped.",
                file=sys.stderr,
            )
            return 1
        if failed := same.failing_tests(trial / "extractors"):
            print(
                f"{len(failed)} tests of the extractors fail, the first is {failed[0]}. "
                "The translation was dropped.",
                file=sys.stderr,
            )
            return 1
        if not same.loads_alike(trial / "extractors"):
            print("The samples load differently. The translation was dropped.", file=sys.stderr)
            return 1
        target.parent.mkdir(exist_ok=True)
        for part in trial.iterdir():
            # The package last: with it the translation is found.
            if part.name != "extractors":
                part.replace(target.parent / part.name)
        (trial / "extractors").replace(target)
    print(
        f"{texts} texts (seed {options.seed}) and the samples' load come out the same, and the "
        "extractors' tests pass"
    )
    for old in compiled.FOLDER.iterdir():
        if old != target.parent:
            shutil.rmtree(old)
    return 0


if __name__ == "__main__":
    sys.exit(main())
