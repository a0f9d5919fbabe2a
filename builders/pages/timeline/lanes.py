"""The lanes of the timeline, one for each kind of thing, and what things are called on them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from builders import dates
from builders.model.timeline import Layer, TimelineItem


@dataclass(frozen=True, slots=True)
class LaneKind:
    """What a lane holds and what it is called."""

    key: str
    name: str
    chinese: str
    layer: Layer
    categories: frozenset[str] = frozenset()

    def holds(self, item: TimelineItem) -> bool:
        """Whether the item belongs into this lane."""
        return item.layer is self.layer and (
            not self.categories or item.category in self.categories
        )


LANES = (
    LaneKind("doc", "Documents", "史料", Layer.DOCUMENT),
    LaneKind("law", "Law and treaties", "法律与条约", Layer.EVENT, frozenset({"treaty", "law"})),
    LaneKind(
        "policy",
        "Policy and bodies",
        "政策与机构",
        Layer.EVENT,
        frozenset({"policy", "institution", "publication"}),
    ),
    LaneKind(
        "meet", "Meetings, training", "会议与培训", Layer.EVENT, frozenset({"meeting", "training"})
    ),
    LaneKind(
        "case", "Cases, campaigns", "案件与行动", Layer.EVENT, frozenset({"case", "campaign"})
    ),
    LaneKind("text", "Dates in texts", "文中日期", Layer.TEXT),
)
NAMES = {Layer.DOCUMENT: "documents", Layer.EVENT: "events", Layer.TEXT: "dates"}
"""What several things of a layer are called."""


def lane_of(item: TimelineItem) -> LaneKind:
    """The lane of an item."""
    return next(lane for lane in LANES if lane.holds(item))


def titled(item: TimelineItem) -> str:
    """Its title as a label; words of a source stand in quotation marks."""
    return f"“{item.title}”" if item.layer is Layer.TEXT else item.title


def count_of(group: Sequence[TimelineItem], *, exactly: bool = True) -> str:
    """What a capsule holds: `events, March to May 2006`, `dates since 2002`; or else in years alone.

    `countOf` of words.js says the same of what is drawn by a script.
    """
    lowers = [item.lower for item in group if item.lower]
    uppers = [item.upper for item in group if item.upper]
    if not lowers or not uppers:
        edtf = f"{_year(min(lowers))}/.." if lowers else f"../{_year(max(uppers))}"
    else:
        ends = min(lowers + uppers), max(lowers + uppers)
        edtf = _from_to(*ends) if exactly else _years(*ends)
    return dates.dated(_what(group), edtf)


def counts_of(group: Sequence[TimelineItem]) -> tuple[str, ...]:
    """The same as labels, the best first: in years where there is no room for more."""
    return tuple(dict.fromkeys((count_of(group), count_of(group, exactly=False))))


def _what(group: Sequence[TimelineItem]) -> str:
    layers = {item.layer for item in group}
    return NAMES[group[0].layer] if len(layers) == 1 else "entries"


def _from_to(first: date, last: date) -> str:
    """In days within a month, in months within two years, or else in years."""
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
