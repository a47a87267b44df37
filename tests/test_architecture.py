"""How the parts may depend on one another, and what is installed for them."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
OURS = ("extractors", "dagster_project")
TOOLS = ("tests", "scripts", "benchmarks")

# From the bottom to the top. A module imports from its own folder and from lower lines only; two
# modules of one line know nothing of each other. A new module gets a place here.
LAYERS = {
    "extractors": (
        ("model", "rows", "by_hand", "edition", "garbage"),
        ("compiled",),
        ("readers", "text", "numbers", "catalog", "agencies"),
        ("document",),
        ("forms",),
        ("prose", "identify"),
        ("observe", "audit", "fingerprint"),
        ("pipeline", "display"),
        ("explain",),
        ("__main__",),
    ),
    "dagster_project": (
        ("lib",),
        ("defs",),
        ("definitions",),
        ("run", "quarantine", "snapshots"),
    ),
}

# All that reading a report needs. No warehouse, no network, no clock, no chance.
PURE = {"opencc", "rapidfuzz", "yaml"}
IMPURE = {"asyncio", "http", "multiprocessing", "random", "socket", "subprocess", "time", "urllib"}
CLOCKS = {"now", "today", "utcnow"}


def modules(package: str) -> Iterator[tuple[str, Path]]:
    """Yield the dotted name and the path of every module of a package."""
    for path in sorted((ROOT / package).rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts), path


def imports(name: str, path: Path) -> set[str]:
    """Return what a module imports, as absolute dotted names (`from a import b` gives both)."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = node.module or ""
            if node.level:
                package = name.split(".") if path.name == "__init__.py" else name.split(".")[:-1]
                base = ".".join(
                    [*package[: len(package) - node.level + 1], *filter(None, [node.module])]
                )
            found.add(base)
            found.update(f"{base}.{alias.name}" for alias in node.names)
    return found


def third_party(*folders: str) -> dict[str, str]:
    """Return the packages from outside that the folders import, and one place that does."""
    here = {*OURS, *TOOLS}
    return {
        imported.split(".")[0]: name
        for folder in folders
        for name, path in modules(folder)
        for imported in imports(name, path)
        if imported.split(".")[0] not in here | set(sys.stdlib_module_names)
    }


@pytest.mark.parametrize("package", OURS)
def test_imports_run_one_way(package: str) -> None:
    level = {part: number for number, line in enumerate(LAYERS[package]) for part in line}
    upward = []
    for name, path in modules(package):
        part = name.split(".")[1] if "." in name else None
        if part is None:
            continue
        assert part in level, f"{name} has no place in LAYERS"
        for imported in imports(name, path):
            top, _, rest = imported.partition(".")
            other = rest.split(".")[0]
            if top == package and other in level and other != part and level[other] >= level[part]:
                upward.append(f"{name} imports {imported}")
    assert upward == []


def test_readers_text_and_forms_come_in_this_order() -> None:
    order = [part for line in LAYERS["extractors"] for part in line]
    assert order.index("readers") < order.index("forms") < order.index("pipeline")
    assert order.index("text") < order.index("document") < order.index("forms")


def test_extractors_is_a_pure_library() -> None:
    outside = {
        f"{name} imports {imported}"
        for name, path in modules("extractors")
        for imported in imports(name, path)
        if imported.split(".")[0] in IMPURE | {"dagster_project", *TOOLS}
    }
    assert outside == set()
    assert set(third_party("extractors")) <= PURE


def test_extractors_does_not_look_at_the_clock() -> None:
    looks = [
        f"{name}:{node.lineno}"
        for name, path in modules("extractors")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in CLOCKS
    ]
    assert looks == []


def test_dbt_is_left_to_dbt() -> None:
    assert list((ROOT / "dbt").rglob("__init__.py")) == []
    assert [path for folder in (*OURS, "tests") for path in (ROOT / folder).rglob("dbt.py")] == []
    assert not (ROOT / "dbt.py").exists()


def canonical(name: str) -> str:
    """Return a package's name as indexes write it: `Foo_Bar` is `foo-bar`."""
    return re.sub(r"[-_.]+", "-", name).lower()


def pinned() -> dict[str, str]:
    """Return the packages that pyproject.toml names, with their versions."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    named = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    return {canonical(entry.partition("==")[0]): entry.partition("==")[2] for entry in named}


def locked() -> dict[str, list[str]]:
    """Return the packages of the lock, with the lines that belong to each."""
    entries: dict[str, list[str]] = {}
    for line in (ROOT / "requirements.lock").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith((" ", "#")):
            package, _, rest = line.partition("==")
            current = entries.setdefault(canonical(package.partition("[")[0]), [])
            current.append(rest.split()[0])
        elif "--hash=" in line:
            current.append(line.strip())
    return entries


def test_the_lock_names_no_place_on_the_network() -> None:
    assert "://" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_every_named_package_is_pinned_in_the_lock() -> None:
    lock = locked()
    assert {name: lock.get(name, ["not locked"])[0] for name in pinned()} == pinned()


def test_every_locked_package_has_hashes() -> None:
    without = [name for name, lines in locked().items() if "--hash=sha256:" not in "".join(lines)]
    assert without == []


def test_every_imported_package_is_named_in_pyproject() -> None:
    distributions = packages_distributions()
    imported = third_party(*OURS, *TOOLS)
    missing = {
        f"{package} (imported by {name})"
        for package, name in imported.items()
        if not {canonical(found) for found in distributions.get(package, [])} & set(pinned())
    }
    assert missing == set()
