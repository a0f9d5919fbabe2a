"""Golden readings of plain texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.goldens import FIXTURES, hold

CASES = sorted((FIXTURES / "text").glob("*.txt"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_reading_equals_the_reviewed_one(path: Path) -> None:
    hold(path, FIXTURES / "text" / f"{path.stem}.json")
