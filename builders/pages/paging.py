"""A long list cut into pages, so that no page grows with the whole collection."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from builders.pages import addresses

Item = TypeVar("Item")
LINK_ALL_UP_TO = 12
"""Up to this many pages, each links to all others; beyond, to some, or links grow as the square."""
NEIGHBOURS = 2
"""How many neighbours on either side a page links to, besides the ends and the round numbers."""
ROUND_NUMBERS = (10, 100, 1000)
"""A page links to the nearest multiples of each of these; so any page is only a few steps away."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A link to one page of a list, as every page of the list shows it."""

    number: int
    href: str
    here: bool
    gap: bool = False
    """Whether pages between the previous link and this one are left out."""


@dataclass(frozen=True, slots=True)
class ListPage(Generic[Item]):
    """The part of a list that stands on one page."""

    items: Sequence[Item]
    number: int
    uri: str
    leaves: tuple[Leaf, ...]
    """Links to the pages of the list, of very many only some; empty if there is only one page."""

    @property
    def first(self) -> bool:
        """Whether this is the first page, which has the list's own address."""
        return self.number == 1

    def titled(self, title: str) -> str:
        """The title of the page, given that of the list."""
        return title if self.first else f"{title}, page {self.number}"


def cut(uri: str, items: Sequence[Item], size: int) -> tuple[ListPage[Item], ...]:
    """The pages of a list, at least one, each with at most `size` items."""
    starts = range(0, max(1, len(items)), size)
    count = len(starts)
    return tuple(
        ListPage(
            items[start : start + size],
            number,
            addresses.part(uri, number),
            tuple(_leaves(uri, number, count)) if count > 1 else (),
        )
        for number, start in enumerate(starts, 1)
    )


def _leaves(uri: str, here: int, count: int) -> Iterator[Leaf]:
    own, before = addresses.part(uri, here), 0
    for number in _linked_numbers(here, count):
        href = addresses.link(own, addresses.part(uri, number))
        yield Leaf(number, href, number == here, gap=number != before + 1)
        before = number


def _linked_numbers(here: int, count: int) -> list[int]:
    """The page numbers that a page links to: all, or the ends, its neighbours and round numbers."""
    if count <= LINK_ALL_UP_TO:
        return list(range(1, count + 1))
    near = range(here - NEIGHBOURS, here + NEIGHBOURS + 1)
    tens = {here // step * step + more for step in ROUND_NUMBERS for more in (0, step)}
    return sorted(number for number in {1, *near, *tens, count} if 1 <= number <= count)
