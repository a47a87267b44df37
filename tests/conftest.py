"""What all tests share: where the project and the original reports lie."""

from __future__ import annotations

from pathlib import Path

import pytest

PROJECT_ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def project_root() -> Path:
    """The checkout."""
    return PROJECT_ROOT


@pytest.fixture(scope="session")
def shared_reports() -> Path:
    """The folder of original reports, which are not part of the project."""
    folder = PROJECT_ROOT.parent / "shared" / "reports"
    if not folder.is_dir():
        pytest.skip("the original reports are not here (../shared/reports beside the checkout)")
    return folder
