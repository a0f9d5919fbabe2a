"""The typed links of each source's page as a link set (RFC 9264), in a file beside the page.

It contains the links in the page's head and some more, and for each form of the source a link back
to the page.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from builders.model.page import Asset, Unit
from builders.model.publication import Entry, Publication
from builders.pages import addresses
from builders.pages.head.heads import Heads
from builders.pages.head.signposting import TypedLink, items, linkset_uri

LinkTarget = dict[str, str]


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """The link set of each source."""
    heads = Heads(publication)
    for entry in publication.entries:
        yield Unit(linkset_uri(entry), partial(_files, publication, heads, entry), ())


def _files(publication: Publication, heads: Heads, entry: Entry) -> Iterator[Asset]:
    record = {"linkset": list(_contexts(publication, entry, heads.links(entry)))}
    text = json.dumps(record, ensure_ascii=False)
    yield Asset(linkset_uri(entry), f"{text}\n".encode())


def _contexts(
    publication: Publication, entry: Entry, links: Iterable[TypedLink]
) -> Iterator[dict[str, Any]]:
    """The link contexts: the page with its links by relation, then each form of the source."""
    uri = linkset_uri(entry)
    page = addresses.iri(publication, uri, addresses.source(entry))
    found: dict[str, list[LinkTarget]] = {}
    for link in links:
        found.setdefault(link.relation, []).append(_target(publication, link, uri))
    yield {"anchor": page, **found}
    for item in items(entry):
        anchor = _target(publication, item, uri)["href"]
        yield {"anchor": anchor, "collection": [{"href": page, "type": "text/html"}]}


def _target(publication: Publication, link: TypedLink, uri: str) -> LinkTarget:
    to = link.to
    href = to if "://" in to else addresses.iri(publication, uri, to)
    return {"href": href, "type": link.media_type} if link.media_type else {"href": href}
