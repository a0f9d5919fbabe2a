"""A page for each body that wrote or published sources, and the list of all."""

from __future__ import annotations

from collections.abc import Iterator

from builders.model.page import Page
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.cite_files import cite_files
from builders.pages.listing import Lister
from builders.readers.detect import reader_named


def pages(publication: Publication) -> Iterator[Page]:
    """The list of originators, then a page for each."""
    uris = addresses.originators(publication.by_originator)
    yield Page(
        addresses.ORIGINATORS,
        "originators.html",
        "Originators",
        {
            "originators": [
                {
                    "name": name,
                    "href": addresses.link(addresses.ORIGINATORS, uris[name]),
                    "count": len(entries),
                    "kinds": sorted({reader_named(entry.document.kind).label for entry in entries}),
                }
                for name, entries in publication.by_originator.items()
            ]
        },
        description="Who wrote or published the sources.",
    )
    lister = Lister(publication, "")
    for name, uri in uris.items():
        yield Page(
            uri,
            "originator.html",
            name,
            {
                "name": name,
                "items": lister.at(uri).items(publication.by_originator[name]),
                "files": cite_files(uri, len(publication.by_originator[name])),
                "all_originators": addresses.link(uri, addresses.ORIGINATORS),
            },
            description=f"Sources written or published by {name}.",
            metadata={"section": "originators/"},
        )
