"""The list of all sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from builders.model.page import Page
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.listing import lister_of


def pages(publication: Publication) -> Iterator[Page]:
    """One page: a table without scripts, sorted and filtered with them."""
    items = publication.shared(lister_of).at(addresses.SOURCES).items(publication.entries)
    yield Page(
        addresses.SOURCES,
        "sources.html",
        "Sources",
        {
            "items": items,
            "kinds": dict(sorted({item.kind: item.kind_label for item in items}.items())),
            "years": sorted({item.year for item in items if item.year}),
            "originators": sorted({item.originator.name for item in items if item.originator}),
            "tags": _names(tag.name for item in items for tag in item.tags),
        },
        description=f"All {len(items)} sources of {publication.settings.name}, by date.",
    )


def _names(found: Iterable[str]) -> list[str]:
    return sorted(set(found))
