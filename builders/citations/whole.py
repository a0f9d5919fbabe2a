"""Everything of an edition that can be cited, formatted in every style."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from builders.citations.formatting import Request, format_works
from builders.citations.sources import source_works
from builders.model.citation import Formatted, Style
from builders.model.publication import Publication


def formatted(
    publication: Publication, root: Path | None = None
) -> dict[tuple[str, Style], Formatted]:
    """All works, and of all sources the original and this edition's page, for `Publication.formatted`.

    Raises:
        ProblemsFound: pandoc or the styles are not installed.
    """
    return format_works(_requests(publication), root)


def original_key(slug: str) -> str:
    """Under which a source's original is found."""
    return f"sources/{slug}"


def edition_key(slug: str) -> str:
    """Under which this edition's page of a source is found."""
    return f"sources/{slug}#edition"


def _requests(publication: Publication) -> Iterator[Request]:
    for key, work in publication.bibliography.works.items():
        yield Request(key, work)
    makes = publication.shared(source_works)
    for entry in publication.entries:
        work = makes.original(entry)
        yield Request(original_key(entry.slug), work, pinned=True)
        yield Request(edition_key(entry.slug), work, makes.edition(entry), pinned=True)
