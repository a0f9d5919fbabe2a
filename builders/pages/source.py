"""A page for each source, and its downloads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from builders.glossary import Explanation, explain
from builders.model.coverage import Coverage
from builders.model.document import Role
from builders.model.page import Asset, Page
from builders.model.publication import Entry, Link, Publication
from builders.pages import addresses, apparatus, words
from builders.pages.body import HEAD, Row, Targets, absence, rows
from builders.pages.facts import Card, Links, card
from builders.pages.listing import Item, Lister

BAR = 1000
"""Length of the bar of the account, in units of its drawing."""


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """A heading of the source."""

    id: str
    text: str
    level: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a reference stands."""

    name: str
    """`¶7`, `header`."""
    href: str
    words: str
    """The reference itself, as read."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that refers or is referred to, and where."""

    target: Item | None
    """The source, or None where it is not published here."""
    places: tuple[Place, ...]
    absence: str = ""
    """Why there is no source."""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the account of characters."""

    name: str
    label: str
    count: int
    x: float
    width: float


def pages(publication: Publication) -> Iterator[Page]:
    """A page for each source."""
    for position, entry in enumerate(publication.entries):
        yield _page(publication, entry, position)


def assets(publication: Publication) -> Iterator[Asset]:
    """The bytes of each source as received."""
    for entry in publication.entries:
        yield Asset(addresses.received(entry), entry.source.data)


def _page(publication: Publication, entry: Entry, position: int) -> Page:
    uri = addresses.source(entry)
    lister = Lister(publication, uri)
    by_id = {other.id: other for other in publication.entries}
    links = publication.links_from.get(entry.id, ())
    notes = apparatus.items(entry.document)
    targets = Targets(
        {link.target: _url(uri, by_id[link.target]) for link in links if link.target},
        {link.target: by_id[link.target].title for link in links if link.target},
    )
    header = _card(lister, entry, links, targets, uri)
    body = list(rows(entry, links, notes, targets))
    return Page(
        uri,
        "source.html",
        entry.title,
        {
            "entry": entry,
            "item": lister.item(entry),
            "card": header,
            "explanations": (*header.explanations, *_marks(body)),
            "headnote": words.paragraphs(entry.sidecar.headnote),
            "headnote_zh": words.paragraphs(entry.sidecar.headnote_zh),
            "provenance": words.paragraphs(entry.sidecar.provenance),
            "rights": words.paragraphs(entry.sidecar.rights),
            "account": _account(entry.account),
            "rows": body,
            "outline": _outline(body),
            "apparatus": notes,
            "refers_to": _refers_to(entry, links, by_id, lister),
            "referred_from": _referred_from(
                entry, publication.links_to.get(entry.id, ()), by_id, lister
            ),
            "previous": _neighbour(publication, position - 1, lister),
            "next": _neighbour(publication, position + 1, lister),
            "permanent_url": f"{publication.settings.url or '/'}sources/{entry.slug}/",
            "received_href": addresses.link(uri, addresses.received(entry)),
            "record_href": addresses.link(uri, addresses.record(entry)),
            "sources_href": addresses.link(uri, addresses.SOURCES),
        },
        description=_description(entry),
        metadata={"section": "sources/"},
    )


def _card(lister: Lister, entry: Entry, links: Sequence[Link], targets: Targets, uri: str) -> Card:
    originator = entry.document.header.originator
    return card(
        entry,
        Links(
            tags={tag.name: tag.href for tag in map(lister.tag, entry.tags)},
            originator=addresses.link(uri, lister.originator(originator)) if originator else "",
            references={link.wanted: link for link in links},
            sources=targets.urls,
        ),
    )


def _marks(body: Iterable[Row]) -> Iterator[tuple[str, Explanation]]:
    """What the portion markings of the text mean, each once."""
    seen = dict.fromkeys(part.mark for row in body for part in row.parts if part.mark)
    for mark in seen:
        explanation = explain("mark", mark)
        if explanation:
            yield mark, explanation


def _account(account: Coverage) -> tuple[Share, ...]:
    """The four parts of the account, drawn one after the other."""
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
    return tuple(
        OutlineItem(part.block.id, part.block.text.text, part.level)
        for row in body
        for part in row.parts
        if part.type == HEAD
    )


def _refers_to(
    entry: Entry, links: Iterable[Link], by_id: dict[str, Entry], lister: Lister
) -> list[Reference]:
    """The documents that a source names, each once; its own paragraphs are none."""
    grouped: dict[str, list[Link]] = {}
    for link in links:
        if link.target != entry.id:
            grouped.setdefault(link.wanted, []).append(link)
    return [
        Reference(
            lister.item(by_id[found[0].target]) if found[0].target else None,
            tuple(_place(entry, link, "") for link in found),
            absence(found[0]),
        )
        for found in grouped.values()
    ]


def _referred_from(
    entry: Entry, links: Iterable[Link], by_id: dict[str, Entry], lister: Lister
) -> list[Reference]:
    """The other sources that name this one, each once."""
    grouped: dict[str, list[Link]] = {}
    for link in links:
        if link.source != entry.id:
            grouped.setdefault(link.source, []).append(link)
    references = []
    for source, found in grouped.items():
        item = lister.item(by_id[source])
        places = tuple(_place(by_id[source], link, item.href) for link in found)
        references.append(Reference(item, places))
    return references


def _place(entry: Entry, link: Link, url: str) -> Place:
    """The paragraph in which a reference stands; what stands in the header is on the card."""
    for block in entry.document.blocks:
        if block.id == link.block and block.role is Role.TEXT:
            name = f"¶{block.n or block.id.removeprefix('p')}"
            return Place(name, f"{url}#{link.block}", link.text)
    return Place("header", f"{url}#card", link.text)


def _neighbour(publication: Publication, position: int, lister: Lister) -> Item | None:
    if not 0 <= position < len(publication.entries):
        return None
    return lister.item(publication.entries[position])


def _url(from_uri: str, entry: Entry) -> str:
    return addresses.link(from_uri, addresses.source(entry))


def _description(entry: Entry) -> str:
    who = entry.document.header.originator
    return ", ".join(filter(None, (entry.id, entry.title, who)))
