"""Translated extractors are used only while the sources are what they were made of."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import extractors
from scripts.compile_extractors import same
from scripts.compile_extractors.build import AS_THEY_ARE, SOURCES
from scripts.compile_extractors.native import native

_WHERE = "import extractors.numbers as m, extractors.compiled as c; print(c.in_use(), m.__file__)"


def _same(source: str, expected: str) -> None:
    assert native(source) == ast.unparse(ast.parse(expected))


def test_a_frozen_record_gets_its_init_written_out_and_stays_hashable() -> None:
    _same(
        "@dataclass(frozen=True, slots=True)\nclass A:\n    'Doc.'\n    x: int\n    y: str = 'b'\n",
        "@dataclass(init=False, unsafe_hash=True)\nclass A:\n    'Doc.'\n    x: int\n    y: str = 'b'\n"
        "    def __init__(self, x: int, y: str = 'b') -> None:\n        self.x = x\n        self.y = y\n",
    )


def test_lists_are_made_for_each_record_and_what_follows_the_init_is_done() -> None:
    _same(
        "@dataclass(slots=True, eq=False)\nclass A:\n    x: list[int] = field(default_factory=list)\n"
        "    y: bool = field(default=False, compare=False)\n    def __post_init__(self) -> None: ...\n",
        "@dataclass(init=False, eq=False)\nclass A:\n    x: list[int] = field(default_factory=list)\n"
        "    y: bool = field(default=False, compare=False)\n    def __post_init__(self) -> None: ...\n"
        "    def __init__(self, x: list[int] | None = None, y: bool = False) -> None:\n"
        "        self.x = list() if x is None else x\n        self.y = y\n        self.__post_init__()\n",
    )


def test_a_dataclass_with_an_unknown_argument_is_refused() -> None:
    with pytest.raises(ValueError, match="order"):
        native("@dataclass(order=True)\nclass A:\n    x: int\n")


def test_constants_are_final_but_not_types_or_what_changes() -> None:
    _same(
        "from __future__ import annotations\nA = 1\n_B: str = 'b'\nC = 1\nC = 2\nKinds = dict[str, int]\nTABLE = {}\n"
        "PAIR = tuple[int, str]\n",
        "from __future__ import annotations\nfrom typing import Final\nA: Final = 1\n_B: Final[str] = 'b'\nC = 1\nC = 2\n"
        "Kinds = dict[str, int]\nTABLE: Final = {}\nPAIR = tuple[int, str]\n",
    )


def test_a_source_whose_comments_count_is_left_alone() -> None:
    source = "from re import _parser  # type: ignore[attr-defined]\nX = 1\n"
    assert native(source) == source


def test_every_module_can_be_rewritten_and_every_exception_is_a_module() -> None:
    for file in SOURCES.rglob("*.py"):
        if not any(file.match(name) for name in AS_THEY_ARE):
            ast.parse(native(file.read_text(encoding="utf-8")))
    for name in AS_THEY_ARE:
        assert list(SOURCES.rglob(name)), name


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the extractors with a translation, which is Python too: who looks sees no difference."""
    root = tmp_path_factory.mktemp("checkout")
    shutil.copytree(SOURCES, root / "extractors", ignore=shutil.ignore_patterns("__pycache__"))
    (root / "build" / "compiled").mkdir(parents=True)
    found = _run(root, "from extractors.compiled import translation; print(translation())")
    shutil.copytree(root / "extractors", found, ignore=shutil.ignore_patterns("__pycache__"))
    return root


def _run(root: Path, code: str, **environment: str) -> str:
    settings = {name: value for name, value in os.environ.items() if name != "OGI_COMPILED"}
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=root,
        env=settings | environment,
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


def test_the_translation_of_this_edition_is_used(checkout: Path) -> None:
    used, where = _run(checkout, _WHERE).split()
    assert used == "True"
    assert Path(where).is_relative_to(checkout / "build" / "compiled")


def test_the_edition_is_that_of_the_sources_and_their_tables_are_read(checkout: Path) -> None:
    code = "from extractors.edition import edition; from extractors.rows import PACKAGE; print(edition(), PACKAGE)"
    assert _run(checkout, code) == _run(checkout, code, OGI_COMPILED="0")
    assert Path(_run(checkout, code).split()[1]) == checkout / "extractors"


def test_the_translation_can_be_left_alone(checkout: Path) -> None:
    used, where = _run(checkout, _WHERE, OGI_COMPILED="0").split()
    assert (used, Path(where)) == ("False", checkout / "extractors" / "numbers.py")


@pytest.mark.parametrize("changed", ["numbers.py", "catalog/metrics.csv", "prose/patterns.yml"])
def test_no_translation_is_used_after_any_change(checkout: Path, changed: str) -> None:
    file = checkout / "extractors" / changed
    before = file.read_bytes()
    file.write_bytes(before + b"\n")
    try:
        used, where = _run(checkout, _WHERE).split()
    finally:
        file.write_bytes(before)
    assert (used, Path(where)) == ("False", checkout / "extractors" / "numbers.py")


def test_a_translation_that_reads_otherwise_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(extractors.compiled.FOLDER)
    was_there = folder.is_dir()
    trial = folder / f"trial-of-a-test-{os.getpid()}" / "extractors"
    try:
        shutil.copytree(SOURCES, trial, ignore=shutil.ignore_patterns("__pycache__"))
        assert same.compare(trial, reports=4, seed=1) == (9, [])
        observe = trial / "observe.py"
        text = observe.read_text(encoding="utf-8")
        assert "enumerate(ordered, start=1)" in text
        observe.write_text(
            text.replace("enumerate(ordered, start=1)", "enumerate(ordered, start=2)"),
            encoding="utf-8",
        )
        texts, differing = same.compare(trial, reports=4, seed=1)
        assert texts == 9
        assert differing[:5] == [0, 1, 2, 3, 4]
        tests = "tests/extractors/test_cut_rows.py"
        assert same.failing_tests(trial, tests) == []
        rows = trial / "forms" / "cut_figures.py"
        rows.write_text(
            rows.read_text(encoding="utf-8").replace('"cut_row"', '"other"'), encoding="utf-8"
        )
        assert len(same.failing_tests(trial, tests)) == 7
    finally:
        shutil.rmtree(trial.parent)
        if not was_there:
            folder.rmdir()
            folder.parent.rmdir()
