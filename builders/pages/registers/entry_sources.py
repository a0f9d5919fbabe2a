"""The sources that name an entry of the registers, with the sentences that do, page by page.

What is named some hundred times is quoted whole. Nobody reads ten thousand sentences one after the
other: of what is named more often each source has its first sentence, and the paragraphs of the
others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from builders.model.publication import Entry, Publication
from builders.pages import addresses
from builders.pages.backlinks import InSource, Quotation, by_source, passages_of
from builders.pages.listing import Item, lister_of
from builders.pages.paging import Cut, cut
from builders.pages.registers.named_by_year import Named, Year, by_year
from builders.pages.subjects import Subject

SENTENCES = 400
"""So many mentions of an entry stand each in its sentence, on one page.

Of what is named more often so many sentences are spread over the sources, at least one to each.
"""
SOURCES = 100
"""Of more sources the list and their sentences are one."""
QUOTED = 100
"""Sentences on one page of several."""

Line = tuple[InSource, Quotation]
"""A sentence, and its source."""


@dataclass(frozen=True, slots=True)
class Told:
    """All that the sources have to say of an entry."""

    found: tuple[InSource, ...]
    parts: tuple[Cut[Line], ...]
    """The sentences, page by page."""
    first_on: Mapping[str, str]
    """From each source's identifier to the page on which its sentences begin."""
    each: int | None
    """So many sentences of each source are quoted; None for all of them."""

    def href(self, uri: str, source: str) -> str:
        """From a page of the entry to where the sentences of a source begin."""
        there, fragment = self.first_on[source], f"in-{source.lower()}"
        return f"#{fragment}" if uri == there else addresses.link(uri, there, fragment)


@dataclass(frozen=True, slots=True)
class Where:
    """A source that mentions it."""

    item: Item
    found: InSource
    href: str
    """Where its sentences stand: on this page, or on a further one of the same entry."""


@dataclass(frozen=True, slots=True)
class Sayings:
    """The sentences of one source on one page."""

    where: Where
    quotations: tuple[Quotation, ...]
    goes_on: bool
    """Whether the sentences before stand on the page before."""
    ends: bool
    """Whether no sentence of it stands on a further page."""


class EntrySources:
    """Finds the sentences; keeps what all entries need."""

    def __init__(self, publication: Publication) -> None:
        """Know the sources."""
        self._mentions_of = publication.mentions_of
        self._lister = publication.shared(lister_of)
        self._passages = publication.shared(passages_of)
        self._items: dict[tuple[int, str], Item] = {}

    def told(self, subject: Subject) -> Told:
        """What the sources say of an entry."""
        mentions = self._mentions_of.get(subject.id, ())
        often = len(mentions) > SENTENCES or subject.sources > SOURCES
        each = max(1, SENTENCES // subject.sources) if often else None
        found = tuple(by_source(mentions, self._passages, each))
        lines = [(one, quotation) for one in found for quotation in one.quotations]
        parts = cut(subject.uri, lines, QUOTED if often else SENTENCES)
        first_on: dict[str, str] = {}
        for part in parts:
            for one, _ in part.items:
                first_on.setdefault(one.entry.id, part.uri)
        return Told(found, parts, first_on, each)

    def sayings(self, told: Told, part: Cut[Line]) -> Iterator[Sayings]:
        """The sources of a page with their sentences."""
        for one, quotations in _groups(part.items):
            source = one.entry.id
            yield Sayings(
                Where(self._item(one.entry, part.uri), one, told.href(part.uri, source)),
                quotations,
                goes_on=told.first_on[source] != part.uri,
                ends=quotations[-1] is one.quotations[-1],
            )

    def years(self, told: Told, uri: str) -> tuple[tuple[Year, str], ...]:
        """How often it is named year by year, each with where its first source stands."""
        named = (
            Named(self._item(one.entry, uri).year, one.count, one.entry.id) for one in told.found
        )
        return tuple((year, told.href(uri, year.first)) for year in by_year(named))

    def _item(self, entry: Entry, uri: str) -> Item:
        """A source as a line of a page; on all pages at the same depth its links are the same."""
        key = (uri.count("/"), entry.id)
        item = self._items.get(key)
        if item is None:
            item = self._items[key] = self._lister.at(uri).item(entry)
        return item


def _groups(lines: Iterable[Line]) -> Iterator[tuple[InSource, tuple[Quotation, ...]]]:
    """The sentences of a page source by source; those of one source follow each other."""
    for _, group in groupby(lines, key=lambda line: line[0].entry.id):
        found = list(group)
        yield found[0][0], tuple(quotation for _, quotation in found)
