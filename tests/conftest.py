"""What all three tiers share: the real data that lie beside the project."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from helpers.paths import PROJECT_ROOT


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that read the real data are marked as such, before pytest selects by markers."""
    for item in items:
        if "shared_data" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.real)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """../shared/data from the project's root; the test is skipped where it is missing, or fails if it must not be."""
    folder = PROJECT_ROOT.parent / "shared" / "data"
    if not folder.is_dir():
        reason = f"the real scenes are not at {folder}"
        if os.environ.get("S2M2_REQUIRE_DATA") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    return folder
