"""A histogram of when items begin, drawn behind the brush that selects a range of time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from builders.model.timeline import TimelineItem
from builders.pages.timeline.drawing import first_year_drawn, years

HEIGHT = 34.0
WIDTH = 1000.0
MOST_BARS = 160
"""Bars at most; where there are more years, several share a bar."""


@dataclass(frozen=True, slots=True)
class Density:
    """The bars as SVG path data in a box of `WIDTH` by `HEIGHT`, with the first and last year."""

    first: int
    last: int
    path: str
    height: float = HEIGHT
    width: float = WIDTH


def density(items: Iterable[TimelineItem]) -> Density:
    """The histogram: a bar for each year, or for several if there are very many years.

    Heights are proportional to the square root of the counts, so that one item in a quiet year
    can be seen beside a hundred in another.
    """
    items = tuple(items)
    first, last = years(items)
    first = first_year_drawn(first)
    step = -(-(last - first + 1) // MOST_BARS)
    counts = Counter(
        (day.year - first) // step for item in items if (day := item.lower or item.upper)
    )
    most = max(counts.values(), default=1)
    width = WIDTH * step / (last - first + 1)
    bars = (
        f"M{round(width * (k + 0.12), 1):g} {HEIGHT:g}"
        f"V{round(HEIGHT - (HEIGHT - 3) * (count / most) ** 0.5, 1):g}"
        f"h{round(width * 0.76, 1):g}V{HEIGHT:g}z"
        for k, count in sorted(counts.items())
    )
    return Density(first, last, "".join(bars))
