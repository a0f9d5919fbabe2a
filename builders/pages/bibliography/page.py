"""The bibliography page: all works and sources, primary sources first, then the literature."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from markupsafe import Markup

from builders import dates
from builders.citations.formats import coins
from builders.citations.formats.file_formats import FORMATS
from builders.citations.styles.publication import original_key
from builders.citations.works import short
from builders.citations.works.sources import source_works
from builders.model.entity import WORKS
from builders.model.page import Page, Unit
from builders.model.publication import Entry, Publication
from builders.model.untranslated import Untranslated
from builders.model.work import Work
from builders.pages import addresses
from builders.pages.bibliography import citing_pages
from builders.pages.bibliography.citing_pages import Cited
from builders.pages.bibliography.citing_passages import Passage, passages
from builders.pages.bibliography.work_groups import (
    EDITION,
    GROUPS,
    LITERATURE,
    SOURCES,
    Group,
    group_of,
)
from builders.pages.citation_links import full_reference
from builders.pages.paging import ListPage, cut

PARTS = {SOURCES: "sources", LITERATURE: "literature"}
SOURCES_ON_A_PAGE = 100
"""Sources of the edition on one page; more continue on further pages. Works are on the first."""


@dataclass(frozen=True, slots=True)
class Row:
    """A work or a source in the list."""

    id: str
    label: str
    href: str
    reference: Markup
    language: str
    year: str
    cited: int
    """Number of sentences in which the editors cite it."""
    named: int
    """Number of times the sources name it."""
    context: str
    """Its OpenURL ContextObject (COinS)."""
    citing: str
    """Where the citing sentences are listed; empty if there are none."""


@dataclass(frozen=True, slots=True)
class ListedGroup:
    """The rows of one group of works on a page."""

    group: Group
    rows: tuple[Row, ...]
    count: int
    """Size of the whole group, including rows on other pages."""


def units(publication: Publication) -> Iterator[Unit[Page]]:
    """The bibliography, then for each source that the editors cite the pages of citing sentences.

    Works have pages of their own (`builders.pages.registers.entries`).
    """
    found = publication.shared(passages)
    yield Unit(addresses.BIBLIOGRAPHY, partial(_bibliography, publication, found))
    for entry in publication.entries:
        if entry.id in found:
            yield Unit(
                addresses.citing(entry), partial(_citing_pages, publication, entry, found[entry.id])
            )


def _bibliography(
    publication: Publication, found: Mapping[str, Sequence[Passage]]
) -> Iterator[Page]:
    """The pages of the bibliography: works and the first sources, then pages of further sources."""
    works = publication.bibliography.works
    sources = publication.entries
    cited = sum(bool(found.get(key)) for key in (*works, *(entry.id for entry in sources)))
    for part in cut(addresses.BIBLIOGRAPHY, sources, SOURCES_ON_A_PAGE):
        yield _page(publication, part, found, (len(works) + len(sources), cited))


def _page(
    publication: Publication,
    part: ListPage[Entry],
    found: Mapping[str, Sequence[Passage]],
    counts: tuple[int, int],
) -> Page:
    uri = part.uri
    listed = tuple(_listed(publication, part, found))
    before = (part.number - 1) * SOURCES_ON_A_PAGE
    return Page(
        uri,
        "bibliography.html",
        part.titled("Bibliography"),
        {
            "listed": listed,
            "count": counts[0],
            "cited": counts[1],
            "parts": {
                part: PARTS[part] for part in dict.fromkeys(one.group.part for one in listed)
            },
            "part": part,
            "from": before + 1,
            "to": before + len(part.items),
            "sources": len(publication.entries),
            "files": [
                (one.name, addresses.link(uri, addresses.references(one.ending))) for one in FORMATS
            ],
            "register_href": addresses.link(uri, addresses.register(WORKS)),
            "basket_href": addresses.link(uri, addresses.BASKET),
        },
        description=f"The works and sources that {publication.settings.name} cites, "
        "each with the sentences that cite it.",
    )


def _citing_pages(
    publication: Publication, entry: Entry, found: Sequence[Passage]
) -> Iterator[Page]:
    """The pages with the sentences in which the editors cite a source."""
    cited = Cited(
        entry.title,
        entry.language,
        addresses.source(entry),
        EDITION.one,
        Untranslated(short.short_source(publication, entry)),
        _reference(publication, original_key(entry.slug)),
    )
    return citing_pages.pages_of(publication, cited, found, addresses.citing(entry))


def _listed(
    publication: Publication, part: ListPage[Entry], found: Mapping[str, Sequence[Passage]]
) -> Iterator[ListedGroup]:
    rows: dict[Group, list[Row]] = {group: [] for group in GROUPS}
    rows[EDITION] = list(_sources(publication, part, found))
    if part.first:
        for key, work in publication.bibliography.works.items():
            cited = len(found.get(key, ()))
            rows[group_of(work)].append(_work(publication, part.uri, key, work, cited))
    for group in GROUPS:
        if group is not EDITION:
            rows[group].sort(key=lambda row: (row.label.casefold(), row.id))
        if rows[group]:
            count = len(publication.entries) if group is EDITION else len(rows[group])
            yield ListedGroup(group, tuple(rows[group]), count)


def _sources(
    publication: Publication, part: ListPage[Entry], found: Mapping[str, Sequence[Passage]]
) -> Iterator[Row]:
    """The rows of the edition's sources, in order of date."""
    makes, uri = publication.shared(source_works), part.uri
    for entry in part.items:
        yield Row(
            id=entry.slug,
            label=Untranslated(short.short_source(publication, entry)),
            href=addresses.link(uri, addresses.source(entry)),
            reference=_reference(publication, original_key(entry.slug)),
            language=entry.language,
            year=_year(entry.date or ""),
            cited=len(found.get(entry.id, ())),
            named=0,
            context=coins.context_object(makes.with_page_address(entry)),
            citing=addresses.link(uri, addresses.citing(entry)) if entry.id in found else "",
        )


def _work(publication: Publication, uri: str, key: str, work: Work, cited: int) -> Row:
    return Row(
        id=key,
        label=Untranslated(short.short(work)),
        href=addresses.link(uri, addresses.entity(WORKS, key)),
        reference=_reference(publication, key),
        language=work.language or "en",
        year=_year(work.issued),
        cited=cited,
        named=len(publication.mentions_of.get(key, ())),
        context=coins.context_object(work),
        citing=addresses.link(uri, addresses.entity(WORKS, key), "cited") if cited else "",
    )


def _reference(publication: Publication, key: str) -> Markup:
    return Markup(full_reference(publication, key).html_with_breaks)  # noqa: S704  # made by builders.citations


def _year(edtf: str) -> str:
    number = dates.year(edtf) if edtf else None
    return str(number) if number is not None else ""
