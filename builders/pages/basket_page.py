"""The page of the basket: a reader's own set, which a script fills in the reader's browser."""

from __future__ import annotations

from collections.abc import Iterator

from builders.citations.formats.file_formats import FORMATS
from builders.model.citation import Style
from builders.model.page import Page
from builders.model.publication import Publication
from builders.pages import addresses


def pages(publication: Publication) -> Iterator[Page]:
    """One page; without scripts, it says where to find sources, works and their files instead."""
    uri = addresses.BASKET
    yield Page(
        uri,
        "basket.html",
        "Basket",
        {
            "styles": "|".join(f"{style.value}={style.label}" for style in Style),
            "files": [
                (one.name, addresses.link(uri, addresses.references(one.ending))) for one in FORMATS
            ],
            "sources_href": addresses.link(uri, addresses.SOURCES),
            "bibliography_href": addresses.link(uri, addresses.BIBLIOGRAPHY),
        },
        description=f"A reader’s own list of sources and works of {publication.settings.name}.",
    )
