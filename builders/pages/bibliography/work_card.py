"""What the page of a work says of it: the reference in every style, links, who cites it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from builders import dates
from builders.citations.formats import bibtex, coins, ris
from builders.citations.formats.file_formats import FORMATS
from builders.citations.works import short
from builders.citations.works.identifiers import RESOLVER
from builders.citations.works.titles import printed
from builders.model.citation import Style
from builders.model.entity import WORKS
from builders.model.given import Given
from builders.model.page import Page
from builders.model.publication import Publication
from builders.model.work import Work
from builders.pages import addresses
from builders.pages.bibliography import citing_pages
from builders.pages.bibliography.citing_pages import Cited, Citing, citing
from builders.pages.bibliography.citing_passages import passages
from builders.pages.bibliography.work_groups import group_of
from builders.pages.citation_links import full
from builders.pages.facts.fact import Fact, facts, given, one
from builders.readers.languages import other_language

MOST = 150
"""More sentences than these that cite a work have pages of their own."""
FIRST = 20
"""So many of them stand on the work's page all the same."""


@dataclass(frozen=True, slots=True)
class InStyle:
    """A reference in one style."""

    name: str
    html: Markup


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
    """The title in Chinese, where the work's own is."""
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
    first: int
    """So many of them are here; all, where there are not very many."""
    citing_href: str
    """Where all of them are, if not all are here."""


class WorkCards:
    """Makes the cards of a publication's works."""

    def __init__(self, publication: Publication) -> None:
        """Find what cites each."""
        self._publication = publication
        self._passages = publication.shared(passages)

    def card(self, key: str, from_uri: str) -> WorkCard | None:
        """The card of a work; None where the bibliography has none of that key."""
        work = self._publication.bibliography.works.get(key)
        if work is None:
            return None
        found = self._passages.get(key, ())
        here = found if len(found) <= MOST else found[:FIRST]
        return WorkCard(
            title=printed(work.title.text),
            language=work.language or "en",
            chinese=title_in_chinese(work),
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
                one.name: addresses.link(from_uri, addresses.work_file(key, one.ending))
                for one in FORMATS
            },
            context=coins.context_object(work),
            citing=citing(self._publication, here, from_uri),
            count=len(found),
            first=len(here),
            citing_href=addresses.link(from_uri, addresses.citing_work(key))
            if len(here) < len(found)
            else "",
        )

    def pages(self, key: str) -> Iterator[Page]:
        """The sentences that cite a work, where they are too many for its own page."""
        work = self._publication.bibliography.works.get(key)
        found = self._passages.get(key, ())
        if work is None or len(found) <= MOST:
            return
        cited = Cited(
            printed(work.title.text),
            work.language or "en",
            addresses.entity(WORKS, key),
            group_of(work).one,
            Given(short.short(work)),
            _html(self._publication, key, Style.CHICAGO),
        )
        yield from citing_pages.on_pages(
            self._publication, cited, found, addresses.citing_work(key)
        )

    def _styles(self, key: str) -> Iterator[InStyle]:
        for style in Style:
            if style is not Style.CHICAGO and (key, style) in self._publication.formatted:
                yield InStyle(style.label, _html(self._publication, key, style))


def _html(publication: Publication, key: str, style: Style) -> Markup:
    return Markup(full(publication, key, style).breaking)  # noqa: S704  # made by builders.citations


def title_in_chinese(work: Work) -> str:
    """The work's own title where it stands beside the other in the heading; in Chinese, above it."""
    own = work.original_title
    # Japanese without kana looks like Chinese.
    language = work.language if work.language.startswith("ja") else other_language(own, "en")
    return own if language and language.startswith("zh") else ""


def _facts(work: Work) -> tuple[Fact, ...]:
    """What the reference may hide among its words, and what it does not have."""
    return facts(
        Fact("Date", one(dates.display(work.issued) if work.issued else None)),
        Fact("Title in English", given(printed(work.title_translated))),
        Fact(
            "Original title", given("" if title_in_chinese(work) else printed(work.original_title))
        ),
        Fact("Number", given(work.number)),
        Fact("ISBN", one(work.isbn or None)),
        Fact("ISSN", one(work.issn or None)),
    )


def _links(work: Work) -> Iterator[WebLink]:
    if work.doi:
        yield WebLink("DOI", work.doi, f"{RESOLVER}{work.doi}")
    if work.url:
        yield WebLink("On the web", _host(work.url), work.url)


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")
