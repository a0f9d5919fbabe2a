"""Files for reference managers beside pages that list sources.

These are the pages of an entry of a register, a TAGS code or an originator.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builders.citations.formats.file_formats import FORMATS
from builders.model.entity import WORKS
from builders.model.mentions_by_entity import sources_of
from builders.model.publication import Entry, Publication
from builders.pages import addresses
from builders.pages.subjects import Subjects

MOST_SOURCES = 500
"""The most sources in one file; a page that lists more links to the file of everything instead.

Otherwise an entry that every source names would have the whole collection written out again.
"""


@dataclass(frozen=True, slots=True)
class CiteFiles:
    """The files of one list of sources."""

    count: int
    """The number of sources in the list."""
    files: tuple[tuple[str, str], ...]
    """The name of each format and its file's URL; empty if the list is too long."""
    whole_href: str
    """The link to the bibliography, which has files of everything."""


def cite_files(uri: str, count: int) -> CiteFiles:
    """The files that the page at `uri` offers for its list of `count` sources."""
    whole = addresses.link(uri, addresses.BIBLIOGRAPHY)
    if not 0 < count <= MOST_SOURCES:
        return CiteFiles(count, (), whole)
    files = ((one.name, addresses.link(uri, file_uri(uri, one.ending))) for one in FORMATS)
    return CiteFiles(count, tuple(files), whole)


def file_uri(page: str, ending: str) -> str:
    """The path of the file beside a page, below `docs/`."""
    return f"{page.removesuffix('index.md')}cite.{ending}"


def lists(publication: Publication) -> Iterator[tuple[str, Sequence[Entry]]]:
    """The pages that have such files, each with its sources in order of date."""
    for subject in publication.shared(Subjects).all.values():
        if subject.register != WORKS:  # the files beside a work's page cite the work itself
            found = publication.mentions_of.get(subject.id, ())
            yield subject.uri, sources_of(found)
    for code, uri in addresses.tags(publication.by_tag).items():
        yield uri, publication.by_tag[code]
    for name, uri in addresses.originators(publication.by_originator).items():
        yield uri, publication.by_originator[name]
