"""The parts of a timeline drawing: lanes of labelled marks above an axis.

These are plain values; `timeline-drawing.html` writes them as SVG.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from builders.model.timeline import TimelineItem

YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
"""Distances that labelled years on the axis may have."""
MOST_YEAR_TICKS = 150
"""Up to a range of this many years, each year has a tick."""
MOST_QUARTERED_YEARS = 2
"""For at most this many years, quarters have ticks too, and the following year is labelled."""
QUARTERS = (4, 7, 10)
"""First months of the quarters that do not begin with the year."""
NAME_LENGTH = 22
"""Characters of a lane's name in one line."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One line, circle, capsule or arrowhead."""

    kind: str
    """line, circle, capsule or head."""
    css: str
    points: tuple[float, ...]
    """Of a line its two ends; of a circle its centre and radius; of a capsule its centre, half its
    width and half its height; of a head its three corners."""
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark for one item, or a capsule for several, with its label."""

    item: TimelineItem
    shapes: tuple[Shape, ...]
    label: str
    label_at: tuple[float, float]
    anchor: str
    """SVG's `text-anchor` of the label: start or end."""
    hit: tuple[float, float, float, float]
    """Left, top, width and height of the clickable area."""
    count: int = 1
    lead: tuple[float, float, float, float] | None = None
    """A hairline from the mark to a label at some distance, by its two ends."""
    title: str = ""
    """What a capsule without a label contains, in words."""
    further: tuple[str, ...] = ()
    """The second and any further lines of the label."""
    chinese: tuple[str, ...] = ()
    """The lines of the label on a page in Chinese, where they differ."""
    caveat: str = ""
    """What follows the label of an event that did not certainly happen: `reported`, `planned`."""
    names_lane: bool = False
    """Whether the name of the lane stands below the label."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane of the drawing."""

    key: str
    name: str
    chinese: str
    top: float
    height: float
    marks: tuple[Mark, ...]
    more: int = 0
    """How many items of the lane found no room."""

    @property
    def lines(self) -> tuple[str, ...]:
        """The name in one or two lines; a second line takes the place of the Chinese name."""
        return tuple(wrap(self.name, NAME_LENGTH, max_lines=2, placeholder=" …"))

    @property
    def lines_zh(self) -> tuple[str, ...]:
        """The lines of the name on a page in Chinese, as the template's translation reads them."""
        return (self.chinese,) if self.chinese else self.lines


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis, or a quarter of one."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole drawing."""

    width: float
    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    first: int
    last: int
    now: tuple[float, float] | None = None
    """Where the document stands that the drawing is for: the two ends, equal for a single day."""


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear scale from days to pixels."""

    first: date
    last: date
    begin: float
    end: float

    def at(self, day: date) -> float:
        """The position at which a day begins; days outside the scale are clamped to its ends."""
        whole = max(1, (self.last - self.first).days)
        share = (day - self.first).days / whole
        return round(self.begin + (self.end - self.begin) * min(1.0, max(0.0, share)), 1)


def years(items: Iterable[TimelineItem]) -> tuple[int, int]:
    """The first and last year of any known bound of the items; 2000 if none is known."""
    known = [day.year for item in items for day in (item.lower, item.upper) if day]
    return (min(known), max(known)) if known else (2000, 2000)


def first_year_drawn(first: int) -> int:
    """The first year of a drawing: the multiple of five at or before this year."""
    return max(1, first - first % 5)


def scale_of(first: int, last: int, begin: float, end: float) -> Scale:
    """The scale from the beginning of one year to the end of another."""
    return Scale(date(first, 1, 1), _end(last), begin, end)


def ticks(scale: Scale, first: int, last: int, labelled: int) -> tuple[Tick, ...]:
    """The ticks for years, about `labelled` of them with labels; for few years also quarters."""
    step = next((n for n in YEAR_STEPS if (last - first) <= labelled * n), YEAR_STEPS[-1])
    fine = 1 if (last - first) <= MOST_YEAR_TICKS else step
    made = [
        Tick(scale.at(date(year, 1, 1)), str(year) if year % step == 0 else "")
        for year in range(first, last + 1)
        if year % fine == 0
    ]
    if last - first < MOST_QUARTERED_YEARS:
        quarters = (date(year, month, 1) for year in range(first, last + 1) for month in QUARTERS)
        made += [Tick(scale.at(day), "") for day in quarters]
        # A single label would not show how long a year is.
        made += [Tick(scale.end, str(last + 1))] if last < date.max.year else []
    return tuple(sorted(made, key=lambda tick: tick.at))


def known_until(item: TimelineItem, scale: Scale, known: Mapping[str, date]) -> float:
    """Up to where an item's sources can know of it; without sources, the end of the scale."""
    days = [known[source] for source in item.sources if source in known]
    return scale.at(max(days)) if days else scale.end


def _end(year: int) -> date:
    return date.max if year == date.max.year else date(year + 1, 1, 1)
