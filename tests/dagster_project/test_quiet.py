"""A whole run talks to nobody, and neither do the pages that it leaves."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from dagster import DagsterInstance


def test_a_whole_run_calls_nobody(base: Path, phone: tuple[str, list[bytes]]) -> None:
    assert phone[1] == []


def test_the_pages_of_the_gates_fetch_nothing(base: Path) -> None:
    pages = [*(base / "quality").rglob("*.html")]
    assert len(pages) == 9  # the index, four suites, four results
    for page in pages:
        content = page.read_text(encoding="utf-8")
        assert re.findall(r"(?:src|href)=[\"']?https?:|url\([\"']?https?:|<script", content) == []


def test_the_index_of_the_pages_leads_to_each_result(base: Path) -> None:
    index = base / "quality" / "index.html"
    links = re.findall(r'href="([^"]+)"', index.read_text(encoding="utf-8"))
    assert len(links) == 4
    for link in links:
        assert "://" not in link
        page = (index.parent / link).read_text(encoding="utf-8")
        assert 'href="../../../../index.html"' in page


def test_the_home_that_a_run_makes_has_statistics_off(
    base: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DAGSTER_HOME", str(base / "dagster"))
    with DagsterInstance.get() as instance:
        assert instance.telemetry_enabled is False
    assert not (base / "dagster" / "logs" / "event.log").exists()
