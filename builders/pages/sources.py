"""The list of all sources."""

from __future__ import annotations

from collections.abc import Iterator

from builders.model.page import Page
from builders.model.publication import Publication
from builders.pages import addresses, source_lists
from builders.pages.collections import listed_collections, main_site_entries

DISPLAYS = ()  # see `builders.model.page.Unit`


def pages(publication: Publication) -> Iterator[Page]:
    """One page with a table, which scripts sort and filter; several pages for very many sources."""
    pictured = addresses.has_manifests(publication)
    for context in source_lists.parts(
        publication, main_site_entries(publication), addresses.SOURCES
    ):
        part = context["part"]
        collections = listed_collections(publication, part.uri) if part.first else ()
        files = {
            "data_href": addresses.link(part.uri, addresses.data("sources.csv")),
            "manifests_href": addresses.link(part.uri, addresses.MANIFESTS) if pictured else "",
            "all_data_href": addresses.link(part.uri, addresses.DATA),
        }
        yield Page(
            part.uri,
            "sources.html",
            part.titled("Sources"),
            {**context, "collections": collections, "of": None, **files},
            description=_description(publication),
            metadata={} if part.first else {"section": "sources/"},
        )


def _description(publication: Publication) -> str:
    """The description of the list; with collections, it does not have all sources itself."""
    name = publication.settings.name
    if publication.settings.collections:
        return f"The collections and sources of {name}."
    return source_lists.description_of(len(publication.entries), name)
