"""A page for each source, and its downloads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from builders.glossary import Explanation, explain
from builders.markup import escaped
from builders.model.coverage import Coverage
from builders.model.document import Role
from builders.model.page import Asset, Page
from builders.model.publication import Entry, Link, Publication
from builders.pages import addresses, apparatus, words
from builders.pages.body import HEAD, Row, Targets, rows
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
class Reference:
    """A reference from one source to another, as both ends of it show it."""

    text: Markup
    """The words of the reference."""
    place: str
    """Where it stands: `¶7`, `References`."""
    place_href: str
    target: Item | None
    """The source it leads to, or comes from; None where that is not published here."""
    wanted: str


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
            "refers_to": [_outgoing(link, by_id, lister) for link in links],
            "referred_from": [
                _incoming(link, by_id, lister, uri)
                for link in publication.links_to.get(entry.id, ())
            ],
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


def _outgoing(link: Link, by_id: dict[str, Entry], lister: Lister) -> Reference:
    return Reference(
        escaped(link.text),
        _place(by_id[link.source], link),
        _fragment(by_id[link.source], link),
        lister.item(by_id[link.target]) if link.target else None,
        link.wanted,
    )


def _incoming(link: Link, by_id: dict[str, Entry], lister: Lister, uri: str) -> Reference:
    source = by_id[link.source]
    return Reference(
        escaped(link.text),
        _place(source, link),
        f"{_url(uri, source)}{_fragment(source, link)}",
        lister.item(source),
        link.wanted,
    )


def _place(entry: Entry, link: Link) -> str:
    for block in entry.document.blocks:
        if block.id == link.block and block.role is Role.TEXT:
            return f"¶{block.n or block.id.removeprefix('p')}"
    return "references"


def _fragment(entry: Entry, link: Link) -> str:
    """The paragraph's address; what stands in the header is on the card."""
    in_text = any(b.id == link.block and b.role is Role.TEXT for b in entry.document.blocks)
    return f"#{link.block}" if in_text else "#card"


def _neighbour(publication: Publication, position: int, lister: Lister) -> Item | None:
    if not 0 <= position < len(publication.entries):
        return None
    return lister.item(publication.entries[position])


def _url(from_uri: str, entry: Entry) -> str:
    return addresses.link(from_uri, addresses.source(entry))


def _description(entry: Entry) -> str:
    who = entry.document.header.originator
    return ", ".join(filter(None, (entry.id, entry.title, who)))
