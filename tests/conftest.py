"""What several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent
SHARED = PROJECT.parent / "shared"


@pytest.fixture(scope="session")
def samples() -> Path:
    """The folder of sample sources with their truth files, or a visible skip."""
    folder = SHARED / "samples"
    if not folder.is_dir():
        pytest.skip("the sample sources (../shared/samples) are not on this machine")
    return folder
