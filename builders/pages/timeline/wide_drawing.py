"""The drawing of a timeline for wide pages: time runs across, with a lane for each kind of item."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from builders.interface.catalogue import Catalogue
from builders.model.timeline import TimelineItem
from builders.pages.timeline.drawing import (
    Drawing,
    Lane,
    Mark,
    Scale,
    Shape,
    first_year_drawn,
    known_until,
    scale_of,
    ticks,
    years,
)
from builders.pages.timeline.lanes import LaneKind, Lanes, counts_of, titled
from builders.pages.timeline.marks import (
    CUT,
    GAP,
    LONGEST_LABEL,
    MANY,
    MOST_ROWS,
    Form,
    Line,
    cut_to,
    groups,
    letters_of,
    letters_within,
    place_in_rows,
    reach,
    shapes,
    shifted,
    short,
    widest,
    width_of,
    width_of_caveat,
)

WIDE = 1060.0
ROW = 25.0
LABELS = 172.0
"""The part of the width that the names of the lanes take."""
LANE_GAP = 7.0
LANE_TOP = 28.0
LANE_INSET = 8.0
AXIS = 30.0
LABELLED = 10
"""About how many years are labelled on the axis."""
CAPSULE = (13.0, 9.0)
"""Half the width and half the height of a capsule whose count has one digit."""
DIGIT = 4.0
MOST_WITHOUT_ROOM = 1_000
"""If more items of a lane than this find no room, those of the same years are drawn as one mark."""
MOST_MARKS = MOST_ROWS * (int(WIDE / GAP) + 1)
"""An upper bound on the marks of a lane, were all as small as can be."""
SHORT_LABEL = 56
"""Characters of a label where the whole title does not fit."""
BESIDE = 9.0
"""Distance between a mark and its label."""


def draw_wide(
    items: Sequence[TimelineItem],
    known: Mapping[str, date],
    lanes: Lanes,
    catalogues: Sequence[Catalogue] = (),
) -> Drawing:
    """The drawing for wide pages.

    Args:
        items: Items to draw, in order.
        known: By id of a source, the last day that it can know of.
        lanes: Lanes of the publication; empty ones are not drawn.
        catalogues: Those of further languages, in which labels need as much room as in English.
    """
    first, last = years(items)
    first = first_year_drawn(first)
    scale = scale_of(first, last, LABELS, WIDE - 12)
    drawn: list[Lane] = []
    top = LANE_TOP
    for kind, held in lanes.held(items).items():
        drawn.append(_lane(kind, held, scale, top, known, catalogues=catalogues))
        top += drawn[-1].height + LANE_GAP
    years_on_it = ticks(scale, first, last, LABELLED)
    return Drawing(WIDE, round(top + AXIS - LANE_GAP, 1), tuple(drawn), years_on_it, first, last)


def _lane(  # noqa: PLR0913  # what is drawn, where, and in which languages it is read
    kind: LaneKind,
    items: Sequence[TimelineItem],
    scale: Scale,
    top: float,
    known: Mapping[str, date],
    *,
    catalogues: Sequence[Catalogue],
) -> Lane:
    def line(item: TimelineItem) -> Line:
        return Line(scale.at, 0.0, LABELS, known_until(item, scale, known))

    grouped = groups(items, cache(scale.at))
    singles = sum(len(group) == 1 for group in grouped)
    made: list[list[_Draft]] = []
    places: list[tuple[int, int] | None] = []
    # More single marks than this cannot all fit, so there is no need to try.
    if singles <= MOST_MARKS + MOST_WITHOUT_ROOM:
        made = [_drafts(group, line(group[0]), catalogues) for group in grouped]
        places = _places(made)
    without = (drafts for drafts, place in zip(made, places, strict=True) if place is None)
    if not made or sum(len(drafts[0].group) for drafts in without) > MOST_WITHOUT_ROOM:
        made = [
            _year_drafts(those, line(those[0]), scale, catalogues)
            if is_crowd
            else _drafts(those, line(those[0]), catalogues)
            for those, is_crowd in _by_years(grouped)
        ]
        places = _places(made)
    marks: list[Mark] = []
    more = used = 0
    for drafts, place in zip(made, places, strict=True):
        if place is None:
            more += len(drafts[0].group)
            continue
        row, choice = place
        used = max(used, row + 1)
        marks.append(drafts[choice].at(top + LANE_INSET + ROW * (row + 0.5)))
    # The name of a lane may take two lines, which need two rows.
    height = 2 * LANE_INSET + ROW * max(2, used)
    return Lane(kind.key, kind.name, kind.chinese, round(top, 1), height, tuple(marks), more)


def _places(made: Iterable[Sequence[_Draft]]) -> list[tuple[int, int] | None]:
    return place_in_rows(
        [Form(draft.first, draft.last, cut=draft.cut) for draft in drafts] for drafts in made
    )


def _by_years(
    made: Iterable[Sequence[TimelineItem]],
) -> list[tuple[Sequence[TimelineItem], bool]]:
    """The groups, with many single items of the same years merged into one, marked by True."""
    found: list[tuple[Sequence[TimelineItem], bool]] = []
    held: dict[tuple[int, int], list[TimelineItem]] = {}
    for group in made:
        if len(group) > 1:
            found.append((group, False))
        else:
            ends = [day.year if day else 0 for day in (group[0].lower, group[0].upper)]
            held.setdefault((ends[0], ends[1]), []).append(group[0])
    for those in held.values():
        if len(those) < MANY:
            found.extend(([item], False) for item in those)
        else:
            found.append((those, True))
    return sorted(found, key=lambda one: one[0][0].sort_key)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A mark with its label, before a row is found for it."""

    group: Sequence[TimelineItem]
    shapes: tuple[Shape, ...]
    label: str
    x: float
    anchor: str
    first: float
    last: float
    cut: bool
    """Whether the label is shortened, so that another row may be worth taking."""
    caveat: str

    def at(self, y: float) -> Mark:
        """The mark, placed in a row at this height."""
        chinese = self.group[0].title_zh if len(self.group) == 1 and self.label else ""
        return Mark(
            item=self.group[0],
            shapes=tuple(shifted(shape, y) for shape in self.shapes),
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
            chinese=(cut_to(chinese, width_of(self.label) + GAP / 2),) if chinese else (),
            caveat=self.caveat,
        )


