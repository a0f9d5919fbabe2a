"""The pictures of a source on its page, and the way to each from where its page begins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from builders.model.facsimile import Facsimile
from builders.model.given import Given
from builders.model.publication import Entry
from builders.pages import addresses


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture with what is said under it."""

    facsimile: Facsimile
    href: str
    label: str
    """Which page it is of, or which of how many pictures it is; of a PDF what it is."""
    shows: str
    """In place of the picture, for those who cannot see it."""


def figures(entry: Entry) -> Iterator[Figure]:
    """The pictures of a source, in their order; then what else there is."""
    uri = addresses.source(entry)
    pictures = [one for one in entry.facsimiles if one.is_picture]
    for number, one in enumerate(pictures, 1):
        href = addresses.link(uri, addresses.facsimile(entry, one.name))
        label = f"p. {one.page}" if one.page else f"{number} of {len(pictures)}"
        yield Figure(one, href, label, Given(one.what) or f"Picture {number} of the source")
    for one in entry.facsimiles:
        if not one.is_picture:
            href = addresses.link(uri, addresses.facsimile(entry, one.name))
            yield Figure(one, href, Given(one.what or one.name), "")


def pictures_by_page(entry: Entry) -> dict[str, str]:
    """From the pages of a source to the addresses of their pictures within its page."""
    pictures = [one for one in entry.facsimiles if one.is_picture and one.page]
    return {one.page: one.id for one in reversed(pictures)}
