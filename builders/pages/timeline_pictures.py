"""The pictures of a timeline: across on a wide page, down on a phone, and a strip for other pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from builders.model.timeline import Layer, TimelineItem
from builders.pages.timeline_drawing import (
    ROW,
    Drawing,
    Lane,
    Line,
    Mark,
    Scale,
    Shape,
    Tick,
    groups,
    is_point,
    place_in_rows,
    reach,
    shapes,
    short,
    turned,
    width_of,
)

WIDE = 1180.0
LABELS = 172.0
"""What the names of the lanes take of the width."""
LANE_GAP = 7.0
LANE_TOP = 10.0
LANE_INSET = 8.0
AXIS = 30.0
CAPSULE = (13.0, 9.0)
"""Half the width and half the height of one that counts fewer than ten."""
DIGIT = 4.0
BESIDE = 9.0
"""Between a mark and its label."""

TALL = 360.0
TALL_ROW = 26.0
TALL_YEAR = 8.0
"""Further room above the first entry of a year."""
TALL_QUIET = 18.0
"""Further room where years are left out."""
COLUMNS = {Layer.DOCUMENT: 48.0, Layer.EVENT: 64.0, Layer.TEXT: 108.0}
COLUMN_STEP = 8.0
COLUMN_STEPS = {Layer.DOCUMENT: 1, Layer.EVENT: 5, Layer.TEXT: 2}
"""How many things of a layer that last at the same time are drawn side by side."""
TALL_LABEL = 136.0
TALL_LETTERS = 38

STRIP = 574.0
STRIP_ROWS = 6


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


def lane_of(item: TimelineItem) -> LaneKind:
    """The lane of an item."""
    return next(lane for lane in LANES if lane.holds(item))


def years(items: Iterable[TimelineItem]) -> tuple[int, int]:
    """The first and the last year in which anything is known."""
    known = [day.year for item in items for day in (item.lower, item.upper) if day]
    return (min(known), max(known)) if known else (2000, 2000)


def wide(items: Sequence[TimelineItem], known: Mapping[str, date]) -> Drawing:
    """Time runs across; a lane for each kind of thing.

    Args:
        items: What is drawn, in order.
        known: Of each source the last day that it can know of.
    """
    first, last = years(items)
    first -= first % 5
    scale = Scale(date(first, 1, 1), date(last + 1, 1, 1), LABELS, WIDE - 12)
    lanes: list[Lane] = []
    top = LANE_TOP
    for kind in LANES:
        held = [item for item in items if kind.holds(item)]
        if held:
            lanes.append(_lane(kind, held, scale, top, known))
            top += lanes[-1].height + LANE_GAP
    ticks = tuple(
        Tick(scale.at(date(year, 1, 1)), str(year) if year % 5 == 0 else "")
        for year in range(first, last + 1)
    )
    return Drawing(WIDE, round(top + AXIS - LANE_GAP, 1), tuple(lanes), ticks, first, last)


def _lane(
    kind: LaneKind,
    items: Sequence[TimelineItem],
    scale: Scale,
    top: float,
    known: Mapping[str, date],
) -> Lane:
    made = [
        _drafts(group, Line(scale.at, 0.0, LABELS, _known(group[0], scale, known)))
        for group in groups(items, scale.at)
    ]
    places = place_in_rows([(draft.first, draft.last) for draft in drafts] for drafts in made)
    marks: list[Mark] = []
    more = used = 0
    for drafts, place in zip(made, places, strict=True):
        if place is None:
            more += len(drafts[0].group)
            continue
        row, choice = place
        used = max(used, row + 1)
        marks.append(drafts[choice].at(top + LANE_INSET + ROW * (row + 0.5)))
    # The name of a lane, in two lines, needs two rows.
    height = 2 * LANE_INSET + ROW * max(2, used)
    return Lane(kind.key, kind.name, kind.chinese, round(top, 1), height, tuple(marks), more)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A mark with its label, not yet in a row."""

    group: Sequence[TimelineItem]
    shapes: tuple[Shape, ...]
    label: str
    x: float
    anchor: str
    first: float
    last: float

    def at(self, y: float) -> Mark:
        """The mark in its row."""
        return Mark(
            item=self.group[0],
            shapes=tuple(_lowered(shape, y) for shape in self.shapes),
            label=self.label,
            label_at=(round(self.x, 1), round(y + 4, 1)),
            anchor=self.anchor,
            hit=(
                round(self.first - 4, 1),
                round(y - 12, 1),
                round(self.last - self.first + 8, 1),
                24,
            ),
            count=len(self.group),
        )


