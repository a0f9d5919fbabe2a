"""Excerpts of the timeline for other pages: those of register entries and of sources.

Excerpts are bounded: they show the nearest or most important items and link to the timeline for
the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import quote

from builders import dates
from builders.model.publication import Entry, Publication
from builders.model.timeline import Layer, TimelineItem
from builders.pages import addresses
from builders.pages.backlinks import place
from builders.pages.timeline.drawing import Drawing
from builders.pages.timeline.neighbours import Neighbours, Surroundings, TimeIndex, side_of
from builders.pages.timeline.rows import Row, Rows
from builders.pages.timeline.strip import strip
from builders.timeline.order import without_folded

MOST_LISTED = 60
"""Items listed at most on the page of a register entry."""
MOST_OTHERS = 4
"""Items shown at most on each side of a document, besides events that it reports itself."""
MOST_REPORTED = 5
"""Events that a document reports itself, shown at most on each side of it."""
SIDE_NAMES = {"before": "Before it", "during": "At the time", "after": "After it"}


@dataclass(frozen=True, slots=True)
class EntryTimeline:
    """The items of the timeline that concern a register entry."""

    rows: tuple[Row, ...]
    picture: Drawing | None
    href: str
    """The timeline filtered by the entry."""
    count: int
    """How many items there are in all."""
    listed: frozenset[str]
    """Ids of the items listed."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An item near a document in time."""

    item: TimelineItem
    words: str
    datetime: str
    """Value for HTML's `time` element; empty if the date is not a year, month or day."""
    href: str
    here: tuple[tuple[str, str], ...]
    """Paragraphs of the document that are evidence for the item: their names and addresses."""


@dataclass(frozen=True, slots=True)
class Side:
    """The items shown before, during or after a document."""

    name: str
    moments: tuple[Moment, ...]
    more: int
    """How many further items lie there."""
    href: str
    """The timeline filtered to that side of the document."""


@dataclass(frozen=True, slots=True)
class SourceTimeline:
    """A document in its time: the document itself and the items around it."""

    own: Moment
    sides: tuple[Side, ...]
    picture: Drawing | None
    href: str
    """The timeline filtered by the source."""
    listed: frozenset[str]
    """Ids of the items listed."""


def timeline_of(
    publication: Publication, entity: str, from_uri: str = "", rows: Rows | None = None
) -> EntryTimeline:
    """The excerpt of the timeline for the page of a register entry.

    Args:
        publication: The publication.
        entity: Id of the entry.
        from_uri: Page that shows the excerpt, below `docs/`.
        rows: Maker of rows shared with other pages; by default a new one for this page.
    """
    timeline = publication.timeline
    items = without_folded(timeline.by_entity.get(entity, ()))
    rows = rows or Rows(publication, from_uri)
    listed = _most_important(items, MOST_LISTED)
    href = addresses.link(from_uri, addresses.TIMELINE)
    return EntryTimeline(
        tuple(rows.row(item) for item in listed),
        strip([("", "", items)], timeline.last_days_known),
        f"{href}?entity={quote(entity)}",
        len(items),
        frozenset(item.id for item in listed),
    )


def _most_important(items: list[TimelineItem], most: int) -> list[TimelineItem]:
    """At most `most` items in order: events are kept first, then documents, then dates in texts."""
    if len(items) <= most:
        return items
    order = (Layer.EVENT, Layer.DOCUMENT, Layer.TEXT)
    kept = {item.id for item in sorted(items, key=lambda item: order.index(item.layer))[:most]}
    return [item for item in items if item.id in kept]


