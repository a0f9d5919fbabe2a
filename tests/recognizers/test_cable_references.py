"""References to telegrams by number in running text."""

from __future__ import annotations

import pytest

from builders.recognizers.cable_references import find


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("As 08 BEIJING 004697 says, and 09GUANGZHOU176.", ["08BEIJING4697", "09GUANGZHOU176"]),
        ("As 08 ATLANTIS 7 says.", ["08ATLANTIS7"]),
        ("AS 75 HONG KONG 2210 SAYS.", ["75HONGKONG2210"]),
        ("301 SWAM, 88 CAME BY SAMPAN AND 23 OVER THE LAND BORDER.", []),
        ("OF 40 BOATS 12 SANK.", []),
    ],
)
def test_telegram_numbers_are_found(text: str, ids: list[str]) -> None:
    assert [reference.id for reference in find(text)] == ids
