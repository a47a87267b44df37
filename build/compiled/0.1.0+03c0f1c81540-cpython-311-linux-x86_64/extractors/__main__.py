"""What reports say: `python -m extractors [--explain] [--json] FILE...`."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from extractors import __version__, explain
from extractors.agencies import AliasError, load_aliases
from extractors.display import as_json, as_text
from extractors.pipeline import extract


def main(arguments: Sequence[str] | None = None) -> int:
    """Print each file's extraction; return 1 if a file cannot be read or is no report."""
    parser = argparse.ArgumentParser(
        prog="python -m extractors",
        description="Shows what yearly government-information-disclosure reports say.",
    )
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="a report, as text")
    parser.add_argument(
        "--json",
        action="store_true",
        help="one JSON object a line: the report first, then each observation (with --explain: "
        "each line, at last the counts)",
    )
    parser.add_argument(
        "--explain",
        action="store_true",
        help="go through the report line by line: how each figure was read, why each other was not",
    )
    parser.add_argument(
        "--aliases", type=Path, metavar="CSV", help="names mapped by hand (docs/agencies.md)"
    )
    parser.add_argument("--version", action="version", version=__version__)
    options = parser.parse_args(arguments)
    try:
        aliases = load_aliases(options.aliases) if options.aliases else None
    except (AliasError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    status = 0
    for file in options.files:
        try:
            data = file.read_bytes()
        except OSError as error:
            print(f"{file}: cannot be read: {error.strerror or error}", file=sys.stderr)
            status = 1
            continue
        if options.explain:
            explanation = explain.explain(data, file.name, aliases)
            extraction = explanation.extraction
            lines = (explain.as_json if options.json else explain.as_text)(explanation)
        else:
            extraction = extract(data, file.name, aliases)
            lines = as_json(extraction) if options.json else as_text(extraction)
        if extraction.quarantined:
            status = 1
        for line in lines:
            print(line)
    return status


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        # The reader has seen enough (`… | head`); Python must not complain when it closes up.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
