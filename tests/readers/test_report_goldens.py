"""Golden readings of reports."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import PROJECT
from tests.readers.goldens import FIXTURES, hold

CASES = sorted((FIXTURES / "report").glob("*.txt"))
EDITION = sorted((PROJECT / "site_src" / "sources" / "report").glob("*.txt"))


@pytest.mark.parametrize("path", [*CASES, *EDITION], ids=lambda path: path.stem)
def test_the_reading_equals_the_reviewed_one(path: Path) -> None:
    hold(path, FIXTURES / "report" / f"{path.stem}.json")
