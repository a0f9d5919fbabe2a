"""The lanes of the timeline, one for each kind of item, and the labels of items on them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from builders import dates
from builders.model.lane import EventLane
from builders.model.timeline import Layer, TimelineItem
from builders.timeline.lanes import DOCUMENTS_ID, TEXTS_ID

NAMES = {Layer.DOCUMENT: "documents", Layer.EVENT: "events", Layer.TEXT: "dates"}
"""The plural of what a layer contains."""


@dataclass(frozen=True, slots=True)
class LaneKind:
    """A lane: what it holds and what it is called."""

    key: str
    """The lane in CSS classes and ids: `doc`, `text`, and `e1`, `e2` ... for lanes of events."""
    id: str
    """The lane in addresses: `doc`, `text`, and the editors' ids for lanes of events."""
    name: str
    chinese: str
    layer: Layer
    categories: tuple[str, ...] = ()
    """Categories that a lane of events holds; the empty string stands for no category."""


DOCUMENTS = LaneKind("doc", DOCUMENTS_ID, "Documents", "史料", Layer.DOCUMENT)
TEXTS = LaneKind("text", TEXTS_ID, "Dates in texts", "文中日期", Layer.TEXT)


class Lanes:
    """The lanes of one publication: documents, the editors' lanes of events, dates in texts."""

    def __init__(self, of_events: Iterable[EventLane]) -> None:
        """Take the lanes of events, at least one."""
        made = tuple(
            LaneKind(f"e{k}", lane.id, lane.name, lane.name_zh or "", Layer.EVENT, categories)
            for k, lane in enumerate(of_events, 1)
            for categories in [tuple(category or "" for category in lane.category_ids)]
        )
        self._all = (DOCUMENTS, *made, TEXTS)
        self._last = made[-1]
        self._by_category = {category: lane for lane in made for category in lane.categories}

    def of(self, layer: str, category: str) -> LaneKind:
        """The lane of an item; events that no lane claims stand on the last lane of events."""
        if layer == Layer.EVENT:
            return self._by_category.get(category, self._last)
        return DOCUMENTS if layer == Layer.DOCUMENT else TEXTS

    def held(self, items: Iterable[TimelineItem]) -> dict[LaneKind, list[TimelineItem]]:
        """The items of each lane; empty lanes are left out."""
        found: dict[LaneKind, list[TimelineItem]] = {lane: [] for lane in self._all}
        for item in items:
            found[self.of(item.layer, item.category)].append(item)
        return {lane: those for lane, those in found.items() if those}


def titled(item: TimelineItem) -> str:
    """The title of an item as a label; words of a source are put in quotation marks."""
    return f"“{item.title}”" if item.layer is Layer.TEXT else item.title


def count_of(group: Sequence[TimelineItem], *, exactly: bool = True) -> str:
    """What a capsule holds: `events, March to May 2006`, `dates since 2002`; or in years only.

    `countOf` in timeline/words.js makes the same labels for what scripts draw.
    """
    lowers = [item.lower for item in group if item.lower]
    uppers = [item.upper for item in group if item.upper]
    if not lowers or not uppers:
        edtf = f"{_year(min(lowers))}/.." if lowers else f"../{_year(max(uppers))}"
    else:
        ends = min(lowers + uppers), max(lowers + uppers)
        edtf = _range(*ends) if exactly else _years(*ends)
    return dates.dated(_plural(group), edtf)


def counts_of(group: Sequence[TimelineItem]) -> tuple[str, ...]:
    """The labels of a capsule, the best first; the shorter one is in years only."""
    return tuple(dict.fromkeys((count_of(group), count_of(group, exactly=False))))


def _plural(group: Sequence[TimelineItem]) -> str:
    layers = {item.layer for item in group}
    return NAMES[group[0].layer] if len(layers) == 1 else "entries"


def _range(first: date, last: date) -> str:
    """A range in EDTF: in days within a month, in months within two years, or else in years."""
    if _month(first) == _month(last):
        is_whole = first.day == 1 and last.day == monthrange(last.year, last.month)[1]
        days = f"{first}/{last}" if first < last else f"{first}"
        return _month(first) if is_whole else days
    is_whole = first.month == 1 and last.month == len(dates.MONTHS)
    if is_whole or last.year - first.year > 1:
        return _years(first, last)
    return f"{_month(first)}/{_month(last)}"


def _years(first: date, last: date) -> str:
    return f"{_year(first)}/{_year(last)}" if first.year < last.year else _year(first)


def _month(day: date) -> str:
    return day.isoformat()[:7]


def _year(day: date) -> str:
    return day.isoformat()[:4]
