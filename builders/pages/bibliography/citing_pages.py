"""Pages that list every sentence in which the editors cite a work or a source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from builders.citations.in_text.citable_texts import Part
from builders.model.page import Page
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.bibliography.citing_passages import Passage
from builders.pages.paging import cut

SENTENCES_ON_A_PAGE = 150
"""Sentences on one page."""
PLACE_LABELS = {Part.DESCRIPTION: "entry"}
"""Labels of the parts of a text whose label is not simply the value of `Part`."""


@dataclass(frozen=True, slots=True)
class CitingSentence:
    """A citing sentence of the editors, with a link to it."""

    html: Markup
    place: str
    href: str


@dataclass(frozen=True, slots=True)
class CitingGroup:
    """The citing sentences that stand on one page of the site."""

    title: str
    href: str
    said: tuple[CitingSentence, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A work or a source that the editors cite."""

    title: str
    language: str
    uri: str
    """The page of the work or source."""
    kind: str
    label: str
    """The short reference."""
    reference: Markup


def pages_of(
    publication: Publication, cited: Cited, found: Sequence[Passage], uri: str
) -> Iterator[Page]:
    """The pages with the sentences that cite a work or source; the first has the given address."""
    for part in cut(uri, found, SENTENCES_ON_A_PAGE):
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


def citing(
    publication: Publication, found: Iterable[Passage], from_uri: str
) -> tuple[CitingGroup, ...]:
    """The passages grouped by the page they stand on, as the page at `from_uri` shows them."""
    groups: list[CitingGroup] = []
    for uri, group in groupby(found, key=lambda passage: passage.uri):
        those = list(group)
        said = tuple(
            CitingSentence(
                passage.html(publication, from_uri),
                PLACE_LABELS.get(passage.part, passage.part.value),
                passage.href(from_uri),
            )
            for passage in those
        )
        groups.append(CitingGroup(those[0].where, addresses.link(from_uri, uri), said))
    return tuple(groups)