class SourceTimelines:
    """Makes the excerpts of the timeline for sources, over one shared index of its items."""

    def __init__(self, publication: Publication) -> None:
        """Index the timeline of a publication."""
        self._publication = publication
        self._timeline = publication.timeline
        self._index = TimeIndex(publication.timeline.items)

    def of(self, entry: Entry, from_uri: str = "") -> SourceTimeline | None:
        """The items around a source in time, None for a source without a date or neighbours.

        Args:
            entry: The source.
            from_uri: Page that shows the excerpt; by default the source's own.
        """
        uri = from_uri or addresses.source(entry)
        of_source = self._timeline.by_source.get(entry.id, ())
        document = next(
            (item for item in of_source if item.id == f"document-{entry.slug}"),
            None,
        )
        if document is None:
            return None
        events = [item for item in of_source if item.layer is Layer.EVENT]
        sides = tuple(
            _sides(self._index.of(document, MOST_OTHERS + MOST_REPORTED), events, document)
        )
        if not any(those for _, those, _ in sides):
            return None
        maker = _MomentMaker(self._publication, entry, uri)
        ids = {item.id for item in events}
        near = [item for _, items, _ in sides for item in items]
        return SourceTimeline(
            maker.moment(document),
            tuple(
                Side(
                    SIDE_NAMES[name],
                    tuple(map(maker.moment, items)),
                    count - len(items),
                    maker.timeline_href(name, document),
                )
                for name, items, count in sides
                if items
            ),
            strip(
                [
                    ("Told here", "文中", [item for item in near if item.id in ids]),
                    ("Besides", "同时", [item for item in near if item.id not in ids]),
                ],
                self._timeline.last_days_known,
                document,
            ),
            f"{maker.timeline_href()}?source={quote(entry.id)}",
            frozenset(item.id for item in near),
        )


def _sides(
    around: Surroundings, reported: Iterable[TimelineItem], document: TimelineItem
) -> Iterator[tuple[str, list[TimelineItem], int]]:
    """Each side's name, the items shown (reported events and nearest others), and its total."""
    reported = tuple(reported)
    ids = {item.id for item in reported}
    sides: tuple[tuple[str, Neighbours], ...] = (
        ("before", around.before),
        ("during", around.during),
        ("after", around.after),
    )
    for name, seen in sides:
        own = [item for item in reported if side_of(item, document) == name]
        others = [item for item in seen.nearest if item.id not in ids]
        own, others = (
            (own[-MOST_REPORTED:], others[-MOST_OTHERS:])
            if name == "before"
            else (own[:MOST_REPORTED], others[:MOST_OTHERS])
        )
        yield name, sorted((*own, *others), key=lambda item: item.sort_key), seen.count


class _MomentMaker:
    """Makes the `Moment`s of one page."""

    def __init__(self, publication: Publication, entry: Entry, uri: str) -> None:
        self._publication = publication
        self._entry = entry
        self._uri = uri
        self._names = {block.id: place(block) for block in entry.document.blocks}

    def moment(self, item: TimelineItem) -> Moment:
        """The moment of an item near the document."""
        blocks = {one.block for one in item.evidence if one.source == self._entry.id}
        return Moment(
            item,
            dates.display(item.edtf),
            dates.html_datetime(item.edtf),
            self._href(item),
            tuple((name, f"#{block}") for block, name in self._names.items() if block in blocks),
        )

    def timeline_href(self, side: str = "", document: TimelineItem | None = None) -> str:
        """The address of the timeline, whole or filtered to one side of the document."""
        href = addresses.link(self._uri, addresses.TIMELINE)
        if document is None:
            return href
        match side:
            case "before" if document.lower:
                return f"{href}?to={document.lower}"
            case "after" if document.upper:
                return f"{href}?from={document.upper}"
            case "during" if document.lower and document.upper:
                return f"{href}?from={document.lower}&to={document.upper}"
        return href

    def _href(self, item: TimelineItem) -> str:
        """Where an item leads: to the document's page, or into the list, with all its witnesses."""
        if item.layer is Layer.DOCUMENT:
            entry = self._publication.by_id[item.sources[0]]
            return addresses.link(self._uri, addresses.source(entry))
        period = self._publication.timeline.period_of.get(item.id, "")
        return addresses.link(self._uri, addresses.timeline(period), item.id)
