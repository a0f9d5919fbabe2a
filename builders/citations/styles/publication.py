"""All works and sources of an edition, formatted in every style."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from builders.citations.styles.formatting import Request, format_works, pickled_by_style
from builders.citations.styles.spilled import CACHE_SIZE, SpilledCitations
from builders.citations.works.sources import source_works
from builders.model.citation import Formatted, Style
from builders.model.publication import Publication
from builders.storage.spill_file import spill_file_for


def formatted(
    publication: Publication, root: Path | None = None
) -> Mapping[tuple[str, Style], Formatted]:
    """The citations of all works and sources, for `Publication.formatted`.

    A source has two: of the original and of this edition's page. If there are many sources, the
    citations are kept in a spill file.

    Raises:
        ProblemsFound: pandoc or the styles are not installed.
    """
    requests = list(_requests(publication))
    spill_file = spill_file_for(len(publication.entries), root, CACHE_SIZE) if root else None
    if spill_file is None:
        return format_works(requests, root)
    spilled = SpilledCitations(spill_file, (request.key for request in requests))
    for style, citations in pickled_by_style(requests, root):
        spilled.add(style, citations)
    return spilled


def original_key(slug: str) -> str:
    """The key of the citations of a source's original."""
    return f"sources/{slug}"


def edition_key(slug: str) -> str:
    """The key of the citations of this edition's page of a source."""
    return f"sources/{slug}#edition"


def _requests(publication: Publication) -> Iterator[Request]:
    for key, work in publication.bibliography.works.items():
        yield Request(key, work)
    makes = publication.shared(source_works)
    for entry in publication.entries:
        work = makes.original(entry)
        yield Request(original_key(entry.slug), work, pinned=True)
        yield Request(edition_key(entry.slug), work, makes.edition(entry), pinned=True)
