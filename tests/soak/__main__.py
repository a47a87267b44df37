"""Command: kill loads at random moments. Exit code 1 if something was lost or half done."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.soak.trial import Soak


def main() -> int:
    """Print a line for each kill and the complaints at the end."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="soak-") as folder:
        soak = Soak(Path(folder), options.seed)
        for number, told in enumerate(soak.trials(options.kills), start=1):
            print(f"{number:4} {told}", flush=True)
    for complaint in soak.complaints:
        print(complaint)
    print(f"{options.kills} kills, {len(soak.complaints)} complaints")
    return 1 if soak.complaints else 0


if __name__ == "__main__":
    sys.exit(main())
