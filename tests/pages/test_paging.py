"""Long lists are cut into pages, each of which links to some of the others."""

from __future__ import annotations

import pytest

from builders.pages.paging import LINK_ALL_UP_TO, cut

MOST_STEPS = 12


def linked_pages(count: int, here: int) -> list[int]:
    """The numbers of the pages that page `here` of `count` pages links to."""
    part = cut("places/x/index.md", range(count), 1)[here - 1]
    return [leaf.number for leaf in part.leaves]


def test_a_single_page_links_to_none() -> None:
    assert linked_pages(1, 1) == []


def test_with_few_pages_each_links_to_all() -> None:
    assert linked_pages(LINK_ALL_UP_TO, 5) == list(range(1, LINK_ALL_UP_TO + 1))


@pytest.mark.parametrize(
    ("here", "expected"),
    [
        (1, [1, 2, 3, 10, 84]),
        (10, [1, 8, 9, 10, 11, 12, 20, 84]),
        (57, [1, 50, 55, 56, 57, 58, 59, 60, 84]),
        (84, [1, 80, 82, 83, 84]),
    ],
)
def test_with_many_pages_each_links_to_the_nearest_and_to_tens(
    here: int, expected: list[int]
) -> None:
    assert linked_pages(84, here) == expected


def test_pages_left_out_are_marked_by_a_gap() -> None:
    part = cut("places/x/index.md", range(30), 1)[14]
    assert [leaf.number for leaf in part.leaves if leaf.gap] == [10, 13, 20, 30]
    assert [leaf.href for leaf in part.leaves][:2] == ["../", "../_page_10/"]


def test_every_page_can_be_reached_from_the_first_in_a_few_steps() -> None:
    parts = cut("places/x/index.md", range(300), 1)
    reached, steps = {1}, 0
    while len(reached) < len(parts):
        reached |= {leaf.number for one in reached for leaf in parts[one - 1].leaves}
        steps += 1
    assert steps <= MOST_STEPS


def test_the_number_of_links_is_linear_in_the_number_of_pages() -> None:
    small, large = (
        sum(len(part.leaves) for part in cut("x/index.md", range(count), 1)) for count in (400, 800)
    )
    assert large <= 2.2 * small
