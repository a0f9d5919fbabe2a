"""The heads of all pages: what a page is about decides which vocabularies describe it, and how."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import starmap
from typing import Any

from markupsafe import Markup

from builders.citations.in_text.plain_text import first_paragraph, plain
from builders.citations.works.sources import source_works
from builders.interface import versions
from builders.interface.catalogue import CHINESE, Catalogue, locale_of, tag_of
from builders.model.languages import is_right_to_left
from builders.model.page import Page
from builders.model.publication import Entry, Publication
from builders.pages import addresses
from builders.pages.head import (
    elements,
    embedded_metadata,
    link_card,
    open_graph,
    schema_works,
    signposting,
)
from builders.pages.head.prose_heads import title_and_description, with_front_matter
from builders.pages.head.schema_pages import CONTEXT, HOME, SchemaPages, Version
from builders.pages.names_in_languages import catalogues

PROSE = "prose.md"
"""The template of hand-written pages, which have their titles in their Markdown."""


class Heads:
    """Makes the heads of a publication's pages, in every language of the interface."""

    def __init__(self, publication: Publication) -> None:
        """Index the sources and hand-written pages by their addresses."""
        self._publication = publication
        self._settings = publication.settings
        self._prose = {page.uri: page.text for page in publication.prose}
        self._works = publication.shared(source_works)
        self._sources = {addresses.source(entry): entry for entry in publication.entries}
        self._schema = SchemaPages(publication)
        self._cards = publication.shared(link_card.cards)
        self._words: Mapping[str, Catalogue] = publication.shared(catalogues)

    def with_head(self, page: Page) -> Page:
        """The page with the finished elements of its head in its front matter."""
        languages = self._languages(page)
        if page.template == PROSE:
            # As written: on the page, citations are HTML, and what precedes the heading is apart.
            title, description = title_and_description(self._prose[page.uri])
            _, language = versions.split_language(self._settings, page.uri)
            described = replace(page, title=title or self._settings.name, description=description)
            [head] = self._heads(described, (language,)).values()
            return with_front_matter(page, {"head": head, **languages, **_own_language(page)})
        heads = self._heads(page, ("", *self._words))
        metadata = {**page.metadata, "head": heads.pop(""), **languages}
        if (entry := self._sources.get(page.uri)) and self._cards.words(entry):
            metadata["card"] = True
        return replace(page, metadata=metadata, heads=heads)

    def of(self, page: Page) -> str:
        """The elements of a page's head in the first language, one per line."""
        return self._heads(page, ("",))[""]

    def _heads(self, page: Page, languages: Iterable[str]) -> dict[str, str]:
        """The elements of a page's head, one per line, by language; the first language is `""`."""
        found = [self._version(page, language) for language in languages]
        entry = self._sources.get(page.uri)
        make = self._other_head(page) if entry is None else self._source_head(page, entry)
        alternates = tuple(self._alternates(page))
        return {version.language: "\n".join((*make(version), *alternates)) for version in found}

    def _version(self, page: Page, language: str) -> Version:
        """What differs between the versions of a page, for the version in a language."""
        title, about = page.title or self._settings.name, page.description or ""
        uri, _ = versions.split_language(self._settings, page.uri)
        own = page.context.get("language", "") if page.template == PROSE else ""
        tag = own or tag_of(language) or self._settings.language
        name = self._settings.name
        if not language:
            return Version(uri, title, about, name, tag)
        words = self._words[language]
        if page.template != PROSE:
            section = str(page.metadata.get("section", ""))
            title, about = words.page_texts(title, page.title_zh, about, section)
        named = words.names.get(name, name)
        return Version(f"{language}/{uri}", title, about, named, tag, language)

    def _versions(self, page: Page) -> tuple[str, ...]:
        """The further languages in which the page exists; empty if there is only one version."""
        uri, _ = versions.split_language(self._settings, page.uri)
        if page.template == PROSE and uri not in self._prose:
            return ()  # written in a further language only
        return tuple(
            language
            for language in versions.further_languages(self._settings)
            if page.template != PROSE or f"{language}/{uri}" in self._prose
        )

    def _languages(self, page: Page) -> dict[str, Any]:
        """The front matter that tells the theme about a page's languages."""
        _, language = versions.split_language(self._settings, page.uri)
        also = self._versions(page)
        found: dict[str, Any] = {"also": also} if also else {}
        if language:
            found["interface"] = language
            found["lang"] = tag_of(language)
            found["missing"] = versions.untranslated_pages(
                self._settings, self._publication.prose, language
            )
        return found

    def _alternates(self, page: Page) -> Iterator[Markup]:
        """The links between the versions of a page, the same in each version."""
        also = self._versions(page)
        if not also or not self._settings.url:
            return
        uri, _ = versions.split_language(self._settings, page.uri)
        first = self._iri(uri)
        yield elements.alternate(self._settings.interface[0], first)
        for language in also:
            there = self._iri(f"{language}/{uri}")
            yield elements.alternate(tag_of(language), there)
        yield elements.alternate("x-default", first)

    def links(self, entry: Entry) -> list[signposting.TypedLink]:
        """The typed links of a source."""
        work = self._works.original(entry)
        authors = [iri for name in work.author if (iri := self._schema.page_of(str(name)))]
        kind = f"{CONTEXT}/{schema_works.type_of(work)}"
        return list(signposting.links(self._publication, entry, kind, authors))

    def _source_head(self, page: Page, entry: Entry) -> Callable[[Version], Iterable[Markup]]:
        """Makes the head of each version of a source's page; what they share is made once."""
        uri = addresses.source(entry)
        work = self._works.with_page_address(entry)
        known = [
            *starmap(elements.link, embedded_metadata.SCHEMAS.items()),
            *starmap(
                elements.meta,
                embedded_metadata.statements(
                    work, plain(entry.sidecar.rights), entry.sidecar.original
                ),
            ),
        ]
        links = [
            elements.link(found.relation, found.href(self._publication, uri), found.media_type)
            for found in self.links(entry)
            if found.in_page and (found.relation != "cite-as" or self._settings.url)
        ]
        links.append(elements.link("linkset", "linkset.json", signposting.LINKSET))
        node = {"@context": CONTEXT, **self._schema.of_source(entry, work)}

        def lines(version: Version) -> Iterator[Markup]:
            yield from known
            title = version.title if version.language else entry.title
            own_words = (
                first_paragraph(entry.sidecar.headnote_zh) if version.language == CHINESE else ""
            )
            own = replace(version, title=title, description=own_words or work.abstract)
            yield from self._open_graph(page, own, open_graph.ARTICLE)
            yield from self._card(entry, own)
            yield from links
            yield elements.data({**node, **self._schema.in_other_language(version)})

        return lines

    def _other_head(self, page: Page) -> Callable[[Version], Iterable[Markup]]:
        def lines(version: Version) -> Iterator[Markup]:
            yield from self._open_graph(page, version)
            yield from self._feed(page)
            yield elements.meta(*embedded_metadata.UNDATED)
            yield elements.data({"@context": CONTEXT, **self._schema.of_other(page, version)})

        return lines

    def _feed(self, page: Page) -> Iterator[Markup]:
        """A link to the feed, on the home page and the list of sources."""
        uri, _ = versions.split_language(self._settings, page.uri)
        if uri in {HOME, addresses.SOURCES} and addresses.has_feed(self._publication):
            yield elements.link("alternate", self._iri(addresses.FEED), "application/atom+xml")

    def _open_graph(
        self, page: Page, version: Version, kind: str = open_graph.WEBSITE
    ) -> Iterator[Markup]:
        for name, content in open_graph.statements(
            title=version.title,
            url=self._iri(version.uri),
            site_name=version.site,
            description=version.description,
            kind=kind,
        ):
            yield elements.property_(name, content)
        if also := self._versions(page):
            every = {"": locale_of(self._settings.interface[0])}
            every |= {language: locale_of(language) for language in also}
            own = every.pop(version.language)
            for name, content in open_graph.locales(own, every.values()):
                yield elements.property_(name, content)

    def _card(self, entry: Entry, version: Version) -> Iterator[Markup]:
        """The card of a source; for a source without one, the theme names the publication's."""
        if words := self._cards.words(entry):
            iri = self._iri(link_card.uri(entry))
            alt_text = words.alt_text
            if version.language:
                own = self._words[version.language]
                alt_text = words.alt_text_in(entry, version.title, version.site, own)
            for name, content in link_card.statements(alt_text, iri):
                yield elements.property_(name, content)
            yield elements.meta("twitter:card", "summary_large_image")

    def _iri(self, uri: str) -> str:
        return addresses.iri(self._publication, uri, uri)


def _own_language(page: Page) -> dict[str, str]:
    """Front matter about a hand-written text whose language is not that of the frame around it."""
    language = page.context.get("language", "")
    if not language:
        return {}
    return {"words_lang": language, "words_dir": "rtl" if is_right_to_left(language) else "ltr"}
