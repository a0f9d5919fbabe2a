"""What several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

CHINESE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
"""Of Debian's fonts-noto-cjk, which the browser tests ask for, too."""


@pytest.fixture(scope="session")
def chinese() -> Path | None:
    """A font with Chinese letters, where there is one."""
    return CHINESE if CHINESE.exists() else None
