"""`python -m dagster_project.snapshots`: the kept snapshots, rolling back, and what changed.

ID is the start of a snapshot's id or of its folder's name. The exit code is 0 if all is well, and
1, with the reason, if not. See docs/snapshots.md.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from pathlib import Path

from dagster_project.lib import (
    changes,
    changes_page,
    changes_summary,
    comparison,
    holds,
    snapshots,
)
from dagster_project.lib.settings import paths
from dagster_project.lib.snapshots import Snapshot, SnapshotError
from dagster_project.lib.store import Store, StoreError


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what is asked for."""
    options = _parser().parse_args(arguments)
    try:
        return int(options.do(options))
    except StoreError as reason:
        print(reason, file=sys.stderr)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m dagster_project.snapshots",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    commands.add_parser("list", help="the kept snapshots").set_defaults(do=_list)
    back = commands.add_parser("rollback", help="show readers an earlier snapshot, and hold it")
    back.add_argument("id", metavar="ID")
    back.add_argument("--note", default="", help="why; everybody is shown it")
    back.set_defaults(do=_roll_back)
    on = commands.add_parser("resume", help="end the hold: show what the last load made")
    on.set_defaults(do=_resume)
    diff = commands.add_parser("diff", help="what changed between two snapshots")
    diff.add_argument("old", metavar="OLD", nargs="?", help="default: the one before NEW")
    diff.add_argument("new", metavar="NEW", nargs="?", help="default: the current one")
    diff.add_argument("--out", type=Path, metavar="DIR", help="write tables and a page there")
    diff.set_defaults(do=_diff)
    verify = commands.add_parser("verify", help="compare all files with their checksums")
    verify.set_defaults(do=_verify)
    pin = commands.add_parser("pin", help="keep a snapshot however old it is")
    pin.add_argument("id", metavar="ID")
    pin.add_argument("--note", default="", help="why")
    pin.set_defaults(do=_pin)
    unpin = commands.add_parser("unpin", help="keep it no longer than the others")
    unpin.add_argument("id", metavar="ID")
    unpin.set_defaults(do=_unpin)
    return parser


def _list(_: argparse.Namespace) -> int:
    published = paths().published_dir
    seen, hold = snapshots.current(published), holds.read(published)
    rows = [("snapshot", "published at (UTC)", "load", "facts", "MB", "")]
    rows += [
        (
            snapshot.folder.name,
            f"{snapshot.published_at:%Y-%m-%d %H:%M:%S}",
            snapshot.load_id or "",
            f"{snapshot.rows.get('fact_metric', 0):,}",
            f"{snapshot.bytes / 1e6:,.1f}",
            ", ".join(_marks(snapshot, seen, hold)),
        )
        for snapshot in snapshots.kept(published)
    ]
    if len(rows) == 1:
        print(f"Nothing has been published in {published} yet.")
    else:
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            cells = [
                cell.rjust(width) if number in (3, 4) else cell.ljust(width)
                for number, (cell, width) in enumerate(zip(row, widths, strict=True))
            ]
            print("  ".join(cells).rstrip())
    if hold is not None:
        print()
        print("\n".join(holds.as_lines(hold)))
    return 0


def _marks(snapshot: Snapshot, seen: Snapshot | None, hold: holds.Hold | None) -> Iterator[str]:
    if seen is not None and snapshot.folder == seen.folder:
        yield "current, held" if hold else "current"
    if hold is not None and snapshot.snapshot_id == hold.newest_id != hold.snapshot_id:
        yield "waits for resume"
    if snapshot.is_pinned:
        yield "pinned"


def _roll_back(options: argparse.Namespace) -> int:
    published = paths().published_dir
    with _alone(published):
        holds.tidy(published)
        now = datetime.now(UTC).replace(microsecond=0)
        target = holds.roll_back(published, options.id, now, options.note)
    print(f"Readers see snapshot {target.folder.name} now, until somebody ends the hold:")
    print("python -m dagster_project.snapshots resume")
    return 0


def _resume(_: argparse.Namespace) -> int:
    published = paths().published_dir
    with _alone(published):
        holds.tidy(published)
        newest = holds.resume(published)
    print(f"Readers see snapshot {newest.folder.name} now, and what each load makes from now on.")
    return 0


def _diff(options: argparse.Namespace) -> int:
    published = paths().published_dir
    with _alone(published):
        new = _current(published) if options.new is None else snapshots.find(published, options.new)
        if options.old is None:
            old = snapshots.before(published, new)
        else:
            old = snapshots.find(published, options.old)
        for side in (old, new):
            if not snapshots.is_comparable(side):
                raise SnapshotError(f"Snapshot {side.folder.name} is damaged: ogi.duckdb")
        files = [side.folder / "ogi.duckdb" for side in (old, new)]
        with comparison.compared(Store(), *files) as con:
            found = changes.summed_up(con)
            if options.out is not None:
                options.out.mkdir(parents=True, exist_ok=True)
                comparison.write(con, options.out)
                changes_page.write(options.out, found, old, new)
    print(f"Snapshot {new.folder.name}")
    for line in changes_summary.as_lines(found, old):
        print(line)
    if options.out is not None:
        print(f"Page and tables: {options.out / 'index.html'}")
    return 0


def _verify(_: argparse.Namespace) -> int:
    published = paths().published_dir
    damaged = 0
    with _alone(published):
        for snapshot in snapshots.kept(published):
            wrong = snapshots.damage(snapshot)
            damaged += bool(wrong)
            print(f"{snapshot.folder.name}  {'damaged' if wrong else 'whole'}")
            for what in wrong:
                print(f"  {what}")
        for folder in snapshots.unreadable(published):
            damaged += 1
            print(f"{folder.name}  damaged\n  its snapshot.json cannot be read")
    return 1 if damaged else 0


def _pin(options: argparse.Namespace) -> int:
    published = paths().published_dir
    with _alone(published):
        snapshot = snapshots.find(published, options.id)
        snapshot.pin(options.note)
    print(f"Snapshot {snapshot.folder.name} is kept until it is unpinned.")
    return 0


def _unpin(options: argparse.Namespace) -> int:
    published = paths().published_dir
    with _alone(published):
        snapshot = snapshots.find(published, options.id)
        snapshot.unpin()
    print(f"Snapshot {snapshot.folder.name} is kept no longer than the others.")
    return 0


def _current(published: Path) -> Snapshot:
    found = snapshots.current(published)
    if found is None:
        raise SnapshotError(f"Nothing has been published in {published} yet.")
    return found


@contextmanager
def _alone(published: Path) -> Iterator[None]:
    """Wait until nobody else changes what is published, and say so."""
    with ExitStack() as stack:
        try:
            stack.enter_context(snapshots.locked(published, wait=False))
        except BlockingIOError:
            print("A snapshot is being published; waiting until it is done …", file=sys.stderr)
            stack.enter_context(snapshots.locked(published))
        yield


if __name__ == "__main__":
    sys.exit(main())
