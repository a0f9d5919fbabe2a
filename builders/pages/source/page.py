"""A page for each source, and its downloads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple
from urllib.parse import quote, urlencode

from markupsafe import Markup

from builders import dates
from builders.agents import Agents
from builders.citations.in_text.citable_texts import Part, of_a_source
from builders.collections.sites import sites_of
from builders.meanings.glossary import Explanation, explain
from builders.model.coverage import Coverage
from builders.model.page import Asset, Page, Unit
from builders.model.publication import Entry, Link, Publication
from builders.model.untranslated import Untranslated
from builders.pages import addresses, source_lists
from builders.pages.citation_card import cite_card
from builders.pages.citation_links import Citations
from builders.pages.header_cards import Card, Links, card
from builders.pages.listing import Item, Lister, kind_of, lister_of
from builders.pages.search_page import SUBJECT
from builders.pages.source import apparatus, facsimiles, redactions
from builders.pages.source.body import FIRST_HEADING, Row, Targets, TextLayers, rows
from builders.pages.source.connections import Connections, absent_urls
from builders.pages.source.editors_notes import notes
from builders.pages.source.header_notes import header_notes
from builders.pages.source.mentioned import MentionGroups, dates_in_text
from builders.pages.source.mentions import HEAD, EntryLinks, Marks
from builders.pages.source.received import omitted_spans
from builders.pages.subjects import Subjects
from builders.pages.timeline.excerpts import SourceTimelines

BAR = 1000
"""Length of the bar that shows the account of characters, in the drawing's units."""
SHOWN = (Part.HEADNOTE, Part.NOTE, Part.PROVENANCE, Part.RIGHTS)
"""Which of the editors' texts the page shows, in its order."""
SUMMARY = "summary"
"""The name of the block that is a source's summary."""


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A heading of the source, or its summary."""

    id: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the account of characters, as a segment of the bar."""

    name: str
    label: str
    count: int
    x: float
    width: float


class ChangeLine(NamedTuple):
    """A change of a source's page."""

    day: str
    """The date in words."""
    date: str
    """The date in EDTF."""
    what: str


def units(publication: Publication) -> Iterator[Unit[Page]]:
    """One page per source."""
    maker = _Maker(publication)
    for position, entry in enumerate(publication.entries):
        # The entries it mentions are described below the text.
        displays = (entry.id, *entry.annotations.mention_counts)
        yield Unit(addresses.source(entry), partial(maker.pages, entry, position), displays)


def pages_of(publication: Publication, ids: Collection[str]) -> Iterator[Page]:
    """The pages of the sources with these ids."""
    maker = _Maker(publication)
    for position, entry in enumerate(publication.entries):
        if entry.id in ids:
            yield from maker.pages(entry, position)


def assets(publication: Publication) -> Iterator[Asset]:
    """The bytes of each source, as received or, where passages are redacted, without these."""
    for entry in publication.entries:
        for identifier in entry.ids:
            yield Asset(addresses.received(entry, identifier), entry.source.data)


