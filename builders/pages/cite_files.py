"""Files for reference managers beside pages that list sources: of an entry, a TAGS code, an originator."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builders.citations.formats.file_formats import FORMATS
from builders.model.entity import WORKS
from builders.model.mentioned import sources_of
from builders.model.publication import Entry, Publication
from builders.pages import addresses
from builders.pages.subjects import Subjects

MOST = 500
"""Sources in one file; of a page that lists more the reader is told, and led to the file of all.

What every source names would else be written out once more for each of its entries.
"""


@dataclass(frozen=True, slots=True)
class CiteFiles:
    """The files of a list."""

    count: int
    """How many sources the list has."""
    files: tuple[tuple[str, str], ...]
    """The name of each format and its file's URL; none for a list that is too long."""
    whole_href: str
    """Where everything is to be had."""


def cite_files(uri: str, count: int) -> CiteFiles:
    """What the page at an address offers for its list of so many sources."""
    whole = addresses.link(uri, addresses.BIBLIOGRAPHY)
    if not 0 < count <= MOST:
        return CiteFiles(count, (), whole)
    files = ((one.name, addresses.link(uri, file_uri(uri, one.ending))) for one in FORMATS)
    return CiteFiles(count, tuple(files), whole)


def file_uri(page: str, ending: str) -> str:
    """The file beside a page, below `docs/`."""
    return f"{page.removesuffix('index.md')}cite.{ending}"


def lists(publication: Publication) -> Iterator[tuple[str, Sequence[Entry]]]:
    """The pages with such files and the sources of each, in the order of their dates."""
    for subject in publication.shared(Subjects).all.values():
        if subject.register != WORKS:  # beside these lies the work itself
            found = publication.mentions_of.get(subject.id, ())
            yield subject.uri, sources_of(found)
    for code, entries in publication.by_tag.items():
        yield addresses.tag(code), entries
    for name, uri in addresses.originators(publication.by_originator).items():
        yield uri, publication.by_originator[name]
