"""The facsimiles of a source on its page, and the links to them from its page breaks."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builders.model.facsimile import Facsimile
from builders.model.publication import Entry
from builders.model.untranslated import Untranslated
from builders.pages import addresses


@dataclass(frozen=True, slots=True)
class Figure:
    """A facsimile with its caption."""

    facsimile: Facsimile
    href: str
    label: str
    """The page it shows, or which of how many pictures it is; for a PDF, what it is."""
    shows: str
    """Text alternative of the picture; empty for files that are not pictures."""


def figures(entry: Entry) -> Iterator[Figure]:
    """The pictures of a source, in their order; then other files (PDFs)."""
    uri = addresses.source(entry)
    pictures = [one for one in entry.facsimiles if one.is_picture]
    for number, one in enumerate(pictures, 1):
        href = addresses.link(uri, addresses.facsimile(entry, one.name))
        label = f"p. {one.page}" if one.page else f"{number} of {len(pictures)}"
        yield Figure(one, href, label, Untranslated(one.what) or f"Picture {number} of the source")
    for one in entry.facsimiles:
        if not one.is_picture:
            href = addresses.link(uri, addresses.facsimile(entry, one.name))
            yield Figure(one, href, Untranslated(one.what or one.name), "")


def pictures_by_page(entry: Entry) -> dict[str, str]:
    """The ids of a source's pictures on its page, by the page number that each shows."""
    pictures = [one for one in entry.facsimiles if one.is_picture and one.page]
    return {one.page: one.id for one in reversed(pictures)}
