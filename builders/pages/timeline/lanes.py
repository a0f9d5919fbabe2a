"""The lanes of the timeline, one for each kind of thing, and what things are called on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from builders.model.timeline import Layer, TimelineItem
from builders.pages.timeline.drawing import years


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


def count_of(group: Sequence[TimelineItem]) -> str:
    """What a capsule holds: `events of 2009`, `dates, 2006 to 2008`."""
    first, last = years(group)
    layers = {item.layer for item in group}
    what = NAMES[group[0].layer] if len(layers) == 1 else "entries"
    return f"{what} of {first}" if first == last else f"{what}, {first} to {last}"
