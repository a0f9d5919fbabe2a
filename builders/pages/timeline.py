"""The timeline of the whole edition, and what other pages show of it.

`timeline_of` gives an entry of the registers its part, `timeline_of_source` a source its own: what
it tells of, and what lay before, during and after it. Both are shown by `timeline-strip.html`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from markupsafe import Markup

from builders import chinese_dates, dates
from builders.model.event import Status
from builders.model.page import Page
from builders.model.publication import Entry, Publication
from builders.model.timeline import Layer, Support, TimelineItem
from builders.pages import addresses
from builders.pages.citation_links import Citations
from builders.pages.facts.cable import identifier
from builders.pages.timeline_drawing import Drawing
from builders.pages.timeline_pictures import LANES, LaneKind, lane_of, strip, tall, wide, years

PLAIN_RE = re.compile(r"[0-9]{4}(?:-(?:0[1-9]|1[0-2])(?:-[0-9]{2})?)?")
"""A year, a month or a day: what HTML's `time` takes, and words say in full."""
AROUND = 3
"""So many things on either side of a document show what time it is from."""
LAYERS = {Layer.DOCUMENT: "Document", Layer.EVENT: "Event", Layer.TEXT: "In a text"}
SAID = {"sent": "Sent", "published": "Published", "covers": "Covers", "dated": "Dated"}
SCRIPT = "assets/js/timeline.js"
DOWNLOADS = (
    ("timeline.json", "JSON"),
    ("timeline.csv", "CSV"),
    ("timeline.ics", "Calendar"),
    ("timelinejs.json", "TimelineJS"),
)


@dataclass(frozen=True, slots=True)
class WitnessLine:
    """One witness in the list."""

    href: str
    place: str
    """`07 GUANGZHOU 208 ¶3`; of a work nothing."""
    quote: str
    language: str
    citation: Markup
    given: str
    """Its date in words, where that is not the event's."""
    status: str
    """What the event is to it, where that is not what it is to the editors."""


@dataclass(frozen=True, slots=True)
class Row:
    """One thing in the list."""

    item: TimelineItem
    lane: str
    """Key of its lane."""
    words: str
    words_zh: str
    datetime: str
    """For HTML's `time`; empty where a date is no year, month or day."""
    edtf: str
    """Where words alone do not say it."""
    sort: str
    """`Event`, `Sent`, `In a text`."""
    status: str
    """Of an event that is not simply what happened."""
    href: str
    """Where its title leads: the first passage, or else its place in the whole list."""
    witnesses: tuple[WitnessLine, ...]
    description: Markup
    when: str = ""
    """Seen from a document: before, during or after."""


@dataclass(frozen=True, slots=True)
class Year:
    """The rows of one year."""

    label: str
    anchor: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Filter:
    """One lane as a choice of the reader."""

    lane: LaneKind
    count: int


@dataclass(frozen=True, slots=True)
class Part:
    """What of the timeline belongs to one page."""

    rows: tuple[Row, ...]
    picture: Drawing | None
    href: str
    """The whole timeline."""
    before: tuple[Row, ...] = ()
    """Of a document: the last things before it, told by others."""
    during: tuple[Row, ...] = ()
    after: tuple[Row, ...] = ()


def pages(publication: Publication) -> Iterator[Page]:
    """The timeline, where there is anything on it."""
    uri = addresses.TIMELINE
    items = shown(publication.timeline.items)
    known = _known(publication)
    rows = Rows(publication, uri)
    made = [rows.row(item) for item in items]
    first, last = years(items)
    yield Page(
        uri,
        "timeline.html",
        "Timeline",
        {
            "filters": tuple(
                Filter(lane, count)
                for lane in LANES
                if (count := sum(lane.holds(item) for item in items))
            ),
            "count": len(items),
            "folded": len(publication.timeline.items) - len(items),
            "documents": sum(item.layer is Layer.DOCUMENT for item in items),
            "first": first,
            "last": last,
            "wide": wide(items, known) if items else None,
            "tall": tall(items, known) if items else None,
            "years": tuple(_by_year(made)),
            "script_href": addresses.link(uri, SCRIPT),
            "downloads": tuple(
                (addresses.link(uri, f"timeline/{name}"), label) for name, label in DOWNLOADS
            ),
        },
        description=f"Documents, events and dates, {first} to {last}." if items else None,
        metadata={"section": "timeline/"},
    )


def timeline_of(publication: Publication, entity: str, from_uri: str = "") -> Part:
    """What has to do with an entry of the registers, in order; for its page.

    Args:
        publication: All of it.
        entity: Id of the entry.
        from_uri: The page that shows it, below `docs/`.
    """
    items = shown(publication.timeline.by_entity.get(entity, ()))
    rows = Rows(publication, from_uri)
    return Part(
        tuple(rows.row(item) for item in items),
        strip(items, _known(publication)),
        addresses.link(from_uri, addresses.TIMELINE),
    )


