"""A page for each originator (who wrote or published sources), and the list of all of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from builders.model.page import Page, Unit
from builders.model.publication import Publication
from builders.model.untranslated import Untranslated
from builders.pages import addresses, source_lists
from builders.pages.citation_files import cite_files
from builders.pages.listing import kind_of


@dataclass(frozen=True, slots=True)
class Row:
    """An originator in the list of all."""

    name: str
    href: str
    kinds: Sequence[str]
    """The kinds of its sources."""
    count: int
    """The number of its sources."""


def units(publication: Publication) -> Iterator[Unit[Page]]:
    """The list of originators, then a page for each."""
    uris = addresses.originators(publication.by_originator)
    yield Unit(addresses.ORIGINATORS, partial(_all, publication, uris), ())
    for name, uri in uris.items():
        yield Unit(uri, partial(_one, publication, name, uri), ())


def _all(publication: Publication, uris: Mapping[str, str]) -> Iterator[Page]:
    yield Page(
        addresses.ORIGINATORS,
        "originators.html",
        "Originators",
        {
            "originators": [
                Row(
                    Untranslated(name),
                    addresses.link(addresses.ORIGINATORS, uris[name]),
                    sorted({label for _, label in map(kind_of, entries)}),
                    len(entries),
                )
                for name, entries in publication.by_originator.items()
            ]
        },
        description="Who wrote or published the sources.",
    )


def _one(publication: Publication, name: str, uri: str) -> Iterator[Page]:
    entries = publication.by_originator[name]
    for context in source_lists.simple_parts(publication, entries, uri):
        part = context["part"]
        yield Page(
            part.uri,
            "originator.html",
            part.titled(Untranslated(name)),
            {
                **context,
                "name": Untranslated(name),
                "files": cite_files(uri, len(entries)),
                "all_originators": addresses.link(part.uri, addresses.ORIGINATORS),
            },
            description=f"Sources written or published by {name}.",
            metadata={"section": "originators/"},
        )
