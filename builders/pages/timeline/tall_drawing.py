"""The drawing of a timeline for phones: time runs down, and each item has a row of its own.

Where there are too many items for that, those of the same month, year or longer share a row.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from operator import itemgetter

from builders.interface.catalogue import Catalogue
from builders.model.timeline import Layer, TimelineItem
from builders.pages.timeline.drawing import Mark, Shape
from builders.pages.timeline.lanes import LaneKind, Lanes, counts_of, titled
from builders.pages.timeline.marks import (
    Line,
    caveat_suffix,
    is_point,
    lines_of,
    reach,
    shapes,
    shifted,
    transposed,
    widest,
    width_of,
)

WIDTH = 360.0
ROW = 26.0
YEAR = 8.0
"""Extra space above the first row of a year."""
QUIET = 18.0
"""Extra space where years are skipped."""
HEAD = 40.0
COLUMNS = {Layer.DOCUMENT: 48.0, Layer.EVENT: 64.0, Layer.TEXT: 108.0}
STEP = 8.0
STEPS = {Layer.DOCUMENT: 1, Layer.EVENT: 5, Layer.TEXT: 2}
"""How many simultaneous items of a layer are drawn side by side, in columns of their own."""
LABEL = 136.0
LABEL_WIDTH = WIDTH - LABEL - 6
"""Width of a line of a label, with some room for letters wider than expected."""
LINE = 12.0
"""Height of a further line of a label."""
MOST_ROWS = 160
"""Rows of a drawing, if sharing rows can achieve it."""
MOST_UNMERGED = 3
"""Groups up to this size are not merged: their items keep rows of their own."""
CAPSULE = (15.0, 9.0)
UNITS: tuple[Callable[[date], tuple[int, ...]], ...] = (
    lambda day: (day.year, day.month),
    lambda day: (day.year,),
    lambda day: (day.year // 10,),
    lambda day: (day.year // 100,),
)
"""Units of time, from fine to coarse, whose items share a row where there are too many rows."""


@dataclass(frozen=True, slots=True)
class Year:
    """The label of a year beside the drawing for phones."""

    y: float
    label: str
    quiet: bool
    """Whether years before it are skipped."""


@dataclass(frozen=True, slots=True)
class Tall:
    """The drawing for phones."""

    width: float
    height: float
    marks: tuple[tuple[LaneKind | None, Mark], ...]
    """Each mark with its lane; None for a mark that several items share."""
    years: tuple[Year, ...]
    rails: tuple[float, ...]
    """Horizontal positions of the layers' columns."""


def draw_tall(
    items: Sequence[TimelineItem],
    known: Mapping[str, date],
    lanes: Lanes,
    catalogues: Sequence[Catalogue] = (),
) -> Tall:
    """The drawing for phones: rows one below the other, not to scale; skipped years leave a gap.

    Args:
        items: Items to draw, in order.
        known: By id of a source, the last day that it can know of.
        lanes: Lanes of the publication.
        catalogues: Those of further languages, in which labels must fit too.
    """
    rows = _rows(items)
    of_events = {lanes.of(one.layer, one.category) for one in items if one.layer is Layer.EVENT}
    # Lanes are named only where there are several: a single one is the column of events.
    named_lanes = of_events if len(of_events) > 1 else set()
    places: list[tuple[date, float]] = []
    marked: list[Year] = []
    y, before = HEAD, None
    for row in rows:
        day = row[0].first_day
        if before is None or day.year != before:
            quiet = before is not None and day.year > before + 1
            y += QUIET if quiet else YEAR
            marked.append(Year(round(y, 1), str(day.year), quiet))
            before = day.year
        places.append((day, y))
        if len(row) == 1:
            is_named = lanes.of(row[0].layer, row[0].category) in named_lanes
            y += LINE * (len(_lines_of_label(row[0])) - 1 + is_named)
        y += ROW
    at = partial(_interpolated, places)
    free = {layer: [0.0] * steps for layer, steps in STEPS.items()}
    marks: list[tuple[LaneKind | None, Mark]] = []
    for row, (_, place) in zip(rows, places, strict=True):
        if len(row) > 1:
            marks.append((None, _group_mark(row, place, catalogues)))
            continue
        lane = lanes.of(row[0].layer, row[0].category)
        mark = _item_mark(row[0], place, at, free[row[0].layer], known)
        marks.append((lane, _with_lane_name(mark) if lane in named_lanes else mark))
    return Tall(WIDTH, round(y, 1), tuple(marks), tuple(marked), tuple(COLUMNS.values()))


