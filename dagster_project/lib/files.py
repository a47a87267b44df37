"""Files that are whole or not there at all: written beside, synced, renamed.

A rename without a sync before it can leave an empty file after a power cut, and a rename is
itself only certain once its folder is synced.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CLONE = 0x40049409
"""Linux' FICLONE: let a file share another one's blocks."""
_SMALL = 1 << 20


def sync(path: Path) -> None:
    """Wait until a file, or the list of names of a folder, is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace(new: Path, target: Path) -> None:
    """Put the finished file `new` in the place of `target`; readers see the one or the other."""
    sync(new)
    os.replace(new, target)
    sync(target.parent)


def write(target: Path, content: str | bytes) -> None:
    """Write a small file whole."""
    beside = target.with_name(f".{target.name}.new")
    beside.write_bytes(content.encode() if isinstance(content, str) else content)
    replace(beside, target)


def point(link: Path, target: Path) -> None:
    """Make `link` lead to a file or folder, which need not be written into afterwards.

    A symbolic link is swapped in one step, a folder is not: a reader would find it half empty.
    Where the file system knows no symbolic links the target is copied instead (hard links, where
    it knows those) and renamed. In the place of a folder that leaves a moment without it, and
    `settle` mends what a crash in that moment leaves.
    """
    wanted = os.path.relpath(target, link.parent)
    if link.is_symlink() and os.readlink(link) == wanted:
        return
    beside, aside = _beside(link)
    remove(beside)
    try:
        beside.symlink_to(wanted, target_is_directory=target.is_dir())
    except OSError:
        copy(target, beside)
    if link.is_dir() and not link.is_symlink():
        remove(aside)
        os.replace(link, aside)
    os.replace(beside, link)
    sync(link.parent)
    remove(aside)


def settle(link: Path) -> None:
    """Undo what a crash within `point` has left half done."""
    beside, aside = _beside(link)
    if not os.path.lexists(link) and aside.exists():
        os.replace(aside, link)
    remove(beside)
    remove(aside)


def copy(source: Path, target: Path) -> None:
    """Have a finished file, or a folder of such, under a second name too, by hard links if can be.

    Neither may be written into afterwards, only replaced.
    """
    if source.is_dir():
        shutil.copytree(source, target, copy_function=_link_or_copy)
        for folder in (target, *(path for path in target.rglob("*") if path.is_dir())):
            sync(folder)
    else:
        _link_or_copy(source, target)


def duplicate(source: Path, target: Path) -> None:
    """Copy a file; where the file system can share the blocks of both, it takes no time."""
    with source.open("rb") as old, target.open("wb") as new:
        try:
            fcntl.ioctl(new, _CLONE, old.fileno())
            return
        except OSError:
            pass  # another file system, or two of them
    shutil.copyfile(source, target)


def remove(path: Path) -> None:
    """Remove a file, a link or a folder with all it holds; nothing happens if there is none."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


@contextmanager
def locked(file: Path, *, wait: bool) -> Iterator[None]:
    """Hold a lock that ends with this process at the latest.

    Raises:
        BlockingIOError: if another process holds it and `wait` is false.
    """
    with file.open("a") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        yield


def sha256(path: str | Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex."""
    with open(path, "rb", buffering=0) as file:
        # A report is small: to read it at once takes half the time.
        if os.fstat(file.fileno()).st_size <= _SMALL:
            return hashlib.sha256(file.read()).hexdigest()
        return hashlib.file_digest(file, "sha256").hexdigest()


def _beside(link: Path) -> tuple[Path, Path]:
    return link.with_name(f".{link.name}.new"), link.with_name(f".{link.name}.old")


def _link_or_copy(source: str | Path, target: str | Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
        sync(Path(target))