def _drafts(
    group: Sequence[TimelineItem], line: Line, catalogues: Sequence[Catalogue]
) -> list[_Draft]:
    """The forms that a mark can take: each label it can have, on the right or left, if it fits."""
    if len(group) == 1:
        made = shapes(group[0], line)
        first, last = reach(made)
        forms = _labels(group[0], first, last, catalogues)
    else:
        middles = [sum(reach(shapes(item, line))) / 2 for item in group]
        middle = (middles[0] + middles[-1]) / 2
        # A capsule covers its marks from the first to the last.
        half = max(_half_width(group), (middles[-1] - middles[0]) / 2 + CAPSULE[1])
        first, last = round(middle - half, 1), round(middle + half, 1)
        made = [Shape("capsule", "cl", (round(middle, 1), 0.0, round(half, 1), CAPSULE[1]))]
        forms = counts_of(group)
    return _beside(group, made, forms, (first, last), catalogues)


def _year_drafts(
    group: Sequence[TimelineItem], line: Line, scale: Scale, catalogues: Sequence[Catalogue]
) -> list[_Draft]:
    """The forms of one mark for many items of the same years: a bar, and on it their count."""
    lower = min((item.lower for item in group if item.lower), default=None)
    upper = max((item.upper for item in group if item.upper), default=None)
    first = line.at(lower) if lower else line.edge
    last = line.at(upper) if upper else scale.end
    middle, half = (first + last) / 2, _half_width(group)
    capsule = Shape("capsule", "cl", (round(middle, 1), 0.0, round(half, 1), CAPSULE[1]))
    bar = Shape("line", "bar mu-tl-n", (round(first, 1), 0.0, round(last, 1), 0.0))
    ends = (round(min(first, middle - half), 1), round(max(last, middle + half), 1))
    return _beside(group, [capsule, bar], counts_of(group), ends, catalogues)


def _half_width(group: Sequence[TimelineItem]) -> float:
    return CAPSULE[0] + DIGIT * (len(str(len(group))) - 1)


def _beside(
    group: Sequence[TimelineItem],
    made: Sequence[Shape],
    forms: Iterable[str],
    ends: tuple[float, float],
    catalogues: Sequence[Catalogue],
) -> list[_Draft]:
    """The mark with each form of its label to the right and to the left, where it fits."""
    first, last = ends
    right, left = last + BESIDE, first - BESIDE
    bare = _Draft(group, tuple(made), "", right, "start", first, last, cut=False, caveat="")
    alone = group[0] if len(group) == 1 else None
    behind = width_of_caveat(alone, catalogues) if alone else 0.0
    drafts: list[_Draft] = []
    for k, label in enumerate(forms):
        width = (width_of(label) if alone else widest(label, catalogues)) + behind
        labelled = replace(bare, label=label, cut=k > 0, caveat=alone.caveat if alone else "")
        if right + width <= WIDE - 8:
            drafts.append(replace(labelled, last=right + width))
        if left - width >= LABELS:
            drafts.append(replace(labelled, x=left, anchor="end", first=left - width))
    # No room on either side: the bar spans all of the time shown.
    return drafts or [bare]


def _labels(
    item: TimelineItem, first: float, last: float, catalogues: Sequence[Catalogue]
) -> tuple[str, ...]:
    """The label in decreasing length: whole, as much as fits beside the mark, and short."""
    title = titled(item)
    room = max(WIDE - 8 - last, first - LABELS) - BESIDE - width_of_caveat(item, catalogues)
    letters = letters_within(title, room - width_of(CUT))
    most, least = (letters_of(title, longest) for longest in (LONGEST_LABEL, SHORT_LABEL))
    forms = (
        short(title, longest) for longest in (most, min(most, letters), least) if longest >= least
    )
    return tuple(dict.fromkeys(forms))
