"""The first page of each collection that is a site of its own, and the list of its sources."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from builders import dates
from builders.collections.rules import members
from builders.collections.sites import home_uri, list_uri
from builders.model.collection import Collection
from builders.model.page import Page
from builders.model.publication import Entry, Publication
from builders.pages import addresses
from builders.pages.listing import Item, lister_of
from builders.readers.detect import reader_named

SEARCH = "search/index.md"


@dataclass(frozen=True, slots=True)
class Listed:
    """A collection as the main site names it."""

    title: str
    title_zh: str
    description: str
    description_zh: str
    href: str
    count: int
    years: tuple[str, ...]
    """The first and the last, or the only one."""


@dataclass(frozen=True, slots=True)
class Year:
    """The sources of a year."""

    name: str
    href: str
    count: int
    share: float
    """Of the fullest year, from 0 to 100."""


def pages(publication: Publication) -> Iterator[Page]:
    """Two of each collection."""
    for collection in publication.settings.collections:
        yield _home(publication, collection)
        uri = list_uri(collection)
        items = publication.shared(lister_of).at(uri).items(_held(publication, collection))
        yield Page(
            uri,
            "sources.html",
            f"Sources: {collection.title}",
            {**choices(items), "collections": (), "of": _listed(publication, collection, uri)},
            description=f"All {len(items)} sources of {collection.title}, by date.",
            title_zh=f"史料：{collection.title_zh}" if collection.title_zh else "",
        )


def choices(items: Sequence[Item]) -> dict[str, Any]:
    """Sources as a list, with what they can be chosen by."""
    return {
        "items": items,
        "kinds": dict(sorted({item.kind: item.kind_label for item in items}.items())),
        "years": sorted({item.year for item in items if item.year}),
        "originators": sorted({item.originator.name for item in items if item.originator}),
        "tags": sorted({tag.name for item in items for tag in item.tags}),
    }


def in_main(publication: Publication, uri: str) -> dict[str, Any]:
    """What a page of the main site lists: the collections, and the sources that are in none."""
    had = publication.shared(members)
    rest = [entry for entry in publication.entries if entry.id not in had]
    return {
        "items": publication.shared(lister_of).at(uri).items(rest),
        "collections": [
            _listed(publication, collection, uri) for collection in publication.settings.collections
        ],
    }


def _home(publication: Publication, collection: Collection) -> Page:
    uri = home_uri(collection)
    entries = _held(publication, collection)
    href = addresses.link(uri, list_uri(collection))
    years = Counter(year for entry in entries if (year := _year(entry)))
    most = max(years.values(), default=1)
    kinds = Counter(entry.document.kind for entry in entries)
    return Page(
        uri,
        "collection.html",
        collection.title,
        {
            "of": _listed(publication, collection, uri),
            "publication": publication.settings.name,
            "publication_zh": publication.settings.name_zh or "",
            "home_href": addresses.link(uri, "index.md"),
            "list_href": href,
            "search_href": addresses.link(uri, SEARCH),
            "timeline_href": addresses.link(uri, addresses.TIMELINE),
            "kinds": [
                (reader_named(kind).label, f"{href}?kind={kind}", count)
                for kind, count in sorted(kinds.items())
            ],
            "by_year": [
                Year(name, f"{href}?year={name}", count, round(100 * count / most, 1))
                for name, count in sorted(years.items())
            ],
            "undated": len(entries) - sum(years.values()),
        },
        description=collection.description
        or f"All {len(entries)} sources of {collection.title}, by date.",
        title_zh=collection.title_zh or "",
    )


def _listed(publication: Publication, collection: Collection, uri: str) -> Listed:
    entries = _held(publication, collection)
    years = sorted({year for entry in entries if (year := _year(entry))})
    return Listed(
        collection.title,
        collection.title_zh or "",
        collection.description or "",
        collection.description_zh or "",
        addresses.link(uri, home_uri(collection)),
        len(entries),
        tuple(dict.fromkeys((years[0], years[-1]))) if years else (),
    )


def _held(publication: Publication, collection: Collection) -> list[Entry]:
    """Its sources, in their order."""
    return publication.shared(_by_collection)[collection.name]


def _by_collection(publication: Publication) -> dict[str, list[Entry]]:
    """For `publication.shared`: one pass over all sources, however many collections there are."""
    found: dict[str, list[Entry]] = defaultdict(list)
    had = publication.shared(members)
    for entry in publication.entries:
        if entry.id in had:
            found[had[entry.id].name].append(entry)
    return found


def _year(entry: Entry) -> str:
    year = dates.year(entry.date) if entry.date else None
    return str(year) if year else ""
