"""The page of data files for programs and spreadsheets: what each contains, column by column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builders.meanings.datasets import TEXTS, Column, datasets
from builders.model.page import Page
from builders.model.publication import Entry, Publication
from builders.pages import addresses

DISPLAYS = ()  # see `builders.model.page.Unit`
MOST_TEXTS = 500
"""The most sources in one file of texts; cables and articles make some five megabytes."""
TOGETHER = ("registers.jsonld", "registers.xml", "events.json", "registers.json")


@dataclass(frozen=True, slots=True)
class File:
    """A link to a file."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A dataset as the page shows it."""

    name: str
    title: str
    about: str
    files: Sequence[File]
    columns: Sequence[Column]
    rows: int
    """Rows in each of its files; of the texts, in all their files together."""


def pages(publication: Publication) -> Iterator[Page]:
    """One page."""
    uri = addresses.DATA
    texts = [one for one, _ in text_files(publication)]
    yield Page(
        uri,
        "data.html",
        "Data",
        {
            "datasets": [
                Shown(
                    one.name,
                    one.title,
                    one.about,
                    [_file(uri, file) for file in (texts if one.name == TEXTS else one.files)],
                    one.columns,
                    _rows(publication, one.name),
                )
                for one in datasets()
            ],
            "together": [_file(uri, addresses.data(name)) for name in TOGETHER],
            "package": _file(uri, addresses.DATA_PACKAGE),
            "bibliography_href": addresses.link(uri, addresses.BIBLIOGRAPHY),
            "sources_href": addresses.link(uri, addresses.SOURCES),
        },
        description=f"The sources and registers of {publication.settings.name} as files.",
        metadata={"section": "sources/"},
    )


def text_files(publication: Publication) -> Iterator[tuple[str, Sequence[Entry]]]:
    """The files of texts, at least one: the path of each below `docs/`, and its sources."""
    entries = publication.entries
    for number, at in enumerate(range(0, max(len(entries), 1), MOST_TEXTS), 1):
        name = "texts.jsonl" if number == 1 else f"texts-{number}.jsonl"
        yield addresses.data(name), entries[at : at + MOST_TEXTS]


def _rows(publication: Publication, name: str) -> int:
    match name:
        case "sources" | "texts":
            return len(publication.entries)
        case "timeline":
            return len(publication.timeline.items)
        case register:
            return len(publication.registers.entries_of(register))


def _file(uri: str, file: str) -> File:
    return File(file.rpartition("/")[2], addresses.link(uri, file))
