"""A long list cut into pages, so that no page grows with the whole collection."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from builders.pages import addresses

Item = TypeVar("Item")


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of a list as the other pages of it name it."""

    number: int
    href: str
    here: bool


@dataclass(frozen=True, slots=True)
class Cut(Generic[Item]):
    """The part of a list that stands on one page."""

    items: Sequence[Item]
    number: int
    uri: str
    leaves: tuple[Leaf, ...]
    """All pages of the list; none where there is but one."""

    @property
    def first(self) -> bool:
        """Whether it is the page that stands under the list's own address."""
        return self.number == 1


def cut(uri: str, items: Sequence[Item], size: int) -> tuple[Cut[Item], ...]:
    """The pages of a list, at least one, each with so many items at most."""
    starts = range(0, max(1, len(items)), size)
    uris = [addresses.part(uri, number) for number in range(1, len(starts) + 1)]
    return tuple(
        Cut(items[start : start + size], number, here, _leaves(here, uris))
        for number, (start, here) in enumerate(zip(starts, uris, strict=True), 1)
    )


def _leaves(here: str, uris: Sequence[str]) -> tuple[Leaf, ...]:
    if len(uris) == 1:
        return ()
    return tuple(
        Leaf(number, addresses.link(here, uri), uri == here) for number, uri in enumerate(uris, 1)
    )
