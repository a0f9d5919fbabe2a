"""A long list cut into pages, so that no page grows with the whole collection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from builders.pages import addresses

Item = TypeVar("Item")
ALL = 12
"""So many pages each name all others; of more, each names some, or their names were a square."""
AROUND = 2
"""On either side of a page, besides the first, the last and the round numbers."""
ROUND = (10, 100, 1000)
"""Of each of these the multiples before and after a page, so that any other is some steps away."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a list as the other pages of it name it."""

    number: int
    href: str
    here: bool
    gap: bool = False
    """Whether pages before it are not named."""


@dataclass(frozen=True, slots=True)
class Cut(Generic[Item]):
    """The part of a list that stands on one page."""

    items: Sequence[Item]
    number: int
    uri: str
    leaves: tuple[Leaf, ...]
    """The pages of the list, of very many some; none where there is but one."""

    @property
    def first(self) -> bool:
        """Whether it is the page that stands under the list's own address."""
        return self.number == 1

    def titled(self, title: str) -> str:
        """The title of the page, from that of the list."""
        return title if self.first else f"{title}, page {self.number}"


def cut(uri: str, items: Sequence[Item], size: int) -> tuple[Cut[Item], ...]:
    """The pages of a list, at least one, each with so many items at most."""
    starts = range(0, max(1, len(items)), size)
    count = len(starts)
    return tuple(
        Cut(
            items[start : start + size],
            number,
            addresses.part(uri, number),
            tuple(_leaves(uri, number, count)) if count > 1 else (),
        )
        for number, start in enumerate(starts, 1)
    )


def _leaves(uri: str, here: int, count: int) -> Iterator[Leaf]:
    own, before = addresses.part(uri, here), 0
    for number in _named(here, count):
        href = addresses.link(own, addresses.part(uri, number))
        yield Leaf(number, href, number == here, gap=number != before + 1)
        before = number


def _named(here: int, count: int) -> list[int]:
    """The numbers that a page names: all, or the ends, its neighbours and the round ones."""
    if count <= ALL:
        return list(range(1, count + 1))
    near = range(here - AROUND, here + AROUND + 1)
    tens = {here // step * step + more for step in ROUND for more in (0, step)}
    return sorted(number for number in {1, *near, *tens, count} if 1 <= number <= count)