class _Maker:
    """Makes the pages from what all of them need."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._by_id = publication.by_id
        self._subjects = publication.shared(Subjects)
        # One lister serves all, since no source's page has such a link to itself.
        self._lister = publication.shared(lister_of).at(addresses.ANY_SOURCE)
        self._linked = EntryLinks(self._subjects)
        self._mention_groups = MentionGroups(publication, self._subjects)
        self._connections = Connections(publication, self._subjects)
        self._times = SourceTimelines(publication)
        self._list_of = publication.shared(sites_of).list_of
        self._listed = Counter(map(self._list_of, publication.entries))
        self._agents = publication.shared(Agents)

    def pages(self, entry: Entry, position: int) -> Iterator[Page]:
        """The page of the source at a position in the publication's order."""
        yield self._page(entry, position)

    def _page(self, entry: Entry, position: int) -> Page:
        publication = self._publication
        uri = addresses.source(entry)
        lister = self._lister
        citations = Citations(publication, uri)
        links = publication.links_from.get(entry.id, ())
        targets = self._targets(links, uri)
        corrections = apparatus.items(entry.document)
        found = notes(entry, citations.paragraphs)
        header = self._card(entry, links, targets, uri)
        in_time = dates_in_text(entry)
        mentions = tuple(entry.annotations.mentions)
        ids_of_dates = {date.edtf: date.id for date in in_time}
        marks = Marks(mentions, entry.annotations.dates, self._linked, ids_of_dates)
        body = list(rows(entry, TextLayers(links, corrections, found, marks, targets)))
        return Page(
            uri,
            "source.html",
            Untranslated(entry.title),
            {
                "entry": entry,
                "item": lister.item(entry),
                "card": header,
                "explanations": (*header.explanations, *_explained_marks(body)),
                **_prose(entry, citations),
                "changes": _changes(entry),
                "account": _account(entry.account),
                "left_out": sum(span.length for span in omitted_spans(entry.document)),
                "rows": body,
                "facsimiles": list(facsimiles.figures(entry)),
                "notes": found,
                "header_notes": header_notes(entry, found, header),
                "outline": _outline(body),
                "apparatus": corrections,
                "redactions": redactions.groups(entry),
                "mentioned": self._mention_groups.of(mentions, entry.document.blocks),
                "then": self._times.of(entry),
                "dates": in_time,
                **self._connected(entry, lister, targets),
                "cited": citations.cited(_editors_words(entry)),
                "previous": self._neighbour(position - 1, lister),
                "next": self._neighbour(position + 1, lister),
                "permanent_url": publication.shared(sites_of).home(entry),
                "cite": cite_card(publication, entry),
                **self._hrefs(entry, uri),
            },
            description=_description(entry),
            metadata={"section": "sources/", "kind": "source"},
            title_zh=entry.sidecar.title_zh or "",
        )

    def _connected(self, entry: Entry, lister: Lister, targets: Targets) -> dict[str, object]:
        """The part of the context about related sources, references and backlinks."""
        referring, more_referring = self._connections.referred_from(entry, lister)
        return {
            "related": self._connections.related(entry, lister),
            "refers_to": self._connections.refers_to(entry, lister, targets.absent),
            "referred_from": referring,
            "more_referring": more_referring,
        }

    def _hrefs(self, entry: Entry, uri: str) -> dict[str, str]:
        """The part of the context with links to the source's files and to sources of its kind."""
        return {
            "received_href": addresses.link(uri, addresses.received(entry)),
            "tei_href": addresses.link(uri, addresses.tei(entry)),
            "record_href": addresses.link(uri, addresses.record(entry)),
            "annotations_href": addresses.link(uri, addresses.annotation_page(entry)),
            "manifest_href": self._manifest_href(entry, uri),
            "kind_href": self._kind_href(entry, uri),
        }

    def _targets(self, links: Iterable[Link], uri: str) -> Targets:
        entries = {link.target: self._by_id[link.target] for link in links if link.target}
        return Targets(
            {name: addresses.link(uri, addresses.source(e)) for name, e in entries.items()},
            {name: e.title for name, e in entries.items()},
            absent_urls(links, uri),
        )

    def _manifest_href(self, entry: Entry, uri: str) -> str:
        """The link to the IIIF manifest of the source's pictures, or nothing if there is none."""
        if not addresses.has_manifest(self._publication, entry):
            return ""
        return addresses.link(uri, addresses.manifest(entry))

    def _kind_href(self, entry: Entry, uri: str) -> str:
        """The link to the list of sources of its kind; nothing if the list is cut into pages."""
        listed_at = self._list_of(entry)
        if self._listed[listed_at] > source_lists.PAGE_SIZE:
            return ""
        return f"{addresses.link(uri, listed_at)}?kind={quote(kind_of(entry)[0])}"

    def _card(self, entry: Entry, links: Sequence[Link], targets: Targets, uri: str) -> Card:
        lister = self._lister
        originator = entry.document.header.originator
        return card(
            entry,
            Links(
                tags={tag.name: tag.href for tag in map(lister.tag, entry.tags)},
                originator=addresses.link(uri, lister.originator(originator)) if originator else "",
                agents=self._agent_urls(entry, uri),
                sent_from=self._place_url(entry.sidecar.original.sent_from, uri),
                subjects={one.term: _subject_href(one.term, uri) for one in entry.sidecar.subjects},
                references={link.wanted: link for link in links},
                sources=targets.urls,
                absent=targets.absent,
            ),
        )

    def _agent_urls(self, entry: Entry, uri: str) -> dict[str, str]:
        original = entry.sidecar.original
        known = {name: self._agents.id_of(name) for name in (*original.author, *original.recipient)}
        return {
            name: self._subjects.reference(identifier, uri).href
            for name, identifier in known.items()
            if identifier
        }

    def _place_url(self, name: str | None, uri: str) -> str:
        """The link to the entry of a place; empty if no place in the register has the name."""
        identifier = self._agents.place_id_of(name) if name else None
        return self._subjects.reference(identifier, uri).href if identifier else ""

    def _neighbour(self, position: int, lister: Lister) -> Item | None:
        if not 0 <= position < len(self._publication.entries):
            return None
        return lister.item(self._publication.entries[position])


