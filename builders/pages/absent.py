"""A page for each cable that the sources refer to and that is not in the edition."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from builders.model.page import Page
from builders.model.publication import Link, Publication
from builders.pages import addresses
from builders.pages.backlinks import Blocks
from builders.pages.facts.cable import IDENTIFIER_RE, identifier
from builders.pages.facts.fact import Fact, facts, one
from builders.pages.listing import Lister
from builders.pages.references import absent, full_year, places

SENTENCES = 400
"""More than so many references to one cable are only counted."""


def pages(publication: Publication) -> Iterator[Page]:
    """One page a cable."""
    blocks, lister = Blocks(), Lister(publication, "")
    for wanted, links in absent(publication).items():
        yield _page(publication, wanted, links, blocks, lister)


def _page(
    publication: Publication, wanted: str, links: Sequence[Link], blocks: Blocks, lister: Lister
) -> Page:
    uri = addresses.absent(wanted)
    lister = lister.at(uri)
    found = list(places(publication, links[:SENTENCES], blocks))
    name = identifier(wanted)
    return Page(
        uri,
        "absent.html",
        name,
        {
            "name": name,
            "facts": facts(*_facts(wanted)),
            "sources": [
                {"item": lister.item(entry), "places": list(group)}
                for entry, group in groupby(found, key=lambda place: place.entry)
            ],
            "count": len(links),
            "more": max(0, len(links) - SENTENCES),
            "coverage_href": addresses.link(uri, addresses.COVERAGE, "absent"),
            "permanent_url": f"{publication.settings.url or '/'}{uri.removesuffix('index.md')}",
        },
        description=f"Telegram {name}, which sources of {publication.settings.name} refer to.",
        metadata={"section": "coverage/"},
    )


def _facts(wanted: str) -> Iterator[Fact]:
    """What its number says of it."""
    match = IDENTIFIER_RE.fullmatch(wanted)
    if match is not None:
        year, post, number = match.groups()
        yield Fact("From", one(post.capitalize()))
        yield Fact("Year", one(str(full_year(year))))
        yield Fact("Number", one(number))
