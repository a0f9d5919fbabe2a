"""All manifests of a publication as one Collection: `data/iiif-collection.json`.

If there are very many, it lists further Collections, each with as many manifests as viewers can
display. Manifests are in the order of the sources: by date.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from builders.exports.iiif import iris
from builders.exports.iiif.words import LanguageMap, Words, language_map
from builders.model.page import Asset
from builders.model.publication import Entry, Publication
from builders.pages import addresses

DISPLAYS = ()  # see `builders.model.page.Unit`
MOST_MANIFESTS = 500
"""Manifests in one file at most."""
Json = dict[str, Any]


def assets(publication: Publication) -> Iterator[Asset]:
    """The Collection, and those that it is divided into; nothing if there are no manifests."""
    found = [one for one in publication.entries if addresses.has_manifest(publication, one)]
    words = publication.shared(Words)
    label = words.publication()
    parts = [found[at : at + MOST_MANIFESTS] for at in range(0, len(found), MOST_MANIFESTS)]
    if len(parts) == 1:
        yield _file(publication, addresses.MANIFESTS, label, _manifests(publication, found))
    elif parts:
        named = [
            (addresses.manifests(number), language_map([_range(number, part)]), part)
            for number, part in enumerate(parts, 1)
        ]
        listed = [
            _reference(publication, uri, "Collection", part_label) for uri, part_label, _ in named
        ]
        yield _file(publication, addresses.MANIFESTS, label, listed)
        for uri, part_label, part in named:
            yield _file(publication, uri, part_label, _manifests(publication, part))


def _range(number: int, part: list[Entry]) -> str:
    """The range of manifests in a part: `501–734`."""
    first = (number - 1) * MOST_MANIFESTS + 1
    return f"{first}–{first + len(part) - 1}"


def _manifests(publication: Publication, entries: Iterable[Entry]) -> Iterator[Json]:
    title = publication.shared(Words).title
    for entry in entries:
        yield _reference(publication, addresses.manifest(entry), "Manifest", title(entry))


def _reference(publication: Publication, uri: str, kind: str, label: LanguageMap) -> Json:
    iri = addresses.iri(publication, addresses.MANIFESTS, uri)
    return {"id": iri, "type": kind, "label": label}


def _file(publication: Publication, uri: str, label: LanguageMap, items: Iterable[Json]) -> Asset:
    about = _reference(publication, uri, "Collection", label)
    return Asset(uri, iris.encoded({"@context": iris.CONTEXT, **about, "items": list(items)}))