def timeline_of_source(publication: Publication, entry: Entry, from_uri: str = "") -> Part:
    """What a source tells of, in order, and what lay before, during and after it.

    Args:
        publication: All of it.
        entry: The source.
        from_uri: The page that shows it; without one the source's own.
    """
    uri = from_uri or addresses.source(entry)
    own = f"document-{entry.slug}"
    items = shown(publication.timeline.by_source.get(entry.id, ()))
    document = next((item for item in items if item.id == own), None)
    rows = Rows(publication, uri)
    told = tuple(rows.row(item, _when(item, document)) for item in items)
    around: dict[str, list[TimelineItem]] = {"before": [], "during": [], "after": []}
    if document is not None:
        taken = {item.id for item in items}
        for item in publication.timeline.items:
            if item.layer is not Layer.TEXT and item.id not in taken:
                around[_when(item, document)].append(item)
    near = {
        "before": around["before"][-AROUND:],
        "during": around["during"][:AROUND],
        "after": around["after"][:AROUND],
    }
    seen = {when: tuple(rows.row(item, when) for item in those) for when, those in near.items()}
    now = (document.lower or document.upper) if document else None
    return Part(
        told,
        strip(items, _known(publication), now),
        addresses.link(uri, addresses.TIMELINE),
        **seen,
    )


def shown(items: Iterable[TimelineItem]) -> list[TimelineItem]:
    """All but the dates in texts of which an event says as much."""
    return [item for item in items if not item.folded]


class Rows:
    """Makes the rows of one page."""

    def __init__(self, publication: Publication, uri: str) -> None:
        """Know the sources and where the page is."""
        self._uri = uri
        self._citations = Citations(publication, uri)
        self._entries = publication.by_id

    def row(self, item: TimelineItem, when: str = "") -> Row:
        """An item as a row of a list."""
        passages = [one for one in item.evidence if one.source]
        plain = PLAIN_RE.fullmatch(item.edtf) is not None
        sort = LAYERS[item.layer]
        return Row(
            item=item,
            lane=lane_of(item).key,
            words=dates.display(item.edtf),
            words_zh=chinese_dates.display(item.edtf),
            datetime=item.edtf if plain else "",
            edtf="" if plain else item.edtf,
            sort=SAID.get(item.status, sort) if item.layer is Layer.DOCUMENT else sort,
            status=item.status
            if item.layer is Layer.EVENT and item.status != Status.HAPPENED
            else "",
            href=self._href(passages[0]) if passages else self._listed(item),
            witnesses=()
            if item.layer is Layer.DOCUMENT
            else tuple(self._witness(item, one) for one in item.evidence),
            description=self._citations.paragraphs(item.description),
            when=when,
        )

    def _witness(self, item: TimelineItem, one: Support) -> WitnessLine:
        entry = self._entries.get(one.source or "")
        place = citation = ""
        if entry:
            place = f"{identifier(entry.id)} {_paragraph(entry, one.block)}".strip()
        else:
            citation = f"[@{one.work}, {one.locator}]" if one.locator else f"[@{one.work}]"
        own = one.status and one.status != item.status
        return WitnessLine(
            href=self._href(one) if entry else "",
            place=place,
            # Of a date in a text the title is the passage.
            quote="" if item.layer is Layer.TEXT else one.text,
            language=entry.language if entry else "",
            citation=self._citations.paragraphs(citation),
            given=dates.display(one.edtf) if one.edtf != item.edtf else "",
            status=one.status.value if own and one.status else "",
        )

    def _listed(self, item: TimelineItem) -> str:
        """Where the whole list has it; on that page itself nothing."""
        if self._uri == addresses.TIMELINE:
            return ""
        return addresses.link(self._uri, addresses.TIMELINE, item.id)

    def _href(self, one: Support) -> str:
        entry = self._entries[one.source or ""]
        return addresses.link(self._uri, addresses.source(entry), one.block)


def _paragraph(entry: Entry, address: str) -> str:
    block = next((block for block in entry.document.blocks if block.id == address), None)
    if block is None:
        return ""
    return f"¶{block.n}" if block.n is not None else f"¶{address.removeprefix('p')}"


def _by_year(rows: Sequence[Row]) -> Iterator[Year]:
    def year(row: Row) -> str:
        known = row.item.lower or row.item.upper
        return str(known.year) if known else ""

    for label, group in groupby(rows, key=year):
        yield Year(label, f"y{label}", tuple(group))


def _known(publication: Publication) -> Mapping[str, date]:
    """Of each source the last day that it can know of: its own."""
    return {
        item.sources[0]: item.upper
        for item in publication.timeline.items
        if item.layer is Layer.DOCUMENT and item.upper and item.sources
    }


def _when(item: TimelineItem, document: TimelineItem | None) -> str:
    """Whether it lay before, during or after a document, as far as its date allows."""
    if document is None:
        return ""
    if item.upper and document.lower and item.upper < document.lower:
        return "before"
    if item.lower and document.upper and item.lower > document.upper:
        return "after"
    return "during"
