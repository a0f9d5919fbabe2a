"""The items nearest to a document in time, by binary search: the cost is linear in documents."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from builders.model.timeline import Layer, TimelineItem

MOST_EXAMINED = 400
"""Items begun by a document's last day that are examined, at most, for those still going on."""


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The items before, during or after a document."""

    nearest: tuple[TimelineItem, ...]
    """In order of time."""
    count: int
    """How many such items there are in all."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The items before, during and after a document."""

    before: Neighbours
    during: Neighbours
    after: Neighbours


class TimeIndex:
    """Documents and events indexed by beginning and end. Dates in texts are left to their texts."""

    def __init__(self, items: Iterable[TimelineItem]) -> None:
        """Sort the items by beginning and by end."""
        known = [item for item in items if item.layer is not Layer.TEXT]
        self._count = len(known)
        self._by_end = sorted(
            (item for item in known if item.upper),
            key=lambda item: (item.upper or date.max, item.sort_key),
        )
        self._by_begin = sorted(
            (item for item in known if item.lower), key=lambda item: item.sort_key
        )
        self._ends = [item.upper or date.max for item in self._by_end]
        self._begins = [item.lower or date.min for item in self._by_begin]
        self._without_beginning = [item for item in known if not item.lower]

    def of(self, document: TimelineItem, most: int) -> Surroundings:
        """The nearest items before, during and after a document, at most `most` of each."""
        first, last = document.lower, document.upper
        ended = bisect_left(self._ends, first) if first else 0
        begun = bisect_right(self._begins, last) if last else len(self._begins)
        before = self._by_end[max(0, ended - most) : ended]
        after = self._by_begin[begun : begun + most]
        later = len(self._by_begin) - begun
        ongoing = (item for item in self._ongoing(begun, first) if item.id != document.id)
        return Surroundings(
            Neighbours(_in_order(before), ended),
            # Without the document itself.
            Neighbours(_in_order(islice(ongoing, most)), self._count - ended - later - 1),
            Neighbours(tuple(after), later),
        )

    def _ongoing(self, begun: int, first: date | None) -> Iterator[TimelineItem]:
        """Items that had begun and not ended, the latest beginning first."""
        for item in (
            *reversed(self._by_begin[max(0, begun - MOST_EXAMINED) : begun]),
            *self._without_beginning[:MOST_EXAMINED],
        ):
            if first is None or item.upper is None or item.upper >= first:
                yield item


def side_of(item: TimelineItem, document: TimelineItem) -> str:
    """`before`, `during` or `after`: where an item certainly lies relative to a document."""
    if item.upper and document.lower and item.upper < document.lower:
        return "before"
    if item.lower and document.upper and item.lower > document.upper:
        return "after"
    return "during"


def _in_order(items: Iterable[TimelineItem]) -> tuple[TimelineItem, ...]:
    return tuple(sorted(items, key=lambda item: item.sort_key))
