"""Makes the translation: sources in, a folder with compiled modules out."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import extractors
from scripts.compile_extractors.native import native

SOURCES = Path(extractors.__file__).parent

AS_THEY_ARE = (
    # No time is spent in these.
    "__init__.py",
    "__main__.py",
    "compiled.py",
    "edition.py",
    "display.py",
    "explain/*",
    # The columns of the staging tables are made of their types, of which mypyc keeps too little.
    "model.py",
    "catalog/*",
    "agencies/catalogue.py",
    # They read files, once each.
    "rows.py",
    "agencies/tables.py",
    # Handed to other processes; what mypyc makes is not.
    "agencies/aliases.py",
    # It calls a dozen functions a report; the benchmark measures each of them here.
    "pipeline.py",
)
"""Modules that stay Python."""

_MYPYC = """
import json, sys
from setuptools import setup
from mypyc.build import mypycify
modules, sys.argv = json.loads(sys.argv[1]), ["setup.py", "build_ext", "--inplace"]
version = ".".join(map(str, sys.version_info[:2]))
flags = ["--ignore-missing-imports", f"--python-version={version}"]
setup(packages=[], ext_modules=mypycify([*flags, *modules], opt_level="3", multi_file=True))
"""


class CannotCompile(Exception):
    """There is no C compiler, or it failed; the message says what to do."""


def build(folder: Path) -> int:
    """Translate the extractors; return how many modules were translated.

    Parameters:
        folder: an empty folder. The package is made in it, and what its modules share beside it.

    Raises:
        CannotCompile: if there is no C compiler, no headers of Python, or a module that mypyc
            cannot translate.
    """
    if not any(map(shutil.which, (os.environ.get("CC") or "cc", "gcc", "clang"))):
        raise CannotCompile(
            "No C compiler was found (on Debian and Ubuntu: the packages gcc and python3-dev). "
            "Nothing was changed; everything works without, only slower."
        )
    modules = _copy(folder)
    run = subprocess.run(
        [sys.executable, "-c", _MYPYC, json.dumps(modules)],
        cwd=folder,
        capture_output=True,
        text=True,
    )
    if run.returncode:
        told = "\n".join((run.stdout + run.stderr).splitlines()[-20:])
        raise CannotCompile(
            f"The extractors could not be compiled:\n{told}\nA C compiler and Python's headers "
            "are needed (on Debian and Ubuntu: gcc, python3-dev). Nothing was changed; "
            "everything works without, only slower."
        )
    for module in modules:
        (folder / module).unlink()
    shutil.rmtree(folder / "build")
    shutil.rmtree(folder / ".mypy_cache", ignore_errors=True)
    return len(modules)


def _copy(folder: Path) -> list[str]:
    """Write every module's source below a folder; return the paths of those to translate."""
    modules = []
    for file in sorted(SOURCES.rglob("*.py")):
        path = file.relative_to(SOURCES)
        text = file.read_text(encoding="utf-8")
        kept = path.name == "__init__.py" or any(path.match(one) for one in AS_THEY_ARE)
        copy = folder / "extractors" / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(text if kept else native(text), encoding="utf-8")
        if not kept:
            modules.append(f"extractors/{path.as_posix()}")
    return modules
