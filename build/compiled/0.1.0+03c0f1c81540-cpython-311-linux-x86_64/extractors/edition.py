"""Which edition of the extractors is at work: their version and the content of their files.

A version is a promise of people; an alias or a pattern that somebody adds in between changes what
is read just as well. Whoever keeps extractions compares editions to know which are out of date.
"""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import version
from pathlib import Path

import extractors

_PACKAGE = Path(extractors.__file__).parent
_NO_PART = {".pyc", ".pyo"}
_BENEATH = ("opencc-python-reimplemented", "pyyaml", "rapidfuzz")
"""Packages whose rows or rules decide about what is read."""


@cache
def edition() -> str:
    """Return `<version>+<12 hex digits>`; another content of any file gives other digits."""
    digest = hashlib.sha256()
    for package in _BENEATH:
        digest.update(f"{package} {version(package)}\n".encode())
    for file in sorted(_PACKAGE.rglob("*")):
        if file.is_file() and file.suffix not in _NO_PART:
            content = hashlib.sha256(file.read_bytes()).hexdigest()
            digest.update(f"{file.relative_to(_PACKAGE).as_posix()} {content}\n".encode())
    return f"{extractors.__version__}+{digest.hexdigest()[:12]}"
