"""A single chronological order for documents, dates in their texts, and curated events.

The order is that of `TimelineItem.sort_key`: by the first day known, then by the last, then
documents before events before dates in texts, then by id. It depends on nothing else.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from builders.model.timeline import Layer, Timeline, TimelineItem
from builders.timeline.periods import periods


def arranged(items: Iterable[TimelineItem]) -> Timeline:
    """The timeline: the items in order, indexed by register entry and by source, and paged."""
    ordered = tuple(sorted(items, key=lambda item: item.sort_key))
    by_entity: dict[str, list[TimelineItem]] = defaultdict(list)
    by_source: dict[str, list[TimelineItem]] = defaultdict(list)
    for item in ordered:
        for entity in item.entities:
            by_entity[entity].append(item)
        for source in item.sources:
            by_source[source].append(item)
    cut = periods(without_folded(ordered))
    return Timeline(
        ordered,
        {entity: tuple(found) for entity, found in by_entity.items()},
        {source: tuple(found) for source, found in by_source.items()},
        last_days_known={
            item.sources[0]: item.upper
            for item in ordered
            if item.layer is Layer.DOCUMENT and item.upper and item.sources
        },
        periods=cut,
        period_of={
            identifier: period.key
            for period in cut
            for item in period.items
            for identifier in (item.id, *item.former)
        },
    )


def without_folded(items: Iterable[TimelineItem]) -> list[TimelineItem]:
    """The items without the dates in texts that add nothing to an event."""
    return [item for item in items if not item.folded]


def select(
    items: Iterable[TimelineItem], first: date | None = None, last: date | None = None
) -> tuple[TimelineItem, ...]:
    """The items that can have a day in common with a range of days, in the order given."""
    return tuple(item for item in items if item.overlaps(first, last))
