"""Items of the timeline as rows of a list: when, what, and on what evidence."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from builders import dates
from builders.model.publication import Entry, Publication
from builders.model.timeline import Layer, Support, TimelineItem
from builders.pages import addresses
from builders.pages.backlinks import place
from builders.pages.citation_links import Citations
from builders.pages.short_names import short_names
from builders.pages.timeline.lanes import LaneKind, Lanes

MOST_KEPT = 4096
"""Rows kept for reuse."""
LAYER_LABELS = {Layer.DOCUMENT: "Document", Layer.EVENT: "Event", Layer.TEXT: "In a text"}
STATUS_LABELS = {"sent": "Sent", "published": "Published", "covers": "Covers", "dated": "Dated"}


@dataclass(frozen=True, slots=True)
class WitnessLine:
    """A witness of an item, as the list shows it."""

    href: str
    source: str
    """The source in a few words: `07 GUANGZHOU 208`; empty for a work."""
    place: str
    """The cited place: `¶3`; empty for a work, and for a source without text."""
    quote: str
    language: str
    citation: Markup
    given: str
    """The witness's date in words, if it differs from the item's."""
    status: str
    """The event's status according to the witness, if it differs from the item's."""


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """An item in the list. Rows compare by identity: templates reuse the HTML of each (`kept`)."""

    item: TimelineItem
    lane: str
    """Key of the lane."""
    words: str
    words_zh: str
    datetime: str
    """Value for HTML's `time` element; empty if the date is not a year, month or day."""
    edtf: str
    """The date in EDTF where the words alone do not convey it; else empty."""
    sort: str
    """`Sent`, `In a text`; for an event its lane, or `Event` where there is only one lane."""
    sort_zh: str
    """The editors' Chinese name for it, if any."""
    status: str
    """The status of an event that did not certainly happen."""
    href: str
    """Where the title leads: to the first passage, or else to the item in the whole list."""
    witnesses: tuple[WitnessLine, ...]
    description: Markup


class Rows:
    """Makes the rows of one page, or of several with the same relative links to everything else."""

    def __init__(self, publication: Publication, uri: str) -> None:
        """Prepare the rows for a page at this address."""
        self._uri = uri
        self._made: dict[str, Row] = {}
        self._period_of = publication.timeline.period_of
        self._citations = Citations(publication, uri)
        self._entries = publication.by_id
        self._short_names = publication.shared(short_names)
        self._lanes = Lanes(publication.settings.lanes)
        self._has_several_lanes = len(publication.settings.lanes) > 1

    def row(self, item: TimelineItem) -> Row:
        """The row of an item, made once for all pages that share it."""
        found = self._made.get(item.id)
        if found is None:
            found = self._row(item)
            if len(self._made) >= MOST_KEPT:
                del self._made[next(iter(self._made))]
            self._made[item.id] = found
        return found

    def _row(self, item: TimelineItem) -> Row:
        passages = [one for one in item.evidence if one.source]
        lane = self._lanes.of(item.layer, item.category)
        sort, sort_zh = self._labels(item, lane)
        return Row(
            item=item,
            lane=lane.key,
            words=dates.display(item.edtf),
            words_zh=dates.chinese.display(item.edtf),
            datetime=dates.html_datetime(item.edtf),
            edtf="" if dates.is_plain(item.edtf) else item.edtf,
            sort=sort,
            sort_zh=sort_zh,
            status=item.caveat,
            href=self._href(passages[0]) if passages else self._list_href(item),
            witnesses=()
            if item.layer is Layer.DOCUMENT
            else tuple(self._witness(item, one) for one in item.evidence),
            description=self._citations.paragraphs(item.description),
        )

    def _labels(self, item: TimelineItem, lane: LaneKind) -> tuple[str, str]:
        sort = LAYER_LABELS[item.layer]
        match item.layer:
            case Layer.DOCUMENT:
                return STATUS_LABELS.get(item.status, sort), ""
            case Layer.EVENT if self._has_several_lanes:
                return lane.name, lane.chinese or lane.name
        return sort, ""

    def _witness(self, item: TimelineItem, one: Support) -> WitnessLine:
        entry = self._entries.get(one.source or "")
        citation = Markup()
        if entry is None:
            work = f"{one.work}, {one.locator}" if one.locator else one.work
            citation = self._citations.without_brackets(f"[@{work}]")
        own = one.status and one.status != item.status
        return WitnessLine(
            href=self._href(one) if entry else "",
            source=self._short_names[entry.id] if entry else "",
            place=self._paragraph(entry, one.block) if entry else "",
            # The title of a date in a text is the passage already.
            quote="" if item.layer is Layer.TEXT else one.text,
            language=entry.language if entry else "",
            citation=citation,
            given=dates.display(one.edtf) if one.edtf != item.edtf else "",
            status=one.status.value if own and one.status else "",
        )

    def _list_href(self, item: TimelineItem) -> str:
        """The item's place in the whole list; empty if this page is where it stands."""
        there = addresses.timeline(self._period_of.get(item.id, ""))
        return "" if self._uri == there else addresses.link(self._uri, there, item.id)

    def _href(self, one: Support) -> str:
        entry = self._entries[one.source or ""]
        return addresses.link(self._uri, addresses.source(entry), one.block)

    def _paragraph(self, entry: Entry, address: str) -> str:
        block = entry.document.find(address)
        return place(block) if block else ""
