"""What the process of quality_process.py does: load Great Expectations, then what it is asked."""

from __future__ import annotations

import importlib
import pickle
import sys
from multiprocessing.connection import Connection
from operator import attrgetter
from typing import Any

from dagster_project.lib import garbage
from dagster_project.lib.orphans import end_with_parent


def main() -> None:
    """Answer until nobody asks any more.

    Each question is a function's name and its arguments; each answer whether it succeeded, and what
    it gave or raised.
    """
    handle, run = map(int, sys.argv[1:])
    end_with_parent(run)
    garbage.look_seldom()
    importlib.import_module("dagster_project.lib.expectations")
    garbage.spare()
    with Connection(handle) as connection:
        while True:
            try:
                function, arguments = connection.recv()
            except (EOFError, OSError):
                return
            connection.send(_done(function, arguments))


def _done(function: str, arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    module, _, name = function.partition(":")
    try:
        return True, attrgetter(name)(importlib.import_module(module))(*arguments)
    except Exception as raised:
        return False, raised if _travels(raised) else RuntimeError(
            f"{type(raised).__name__}: {raised}"
        )


def _travels(raised: Exception) -> bool:
    """Say whether an exception comes out on the other side as it is."""
    try:
        return type(pickle.loads(pickle.dumps(raised))) is type(raised)
    except Exception:
        return False


if __name__ == "__main__":
    main()
