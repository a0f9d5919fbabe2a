"""The timeline in a small drawing: `<!-- muniment: timeline -->`, and of each collection.

Each column is a year, or several years where there are many. Documents are discs, one above the
other, or a bar where there are too many; events and dates in texts are a bar below. Positions along
the time are percentages, so that the drawing has the width of its page and letters keep their size.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from builders.model.publication import Publication
from builders.model.timeline import Layer, TimelineItem
from builders.pages import addresses
from builders.pages.timeline.drawing import YEAR_STEPS, years
from builders.timeline.order import without_folded

MOST_COLUMNS = 60
"""With more columns, discs would overlap on a phone."""
LEAST_COLUMNS = 16
"""With fewer, each would be very wide: empty years are added around those of the items."""
MOST_LABELS = 8
EDGE = 4.0
"""The percentage of the width at each end in which a centred label would hang over."""
MOST_STACKED = 7
"""Discs in one column; where a year has more documents, all columns have bars."""
DISC = 9.0
"""Pixels from the centre of a disc to that of the next, where there is room."""
STACK = 40.0
"""Pixels that the discs of a column, or the bar in their place, may take."""
BAR = 28.0
"""Height of the tallest bar of events, in pixels."""
GAP = 5.0
LABEL = 17.0


@dataclass(frozen=True, slots=True)
class Disc:
    """The disc of one document."""

    item: TimelineItem
    href: str
    y: float


@dataclass(frozen=True, slots=True)
class Column:
    """A year, or several, in which something happened."""

    when: str
    """The years in EDTF."""
    href: str
    """The timeline from the first of the years to the last."""
    left: float
    """Where the column begins, as a percentage of the width."""
    documents: int
    others: int
    """The number of events and dates in texts."""
    discs: tuple[Disc, ...]
    document_bar: float
    """The height of the bar that stands for documents; 0 if they are discs."""
    bar: float
    """The height of the bar of events and dates in texts."""


@dataclass(frozen=True, slots=True)
class Summary:
    """The whole drawing; heights and vertical positions are pixels."""

    columns: tuple[Column, ...]
    labels: tuple[tuple[float, str, str], ...]
    """Years on the axis: the place as a percentage of the width, SVG's `text-anchor`, the label."""
    width: float
    """The width of a column as a percentage."""
    disc: float
    """The height of the area of one disc."""
    foot: float
    """Where documents end: the foot of the lowest discs, or of the bars in their place."""
    axis: float
    height: float
    when: str
    """The years of all items in EDTF."""


def timeline_insertion(publication: Publication, uri: str) -> dict[str, Any]:
    """The context of the insertion `timeline`; its `summary` is None where nothing is dated."""
    return timeline_context(publication, publication.timeline.items, uri)


def timeline_context(
    publication: Publication, every: Iterable[TimelineItem], uri: str
) -> dict[str, Any]:
    """The context of `insertions/timeline.html` for some items of the timeline, at `uri`."""
    items = [
        item for item in without_folded(every) if item.lower is not None or item.upper is not None
    ]
    counts = Counter(item.layer for item in items)

    def href(source: str) -> str:
        return addresses.link(uri, addresses.source(publication.by_id[source]))

    return {
        "summary": summary(items, uri, href) if items else None,
        "timeline_href": addresses.link(uri, addresses.TIMELINE),
        "layers": tuple((layer, counts[layer]) for layer in Layer if counts[layer]),
    }


def summary(items: Sequence[TimelineItem], uri: str, source_href: Callable[[str], str]) -> Summary:
    """The drawing.

    Args:
        items: What to draw, at least one thing.
        uri: The page that shows the drawing.
        source_href: The link from there to a source with this identifier.
    """
    first, last = years(items)
    begin, step, number = _columns_of(first, last)
    held: dict[int, list[TimelineItem]] = defaultdict(list)
    for item in items:
        held[(item.first_day.year - begin) // step].append(item)
    documents = {
        at: [item for item in those if item.layer is Layer.DOCUMENT] for at, those in held.items()
    }
    most = max(map(len, documents.values()))
    most_others = max(len(held[at]) - len(those) for at, those in documents.items())
    has_discs = most <= MOST_STACKED
    pitch = min(DISC, STACK / most) if most else 0.0
    foot = (pitch * most if has_discs else STACK) if most else 0.0
    axis = foot + (GAP + BAR if most_others else GAP / 2)
    timeline = addresses.link(uri, addresses.TIMELINE)
    columns: list[Column] = []
    for at in sorted(held):
        count = len(documents[at])
        others = len(held[at]) - count
        lower, upper = max(1, begin + at * step), begin + at * step + step - 1
        columns.append(
            Column(
                _edtf(lower, upper),
                f"{timeline}?from={lower}&to={upper}",
                round(100 * at / number, 2),
                count,
                others,
                tuple(_discs(documents[at], source_href, foot, pitch)) if has_discs else (),
                0.0 if has_discs else _height(count, most, STACK),
                _height(others, most_others, BAR),
            )
        )
    return Summary(
        tuple(columns),
        tuple(_labels(begin, step, number)),
        round(100 / number, 2),
        round(pitch, 1),
        round(foot, 1),
        round(axis, 1),
        round(axis + LABEL, 1),
        _edtf(first, last),
    )


def _columns_of(first: int, last: int) -> tuple[int, int, int]:
    """The year in which the first column begins, the years of each, and the number of columns."""
    step = next(
        (n for n in YEAR_STEPS if last // n - first // n < MOST_COLUMNS),
        YEAR_STEPS[-1],
    )
    begin = first - first % step
    number = (last - begin) // step + 1
    if number < LEAST_COLUMNS:
        begin = max(1, begin - (LEAST_COLUMNS - number) // 2)
        number = LEAST_COLUMNS
    return begin, step, number


def _labels(begin: int, step: int, number: int) -> Iterator[tuple[float, str, str]]:
    """The labels of the axis: round years, at the middle of their columns except at the edges."""
    span = step * number
    every = next((n for n in YEAR_STEPS if n >= step and span <= MOST_LABELS * n), YEAR_STEPS[-1])
    for at in range(number):
        if (begin + at * step) % every == 0:
            middle = round(100 * (at + 0.5) / number, 2)
            label = str(max(1, begin + at * step))
            if middle < EDGE:
                yield 0.0, "start", label
            elif middle > 100 - EDGE:
                yield 100.0, "end", label
            else:
                yield middle, "middle", label


def _discs(
    documents: Iterable[TimelineItem],
    source_href: Callable[[str], str],
    foot: float,
    pitch: float,
) -> Iterator[Disc]:
    """The discs of a column, from its foot upwards."""
    for k, item in enumerate(documents):
        (source,) = item.sources
        yield Disc(item, source_href(source), round(foot - pitch * (k + 0.5), 1))


def _height(count: int, most: int, room: float) -> float:
    """The height of a bar: by the square root, so that one in a quiet year is seen beside many."""
    return round(room * (count / most) ** 0.5, 1) if count else 0.0


def _edtf(first: int, last: int) -> str:
    return f"{first:04}/{last:04}" if first < last else f"{first:04}"
