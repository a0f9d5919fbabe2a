"""The texts of the sources for counting and comparing words: `data/texts.jsonl` (JSON Lines).

A text is what the source's page shows: lines joined, corrections made, page furniture left out.
The text as received, with the place of every character, is in the JSON of each source
(`document_json`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any

from builders.exports.json_and_csv import as_json
from builders.model.document import Role
from builders.model.page import Asset, Unit
from builders.model.publication import Entry, Publication
from builders.pages import addresses
from builders.pages.data_page import text_files

BETWEEN = "\n\n"
"""Separator of paragraphs."""


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """A unit for each file, so that the texts of only a few sources are in memory."""
    for uri, entries in text_files(publication):
        yield Unit(uri, partial(_files, publication, uri, entries), ())


def _files(publication: Publication, uri: str, entries: Sequence[Entry]) -> Iterator[Asset]:
    lines = (f"{as_json(_record(publication, uri, entry))}\n" for entry in entries)
    yield Asset(uri, b"".join(line.encode() for line in lines))


def _record(publication: Publication, uri: str, entry: Entry) -> dict[str, Any]:
    blocks = (block for block in entry.document.blocks if block.role is Role.TEXT)
    return {
        "id": entry.id,
        "kind": entry.document.kind,
        "title": entry.title,
        "date": entry.date,
        "language": entry.language,
        "originator": entry.document.header.originator,
        "url": addresses.iri(publication, uri, addresses.source(entry)),
        "text": BETWEEN.join(text for block in blocks if (text := block.text.text.strip())),
    }
