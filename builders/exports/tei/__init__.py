"""Each source as TEI P5, beside its page: a header, and the text with its annotations.

The same elements serve all kinds of sources; a test validates every file against the schema
`tei_all` of the Text Encoding Initiative.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from builders.exports.tei.attributes import NAMESPACE
from builders.exports.tei.facsimile import facsimile
from builders.exports.tei.header import header, responsibility_pointers
from builders.exports.tei.text import Text
from builders.exports.tei.words import Words
from builders.exports.xml_elements import LANGUAGE, PROLOGUE, element
from builders.model.page import Asset, Unit
from builders.model.publication import Entry, Publication
from builders.pages import addresses


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """The TEI file of each source."""
    for entry in publication.entries:
        yield Unit(addresses.tei(entry), partial(_files, publication, entry), (entry.id,))


def _files(publication: Publication, entry: Entry) -> Iterator[Asset]:
    document = as_tei(publication, entry)
    # A lone surrogate, which XML cannot contain, is written as a Python escape.
    yield Asset(addresses.tei(entry), document.encode("utf-8", "backslashreplace"))


def as_tei(publication: Publication, entry: Entry) -> str:
    """A source as an XML document. It has no offsets into the original; the JSON has them."""
    resps = responsibility_pointers(entry)
    writer = Text(Words(publication, entry, resps))
    text = element("text", writer.body() + writer.back(), {LANGUAGE: entry.language})
    parts = (header(publication, entry, resps), facsimile(publication, entry), text)
    whole = "".join(f"{part}\n" for part in parts if part)
    return f"{PROLOGUE}{element('TEI', whole, {'xmlns': NAMESPACE})}\n"
