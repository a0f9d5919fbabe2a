"""What a picture of the timeline is made of: lanes of marks with their labels, above an axis.

Values only; `timeline-drawing.html` writes them as SVG.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from textwrap import wrap

from builders.model.timeline import TimelineItem

YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500)
"""What years with numbers on the axis may be apart."""
FINE = 150
"""Of so many years each has a tick."""
FEW = 2
"""Of so many each quarter has one, and the year that follows its number."""
QUARTERS = (4, 7, 10)
"""The months with which the further ones begin."""
NAME = 22
"""Letters of a lane's name in one line."""


@dataclass(frozen=True, slots=True)
class Shape:
    """One line, circle, capsule or arrowhead."""

    kind: str
    """line, circle, capsule or head."""
    css: str
    points: tuple[float, ...]
    """Of a line its two ends, of a circle centre and radius, of a capsule centre and half of its
    width and height, of a head its three corners."""
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing on the picture, or a capsule of several, with its label."""

    item: TimelineItem
    shapes: tuple[Shape, ...]
    label: str
    label_at: tuple[float, float]
    anchor: str
    """start or end."""
    hit: tuple[float, float, float, float]
    """Left, top, width and height of what can be pressed."""
    count: int = 1
    lead: tuple[float, float, float, float] | None = None
    """A hairline from a mark to a label that stands apart."""
    title: str = ""
    """What a capsule without a label holds."""
    second: str = ""
    """A second line of its label."""
    chinese: tuple[str, ...] = ()
    """The lines of its label on a page in Chinese, where they are others."""
    caveat: str = ""
    """What is said behind its label: of an event that it is `reported` or `planned`."""
    names_lane: bool = False
    """Whether the name of its lane stands below its label."""


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane of the picture."""

    key: str
    name: str
    chinese: str
    top: float
    height: float
    marks: tuple[Mark, ...]
    more: int = 0
    """How many things of it found no room."""

    @property
    def lines(self) -> tuple[str, ...]:
        """Its name beside it: in two lines if it is long, the second in the place of the Chinese."""
        return tuple(wrap(self.name, NAME, max_lines=2, placeholder=" …"))

    @property
    def lines_zh(self) -> tuple[str, ...]:
        """The same where the page is in Chinese."""
        return (self.chinese,) if self.chinese else self.lines


@dataclass(frozen=True, slots=True)
class Tick:
    """A year on the axis, or a quarter of one."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A whole picture."""

    width: float
    height: float
    lanes: tuple[Lane, ...]
    ticks: tuple[Tick, ...]
    first: int
    last: int
    now: tuple[float, float] | None = None
    """From where to where the document reaches whose picture it is; a day is one place."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Days to pixels along one line."""

    first: date
    last: date
    begin: float
    end: float

    def at(self, day: date) -> float:
        """Where a day begins; what lies beyond the ends stands at the ends."""
        whole = max(1, (self.last - self.first).days)
        share = (day - self.first).days / whole
        return round(self.begin + (self.end - self.begin) * min(1.0, max(0.0, share)), 1)


def years(items: Iterable[TimelineItem]) -> tuple[int, int]:
    """The first and the last year in which anything is known."""
    known = [day.year for item in items for day in (item.lower, item.upper) if day]
    return (min(known), max(known)) if known else (2000, 2000)


def begins(first: int) -> int:
    """The year with which a picture begins: a round one."""
    return max(1, first - first % 5)


def scale_of(first: int, last: int, begin: float, end: float) -> Scale:
    """From the beginning of one year to the end of another."""
    return Scale(date(first, 1, 1), _end(last), begin, end)


def ticks(scale: Scale, first: int, last: int, labelled: int) -> tuple[Tick, ...]:
    """Years on the axis, about so many of them with their number; of few years their quarters, too."""
    step = next((n for n in YEAR_STEPS if (last - first) <= labelled * n), YEAR_STEPS[-1])
    fine = 1 if (last - first) <= FINE else step
    made = [
        Tick(scale.at(date(year, 1, 1)), str(year) if year % step == 0 else "")
        for year in range(first, last + 1)
        if year % fine == 0
    ]
    if last - first < FEW:
        quarters = (date(year, month, 1) for year in range(first, last + 1) for month in QUARTERS)
        made += [Tick(scale.at(day), "") for day in quarters]
        # One year by itself would not say how long it is.
        made += [Tick(scale.end, str(last + 1))] if last < date.max.year else []
    return tuple(sorted(made, key=lambda tick: tick.at))


def known_to(item: TimelineItem, scale: Scale, known: Mapping[str, date]) -> float:
    """Up to where its sources can know of it; of a thing that rests on works, to the end."""
    days = [known[source] for source in item.sources if source in known]
    return scale.at(max(days)) if days else scale.end


def _end(year: int) -> date:
    return date.max if year == date.max.year else date(year + 1, 1, 1)
