"""Fixtures that several tests share."""

from __future__ import annotations

from pathlib import Path

import pytest

CHINESE = Path("/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc")
"""From Debian's package fonts-noto-cjk, which the browser tests need as well."""


@pytest.fixture(scope="session")
def chinese() -> Path | None:
    """A font with Chinese characters, if the machine has one."""
    return CHINESE if CHINESE.exists() else None
