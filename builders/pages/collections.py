"""Two pages of each collection that is a site of its own: its home page and its list of sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from builders.collections.rules import members
from builders.collections.sites import home_uri, list_uri
from builders.model.collection import Collection
from builders.model.page import Page
from builders.model.publication import Entry, Publication
from builders.model.timeline import TimelineItem
from builders.model.untranslated import Untranslated
from builders.pages import addresses, source_lists
from builders.pages.listing import kind_of, lister_of
from builders.pages.timeline.summary import timeline_context


@dataclass(frozen=True, slots=True)
class Listed:
    """A collection as a page shows it."""

    title: str
    title_zh: str
    description: str
    description_zh: str
    href: str
    count: int
    years: tuple[str, ...]
    """The first and last year of its sources; one if they are equal, none if all are undated."""


def pages(publication: Publication) -> Iterator[Page]:
    """The home page and the list of sources of each collection; a long list is several pages."""
    for collection in publication.settings.collections:
        yield _home(publication, collection)
        entries = _entries_of(publication, collection)
        for context in source_lists.parts(publication, entries, list_uri(collection)):
            part = context["part"]
            of = _listed(publication, collection, part.uri)
            yield Page(
                part.uri,
                "sources.html",
                part.titled(f"Sources: {collection.title}"),
                {**context, "collections": (), "of": of},
                description=source_lists.description_of(len(entries), collection.title),
                title_zh=f"史料：{collection.title_zh}"
                if collection.title_zh and part.first
                else "",
            )


def main_site_entries(publication: Publication) -> list[Entry]:
    """The sources that are in no collection and therefore in the main site."""
    collection_of = publication.shared(members)
    return [entry for entry in publication.entries if entry.id not in collection_of]


def listed_collections(publication: Publication, uri: str) -> list[Listed]:
    """Every collection, as the page at `uri` shows it."""
    return [_listed(publication, one, uri) for one in publication.settings.collections]


def sources_insertion(publication: Publication, uri: str) -> dict[str, Any]:
    """The context of the insertion `sources`: the collections, and the sources of the main site.

    Where those sources are very many, their years are listed instead.
    """
    entries = main_site_entries(publication)
    long = source_lists.is_long(entries)
    years = source_lists.by_year(entries, addresses.SOURCES, uri) if long else ()
    items = () if long else publication.shared(lister_of).at(uri).items(entries)
    return {
        **source_lists.list_context(items),
        "collections": listed_collections(publication, uri),
        "total": len(entries),
        # The rows of a long list are on the list's own pages.
        "elsewhere": long,
        "by_year": years,
        "sources_href": addresses.link(uri, addresses.SOURCES),
        "search_href": addresses.link(uri, addresses.SEARCH),
        "in_parts": False,
        "anchors": {},
    }


def _home(publication: Publication, collection: Collection) -> Page:
    uri = home_uri(collection)
    entries = _entries_of(publication, collection)
    href = addresses.link(uri, list_uri(collection))
    kinds = Counter(map(kind_of, entries))
    long = source_lists.is_long(entries)
    years = source_lists.by_year(entries, list_uri(collection), uri) if long else ()
    shown = () if long else publication.shared(lister_of).at(uri).items(entries)
    told = publication.shared(_told_by_collection)[collection.name]
    return Page(
        uri,
        "collection.html",
        Untranslated(collection.title),
        {
            **source_lists.list_context(shown),
            **timeline_context(publication, told, uri),
            "of": _listed(publication, collection, uri),
            "publication": publication.settings.name,
            "publication_zh": publication.settings.name_zh or "",
            "home_href": addresses.link(uri, "index.md"),
            "list_href": href,
            "search_href": addresses.link(uri, addresses.SEARCH),
            "by_kind": [
                (label, "" if long else f"{href}?kind={quote(kind)}", count)
                for (kind, label), count in sorted(kinds.items())
            ],
            "by_year": years,
            "collections": (),
            "elsewhere": False,
            "in_parts": False,
            "anchors": {},
            "undated": sum(entry.date is None for entry in entries),
        },
        description=Untranslated(collection.description or "")
        or source_lists.description_of(len(entries), collection.title),
        title_zh=collection.title_zh or "",
    )


def _listed(publication: Publication, collection: Collection, uri: str) -> Listed:
    entries = _entries_of(publication, collection)
    years = sorted({year for entry in entries if (year := source_lists.year_of(entry))}, key=int)
    return Listed(
        Untranslated(collection.title),
        collection.title_zh or "",
        collection.description or "",
        collection.description_zh or "",
        addresses.link(uri, home_uri(collection)),
        len(entries),
        tuple(dict.fromkeys((years[0], years[-1]))) if years else (),
    )


def _entries_of(publication: Publication, collection: Collection) -> list[Entry]:
    """The sources of a collection, in their order."""
    return publication.shared(_by_collection)[collection.name]


def _told_by_collection(publication: Publication) -> dict[str, list[TimelineItem]]:
    """The sources of every collection in the timeline, with what they tell of; as above."""
    found: dict[str, list[TimelineItem]] = defaultdict(list)
    collection_of = publication.shared(members)
    for item in publication.timeline.items:
        held = (collection_of[source].name for source in item.sources if source in collection_of)
        for name in dict.fromkeys(held):
            found[name].append(item)
    return found


def _by_collection(publication: Publication) -> dict[str, list[Entry]]:
    """The sources of every collection; by way of `publication.shared`, found in one pass."""
    found: dict[str, list[Entry]] = defaultdict(list)
    collection_of = publication.shared(members)
    for entry in publication.entries:
        if entry.id in collection_of:
            found[collection_of[entry.id].name].append(entry)
    return found
