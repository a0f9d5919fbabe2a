"""The IRIs of a source's Canvases, and the addresses and encoding of its IIIF files."""

from __future__ import annotations

from typing import Any

from builders.exports.json_and_csv import as_json
from builders.model.facsimile import Facsimile
from builders.model.publication import Entry, Publication
from builders.pages import addresses

CONTEXT = "http://iiif.io/api/presentation/3/context.json"


def canvas(publication: Publication, entry: Entry, one: Facsimile) -> str:
    """The permanent IRI of the Canvas for a picture: that of the picture without its extension.

    It need not resolve, since a Canvas is loaded with its manifest. It must not have a fragment,
    because annotations of a part of it append one.
    """
    to = addresses.facsimile(entry, one.name)
    return addresses.iri(publication, addresses.manifest(entry), to).rpartition(".")[0]


def text_file(entry: Entry, one: Facsimile) -> str:
    """The file with the text of the page in a picture; no picture has this extension."""
    return addresses.facsimile(entry, f"{one.stem}.json")


def encoded(record: dict[str, Any]) -> bytes:
    """A record as JSON in UTF-8, with non-ASCII characters unescaped."""
    return f"{as_json(record)}\n".encode("utf-8", "backslashreplace")
