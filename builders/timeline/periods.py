"""A long timeline cut into pages: by decade; crowded decades by year, crowded years by month.

The cuts follow the calendar, so that addresses stay stable while the timeline grows elsewhere:
an item added to 2009 moves nothing in 1990.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from builders.model.timeline import Period, TimelineItem

PAGE_SIZE = 150
"""Items on one page; each takes about a kilobyte and a half."""
MOST_UNPAGED = 200
"""Up to this many items in all, the timeline stays on one page."""


def periods(items: Sequence[TimelineItem], whole: int = MOST_UNPAGED) -> tuple[Period, ...]:
    """The periods of a timeline, in order; none if all items fit on one page.

    An item belongs to the period that contains its `first_day`.
    """
    if len(items) <= whole:
        return ()
    return tuple(
        Period(key, decade, tuple(those))
        for decade, held in groupby(items, key=_decade)
        for key, those in _cut(decade, list(held))
    )


def _cut(decade: str, items: list[TimelineItem]) -> Iterator[tuple[str, list[TimelineItem]]]:
    """The keys and items of a decade's pages: the decade, or years, months or parts of months."""
    if len(items) <= PAGE_SIZE:
        yield decade, items
        return
    for year, of_year in groupby(items, key=lambda item: f"{item.first_day.year:04}"):
        held = list(of_year)
        if len(held) <= PAGE_SIZE:
            yield year, held
            continue
        for month, of_month in groupby(held, key=_month):
            yield from _numbered(month, list(of_month))


def _numbered(key: str, items: list[TimelineItem]) -> Iterator[tuple[str, list[TimelineItem]]]:
    for number, start in enumerate(range(0, len(items), PAGE_SIZE), 1):
        yield key if number == 1 else f"{key}.{number}", items[start : start + PAGE_SIZE]


def _decade(item: TimelineItem) -> str:
    return f"{item.first_day.year // 10:03}0s"


def _month(item: TimelineItem) -> str:
    first = item.first_day
    return f"{first.year:04}-{first.month:02}"
