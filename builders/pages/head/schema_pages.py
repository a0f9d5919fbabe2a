"""Pages in the vocabulary of schema.org: what each is about or, failing that, the page itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from builders.agents import Agents
from builders.interface import versions
from builders.interface.catalogue import tag_of
from builders.meanings.glossary import tag_meaning
from builders.model.entity import WORKS
from builders.model.page import Page
from builders.model.publication import Entry, Publication
from builders.model.work import Work
from builders.pages import addresses
from builders.pages.head import schema_entries, schema_works, signposting
from builders.pages.subjects import KINDS, Subject, Subjects

CONTEXT = "https://schema.org"
HOME = "index.md"
LISTS = frozenset(
    {addresses.SOURCES, addresses.BIBLIOGRAPHY, addresses.TAGS, addresses.ORIGINATORS}
    | {addresses.register(name) for name in KINDS}
)


@dataclass(frozen=True, slots=True)
class Version:
    """A page in one language of the interface."""

    uri: str
    title: str
    description: str
    site: str
    """The name of the publication."""
    tag: str
    """The BCP 47 tag of the page's language."""
    language: str = ""
    """The name of the language's folder; empty for the first language."""


class SchemaPages:
    """Makes the JSON-LD nodes that describe a publication's pages."""

    def __init__(self, publication: Publication) -> None:
        """Index what pages are about by their addresses."""
        self._publication = publication
        self._settings = publication.settings
        self._all = publication.shared(Subjects).all
        self._subjects: Mapping[str, Subject] = {one.uri: one for one in self._all.values()}
        self._tags = {uri: code for code, uri in addresses.tags(publication.by_tag).items()}
        originators = addresses.originators(publication.by_originator)
        self._originators = {uri: name for name, uri in originators.items()}
        self._agents = publication.shared(Agents)

    def of_source(self, entry: Entry, work: Work) -> dict[str, Any]:
        """The node of a source: the work it is, what it belongs to, what it cites, its files."""
        publication, uri = self._publication, addresses.source(entry)
        node = schema_works.node(work, self.page_of)
        targets = (link.target for link in publication.links_from.get(entry.id, ()) if link.target)
        cited = (publication.by_id[target] for target in dict.fromkeys(targets))
        within = node.get("isPartOf", [])
        title_zh = entry.sidecar.title_zh or ""
        return schema_works.without_empty(
            {
                **node,
                "@id": self._iri(uri),
                "url": self._iri(uri),
                "alternateName": [schema_works.in_language(title_zh, "zh")] if title_zh else [],
                "identifier": [
                    work.number or entry.id,
                    *map(schema_works.identifier, entry.sidecar.original.identified),
                ],
                "about": list(map(schema_works.defined_term, entry.sidecar.subjects)),
                "materialExtent": entry.sidecar.original.extent,
                "isPartOf": [
                    *(within if isinstance(within, list) else [within]),
                    {"@id": self._iri(HOME)},
                ],
                "license": entry.sidecar.license,
                "citation": [
                    {"@id": self._iri(addresses.source(one))} for one in cited if one is not entry
                ],
                "encoding": [
                    {
                        "@type": "MediaObject",
                        "contentUrl": self._iri(item.to),
                        "encodingFormat": item.media_type,
                    }
                    for item in signposting.items(entry)
                ],
            }
        )

    def of_other(self, page: Page, version: Version) -> dict[str, Any]:
        """The node of what any other page is about or, failing that, of the page itself."""
        uri, _ = versions.split_language(self._settings, page.uri)
        subject = self._subjects.get(uri)
        if uri == HOME:
            return self._site(version)
        if subject is not None:
            return {**self._subject(subject, page), **self.in_other_language(version)}
        kind = "CollectionPage" if self._is_list(uri) else "WebPage"
        iri = self._iri(version.uri)
        return schema_works.without_empty(
            {
                "@type": "DefinedTermSet" if uri == addresses.register("terms") else kind,
                "@id": iri,
                "url": iri,
                "name": version.title,
                "description": version.description,
                "inLanguage": version.tag,
                "isPartOf": {"@id": self._iri(HOME)},
                "about": self._about(uri),
            }
        )

    def _site(self, version: Version) -> dict[str, Any]:
        """The node of the site, which is one thing in all its languages."""
        settings = self._settings
        name_zh = settings.name_zh or ""
        also = [tag_of(language) for language in versions.further_languages(settings)]
        return schema_works.without_empty(
            {
                "@type": ["WebSite", "Collection"],
                "@id": self._iri(HOME),
                "url": self._iri(version.uri),
                "name": settings.name,
                "alternateName": schema_works.in_language(name_zh, "zh") if name_zh else "",
                "description": version.description
                if version.language
                else settings.subtitle or version.description,
                "inLanguage": [settings.language, *also],
            }
        )

    def _subject(self, subject: Subject, page: Page) -> dict[str, Any]:
        iri = self._iri(subject.uri)
        work = self._publication.bibliography.works.get(subject.id)
        if subject.register == WORKS and work is not None:
            found = schema_works.node(work, self.page_of)
            return {**found, "@id": iri, "mainEntityOfPage": iri, **_web(work, found)}
        entry = self._publication.registers.get(subject.id)
        own = (
            schema_entries.register_properties(entry, self._iri("terms/index.md")) if entry else {}
        )
        zh, pinyin = subject.label_zh, subject.pinyin
        return schema_works.without_empty(
            {
                **own,
                "@type": schema_entries.TYPES[subject.register],
                "@id": iri,
                "url": iri,
                "name": subject.label,
                "alternateName": [
                    *([schema_works.in_language(zh, "zh")] if zh else []),
                    *([schema_works.in_language(pinyin, "zh-Latn-pinyin")] if pinyin else []),
                    *own.get("alternateName", []),
                ],
                "description": page.description,
                "sameAs": [*(entry.same_as if entry else ()), *own.get("sameAs", [])],
            }
        )

    def _about(self, uri: str) -> dict[str, Any]:
        """What the sources of a list have in common: a TAGS code or an originator."""
        if code := self._tags.get(uri):
            meaning = tag_meaning(code)
            name = meaning.meaning if meaning else ""
            return schema_works.without_empty(
                {"@type": "DefinedTerm", "termCode": code, "name": name}
            )
        return schema_works.body(self._originators.get(uri, ""), self.page_of)

    def _is_list(self, uri: str) -> bool:
        return uri in LISTS or uri in self._tags or uri in self._originators

    def page_of(self, name: str) -> str:
        """The IRI of the page of the person or organisation with a name, or nothing."""
        identifier = self._agents.id_of(name)
        return self._iri(self._all[identifier].uri) if identifier else ""

    def in_other_language(self, version: Version) -> dict[str, Any]:
        """The property that names this page as the subject's page in a further language."""
        if not version.language:
            return {}
        page = {"@type": "WebPage", "@id": self._iri(version.uri), "inLanguage": version.tag}
        return {"mainEntityOfPage": page}

    def _iri(self, uri: str) -> str:
        return addresses.iri(self._publication, uri, uri)


def _web(work: Work, found: dict[str, Any]) -> dict[str, Any]:
    """The property with the work's addresses elsewhere on the web."""
    elsewhere = [one for one in (found.get("sameAs", ""), work.url) if one]
    return schema_works.without_empty({"sameAs": elsewhere})
