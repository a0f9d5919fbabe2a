"""What the parts of a source's manifest are called, and where its files are."""

from __future__ import annotations

from typing import Any

from builders.exports.json_and_csv import as_json
from builders.model.facsimile import Facsimile
from builders.model.publication import Entry, Publication
from builders.pages import addresses

CONTEXT = "http://iiif.io/api/presentation/3/context.json"


def canvas(publication: Publication, entry: Entry, one: Facsimile) -> str:
    """The name of the Canvas that a picture fills, for ever: the picture's without its ending.

    Nothing lies there: a Canvas is asked for with its manifest. It must not have a fragment, since
    whoever annotates a part of it puts one behind it.
    """
    to = addresses.facsimile(entry, one.name)
    return addresses.iri(publication, addresses.manifest(entry), to).rpartition(".")[0]


def text_file(entry: Entry, one: Facsimile) -> str:
    """The file with the text of the page in a picture: no picture has this ending."""
    return addresses.facsimile(entry, f"{one.stem}.json")


def encoded(record: dict[str, Any]) -> bytes:
    """The bytes of a file, with Chinese as it is."""
    return f"{as_json(record)}\n".encode("utf-8", "backslashreplace")
