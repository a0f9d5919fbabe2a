"""The list of all sources."""

from __future__ import annotations

from collections.abc import Iterator

from builders.model.page import Page
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.collections import choices, in_main


def pages(publication: Publication) -> Iterator[Page]:
    """One page: a table without scripts, sorted and filtered with them."""
    found = in_main(publication, addresses.SOURCES)
    yield Page(
        addresses.SOURCES,
        "sources.html",
        "Sources",
        {**choices(found["items"]), "collections": found["collections"], "of": None},
        description=f"All {len(publication.entries)} sources of {publication.settings.name}, by date.",
    )
