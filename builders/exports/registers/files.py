"""The registers as files below `data/`: JSON and CSV of each register, made in one pass.

Each register is made by itself, so that only one at a time is in memory. `data/registers.json`
lists the files: with two hundred thousand sources nobody wants everything in one file, and with
five sources several files are as easy to read. `mentioned_in` gives a source by its id alone;
`data/sources.json` describes it, once.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from builders.exports.json_and_csv import FOR_SPREADSHEETS, JsonList, Table, as_json, one_cell
from builders.exports.registers.csv import COLUMNS, cells
from builders.exports.registers.json import as_record
from builders.exports.registers.records import records
from builders.model.entity import REGISTERS
from builders.model.page import DESCRIPTIONS, Asset, Unit
from builders.model.publication import Entry, Publication
from builders.pages import addresses

SOURCES = "sources"
SOURCE_COLUMNS = (
    "id",
    "kind",
    "title",
    "title_zh",
    "date",
    "language",
    "originator",
    "tags",
    "subjects",
    "extent",
    "identifiers",
    "url",
    "json",
)
"""Columns of the table of sources."""
SEVERAL = ("tags", "subjects", "identifiers")
"""The columns whose cells hold several values."""
EVENTS = "events"
GRAPH = "registers.jsonld"
"""File with all registers as one JSON-LD graph, made by `registers.jsonld`."""
TEI = "registers.xml"
"""File with all registers as one TEI document, made by `registers.tei`."""


def units(publication: Publication) -> Iterator[Unit[Asset]]:
    """The files of each register, the list of sources, and the index of all these files."""
    for register in REGISTERS:
        files = partial(_files, publication, register)
        yield Unit(f"{__name__}.{register}", files, (DESCRIPTIONS,))
    yield Unit(f"{__name__}.{SOURCES}", partial(_sources, publication), ())
    yield Unit(__name__, partial(_list, publication), ())


def _files(publication: Publication, register: str) -> Iterator[Asset]:
    uri = addresses.data(f"{register}.json")
    found = JsonList()
    table = Table(COLUMNS[register], FOR_SPREADSHEETS)
    for record in records(publication, register, uri):
        found.add(as_record(record))
        table.add(cells(record))
    yield Asset(uri, found.finish())
    yield Asset(addresses.data(f"{register}.csv"), table.finish())


def _sources(publication: Publication) -> Iterator[Asset]:
    uri = addresses.data(f"{SOURCES}.json")
    found = JsonList()
    table = Table(SOURCE_COLUMNS, FOR_SPREADSHEETS)
    for entry in publication.entries:
        record = _source(publication, uri, entry)
        found.add(record)
        several = {name: one_cell(record[name]) for name in SEVERAL}
        table.add({**record, **several}[column] for column in SOURCE_COLUMNS)
    yield Asset(uri, found.finish())
    yield Asset(addresses.data(f"{SOURCES}.csv"), table.finish())


def _source(publication: Publication, uri: str, entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "former_ids": entry.sidecar.former_ids,
        "kind": entry.document.kind,
        # The URL of a paragraph adds its address: `#p1`.
        "url": addresses.iri(publication, uri, addresses.source(entry)),
        "title": entry.title,
        "title_zh": entry.sidecar.title_zh,
        "date": entry.date,
        "language": entry.language,
        "originator": entry.document.header.originator,
        "tags": entry.tags,
        "subjects": [one.term for one in entry.sidecar.subjects],
        "extent": entry.sidecar.original.extent,
        "identifiers": [one.label for one in entry.sidecar.original.identified],
        "json": addresses.iri(publication, uri, addresses.record(entry)),
    }


def _list(publication: Publication) -> Iterator[Asset]:
    uri = addresses.data("registers.json")

    def file(name: str) -> str:
        return addresses.iri(publication, uri, addresses.data(name))

    listed: dict[str, Any] = {
        register: {
            "entries": len(publication.registers.entries_of(register)),
            "json": file(f"{register}.json"),
            "csv": file(f"{register}.csv"),
        }
        for register in REGISTERS
    }
    listed[EVENTS] = {"entries": len(publication.events), "json": file(f"{EVENTS}.json")}
    listed[SOURCES] = {
        "entries": len(publication.entries),
        "json": file(f"{SOURCES}.json"),
        "csv": file(f"{SOURCES}.csv"),
    }
    if addresses.has_manifests(publication):
        listed[SOURCES]["iiif"] = addresses.iri(publication, uri, addresses.MANIFESTS)
    listed |= {"graph": file(GRAPH), "tei": file(TEI)}
    yield Asset(uri, f"{as_json(listed)}\n".encode())
