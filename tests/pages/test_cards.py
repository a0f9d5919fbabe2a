"""The facts of a source's header in two columns, and which of them are folded on a phone."""

from __future__ import annotations

import pytest

from builders.pages.header_cards.fact import Card, Fact, Value


def card(*lines: int, minor: int = 0) -> Card:
    """A card of facts with the given numbers of lines, of which the last `minor` are minor."""
    least = len(lines) - minor
    return Card(
        tuple(
            Fact(f"Field {k}", tuple(Value("a word") for _ in range(count)), minor=k >= least)
            for k, count in enumerate(lines)
        ),
        "1",
    )


def column_sizes(columns: tuple[tuple[Fact, ...], ...]) -> list[int]:
    return [len(column) for column in columns]


@pytest.mark.parametrize(
    ("lines", "columns"),
    [
        ((), []),
        ((1,), [1]),
        ((1, 1), [1, 1]),
        ((1, 1, 1, 1, 1), [3, 2]),
        ((1, 1, 1, 1, 6), [4, 1]),
        ((6, 1, 1), [1, 2]),
    ],
)
def test_facts_are_split_so_that_the_taller_column_is_short(
    lines: tuple[int, ...], columns: list[int]
) -> None:
    assert column_sizes(card(*lines).columns) == columns


def test_minor_facts_have_a_column_of_their_own() -> None:
    made = card(1, 1, 5, 1, 1, minor=3)
    assert column_sizes(made.columns) == [2, 3]
    assert made.folded == made.columns[1]


@pytest.mark.parametrize("minor", [0, 1, 2, 5])
def test_few_minor_facts_or_all_facts_are_never_folded(minor: int) -> None:
    assert card(1, 1, 1, 1, 1, minor=minor).folded == ()
