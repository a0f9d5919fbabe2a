"""The text of each page that a picture shows, for viewers that display it beside the picture.

The manifest links to these files, so that a viewer loads only the text of the page in view.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from itertools import islice

from builders.exports.iiif import iris
from builders.exports.iiif.text_pages import TextPages
from builders.model.facsimile import Facsimile
from builders.model.page import Asset, Unit
from builders.model.publication import Entry, Publication
from builders.pages import addresses


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """The texts of each source that has pictures of identified pages."""
    for entry in publication.entries:
        if addresses.has_manifest(publication, entry):
            named = (one for one in entry.facsimiles if one.is_picture and one.page)
            for one in islice(named, 1):
                yield Unit(iris.text_file(entry, one), partial(_files, publication, entry), ())


def pictured_texts(entry: Entry) -> dict[str, tuple[Facsimile, str]]:
    """The first picture and the text of each page, by page, where both are known."""
    pictures = [one for one in entry.facsimiles if one.is_picture and one.page]
    first = {one.page: one for one in reversed(pictures)}
    texts = TextPages(entry).texts() if first else {}
    return {page: (one, texts[page]) for page, one in first.items() if page in texts}


def _files(publication: Publication, entry: Entry) -> Iterator[Asset]:
    uri = addresses.manifest(entry)
    for one, text in pictured_texts(entry).values():
        file = iris.text_file(entry, one)
        here = addresses.iri(publication, uri, file)
        body = {"value": text, "format": "text/plain", "language": entry.language}
        record = {
            "@context": iris.CONTEXT,
            "id": here,
            "type": "AnnotationPage",
            "items": [
                {
                    "id": f"{here}#text",
                    "type": "Annotation",
                    "motivation": "supplementing",
                    "body": {"type": "TextualBody", **body},
                    "target": iris.canvas(publication, entry, one),
                }
            ],
        }
        yield Asset(file, iris.encoded(record))