def _drafts(group: Sequence[TimelineItem], line: Line) -> list[_Draft]:
    """A mark with its label on the right, and on the left, as far as there is room."""
    if len(group) == 1:
        made = shapes(group[0], line)
        first, last = reach(made)
        label = short(group[0].title)
    else:
        middles = [sum(reach(shapes(item, line))) / 2 for item in group]
        middle = (middles[0] + middles[-1]) / 2
        # A capsule reaches from the first of its marks to the last.
        half = max(
            CAPSULE[0] + DIGIT * (len(str(len(group))) - 1),
            (middles[-1] - middles[0]) / 2 + CAPSULE[1],
        )
        first, last = round(middle - half, 1), round(middle + half, 1)
        made = [Shape("capsule", "cl", (round(middle, 1), 0.0, round(half, 1), CAPSULE[1]))]
        label = _count(group)
    width = width_of(label)
    right, left = last + BESIDE, first - BESIDE
    drafts: list[_Draft] = []
    if right + width <= WIDE - 8:
        drafts.append(_Draft(group, tuple(made), label, right, "start", first, right + width))
    if left - width >= LABELS or not drafts:
        drafts.append(_Draft(group, tuple(made), label, left, "end", left - width, last))
    return drafts


def _count(group: Sequence[TimelineItem]) -> str:
    first, last = years(group)
    what = {Layer.DOCUMENT: "documents", Layer.EVENT: "events", Layer.TEXT: "dates"}
    span = f"of {first}" if first == last else f"{first} to {last}"
    return f"{what[group[0].layer]}, {span}" if first != last else f"{what[group[0].layer]} {span}"


def _known(item: TimelineItem, scale: Scale, known: Mapping[str, date]) -> float:
    """Up to where its sources can know of it; of a thing that rests on works, to the end."""
    days = [known[source] for source in item.sources if source in known]
    return scale.at(max(days)) if days else scale.end


def _lowered(shape: Shape, y: float) -> Shape:
    """The shape moved down."""
    match shape.kind:
        case "circle":
            x, across, radius = shape.points
            points: tuple[float, ...] = (x, across + y, radius)
        case "capsule":
            x, across, half, high = shape.points
            points = (x, across + y, half, high)
        case _:
            points = tuple(
                round(value + y, 1) if k % 2 else value for k, value in enumerate(shape.points)
            )
    return Shape(shape.kind, shape.css, points, shape.opacity)


@dataclass(frozen=True, slots=True)
class Year:
    """A year beside the picture for phones."""

    y: float
    label: str
    quiet: bool
    """Whether years before it are left out."""


@dataclass(frozen=True, slots=True)
class Tall:
    """The picture for phones: time runs down, each thing has a row of its own."""

    width: float
    height: float
    marks: tuple[tuple[str, Mark], ...]
    """Each with the key of its lane."""
    years: tuple[Year, ...]
    rails: tuple[tuple[float, str], ...]
    """Where the columns run, and their letters."""


def tall(items: Sequence[TimelineItem], known: Mapping[str, date]) -> Tall:
    """One row after the other. Between rows time runs at its own pace, quiet years folded."""
    places: list[tuple[date, float]] = []
    ys: list[float] = []
    marked: list[Year] = []
    y, before = 40.0, None
    for item in items:
        day = item.lower or item.upper or date.min
        if before is None or day.year != before:
            quiet = before is not None and day.year > before + 1
            y += TALL_QUIET if quiet else TALL_YEAR
            marked.append(Year(round(y, 1), str(day.year), quiet))
            before = day.year
        places.append((day, y))
        ys.append(y)
        y += TALL_ROW
    at = partial(_between, places)
    marks: list[tuple[str, Mark]] = []
    free = {layer: [0.0] * steps for layer, steps in COLUMN_STEPS.items()}
    for item, row in zip(items, ys, strict=True):
        marks.append((lane_of(item).key, _tall_mark(item, row, at, free[item.layer], known)))
    rails = tuple((x, layer.value[0].upper()) for layer, x in COLUMNS.items())
    return Tall(TALL, round(y, 1), tuple(marks), tuple(marked), rails)


