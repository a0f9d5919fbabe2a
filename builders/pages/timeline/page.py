"""The timeline of the whole edition: its drawings, and the list they are drawn from.

A list too long for one page is split by decade, year or month into pages that the timeline's own
page links to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from builders import dates
from builders.interface.catalogue import CHINESE
from builders.model.page import Page
from builders.model.publication import Publication
from builders.model.timeline import Layer, Period, TimelineItem
from builders.pages import addresses
from builders.pages.names_in_languages import catalogues
from builders.pages.timeline.density import density
from builders.pages.timeline.drawing import Drawing, years
from builders.pages.timeline.lanes import NAMES, LaneKind, Lanes
from builders.pages.timeline.rows import Row, Rows
from builders.pages.timeline.tall_drawing import Tall, draw_tall
from builders.pages.timeline.wide_drawing import draw_wide
from builders.timeline.order import without_folded

DISPLAYS = ()  # see `builders.model.page.Unit`
SCRIPT = "assets/js/timeline.js"
DOWNLOADS = (
    ("timeline.json", "JSON"),
    ("timeline.csv", "CSV"),
    ("timeline.ics", "Calendar"),
    ("timelinejs.json", "TimelineJS"),
)
MOST_SHOWN = 2_000
"""Entries in a download whose program shows each one: calendars and TimelineJS cannot use more."""
WITHOUT_TEXTS = " (documents and events only)"
"""Note on a download from which dates in texts are left out for this reason."""


@dataclass(frozen=True, slots=True)
class Year:
    """The rows of one year."""

    label: str
    anchor: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """A lane that readers can choose to see."""

    lane: LaneKind
    count: int


@dataclass(frozen=True, slots=True)
class PeriodLink:
    """A link to a page of the list."""

    label: str
    href: str
    count: int


@dataclass(frozen=True, slots=True)
class Decade:
    """The pages of the list for one decade."""

    label: str
    count: int
    periods: tuple[PeriodLink, ...]


def pages(publication: Publication) -> Iterator[Page]:
    """The page of the timeline, and the pages of its list if it is long."""
    yield _timeline_page(publication)
    periods = publication.timeline.periods
    for k, period in enumerate(periods):
        uri = addresses.timeline(period.key)
        rows = Rows(publication, uri)
        before = periods[k - 1] if k else None
        after = periods[k + 1] if k + 1 < len(periods) else None
        yield Page(
            uri,
            "timeline-period.html",
            f"Timeline, {period_label(period)}",
            {
                "label": period_label(period),
                "count": len(period.items),
                "years": tuple(_by_year(rows.row(item) for item in period.items)),
                "whole_href": addresses.link(uri, addresses.TIMELINE),
                "before": _period_link(uri, before, period_label(before)) if before else None,
                "after": _period_link(uri, after, period_label(after)) if after else None,
            },
            metadata={"section": "timeline/"},
        )


def _timeline_page(publication: Publication) -> Page:
    uri = addresses.TIMELINE
    timeline = publication.timeline
    items = without_folded(timeline.items)
    rows = Rows(publication, uri)
    first, last = years(items)
    lanes = Lanes(publication.settings.lanes)
    # Most labels are titles, which are the same in all languages but Chinese. In that they are made
    # as wide as in English.
    others = [words for code, words in publication.shared(catalogues).items() if code != CHINESE]
    across = draw_wide(items, timeline.last_days_known, lanes, others) if items else None
    down = draw_tall(items, timeline.last_days_known, lanes, others) if items else None
    return Page(
        uri,
        "timeline.html",
        "Timeline",
        {
            "filters": tuple(Filter(lane, len(those)) for lane, those in lanes.held(items).items()),
            "categories": [
                (category.id, category.name, category.name_zh)
                for lane in publication.settings.lanes
                for category in lane.categories
            ],
            "count": len(items),
            "folded": len(timeline.items) - len(items),
            "layers": tuple(_layers(items)),
            "first": first,
            "last": last,
            "when": _years_in_words(items),
            "wide": across,
            "tall": down,
            "hrefs": _hrefs(timeline.period_of, across, down),
            "density": density(items) if items else None,
            "years": () if timeline.periods else tuple(_by_year(map(rows.row, items))),
            "decades": tuple(_decades(timeline.periods)),
            "script_href": addresses.link(uri, SCRIPT),
            "downloads": tuple(
                (addresses.link(uri, f"timeline/{name}"), label)
                for name, label in _downloads(timeline.items)
            ),
        },
        description=description(items) if items else None,
        metadata={"section": "timeline/"},
    )


def description(items: Sequence[TimelineItem]) -> str:
    """The layers that have items, and their years: `Events and dates, 1921 to 1930.`."""
    *most, last = (NAMES[layer] for layer, _ in _layers(items))
    what = f"{', '.join(most)} and {last}" if most else last
    return f"{what.capitalize()}, {_years_in_words(items)}."


def _years_in_words(items: Sequence[TimelineItem]) -> str:
    first, last = years(items)
    return dates.display(f"{first:04}/{last:04}" if first < last else f"{first:04}")


def _layers(items: Sequence[TimelineItem]) -> Iterator[tuple[Layer, int]]:
    """Each layer that has items, with their number."""
    counts = Counter(item.layer for item in items)
    return ((layer, counts[layer]) for layer in Layer if counts[layer])


def _downloads(items: Iterable[TimelineItem]) -> Iterator[tuple[str, str]]:
    """The downloads and their labels; two say so if they leave out dates in texts."""
    every = tuple(items)
    closed = sum(item.lower is not None and item.upper is not None for item in every)
    counts = {"timeline.ics": closed, "timelinejs.json": len(every)}
    has_texts = any(item.layer is Layer.TEXT for item in every)
    for name, label in DOWNLOADS:
        is_cut = has_texts and counts.get(name, 0) > MOST_SHOWN
        yield name, f"{label}{WITHOUT_TEXTS}" if is_cut else label


def _hrefs(
    period_of: Mapping[str, str], across: Drawing | None, down: Tall | None
) -> dict[str, str]:
    """Where the marks of both drawings lead, by id of the item."""
    marks = [
        *(mark for lane in (across.lanes if across else ()) for mark in lane.marks),
        *(mark for _, mark in (down.marks if down else ())),
    ]
    return {
        mark.item.id: addresses.link(
            addresses.TIMELINE, addresses.timeline(period_of[mark.item.id]), mark.item.id
        )
        if mark.item.id in period_of
        else f"#{mark.item.id}"
        for mark in marks
    }


def _decades(periods: Iterable[Period]) -> Iterator[Decade]:
    for label, group in groupby(periods, key=lambda period: period.decade):
        links = tuple(
            _period_link(addresses.TIMELINE, period, period_label(period)) for period in group
        )
        yield Decade(label, sum(one.count for one in links), links)


def _period_link(uri: str, period: Period, label: str) -> PeriodLink:
    return PeriodLink(label, addresses.link(uri, addresses.timeline(period.key)), len(period.items))


def period_label(period: Period) -> str:
    """The label of a period: `1990s`, `2006`, `January 2006, part 2`."""
    if period.key == period.decade:
        # Not EDTF, so there is nothing to put into words (or into Chinese).
        return period.key
    when, _, part = period.key.partition(".")
    return f"{dates.display(when)}, part {part}" if part else dates.display(when)


def _by_year(rows: Iterable[Row]) -> Iterator[Year]:
    def year(row: Row) -> str:
        known = row.item.lower or row.item.upper
        return str(known.year) if known else ""

    for label, group in groupby(rows, key=year):
        yield Year(label, f"y{label}", tuple(group))
