"""The facsimiles of a source as TEI: a `surface` each, to which the page breaks of its text point."""

from __future__ import annotations

from builders.exports.tei.attributes import ID
from builders.exports.xml_elements import element
from builders.markup import safe
from builders.model.facsimile import Facsimile
from builders.model.publication import Entry, Publication
from builders.pages import addresses


def facsimile(publication: Publication, entry: Entry) -> str:
    """The `facsimile` of a source's file; nothing where there are no pictures."""
    surfaces = [_surface(publication, entry, one) for one in entry.facsimiles]
    return element("facsimile", "\n".join(surfaces)) if surfaces else ""


def _surface(publication: Publication, entry: Entry, one: Facsimile) -> str:
    picture = {
        "url": addresses.iri(
            publication, addresses.tei(entry), addresses.facsimile(entry, one.name)
        ),
        "width": f"{one.width}px",
        "height": f"{one.height}px",
        "mimeType": one.media_type,
    }
    what = element("desc", safe(one.what)) if one.what else ""
    graphic = element("graphic", what, picture)
    return element("surface", graphic, {ID: one.id, "n": one.page})
