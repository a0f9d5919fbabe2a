"""A page for each TAGS code with the cables that bear it, and the list of all codes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from builders.meanings.glossary import TagMeaning, explain, tag_meaning
from builders.model.page import Page, Unit
from builders.model.publication import Publication
from builders.pages import addresses, source_lists
from builders.pages.citation_files import cite_files


@dataclass(frozen=True, slots=True)
class Row:
    """A code in the list of all codes."""

    code: str
    href: str
    meaning: TagMeaning | None
    count: int
    """How many cables bear it."""


def units(publication: Publication) -> Iterator[Unit[Page]]:
    """The list of codes, then a page for each."""
    uris = addresses.tags(publication.by_tag)
    yield Unit(addresses.TAGS, partial(_all, publication, uris), ())
    for code, uri in uris.items():
        yield Unit(uri, partial(_one, publication, code, uri), ())


def _all(publication: Publication, uris: Mapping[str, str]) -> Iterator[Page]:
    yield Page(
        addresses.TAGS,
        "tags.html",
        "TAGS",
        {
            "codes": [
                Row(
                    code,
                    addresses.link(addresses.TAGS, uris[code]),
                    tag_meaning(code),
                    len(entries),
                )
                for code, entries in publication.by_tag.items()
            ],
            "explanation": explain("field", "tags"),
        },
        description="Subject and country codes under which the cables were filed.",
    )


def _one(publication: Publication, code: str, uri: str) -> Iterator[Page]:
    entries, meaning = publication.by_tag[code], tag_meaning(code)
    for context in source_lists.simple_parts(publication, entries, uri):
        part = context["part"]
        yield Page(
            part.uri,
            "tag.html",
            part.titled(f"{code}: {meaning.meaning}" if meaning else code),
            {
                **context,
                "code": code,
                "meaning": meaning,
                "files": cite_files(uri, len(entries)),
                "all_tags": addresses.link(part.uri, addresses.TAGS),
            },
            description=f"Sources filed under the TAGS code {code}.",
            metadata={"section": "tags/"},
        )
