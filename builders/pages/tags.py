"""A page for each TAGS code with the cables that bear it, and the list of all codes."""

from __future__ import annotations

from collections.abc import Iterator

from builders.glossary import explain, tag_meaning
from builders.model.page import Page
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.cite_files import cite_files
from builders.pages.listing import Lister


def pages(publication: Publication) -> Iterator[Page]:
    """The list of codes, then a page for each."""
    yield Page(
        addresses.TAGS,
        "tags.html",
        "TAGS",
        {
            "codes": [
                {
                    "code": code,
                    "href": addresses.link(addresses.TAGS, addresses.tag(code)),
                    "meaning": tag_meaning(code),
                    "count": len(entries),
                }
                for code, entries in publication.by_tag.items()
            ],
            "explanation": explain("field", "tags"),
        },
        description="Codes of subject and country under which the cables were filed.",
    )
    lister = Lister(publication, "")
    for code, entries in publication.by_tag.items():
        uri = addresses.tag(code)
        meaning = tag_meaning(code)
        yield Page(
            uri,
            "tag.html",
            f"{code}: {meaning.meaning}" if meaning else code,
            {
                "code": code,
                "meaning": meaning,
                "items": lister.at(uri).items(entries),
                "files": cite_files(uri, len(entries)),
                "all_tags": addresses.link(uri, addresses.TAGS),
            },
            description=f"Sources filed under the TAGS code {code}.",
            metadata={"section": "tags/"},
        )
