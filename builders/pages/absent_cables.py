"""A page for each cable that the sources refer to but that is not in the edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from builders.model.cable import IDENTIFIER_RE, identifier
from builders.model.page import Page, Unit
from builders.model.publication import Link, Publication
from builders.pages import addresses
from builders.pages.backlinks import passages_of
from builders.pages.header_cards.fact import Fact, text_value, with_values
from builders.pages.listing import Item, lister_of
from builders.pages.references import QuotedReference, absent, places
from builders.readers.cable.fields.facts import posts_in_words
from builders.readers.cable.fields.identifiers import full_year

MOST_QUOTED = 400
"""How many references to one cable are quoted; any more are only counted."""


@dataclass(frozen=True, slots=True)
class _Referring:
    """A source that refers to the cable, with its references."""

    item: Item
    places: tuple[QuotedReference, ...]


def units(publication: Publication) -> Iterator[Unit[Page]]:
    """One page per absent cable."""
    for wanted, links in absent(publication).items():
        yield Unit(addresses.absent(wanted), partial(_page, publication, wanted, links), ())


def _page(publication: Publication, wanted: str, links: Sequence[Link]) -> Iterator[Page]:
    uri = addresses.absent(wanted)
    lister = publication.shared(lister_of).at(uri)
    passages = publication.shared(passages_of)
    found = list(places(publication, links[:MOST_QUOTED], passages))
    name = identifier(wanted)
    yield Page(
        uri,
        "absent.html",
        name,
        {
            "name": name,
            "facts": with_values(*_facts(wanted)),
            "sources": [
                _Referring(lister.item(entry), tuple(group))
                for entry, group in groupby(found, key=lambda place: place.entry)
            ],
            "count": len(links),
            "source_count": len({link.source for link in links}),
            "more": max(0, len(links) - MOST_QUOTED),
            "coverage_href": addresses.link(uri, addresses.COVERAGE, "absent"),
            "permanent_url": f"{publication.settings.url or '/'}{uri.removesuffix('index.md')}",
        },
        description=f"Telegram {name}, which sources of {publication.settings.name} refer to.",
        metadata={"section": "coverage/"},
    )


def _facts(wanted: str) -> Iterator[Fact]:
    """What the cable's identifier says about it: the post, year and number."""
    match = IDENTIFIER_RE.fullmatch(wanted)
    if match is not None:
        year, post, number = match.groups()
        yield Fact("From", text_value(posts_in_words().get(post, post).title()))
        yield Fact("Year", text_value(str(full_year(int(year)))))
        yield Fact("Number", text_value(number))
