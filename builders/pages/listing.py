"""Sources as the lines of a list or table: the same on every page that lists some."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from builders import dates
from builders.model.publication import Entry, Publication
from builders.pages import addresses
from builders.pages.facts.cable import identifier
from builders.pages.facts.generic import day
from builders.readers.detect import reader_named


@dataclass(frozen=True, slots=True)
class Named:
    """A name that leads to its page."""

    name: str
    href: str


@dataclass(frozen=True, slots=True)
class Item:
    """One source in a list."""

    id: str
    identifier: str
    """As its people write it: `09 GUANGZHOU 176`."""
    href: str
    title: str
    title_zh: str
    kind: str
    kind_label: str
    date: str
    """In words."""
    datetime: str
    year: str
    originator: Named | None
    tags: tuple[Named, ...]
    language: str


class Lister:
    """Makes the items of one page."""

    def __init__(self, publication: Publication, from_uri: str) -> None:
        """Remember where the page is."""
        self._from = from_uri
        self._originators = addresses.originators(publication.by_originator)

    def item(self, entry: Entry) -> Item:
        """The source as a line of the page."""
        name = entry.document.header.originator
        year = dates.year(entry.date) if entry.date else None
        return Item(
            id=entry.id,
            identifier=identifier(entry.id),
            href=addresses.link(self._from, addresses.source(entry)),
            title=entry.title,
            title_zh=entry.sidecar.title_zh or "",
            kind=entry.document.kind,
            kind_label=reader_named(entry.document.kind).label,
            date=dates.display(entry.date) if entry.date else "undated",
            datetime=day(entry.date) if entry.date else "",
            year=str(year) if year else "",
            originator=Named(name, addresses.link(self._from, self._originators[name]))
            if name
            else None,
            tags=tuple(self.tag(code) for code in entry.tags),
            language=entry.language,
        )

    def items(self, entries: Iterable[Entry]) -> Sequence[Item]:
        """Several, in their order."""
        return [self.item(entry) for entry in entries]

    def tag(self, code: str) -> Named:
        """A TAGS code, leading to its page."""
        return Named(code, addresses.link(self._from, addresses.tag(code)))

    def originator(self, name: str) -> str:
        """The address of an originator's page, below `docs/`."""
        return self._originators[name]
