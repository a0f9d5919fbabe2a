"""All registers as one JSON-LD graph in the vocabulary of schema.org: `data/registers.jsonld`.

The context is included, so that the graph can be read without a request to schema.org. What
schema.org has no term for is expressed in SKOS, Dublin Core and RDF Schema.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from builders.collections.sites import SOURCES
from builders.exports.json_and_csv import JsonList, as_json
from builders.exports.registers.records import PINYIN, Record, records
from builders.model.entity import ENTITY_TYPES, REGISTERS, Entity
from builders.model.page import DESCRIPTIONS, Asset
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.head import schema_entries

DISPLAYS = (DESCRIPTIONS,)  # see `builders.model.page.Unit`
URI = addresses.data("registers.jsonld")
SOURCE = "source"
"""Prefix for the IRIs of sources' pages, each of which occurs many times."""


def _of_iris(iri: str) -> dict[str, str]:
    return {"@id": iri, "@type": "@id"}


CONTEXT: dict[str, Any] = {
    "@vocab": "https://schema.org/",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    **{
        name: _of_iris(f"schema:{name}")
        for name in (
            "url",
            "sameAs",
            "memberOf",
            "parentOrganization",
            "location",
            "containedInPlace",
            "inDefinedTermSet",
        )
    },
    "mentionedIn": {"@reverse": "schema:mentions", "@type": "@id"},
    "succeededBy": _of_iris("dcterms:isReplacedBy"),
    "broader": _of_iris("skos:broader"),
    "seeAlso": _of_iris("rdfs:seeAlso"),
}
RELATIONS = {
    "member_of": "memberOf",
    "part_of": "parentOrganization",
    "succeeded_by": "succeededBy",
    "place": "location",
    "lies_in": "containedInPlace",
    "broader": "broader",
    "see_also": "seeAlso",
}
"""Property in the graph by the registers' name of the relation."""


def assets(publication: Publication) -> Iterator[Asset]:
    """The graph, written one entry at a time."""
    registers, base = publication.registers, publication.settings.url
    iris = {
        identifier: addresses.iri(publication, URI, addresses.entity(register, identifier))
        for register in ENTITY_TYPES
        for identifier in registers.entities_of(register)
    }
    sources = f"{base}{SOURCES}/" if base else ""
    context = {**CONTEXT, **({SOURCE: sources} if sources else {})}
    pages = {
        entry.id: _shortened(addresses.iri(publication, URI, addresses.source(entry)), sources)
        for entry in publication.entries
    }
    terms = addresses.published(base, URI, "terms/index.md")
    graph = JsonList(f'{{"@context":{as_json(context)},"@graph":', "}")
    for register in REGISTERS:
        for record in records(publication, register, URI):
            graph.add(_node(record, iris, terms, pages))
    yield Asset(URI, graph.finish())


def _shortened(iri: str, sources: str) -> str:
    """The IRI of a source's page, shortened by the prefix; in full for a source on another site."""
    begins = bool(sources) and iri.startswith(sources)
    return f"{SOURCE}:{iri.removeprefix(sources)}" if begins else iri


def _node(
    record: Record, iris: Mapping[str, str], terms: str, pages: Mapping[str, str]
) -> dict[str, Any]:
    names = {
        (name.language or "", name.text): None
        for name in record.names
        # A conditional name, such as `the Consulate`, names the entry in some sources only.
        if name.is_unconditional
    }
    node: dict[str, Any] = {
        "@id": record.url,
        "@type": schema_entries.TYPES[record.register],
        "identifier": record.id,
        "url": record.url,
        "name": [
            _in_language(label, language)
            for language, label in record.labels.items()
            if language != PINYIN
        ]
        or None,
        "alternateName": [
            *(_in_language(text, language) for language, text in names),
            *(
                _in_language(label, PINYIN)
                for language, label in record.labels.items()
                if language == PINYIN
            ),
        ],
        "description": record.description,
        "sameAs": list(record.same_as),
        "mentionedIn": [pages[source.id] for source in record.sources],
        **{
            RELATIONS[name]: [iris[other] for other in ids if other in iris]
            for name, ids in record.relations.items()
        },
    }
    own = (
        schema_entries.register_properties(record.entry, terms)
        if isinstance(record.entry, Entity)
        else {}
    )
    for name, value in own.items():
        node[name] = [*node[name], *value] if name in schema_entries.ADDITIVE else value
    node["sameAs"] = list(dict.fromkeys(node["sameAs"]))
    return {key: value for key, value in node.items() if value not in (None, "", [])}


def _in_language(text: str, language: str) -> Any:
    return {"@value": text, "@language": language} if language else text
