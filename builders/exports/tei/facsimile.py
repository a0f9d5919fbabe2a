"""The facsimiles of a source in TEI: a `surface` for each picture, to which page breaks point."""

from __future__ import annotations

from builders.exports.tei.attributes import ID
from builders.exports.xml_elements import element
from builders.markup import safe
from builders.model.facsimile import Facsimile
from builders.model.publication import Entry, Publication
from builders.pages import addresses


def facsimile(publication: Publication, entry: Entry) -> str:
    """The `facsimile` element of a source; empty if it has no facsimiles."""
    each = [_one(publication, entry, one) for one in entry.facsimiles]
    return element("facsimile", "\n".join(each)) if each else ""


def _one(publication: Publication, entry: Entry, one: Facsimile) -> str:
    to = addresses.facsimile(entry, one.name)
    file = {"url": addresses.iri(publication, addresses.tei(entry), to), "mimeType": one.media_type}
    what = element("desc", safe(one.what)) if one.what else ""
    if not one.is_picture:
        return element("media", what, {ID: one.id, **file})
    size = {"width": f"{one.width}px", "height": f"{one.height}px"}
    graphic = element("graphic", what, {**file, **size})
    return element("surface", graphic, {ID: one.id, "n": one.page})
