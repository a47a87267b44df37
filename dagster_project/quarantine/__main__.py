"""`python -m dagster_project.quarantine`: what is in quarantine, and what people decide about it.

Reads the warehouse, or the load that a gate has stopped; writes nothing but the decisions file
(docs/quarantine.md). The exit code is 0, or 1 with the reason.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence

from dagster_project.lib.decisions import DecisionError
from dagster_project.lib.store import Store, StoreError
from dagster_project.quarantine import deciding, listing, showing
from dagster_project.quarantine.common import Refused


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one of the commands."""
    options = _parser().parse_args(arguments)
    try:
        for line in options.command(options, Store()):
            print(line)
    except (StoreError, DecisionError, Refused) as reason:
        print(reason, file=sys.stderr)
        return 1
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            raise
        print(f"{error.filename or 'A file'}: {error.strerror or error}", file=sys.stderr)
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dagster_project.quarantine",
        description="Shows what is in quarantine and notes what you decide about it.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    def command(name: str, run: object, about: str) -> argparse.ArgumentParser:
        one = commands.add_parser(name, help=about, description=about)
        one.set_defaults(command=run)
        return one

    shown = command("list", listing.listed, "list the files in quarantine")
    shown.add_argument("--code", help="only files with this code")
    shown.add_argument(
        "--open", action="store_true", help="only files that nobody has decided about"
    )
    shown.add_argument("--csv", action="store_true", help="as CSV, with all that is known")
    name = "path below the raw folder, the end of it, or the beginning of the checksum"
    for verb, run, about in (
        ("show", showing.shown, "show all that is known about a file, line by line"),
        ("release", deciding.release, "let a file into the warehouse in the next run"),
        ("reject", deciding.reject, "keep a file, or a loaded report, out of the warehouse"),
        ("withdraw", deciding.withdraw, "take a decision back"),
    ):
        one = command(verb, run, about)
        one.add_argument("name", metavar="PATH|SHA256", help=name)
        if verb == "release":
            one.add_argument("--year", type=int, help="the year that the report is for")
        if verb in ("release", "reject"):
            one.add_argument("--note", required=True, help="why; users of the figures read it")
    return parser


if __name__ == "__main__":
    try:
        sys.exit(main())
    except BrokenPipeError:
        # The reader has seen enough (`… | head`); Python must not complain when it closes up.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
