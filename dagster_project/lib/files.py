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


def point(link: Path, folder: Path) -> None:
    """Make `link` lead to `folder`, which lies below the same parent.

    A symbolic link is swapped in one step, a folder is not: a reader would find it half empty.
    Where the file system knows no links the folder is copied and renamed instead, which leaves
    a moment without it.
    """
    beside = link.with_name(f".{link.name}.new")
    remove(beside)
    try:
        beside.symlink_to(os.path.relpath(folder, link.parent), target_is_directory=True)
    except OSError:
        shutil.copytree(folder, beside)
    if beside.is_symlink() and (link.is_symlink() or not link.exists()):
        os.replace(beside, link)
    else:
        remove(aside := link.with_name(f".{link.name}.old"))
        if link.exists():
            os.replace(link, aside)
        os.replace(beside, link)
        remove(aside)
    sync(link.parent)


def copy(source: Path, target: Path) -> None:
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


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
