"""The numbers in SCALING.md follow from the points that were measured."""

from __future__ import annotations

import pytest

from tests.bench.run import Figure
from tests.bench.scaling import BLOCK_RE, PAGE, fitted, fitted_line, rounded, saved_points, updated


def test_a_line_goes_through_points_that_lie_on_one() -> None:
    found = fitted_line((x, 5 + 0.25 * x) for x in (10, 100, 1000))
    assert found.fixed == pytest.approx(5)
    assert found.each == pytest.approx(0.25)
    assert found.at(10_000) == pytest.approx(2505)


def test_small_points_count_as_much_as_large_ones() -> None:
    """Ten per cent too much at ten thousand hardly moves the fixed part."""
    found = fitted_line(
        [(10, 5 + 10), (100, 5 + 100), (1000, 5 + 1000), (10_000, (5 + 10_000) * 1.1)]
    )
    assert 0 < found.fixed < 10
    assert 1 < found.each < 1.1


def test_the_page_says_what_was_measured() -> None:
    page = PAGE.read_text()
    assert updated(page, saved_points()) == page
    assert len(BLOCK_RE.findall(page)) == 3


def test_other_points_make_other_numbers() -> None:
    points = [
        Figure("1 process", size, size, 2.0 * size, 100 + size, size, size, size)
        for size in (10, 100)
    ]
    found = fitted(points)["1 process"]["cpu"]
    assert found.each == pytest.approx(2)
    assert found.fixed == pytest.approx(0, abs=1e-9)
    assert "| 100 | 1 process | 100 s (+0%) | 200 s (+0%) |" in updated(PAGE.read_text(), points)


@pytest.mark.parametrize(
    ("number", "words"),
    [(0.01234, "0.0123"), (12.34, "12.3"), (1234.5, "1,230"), (2.5e6, "2,500,000")],
)
def test_numbers_are_shown_with_three_significant_digits(number: float, words: str) -> None:
    assert rounded(number) == words