def _tall_mark(
    item: TimelineItem,
    row: float,
    at: partial[float],
    free: list[float],
    known: Mapping[str, date],
) -> Mark:
    days = [known[source] for source in item.sources if source in known]
    edge = max(at(max(days)), row + 24) if days else row + 24

    def along(day: date) -> float:
        # The row is where it begins, and all that a point has.
        begins = item.lower or item.upper or date.min
        return row if day <= begins or is_point(item) else max(row + 2.0, at(day))

    made = shapes(item, Line(along, 0.0, row - 24, edge))
    first, last = reach(made)
    vacant = (k for k, taken in enumerate(free) if taken <= first)
    # Where all are taken, the one that is so for the shortest time.
    column = next(vacant, min(range(len(free)), key=free.__getitem__))
    free[column] = last + 6
    x = COLUMNS[item.layer] + column * COLUMN_STEP
    return Mark(
        item=item,
        shapes=tuple(turned(_lowered(shape, x)) for shape in made),
        label=short(item.title, TALL_LETTERS),
        label_at=(TALL_LABEL, round(row + 4, 1)),
        anchor="start",
        hit=(COLUMNS[item.layer] - 12, round(row - 12, 1), TALL - COLUMNS[item.layer] + 12, 24),
        lead=(x + 8, round(row, 1), TALL_LABEL - 4, round(row, 1)),
    )


def _between(places: Sequence[tuple[date, float]], day: date) -> float:
    """Where a day stands among the rows."""
    low, high = 0, len(places)
    while low < high:
        middle = (low + high) // 2
        if places[middle][0] < day:
            low = middle + 1
        else:
            high = middle
    if low == 0:
        return places[0][1]
    if low == len(places):
        return places[-1][1] + TALL_ROW / 2
    (before, above), (after, below) = places[low - 1], places[low]
    share = (day - before).days / max(1, (after - before).days)
    return round(above + (below - above) * share, 1)


def strip(
    items: Sequence[TimelineItem], known: Mapping[str, date], now: date | None = None
) -> Drawing | None:
    """A small picture without labels, for a page on something else; None for nothing to draw."""
    if not items:
        return None
    first, last = years(items)
    if now:
        first, last = min(first, now.year), max(last, now.year)
    scale = Scale(date(first, 1, 1), date(last + 1, 1, 1), 12, STRIP - 12)
    drafts = list(_strip_marks(items, scale, known))
    places = place_in_rows(([(low, high)] for _, _, low, high in drafts), STRIP_ROWS)
    rows = [place[0] if place else None for place in places]
    marks = tuple(
        Mark(
            item=item,
            shapes=tuple(_lowered(shape, 10 + 14 * row) for shape in made),
            label="",
            label_at=(0, 0),
            anchor="start",
            hit=(round(low - 5, 1), 3 + 14 * row, round(high - low + 10, 1), 14),
        )
        for (item, made, low, high), row in zip(drafts, rows, strict=True)
        if row is not None
    )
    used = 1 + max((row for row in rows if row is not None), default=0)
    height = 14.0 * used + 6
    step = 1 if last - first < 12 else 5  # noqa: PLR2004  # a dozen labels fit
    ticks = tuple(
        Tick(scale.at(date(year, 1, 1)), str(year) if year % step == 0 else "")
        for year in range(first, last + 1)
    )
    lane = Lane("strip", "", "", 0, height, marks, sum(row is None for row in rows))
    place = scale.at(now) if now else None
    return Drawing(STRIP, height + 22, (lane,), ticks, first, last, place)


def _strip_marks(
    items: Sequence[TimelineItem], scale: Scale, known: Mapping[str, date]
) -> Iterator[tuple[TimelineItem, list[Shape], float, float]]:
    for item in items:
        made = shapes(item, Line(scale.at, 0.0, 0.0, _known(item, scale, known)))
        yield item, made, *reach(made)
