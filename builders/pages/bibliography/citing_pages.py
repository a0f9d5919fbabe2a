"""All that the editors say of a work or a source, on pages of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from builders.citations.in_text.texts import Part
from builders.model.page import Page
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.bibliography.citing_passages import Passage
from builders.pages.paging import cut

SENTENCES = 150
"""On one page."""
PLACES = {Part.DESCRIPTION: "entry"}
"""What to call the place of a passage, where it is not called what it is."""


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence of the editors."""

    html: Markup
    place: str
    href: str


@dataclass(frozen=True, slots=True)
class Citing:
    """The sentences of one page."""

    title: str
    href: str
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A work or a source that they cite."""

    title: str
    language: str
    uri: str
    """Its own page."""
    kind: str
    label: str
    """Its short reference."""
    reference: Markup


def on_pages(
    publication: Publication, cited: Cited, found: Sequence[Passage], uri: str
) -> Iterator[Page]:
    """The sentences that cite it, from the address on."""
    for part in cut(uri, found, SENTENCES):
        yield Page(
            part.uri,
            "citing.html",
            part.titled(f"{cited.title}: who cites it"),
            {
                "title": cited.title,
                "language": cited.language,
                "href": addresses.link(part.uri, cited.uri),
                "bibliography_href": addresses.link(part.uri, addresses.BIBLIOGRAPHY),
                "kind": cited.kind,
                "label": cited.label,
                "reference": cited.reference,
                "count": len(found),
                "groups": citing(publication, part.items, part.uri),
                "part": part,
            },
            description=f"Every sentence in which the editors cite {cited.title}.",
            metadata={"section": "bibliography/"},
        )


def citing(publication: Publication, found: Iterable[Passage], from_uri: str) -> tuple[Citing, ...]:
    """The passages page by page, as the page at an address shows them."""
    groups: list[Citing] = []
    for uri, group in groupby(found, key=lambda passage: passage.uri):
        those = list(group)
        said = tuple(
            Said(
                passage.html(publication, from_uri),
                PLACES.get(passage.part, passage.part.value),
                passage.href(from_uri),
            )
            for passage in those
        )
        groups.append(Citing(those[0].where, addresses.link(from_uri, uri), said))
    return tuple(groups)
