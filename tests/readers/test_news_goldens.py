"""Golden readings of news articles."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.readers.goldens import FIXTURES, hold

CASES = sorted(path for path in (FIXTURES / "news").iterdir() if path.suffix in {".txt", ".html"})
EDITION = sorted((PROJECT / "site_src" / "sources" / "news").glob("*.txt"))


@pytest.mark.parametrize("path", [*CASES, *EDITION], ids=lambda path: path.stem)
def test_the_reading_equals_the_reviewed_one(path: Path) -> None:
    hold(path, FIXTURES / "news" / f"{path.stem}.json")
