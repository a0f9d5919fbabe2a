"""Lines of a printed column are told from menus and verse."""

from __future__ import annotations

import pytest

from builders.readers.measure import column_measure, is_column
from builders.readers.text.lines import Setting, Width, setting

COLUMN = (
    "Mr. Ott has sold the mill to",
    "a company from the coast, and",
    "the men were told on Monday",
    "that all of them may stay.",
    "The school opens next week",
    "with a second teacher, and",
) * 4
WITH_A_LINE_ACROSS = (*COLUMN, "Of all the columns of this page only this line tells the weather")
VERSE = ("The mill is sold, the wheel is still,", "And nobody is on the hill;") * 12
MENU = ("Home", "Letters to the Editor", "Business", "Weather and tides") * 6


@pytest.mark.parametrize(
    ("lines", "column"),
    [
        (COLUMN, True),
        (WITH_A_LINE_ACROSS, True),
        (COLUMN[:6], False),
        (VERSE, False),
        (MENU, False),
    ],
)
def test_a_column_is_told_by_its_lines(lines: tuple[str, ...], *, column: bool) -> None:
    assert is_column(lines) == column


def test_a_line_across_the_page_is_not_the_measure_of_its_columns() -> None:
    assert column_measure(WITH_A_LINE_ACROSS) == len("a company from the coast, and")
    assert setting(WITH_A_LINE_ACROSS, Width(120, 0)) is Setting.RUNNING
    assert setting(VERSE, Width(120, 120)) is Setting.LINES
