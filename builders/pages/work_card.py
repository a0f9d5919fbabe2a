"""What the page of a work says of it: the reference in every style, links, who cites it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from builders import dates
from builders.citations import bibtex, coins, ris
from builders.citations.names import HAN_RE
from builders.model.citation import Style
from builders.model.publication import Publication
from builders.model.work import Work
from builders.pages import addresses
from builders.pages.citation_links import full
from builders.pages.cite_card import FILES
from builders.pages.citing_passages import Passage, passages
from builders.pages.facts.fact import Fact, facts, one
from builders.pages.work_groups import group_of

DOI = "https://doi.org/"
PARTS = {
    "headnote": "headnote",
    "note": "note",
    "provenance": "provenance",
    "rights": "rights",
    "description": "entry",
    "event": "event",
    "page": "page",
}
"""What to call the place of a passage."""


@dataclass(frozen=True, slots=True)
class InStyle:
    """A reference in one style."""

    name: str
    html: Markup


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
class WebLink:
    """Where it is on the web."""

    label: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Snippet:
    """The entry of a work in one format."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class WorkCard:
    """A work as its page shows it."""

    title: str
    language: str
    chinese: str
    """The title in characters, where the work's own is in them."""
    kind: str
    reference: Markup
    styles: tuple[InStyle, ...]
    facts: tuple[Fact, ...]
    links: tuple[WebLink, ...]
    note: str
    snippets: tuple[Snippet, ...]
    files: dict[str, str]
    """From the name of a format to its file's URL."""
    context: str
    """Its ContextObject."""
    citing: tuple[Citing, ...]
    count: int
    """How many sentences cite it."""


class WorkCards:
    """Makes the cards of a publication's works."""

    def __init__(self, publication: Publication) -> None:
        """Find what cites each."""
        self._publication = publication
        self._passages: Mapping[str, tuple[Passage, ...]] = passages(publication, publication.prose)

    def card(self, key: str, from_uri: str) -> WorkCard | None:
        """The card of a work; None where the bibliography has none of that key."""
        work = self._publication.bibliography.works.get(key)
        if work is None:
            return None
        found = self._passages.get(key, ())
        return WorkCard(
            title=work.title.text,
            language=work.language or "en",
            chinese=work.original_title if HAN_RE.search(work.original_title) else "",
            kind=group_of(work).one,
            reference=_html(self._publication, key, Style.CHICAGO),
            styles=tuple(self._styles(key)),
            facts=_facts(work),
            links=tuple(_links(work)),
            note=work.note,
            snippets=(
                Snippet("BibTeX", bibtex.dumps([work]).strip()),
                Snippet("RIS", "\n".join(ris.dumps([work]).strip().splitlines())),
            ),
            files={
                name: addresses.link(from_uri, addresses.work_file(key, ending))
                for name, ending in FILES.items()
            },
            context=coins.context_object(work),
            citing=citing(self._publication, found, from_uri),
            count=len(found),
        )

    def _styles(self, key: str) -> Iterator[InStyle]:
        for style in Style:
            if style is not Style.CHICAGO and (key, style) in self._publication.formatted:
                yield InStyle(style.label, _html(self._publication, key, style))


def citing(publication: Publication, found: Iterable[Passage], from_uri: str) -> tuple[Citing, ...]:
    """The passages page by page, as the page at an address shows them."""
    pages: list[Citing] = []
    for uri, group in groupby(found, key=lambda passage: passage.uri):
        those = list(group)
        said = tuple(
            Said(passage.html(publication, from_uri), PARTS[passage.part], passage.href(from_uri))
            for passage in those
        )
        pages.append(Citing(those[0].where, addresses.link(from_uri, uri), said))
    return tuple(pages)


def _html(publication: Publication, key: str, style: Style) -> Markup:
    return Markup(full(publication, key, style).html)  # noqa: S704  # made by builders.citations


def _facts(work: Work) -> tuple[Fact, ...]:
    """What the reference may hide among its words, and what it does not have."""
    return facts(
        Fact("Date", one(dates.display(work.issued) if work.issued else None)),
        Fact("Title in English", one(work.title_translated or None)),
        Fact("Original title", one(work.original_title or None)),
        Fact("Number", one(work.number or None)),
        Fact("ISBN", one(work.isbn or None)),
        Fact("ISSN", one(work.issn or None)),
    )


def _links(work: Work) -> Iterator[WebLink]:
    if work.doi:
        yield WebLink("DOI", work.doi, f"{DOI}{work.doi}")
    if work.url:
        yield WebLink("On the web", _host(work.url), work.url)


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")
