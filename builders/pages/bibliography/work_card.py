"""The content of a work's page: its reference in every style, links, and where it is cited."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import Markup

from builders import dates
from builders.citations.formats import bibtex, coins, ris
from builders.citations.formats.file_formats import FORMATS
from builders.citations.works import short
from builders.citations.works.titles import typographic
from builders.model.citation import Style
from builders.model.entity import WORKS
from builders.model.identifier import DOI_RESOLVER
from builders.model.page import Page
from builders.model.publication import Publication
from builders.model.untranslated import Untranslated
from builders.model.work import Work
from builders.pages import addresses
from builders.pages.bibliography import citing_pages
from builders.pages.bibliography.citing_pages import Cited, CitingGroup, citing
from builders.pages.bibliography.citing_passages import passages
from builders.pages.bibliography.work_groups import group_of
from builders.pages.citation_links import full_reference
from builders.pages.header_cards.fact import Fact, given_value, text_value, with_values
from builders.readers.languages import other_language

MOST_SENTENCES = 150
"""If more sentences than this cite a work, they move to pages of their own."""
FIRST_SENTENCES = 20
"""Citing sentences that the work's page shows even then."""


@dataclass(frozen=True, slots=True)
class StyledReference:
    """A reference in one style."""

    name: str
    html: Markup


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to the work on the web."""

    label: str
    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Snippet:
    """A work in one bibliographic format, to be copied."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class WorkCard:
    """The content of a work's page."""

    title: str
    language: str
    chinese: str
    """The work's own title if that is in Chinese, else empty."""
    kind: str
    reference: Markup
    styles: tuple[StyledReference, ...]
    facts: tuple[Fact, ...]
    links: tuple[WebLink, ...]
    note: str
    snippets: tuple[Snippet, ...]
    files: dict[str, str]
    """URL of the work's file by name of the format."""
    context: str
    """Its OpenURL ContextObject (COinS)."""
    citing: tuple[CitingGroup, ...]
    count: int
    """Number of sentences that cite it."""
    first: int
    """Number of these sentences on the page itself."""
    citing_href: str
    """Where all citing sentences are, if they are not all on the page."""


class WorkCards:
    """Makes the cards of a publication's works, and the pages for what does not fit on them."""

    def __init__(self, publication: Publication) -> None:
        """Find the passages that cite each work."""
        self._publication = publication
        self._passages = publication.shared(passages)

    def card(self, key: str, from_uri: str) -> WorkCard | None:
        """The card of a work; None if the bibliography has no work of that key."""
        work = self._publication.bibliography.works.get(key)
        if work is None:
            return None
        found = self._passages.get(key, ())
        here = found if len(found) <= MOST_SENTENCES else found[:FIRST_SENTENCES]
        return WorkCard(
            title=typographic(work.title.text),
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
                Snippet(
                    "RIS",
                    "\n".join(ris.dumps([work]).strip().splitlines()),
                ),
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
        """The pages of citing sentences, if there are too many for the work's own page."""
        work = self._publication.bibliography.works.get(key)
        found = self._passages.get(key, ())
        if work is None or len(found) <= MOST_SENTENCES:
            return
        cited = Cited(
            typographic(work.title.text),
            work.language or "en",
            addresses.entity(WORKS, key),
            group_of(work).one,
            Untranslated(short.short(work)),
            _html(self._publication, key, Style.CHICAGO),
        )
        yield from citing_pages.pages_of(
            self._publication, cited, found, addresses.citing_work(key)
        )

    def _styles(self, key: str) -> Iterator[StyledReference]:
        for style in Style:
            if style is not Style.CHICAGO and (key, style) in self._publication.formatted:
                yield StyledReference(style.label, _html(self._publication, key, style))


def _html(publication: Publication, key: str, style: Style) -> Markup:
    return Markup(full_reference(publication, key, style).html_with_breaks)  # noqa: S704  # made by builders.citations


def title_in_chinese(work: Work) -> str:
    """The work's original title if it is in Chinese, else nothing."""
    own = work.original_title
    # Japanese written without kana cannot be told from Chinese by its characters.
    language = work.language if work.language.startswith("ja") else other_language(own, "en")
    return own if language and language.startswith("zh") else ""


def _facts(work: Work) -> tuple[Fact, ...]:
    """Facts that are hard to spot in the reference or missing from it."""
    return with_values(
        Fact("Date", text_value(dates.display(work.issued) if work.issued else None)),
        Fact("Title in English", given_value(typographic(work.title_translated))),
        Fact(
            "Original title",
            given_value("" if title_in_chinese(work) else typographic(work.original_title)),
        ),
        Fact("Number", given_value(work.number)),
        Fact("ISBN", text_value(work.isbn or None)),
        Fact("ISSN", text_value(work.issn or None)),
    )


def _links(work: Work) -> Iterator[WebLink]:
    if work.doi:
        yield WebLink("DOI", work.doi, f"{DOI_RESOLVER}{work.doi}")
    if work.url:
        yield WebLink("On the web", _host(work.url), work.url)


def _host(url: str) -> str:
    return url.partition("://")[2].partition("/")[0].removeprefix("www.")
