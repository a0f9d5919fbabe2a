"""What other pages show of the timeline: an entry of the registers its part, a source its time.

Both are bounded: a page on something else shows the nearest or the weightiest, and leads to the
rest in the timeline itself.
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
from builders.pages.timeline.around import Around, Seen, Surroundings, when
from builders.pages.timeline.drawing import Drawing
from builders.pages.timeline.rows import Row, Rows
from builders.pages.timeline.strip import strip
from builders.timeline.order import shown

LISTED = 60
"""Of what has to do with an entry so many are listed on its page."""
AROUND = 4
"""So many things on either side of a document show what time it is from."""
TOLD = 5
"""So many of those that it tells of itself, besides."""
NAMES = {"before": "Before it", "during": "At the time", "after": "After it"}


@dataclass(frozen=True, slots=True)
class Part:
    """What of the timeline has to do with an entry."""

    rows: tuple[Row, ...]
    picture: Drawing | None
    href: str
    """The timeline with nothing else on it."""
    count: int
    """How many there are in all."""
    listed: frozenset[str]
    """Ids of those that are listed."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One thing near a document."""

    item: TimelineItem
    words: str
    datetime: str
    """For HTML's `time`; empty where a date is no year, month or day."""
    href: str
    here: tuple[tuple[str, str], ...]
    """Where the document itself tells of it: names of its paragraphs, and their addresses."""


@dataclass(frozen=True, slots=True)
class Side:
    """Before, during or after."""

    name: str
    moments: tuple[Moment, ...]
    more: int
    """How many others lie there."""
    href: str
    """The timeline from there."""


@dataclass(frozen=True, slots=True)
class Then:
    """The time of a document."""

    own: Moment
    sides: tuple[Side, ...]
    picture: Drawing | None
    href: str
    """The timeline with what the document tells of."""
    listed: frozenset[str]
    """Ids of those that are listed."""


def timeline_of(
    publication: Publication, entity: str, from_uri: str = "", rows: Rows | None = None
) -> Part:
    """What has to do with an entry of the registers, in order; for its page.

    Args:
        publication: All of it.
        entity: Id of the entry.
        from_uri: The page that shows it, below `docs/`.
        rows: What makes the rows of this and other pages; of this page alone if there is none.
    """
    timeline = publication.timeline
    items = shown(timeline.by_entity.get(entity, ()))
    rows = rows or Rows(publication, from_uri)
    listed = _weightiest(items, LISTED)
    href = addresses.link(from_uri, addresses.TIMELINE)
    return Part(
        tuple(rows.row(item) for item in listed),
        strip([("", "", items)], timeline.known),
        f"{href}?entity={quote(entity)}",
        len(items),
        frozenset(item.id for item in listed),
    )


def _weightiest(items: list[TimelineItem], most: int) -> list[TimelineItem]:
    """Events before documents before dates in texts, as many as there is room for, in order."""
    if len(items) <= most:
        return items
    order = (Layer.EVENT, Layer.DOCUMENT, Layer.TEXT)
    kept = {item.id for item in sorted(items, key=lambda item: order.index(item.layer))[:most]}
    return [item for item in items if item.id in kept]


class Times:
    """Makes the time of each source; keeps what all of them need."""

    def __init__(self, publication: Publication) -> None:
        """Know all of the timeline."""
        self._publication = publication
        self._timeline = publication.timeline
        self._around = Around(publication.timeline.items)

    def of(self, entry: Entry, from_uri: str = "") -> Then | None:
        """What lay before, during and after a source, what it tells of and the nearest besides.

        Args:
            entry: The source.
            from_uri: The page that shows it; without one the source's own.
        """
        uri = from_uri or addresses.source(entry)
        told = self._timeline.by_source.get(entry.id, ())
        document = next(
            (item for item in told if item.id == f"document-{entry.slug}"),
            None,
        )
        if document is None:
            return None
        events = [item for item in told if item.layer is Layer.EVENT]
        sides = tuple(_sides(self._around.of(document, AROUND + TOLD), events, document))
        if not any(items for _, items, _ in sides):
            return None
        maker = _Moments(self._publication, entry, uri)
        ids = {item.id for item in events}
        near = [item for _, items, _ in sides for item in items]
        return Then(
            maker.moment(document),
            tuple(
                Side(
                    NAMES[name],
                    tuple(map(maker.moment, items)),
                    count - len(items),
                    maker.whole(name, document),
                )
                for name, items, count in sides
                if items
            ),
            strip(
                [
                    ("Told here", "文中", [item for item in near if item.id in ids]),
                    ("Besides", "同时", [item for item in near if item.id not in ids]),
                ],
                self._timeline.known,
                document,
            ),
            f"{maker.whole()}?source={quote(entry.id)}",
            frozenset(item.id for item in near),
        )


def _sides(
    around: Surroundings, told: Iterable[TimelineItem], document: TimelineItem
) -> Iterator[tuple[str, list[TimelineItem], int]]:
    """Each side with what is shown there: what the document tells of, and the nearest others."""
    told = tuple(told)
    ids = {item.id for item in told}
    sides: tuple[tuple[str, Seen], ...] = (
        ("before", around.before),
        ("during", around.during),
        ("after", around.after),
    )
    for name, seen in sides:
        own = [item for item in told if when(item, document) == name]
        others = [item for item in seen.nearest if item.id not in ids]
        own, others = (
            (own[-TOLD:], others[-AROUND:]) if name == "before" else (own[:TOLD], others[:AROUND])
        )
        yield name, sorted((*own, *others), key=lambda item: item.sort_key), seen.count


class _Moments:
    """Makes the moments of one page."""

    def __init__(self, publication: Publication, entry: Entry, uri: str) -> None:
        self._publication = publication
        self._entry = entry
        self._uri = uri
        self._names = {block.id: place(block) for block in entry.document.blocks}

    def moment(self, item: TimelineItem) -> Moment:
        """A thing near the document."""
        told = {one.block for one in item.evidence if one.source == self._entry.id}
        return Moment(
            item,
            dates.display(item.edtf),
            dates.html_datetime(item.edtf),
            self._href(item),
            tuple((name, f"#{block}") for block, name in self._names.items() if block in told),
        )

    def whole(self, side: str = "", document: TimelineItem | None = None) -> str:
        """The timeline, or what of it lies on one side of the document."""
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
        """A document's own page; of an event its place in the list, with all its witnesses."""
        if item.layer is Layer.DOCUMENT:
            entry = self._publication.by_id[item.sources[0]]
            return addresses.link(self._uri, addresses.source(entry))
        period = self._publication.timeline.period_of.get(item.id, "")
        return addresses.link(self._uri, addresses.timeline(period), item.id)
