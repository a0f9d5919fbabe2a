"""The cable reader stays above its floors of accuracy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.accuracy.cables import measure_cables, measure_snippets
from tests.accuracy.floors import hold

pytestmark = pytest.mark.samples


def test_no_field_of_a_cable_is_read_worse_than_its_floor(samples: Path) -> None:
    hold("cable", measure_cables(samples / "cables"))


def test_no_field_of_a_header_fragment_is_read_worse_than_its_floor(samples: Path) -> None:
    # references_kinds: two expectations contradict their input (05PARIS8123 reads 7472 as 7572,
    # 09PANAMA176 reads 789 as 798); the reader is right to keep what the source has.
    hold("snippets", measure_snippets(samples / "snippets"))
