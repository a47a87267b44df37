"""Whether the translated extractors say exactly what the sources say."""

from __future__ import annotations

import hashlib
import os
import pickle
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

from tests.report_writer import corpus, damage

_ROOT = Path(__file__).resolve().parents[2]
_READ = """
import pickle, sys
from scripts.compile_extractors.same import fingerprints
pickle.dump(fingerprints(sys.argv[1]), open(sys.argv[2], "wb"))
"""


def compare(translation: Path, reports: int, seed: int) -> tuple[int, list[int]]:
    """Read written reports, every third one damaged, and the samples, in both ways.

    Parameters:
        translation: the translated package.

    Returns:
        How many texts were read, and the numbers of those that were read differently.
    """
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        (folder / "texts").write_bytes(pickle.dumps(list(_texts(reports, seed))))
        told = []
        for way, name in (("0", "interpreted"), (str(translation), "translated")):
            out = folder / name
            subprocess.run(
                [sys.executable, "-c", _READ, str(folder / "texts"), str(out)],
                cwd=_ROOT,
                env=os.environ | {"OGI_COMPILED": way},
                check=True,
            )
            told.append(pickle.loads(out.read_bytes()))
    (interpreted_by, one), (translated_by, other) = told
    if interpreted_by or not translated_by:
        raise AssertionError("the two were not read in the two ways")
    return len(one), [n for n, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]


def loads_alike(translation: Path) -> bool:
    """Run the whole line over the samples in both ways and compare what is published."""
    published = []
    for way in ("0", str(translation)):
        with tempfile.TemporaryDirectory() as made:
            environment = {
                "OGI_COMPILED": way,
                "OGI_DATA_DIR": made,
                "OGI_RAW_DIR": str(_ROOT / "data" / "raw"),
                "DAGSTER_HOME": f"{made}/dagster",
            }
            done = subprocess.run(
                [sys.executable, "-m", "dagster_project.run"],
                cwd=_ROOT,
                env=os.environ | environment,
                capture_output=True,
                text=True,
            )
            if done.returncode:
                raise AssertionError(
                    f"the samples could not be loaded:\n{done.stdout}{done.stderr}"
                )
            published.append(
                {
                    file.name: hashlib.sha256(file.read_bytes()).hexdigest()
                    for file in Path(made, "published", "parquet").glob("*.parquet")
                }
            )
    return published[0] == published[1]


def failing_tests(translation: Path, tests: str = "tests/extractors") -> list[str]:
    """Return the extractors' own tests that fail with the translation at work.

    They hold what written reports seldom do.

    Raises:
        AssertionError: if the tests could not be run.
    """
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-q",
            "-p",
            "no:cacheprovider",
            "--no-header",
            "-rf",
            tests,
        ],
        cwd=_ROOT,
        env=os.environ | {"OGI_COMPILED": str(translation)},
        capture_output=True,
        text=True,
    )
    failed = [line for line in done.stdout.splitlines() if line.startswith("FAILED ")]
    if done.returncode and not failed:
        raise AssertionError(f"the tests could not be run:\n{done.stdout}{done.stderr}")
    return failed


def fingerprints(texts: str) -> tuple[bool, list[str]]:
    """Return whether translated extractors are at work, and a checksum of all each text gives."""
    from extractors import compiled, pipeline

    found = []
    for number, data in enumerate(pickle.loads(Path(texts).read_bytes())):
        said = repr(plain(pipeline.extract(data, f"{number}.txt")))
        found.append(hashlib.sha256(said.encode("utf-8", "surrogatepass")).hexdigest())
    return compiled.in_use(), found


def plain(value: Any) -> Any:
    """Return records as tuples of their names and values."""
    if is_dataclass(value) and not isinstance(value, type):
        return (
            type(value).__name__,
            *((field.name, plain(getattr(value, field.name))) for field in fields(value)),
        )
    if isinstance(value, tuple | list):
        return tuple(map(plain, value))
    return value


def _texts(reports: int, seed: int) -> Iterator[bytes]:
    rng = random.Random(seed)
    for file in sorted((_ROOT / "data" / "raw").rglob("*.txt")):
        yield file.read_bytes()
    for number, written in enumerate(corpus(seed, reports)):
        yield damage(rng, written.data)[0] if number % 3 == 2 else written.data
