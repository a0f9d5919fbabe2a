"""Where each file of the publication is published.

The publication is made as one tree, in which every file has its path and every link is relative. A
preview and a ZIP show that tree. When it is published, a collection's part of it becomes a site of
its own: `sources/<slug>/` of its sources, at the same path, and all below `collections/<name>/`,
which moves to the root.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from builders.collections.rules import members
from builders.interface.versions import split_language
from builders.model.collection import Collection
from builders.model.publication import Entry, Publication

SOURCES = "sources"
COLLECTIONS = "collections"
SHARED = ("assets/", "search/index.md")
"""The beginnings of the paths of files that every site has a copy of."""


class Sites:
    """The main site and the sites of the collections."""

    def __init__(self, publication: Publication) -> None:
        """Look up which source is in which collection."""
        self._settings = publication.settings
        self.collections = publication.settings.collections
        self._by_name = {collection.name: collection for collection in self.collections}
        had = publication.shared(members)
        self._by_slug: Mapping[str, Collection] = {
            slug.lower(): had[entry.id]
            for entry in publication.entries
            if entry.id in had
            for slug in entry.ids
        }

    def of(self, uri: str) -> Collection | None:
        """The collection whose site contains a file of the tree; None for the main site."""
        if not self.collections:
            return None
        folder, _, rest = split_language(self._settings, uri)[0].partition("/")
        if folder == SOURCES:
            return self._by_slug.get(rest.partition("/")[0])
        return self._by_name.get(rest.partition("/")[0]) if folder == COLLECTIONS else None

    def within(self, uri: str) -> str:
        """The path of a file of the tree within its site."""
        collection = self.of(uri)
        if collection is None:
            return uri
        first, language = split_language(self._settings, uri)
        inside = first.removeprefix(folder_of(collection))
        return f"{language}/{inside}" if language else inside

    def base(self, uri: str) -> str | None:
        """The address of the site that contains the file; None if it is not known."""
        collection = self.of(uri)
        return collection.site_url if collection else self._settings.url

    def home(self, entry: Entry) -> str:
        """The address of a source's page; if the site's is not known, from the server's root."""
        uri = f"{SOURCES}/{entry.slug}/"
        return f"{self.base(uri) or '/'}{uri}"

    def list_of(self, entry: Entry) -> str:
        """The path in the tree of the page that lists the sources of the source's site."""
        collection = self.of(f"{SOURCES}/{entry.slug}/")
        return list_uri(collection) if collection else f"{SOURCES}/index.md"

    def is_shared(self, uri: str) -> bool:
        """Whether every site has a copy of the file."""
        return split_language(self._settings, uri)[0].startswith(SHARED)


def sites_of(publication: Publication) -> Sites:
    """The sites of the publication; to be called through `publication.shared`."""
    return Sites(publication)


def folder_of(collection: Collection) -> str:
    """The folder of the tree with a collection's own pages, other than those of its sources."""
    return f"{COLLECTIONS}/{collection.name}/"


def home_uri(collection: Collection) -> str:
    """The path of a collection's home page."""
    return f"{folder_of(collection)}index.md"


def list_uri(collection: Collection) -> str:
    """The path of the list of a collection's sources."""
    return f"{folder_of(collection)}{SOURCES}/index.md"


def origins(urls: Iterable[str]) -> tuple[str, ...]:
    """The origins of some addresses (scheme and host), each once."""
    found = (urlsplit(url) for url in urls)
    return tuple(dict.fromkeys(f"{one.scheme}://{one.netloc}" for one in found))
