"""Typed links for programs that follow a citation: https://signposting.org/FAIR/.

The links are in the head of a source's page and in its link set (RFC 9264).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builders.citations.formats.file_formats import FORMATS
from builders.model.publication import Entry, Publication
from builders.pages import addresses

LINKSET = "application/linkset+json"
MANIFEST = 'application/ld+json;profile="http://iiif.io/api/presentation/3/context.json"'
LANDING_PAGE = "https://schema.org/AboutPage"
"""A page about something that can be cited."""
JSON_LD = "application/ld+json"


@dataclass(frozen=True, slots=True)
class TypedLink:
    """A link from a source's page."""

    relation: str
    """The relation type, as registered with IANA."""
    to: str
    """A file below `docs/`, or an absolute IRI."""
    media_type: str = ""
    in_page: bool = True
    """Whether it is also in the head of the page, and not only in the link set."""

    def href(self, publication: Publication, from_uri: str) -> str:
        """The URL of the link, relative to the page unless it is `cite-as` or leads elsewhere."""
        if "://" in self.to:
            return self.to
        if self.relation == "cite-as":
            return addresses.iri(publication, from_uri, self.to)
        return addresses.link(from_uri, self.to)


def linkset_uri(entry: Entry) -> str:
    """The path of the file with all links of a source, below `docs/`."""
    return f"sources/{entry.slug}/linkset.json"


def links(
    publication: Publication, entry: Entry, kind: str, authors: Iterable[str]
) -> Iterator[TypedLink]:
    """The links of a source's page.

    Args:
        publication: The publication.
        entry: The source.
        kind: IRI of the type of the source.
        authors: The IRIs of the pages of those authors who have one.
    """
    yield TypedLink("cite-as", addresses.source(entry))
    yield TypedLink("type", LANDING_PAGE)
    yield TypedLink("type", kind)
    for author in authors:
        yield TypedLink("author", author)
    if entry.sidecar.license:
        yield TypedLink("license", entry.sidecar.license)
    yield from items(entry)
    in_page: set[str] = set()
    for one in FORMATS:
        uri = addresses.citation_file(entry, one.ending)
        # One file per media type is enough in the page: programs take the first that they know.
        yield TypedLink("describedby", uri, one.media_type, one.media_type not in in_page)
        in_page.add(one.media_type)
    yield TypedLink("describedby", addresses.annotation_page(entry), JSON_LD, False)
    if addresses.has_manifest(publication, entry):
        yield TypedLink("describedby", addresses.manifest(entry), MANIFEST)


def items(entry: Entry) -> Iterator[TypedLink]:
    """The links to the source itself in its various formats."""
    yield TypedLink("item", addresses.received(entry), "text/plain")
    yield TypedLink("item", addresses.tei(entry), "application/tei+xml", in_page=False)
    yield TypedLink("item", addresses.record(entry), "application/json")
    for one in entry.facsimiles:
        uri = addresses.facsimile(entry, one.name)
        yield TypedLink("item", uri, one.media_type, in_page=False)