def _rows(items: Sequence[TimelineItem]) -> list[list[TimelineItem]]:
    """The items of each row: one, or those that begin and end in the same month, year or longer."""
    rows = [[item] for item in items]
    for unit in UNITS:
        if len(rows) <= MOST_ROWS:
            break
        held: dict[tuple[tuple[int, ...], ...], list[TimelineItem]] = defaultdict(list)
        for item in items:
            held[tuple(unit(day) if day else () for day in (item.lower, item.upper))].append(item)
        rows = [
            row
            for group in held.values()
            for row in ([group] if len(group) > MOST_UNMERGED else [[item] for item in group])
        ]
        # Groups that begin together may end at different times, so rows are put in order again.
        rows.sort(key=lambda row: row[0].sort_key)
    return rows


def _group_mark(group: Sequence[TimelineItem], row: float, catalogues: Sequence[Catalogue]) -> Mark:
    half, high = CAPSULE
    exact, *_, shorter = counts_of(group) * 2
    # A translation has as much room as the English needs.
    most = max(LABEL_WIDTH, width_of(exact))
    x = COLUMNS[Layer.EVENT] + STEP
    return Mark(
        item=group[0],
        shapes=(Shape("capsule", "cl", (x, round(row, 1), half, high)),),
        label=exact if widest(exact, catalogues) <= most else shorter,
        label_at=(LABEL, round(row + 4, 1)),
        anchor="start",
        hit=(x - half - 4, round(row - 12, 1), WIDTH - x + half + 4, 24),
        count=len(group),
        lead=(x + half + 4, round(row, 1), LABEL - 4, round(row, 1)),
    )


def _item_mark(
    item: TimelineItem,
    row: float,
    at: partial[float],
    free: list[float],
    known: Mapping[str, date],
) -> Mark:
    days = [known[source] for source in item.sources if source in known]
    edge = max(at(max(days)), row + 24) if days else row + 24

    def along(day: date) -> float:
        # An item begins at its row; a point lies entirely on it.
        begins = item.first_day
        return row if day <= begins or is_point(item) else max(row + 2.0, at(day))

    made = shapes(item, Line(along, 0.0, row - 24, edge))
    first, last = reach(made)
    vacant = (k for k, taken in enumerate(free) if taken <= first)
    # If all are taken, the column that becomes free first.
    column = next(vacant, min(range(len(free)), key=free.__getitem__))
    free[column] = last + 6
    x = COLUMNS[item.layer] + column * STEP
    label, *further = _lines_of_label(item)
    return Mark(
        item=item,
        shapes=tuple(transposed(shifted(shape, x)) for shape in made),
        label=label,
        further=tuple(further),
        chinese=_lines_in_chinese(item, 1 + len(further)) if item.title_zh else (),
        caveat=item.caveat,
        label_at=(LABEL, round(row + 4, 1)),
        anchor="start",
        hit=(
            COLUMNS[item.layer] - 12,
            round(row - 12, 1),
            WIDTH - COLUMNS[item.layer] + 12,
            24 + LINE * len(further),
        ),
        lead=(x + 8, round(row, 1), LABEL - 4, round(row, 1)),
    )


def _with_lane_name(mark: Mark) -> Mark:
    """The mark, with space for the name of its lane below the last line of its label."""
    left, top, width, height = mark.hit
    return replace(mark, names_lane=True, hit=(left, top, width, height + LINE))


def _lines_of_label(item: TimelineItem) -> tuple[str, ...]:
    return lines_of(titled(item), LABEL_WIDTH, LABEL_WIDTH - width_of(caveat_suffix(item)))


def _lines_in_chinese(item: TimelineItem, rows: int) -> tuple[str, ...]:
    """The lines of an item's label in Chinese, at most `rows` of them."""
    last = LABEL_WIDTH - width_of(caveat_suffix(item))
    return lines_of(item.title_zh, LABEL_WIDTH, last, rows)


def _interpolated(places: Sequence[tuple[date, float]], day: date) -> float:
    """The vertical position of a day, interpolated between the rows."""
    following = bisect_left(places, day, key=itemgetter(0))
    if following == 0:
        return places[0][1]
    if following == len(places):
        return places[-1][1] + ROW / 2
    (before, above), (after, below) = places[following - 1], places[following]
    share = (day - before).days / max(1, (after - before).days)
    return round(above + (below - above) * share, 1)