def _subject_href(term: str, uri: str) -> str:
    """The link to a search for the sources about a subject."""
    return f"{addresses.link(uri, addresses.SEARCH)}?{urlencode([(SUBJECT, term)])}"


def _prose(entry: Entry, citations: Citations) -> dict[str, Markup]:
    """The part of the context with the editors' words about the source as a whole, as HTML."""
    html, sidecar = citations.paragraphs, entry.sidecar
    return {
        "headnote": html(sidecar.headnote),
        "headnote_zh": html(sidecar.headnote_zh),
        "provenance": html(sidecar.provenance),
        "rights": html(sidecar.rights),
    }


def _editors_words(entry: Entry) -> Iterator[str]:
    """The editors' texts that the page shows, in its order, as Markdown."""
    texts = list(of_a_source(entry))
    for part in SHOWN:
        yield from (text.markdown for text in texts if text.part is part)


def _explained_marks(body: Iterable[Row]) -> Iterator[tuple[str, Explanation]]:
    """The portion markings of the text with their explanations, each once."""
    seen = dict.fromkeys(part.mark for row in body for part in row.parts if part.mark)
    for mark in seen:
        explanation = explain("mark", mark)
        if explanation:
            yield mark, explanation


def _changes(entry: Entry) -> tuple[ChangeLine, ...]:
    """The changes of a source's page, latest first."""
    latest = entry.sidecar.latest_changes
    return tuple(ChangeLine(dates.display(one.date), one.date, one.what) for one in latest)


def _account(account: Coverage) -> tuple[Share, ...]:
    """The four parts of the account of characters, laid out along the bar."""
    counts = (
        ("text", "text", account.text),
        ("header", "header", account.header),
        ("furniture", "furniture", account.furniture),
        ("space", "white space", account.space),
    )
    shares = []
    x = 0.0
    for name, label, count in counts:
        width = BAR * count / account.characters if account.characters else 0.0
        shares.append(Share(name, label, count, round(x, 1), round(width, 1)))
        x += width
    return tuple(shares)


def _outline(body: Iterable[Row]) -> tuple[OutlineItem, ...]:
    found = []
    for part in (part for row in body for part in row.parts):
        if part.type == HEAD:
            found.append(OutlineItem(part.block.id, part.block.text.text, part.level))
        elif part.block.name == SUMMARY and not found:
            found.append(OutlineItem(part.block.id, SUMMARY.capitalize(), FIRST_HEADING))
    return tuple(found)


def _description(entry: Entry) -> str:
    who = entry.document.header.originator
    return Untranslated(", ".join(filter(None, (entry.id, entry.title, who))))
