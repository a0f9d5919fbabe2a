"""A page for each TAGS code with the cables that bear it, and the list of all codes."""

from __future__ import annotations

from collections.abc import Iterator
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
    yield Unit(addresses.TAGS, partial(_all, publication), ())
    for code in publication.by_tag:
        yield Unit(addresses.tag(code), partial(_one, publication, code), ())


def _all(publication: Publication) -> Iterator[Page]:
    yield Page(
        addresses.TAGS,
        "tags.html",
        "TAGS",
        {
            "codes": [
                Row(
                    code,
                    addresses.link(addresses.TAGS, addresses.tag(code)),
                    tag_meaning(code),
                    len(entries),
                )
                for code, entries in publication.by_tag.items()
            ],
            "explanation": explain("field", "tags"),
        },
        description="Subject and country codes under which the cables were filed.",
    )


def _one(publication: Publication, code: str) -> Iterator[Page]:
    uri, entries, meaning = addresses.tag(code), publication.by_tag[code], tag_meaning(code)
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
