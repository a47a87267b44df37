"""The line over the sample reports, run once; each test works on a copy of what it left."""

from __future__ import annotations

import shutil
import socket
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import extractors.pipeline
from dagster_project import run
from dagster_project.lib import dbt_process, quality_process
from extractors.model import Extraction
from tests.dagster_project.line import Line, Misread
from tests.dagster_project.small import Small


@pytest.fixture(scope="session")
def phone() -> Iterator[tuple[str, list[bytes]]]:
    """A web proxy that nobody should call: its address, and what it was asked for."""
    calls: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    connection.settimeout(5)
                    calls.append(connection.recv(200))

        threading.Thread(target=listen, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", calls


@pytest.fixture(scope="session")
def first_run(
    tmp_path_factory: pytest.TempPathFactory, project_root: Path, phone: tuple[str, list[bytes]]
) -> tuple[Path, int]:
    """The data folder after `python -m dagster_project.run` over the samples; its exit code."""
    data_dir = tmp_path_factory.mktemp("line") / "data"
    shutil.copytree(project_root / "data" / "raw", data_dir / "raw")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OGI_DATA_DIR", str(data_dir))
        patch.delenv("OGI_RAW_DIR", raising=False)
        patch.delenv("DAGSTER_HOME", raising=False)
        for name in ("http_proxy", "https_proxy", "all_proxy"):
            patch.setenv(name, phone[0])
            patch.setenv(name.upper(), phone[0])
        patch.setenv("NO_PROXY", "")
        patch.setenv("no_proxy", "")
        # Those that wait know no proxy.
        dbt_process.dismiss()
        quality_process.end()
        code = run.main([])
    return data_dir, code


@pytest.fixture(scope="session")
def base(first_run: tuple[Path, int]) -> Path:
    """The data folder after a good run; not to be changed."""
    data_dir, code = first_run
    assert code == 0
    return data_dir


@pytest.fixture
def line(base: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Line:
    """A copy of the line after a good run."""
    data_dir = tmp_path / "data"
    shutil.copytree(base, data_dir, symlinks=True, ignore=shutil.ignore_patterns("dagster"))
    monkeypatch.setenv("OGI_DATA_DIR", str(data_dir))
    monkeypatch.delenv("OGI_RAW_DIR", raising=False)
    return Line(data_dir)


@pytest.fixture
def misread(monkeypatch: pytest.MonkeyPatch) -> Misread:
    """Makes the extractors give something else than they read."""
    honest = extractors.pipeline.extract

    def change(what: Callable[[Extraction], Extraction]) -> None:
        monkeypatch.setattr(
            extractors.pipeline,
            "extract",
            lambda data, path, aliases=None, stated=None: what(honest(data, path, aliases, stated)),
        )

    return change


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    """A data folder for warehouses made by hand."""
    monkeypatch.setenv("OGI_DATA_DIR", str(tmp_path))
    monkeypatch.delenv("OGI_KEEP_SNAPSHOTS", raising=False)
    return Small(tmp_path)
