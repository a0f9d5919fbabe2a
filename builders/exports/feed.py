"""A feed of the latest additions and changes, in Atom (RFC 4287).

Its dates are those that editors write (`changes` in a sidecar), since a build reads no clock.
Without them, or without the publication's URL, there is no feed.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest

from builders.exports.xml_elements import LANGUAGE, PROLOGUE, element
from builders.markup import safe
from builders.model.page import Asset
from builders.model.publication import Entry, Publication
from builders.pages import addresses
from builders.readers.languages import title_language

MEDIA_TYPE = "application/atom+xml"
NAMESPACE = "http://www.w3.org/2005/Atom"
MOST_ENTRIES = 50
"""Sources in the feed at most."""


def assets(publication: Publication) -> Iterator[Asset]:
    """The feed, if the publication has one."""
    if addresses.has_feed(publication):
        document = f"{PROLOGUE}{_feed(publication)}\n"
        yield Asset(addresses.FEED, document.encode("utf-8", "backslashreplace"))


def _feed(publication: Publication) -> str:
    settings = publication.settings
    changed = (entry for entry in publication.entries if entry.sidecar.changes)
    latest = nlargest(
        MOST_ENTRIES, changed, key=lambda one: (one.sidecar.latest_changes[0].date, one.id)
    )
    home, itself = _iri(publication, "index.md"), _iri(publication, addresses.FEED)
    parts = [
        element("id", safe(itself)),
        element("title", safe(settings.name)),
        element("updated", _instant(latest[0].sidecar.latest_changes[0].date)),
        element("link", attributes={"rel": "self", "type": MEDIA_TYPE, "href": itself}),
        element("link", attributes={"rel": "alternate", "type": "text/html", "href": home}),
        element("author", element("name", safe(settings.name))),
        *(_entry(publication, entry) for entry in latest),
    ]
    return element("feed", "\n".join(parts), {"xmlns": NAMESPACE, LANGUAGE: settings.language})


def _entry(publication: Publication, entry: Entry) -> str:
    page = _iri(publication, addresses.source(entry))
    changes = entry.sidecar.latest_changes
    first, last = changes[-1].date, changes[0].date
    said = " ".join(change.what for change in changes if change.date == last)
    language = title_language(entry.title, entry.language)
    parts = [
        element("id", safe(page)),
        element("title", safe(entry.title), {LANGUAGE: language}),
        element("published", _instant(first)),
        element("updated", _instant(last)),
        element("link", attributes={"rel": "alternate", "type": "text/html", "href": page}),
        element("summary", safe(said)),
    ]
    return element("entry", "\n".join(parts))


def _instant(day: str) -> str:
    """A day as the date-time that Atom requires: editors give no time, so midnight UTC."""
    return f"{day}T00:00:00Z"


def _iri(publication: Publication, uri: str) -> str:
    return addresses.iri(publication, addresses.FEED, uri)
