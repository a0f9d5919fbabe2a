"""A small drawing of part of the timeline, without labels, for pages about something else."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from builders.model.timeline import TimelineItem
from builders.pages.timeline.drawing import (
    Drawing,
    Lane,
    Mark,
    Scale,
    Shape,
    known_until,
    scale_of,
    ticks,
    years,
)
from builders.pages.timeline.lanes import count_of
from builders.pages.timeline.marks import (
    Form,
    Line,
    groups,
    is_point,
    place_in_rows,
    reach,
    shapes,
    shifted,
)

WIDTH = 520.0
NAMES = 74.0
"""The part of the width that the names of lanes take, if lanes have names."""
EDGE = 16.0
ROW = 16.0
ROWS = 6
AXIS = 22.0
LANE_GAP = 6.0
NEAR = 20.0
CAPSULE = (10.0, 7.0)
DIGIT = 3.5
LABELLED = 9
"""About how many years are labelled on the axis."""

LaneItems = tuple[str, str, Sequence[TimelineItem]]
"""A lane: its name, its name in Chinese, and its items."""


def strip(
    lanes: Iterable[LaneItems], known: Mapping[str, date], document: TimelineItem | None = None
) -> Drawing | None:
    """The drawing, or None if there is nothing to draw.

    Args:
        lanes: Lanes to draw.
        known: By id of a source, the last day that it can know of.
        document: Document whose own time is marked.
    """
    lanes = [lane for lane in lanes if lane[2]]
    if not lanes:
        return None
    own = [document] if document else []
    first, last = years([*own, *(item for _, _, items in lanes for item in items)])
    begin = NAMES if any(name for name, _, _ in lanes) else EDGE
    scale = scale_of(first, last, begin, WIDTH - EDGE)
    made: list[Lane] = []
    top = 0.0
    for lane in lanes:
        made.append(_lane(lane, scale, top, known))
        top += made[-1].height + LANE_GAP
    height = top - LANE_GAP
    axis = ticks(scale, first, last, LABELLED)
    now = _document_extent(document, scale) if document else None
    return Drawing(WIDTH, height + AXIS, tuple(made), axis, first, last, now)


def _lane(lane: LaneItems, scale: Scale, top: float, known: Mapping[str, date]) -> Lane:
    name, chinese, items = lane
    marks: list[Mark] = []
    more = used = 0
    # Thousands of items can lie on the same days if an entry is named very often.
    grouped = groups(items, cache(scale.at), NEAR)
    made = [(group, *_mark_shapes(group, scale, known)) for group in grouped]
    places = place_in_rows(([Form(low, high)] for _, _, low, high in made), ROWS)
    for (group, drawn, low, high), place in zip(made, places, strict=True):
        if place is None:
            more += len(group)
            continue
        used = max(used, place[0])
        y = top + ROW * (place[0] + 0.5)
        marks.append(
            Mark(
                item=group[0],
                shapes=tuple(shifted(shape, y) for shape in drawn),
                label="",
                label_at=(0, 0),
                anchor="start",
                hit=(round(low - 5, 1), y - ROW / 2, round(high - low + 10, 1), ROW),
                count=len(group),
                title=count_of(group) if len(group) > 1 else "",
            )
        )
    return Lane("strip", name, chinese, top, ROW * (used + 1), tuple(marks), more)


def _mark_shapes(
    group: Sequence[TimelineItem], scale: Scale, known: Mapping[str, date]
) -> tuple[list[Shape], float, float]:
    """The shapes of an item's mark, or of a capsule for several, and the ends of its extent."""
    if len(group) == 1:
        drawn = shapes(
            group[0], Line(scale.at, 0.0, scale.begin, known_until(group[0], scale, known))
        )
    else:
        middles = [_middle(item, scale) for item in (group[0], group[-1])]
        half = max(
            CAPSULE[0] + DIGIT * (len(str(len(group))) - 1), (middles[1] - middles[0]) / 2 + 5
        )
        drawn = [
            Shape("capsule", "cl", (round(sum(middles) / 2, 1), 0.0, round(half, 1), CAPSULE[1]))
        ]
    return drawn, *reach(drawn)


def _document_extent(document: TimelineItem, scale: Scale) -> tuple[float, float]:
    """Where a document stands: its two ends, which are equal for a day or a month."""
    if document.lower and document.upper and not is_point(document):
        return scale.at(document.lower), scale.at(document.upper)
    middle = _middle(document, scale)
    return middle, middle


def _middle(item: TimelineItem, scale: Scale) -> float:
    first = item.lower or item.upper or scale.first
    last = item.upper or first
    return round(
        (scale.at(first) + scale.at(last + timedelta(days=1) if last < date.max else last)) / 2, 1
    )
