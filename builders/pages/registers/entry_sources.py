"""The sources that name a register entry, with the sentences that do, page by page.

Up to some hundred mentions are all quoted. Nobody reads ten thousand sentences one after the
other: for entries named more often, each source is quoted by its first sentences, and the other
mentions are listed by paragraph.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from builders.model.publication import Entry, Publication
from builders.pages import addresses
from builders.pages.backlinks import InSource, Quotation, by_source, passages_of
from builders.pages.listing import Item, lister_of
from builders.pages.paging import ListPage, cut
from builders.pages.registers.named_by_year import Named, Year, by_year
from builders.pages.subjects import Subject

MOST_SENTENCES = 400
"""Up to this many mentions of an entry are all quoted, each in its sentence, on one page.

For an entry named more often, this many sentences are spread over its sources, at least one each.
"""
MOST_SOURCES = 100
"""Above this many sources, sentences are limited too, and stand in the list of sources itself."""
SENTENCES_ON_A_PAGE = 100
"""Sentences on one page where they are limited."""

Line = tuple[InSource, Quotation]
"""A source, and a sentence quoted from it."""


@dataclass(frozen=True, slots=True)
class EntryQuotations:
    """The sources that mention an entry, and their sentences cut into pages."""

    found: tuple[InSource, ...]
    parts: tuple[ListPage[Line], ...]
    """The quoted sentences, page by page."""
    first_on: Mapping[str, str]
    """The page on which the sentences of a source begin, by its identifier."""
    each: int | None
    """Sentences quoted from each source at most; None if all are."""

    def href(self, uri: str, source: str) -> str:
        """The link from a page of the entry to where the sentences of a source begin."""
        there, fragment = self.first_on[source], f"in-{source.lower()}"
        return f"#{fragment}" if uri == there else addresses.link(uri, there, fragment)


@dataclass(frozen=True, slots=True)
class MentioningSource:
    """A source that mentions the entry."""

    item: Item
    found: InSource
    href: str
    """Where its sentences stand: on this or another page of the entry."""


@dataclass(frozen=True, slots=True)
class SourceQuotations:
    """The quoted sentences of one source on one page."""

    where: MentioningSource
    quotations: tuple[Quotation, ...]
    goes_on: bool
    """Whether they continue from the page before."""
    ends: bool
    """Whether these are the last sentences of the source."""


class EntrySources:
    """Finds the sentences that mention entries; holds what all entries share."""

    def __init__(self, publication: Publication) -> None:
        """Prepare for the entries of a publication."""
        self._mentions_of = publication.mentions_of
        self._lister = publication.shared(lister_of)
        self._passages = publication.shared(passages_of)
        self._items: dict[tuple[int, str], Item] = {}

    def quotations(self, subject: Subject) -> EntryQuotations:
        """The sources that mention an entry, with their sentences."""
        mentions = self._mentions_of.get(subject.id, ())
        often = len(mentions) > MOST_SENTENCES or subject.sources > MOST_SOURCES
        each = max(1, MOST_SENTENCES // subject.sources) if often else None
        found = tuple(by_source(mentions, self._passages, each))
        lines = [(one, quotation) for one in found for quotation in one.quotations]
        parts = cut(subject.uri, lines, SENTENCES_ON_A_PAGE if often else MOST_SENTENCES)
        first_on: dict[str, str] = {}
        for part in parts:
            for one, _ in part.items:
                first_on.setdefault(one.entry.id, part.uri)
        return EntryQuotations(found, parts, first_on, each)

    def source_quotations(
        self, quotations: EntryQuotations, part: ListPage[Line]
    ) -> Iterator[SourceQuotations]:
        """The sources of a page, each with its sentences there."""
        for one, those in _groups(part.items):
            source = one.entry.id
            yield SourceQuotations(
                MentioningSource(
                    self._item(one.entry, part.uri), one, quotations.href(part.uri, source)
                ),
                those,
                goes_on=quotations.first_on[source] != part.uri,
                ends=those[-1] is one.quotations[-1],
            )

    def years(self, quotations: EntryQuotations, uri: str) -> tuple[tuple[Year, str], ...]:
        """The years in which an entry is named, each with a link to its first source."""
        named = (
            Named(self._item(one.entry, uri).year, one.count, one.entry.id)
            for one in quotations.found
        )
        return tuple((year, quotations.href(uri, year.first)) for year in by_year(named))

    def _item(self, entry: Entry, uri: str) -> Item:
        """A source as a list item; made once for all pages at the same depth."""
        key = (uri.count("/"), entry.id)
        item = self._items.get(key)
        if item is None:
            item = self._items[key] = self._lister.at(uri).item(entry)
        return item


def _groups(lines: Iterable[Line]) -> Iterator[tuple[InSource, tuple[Quotation, ...]]]:
    """Consecutive sentences of the same source, grouped."""
    for _, group in groupby(lines, key=lambda line: line[0].entry.id):
        found = list(group)
        yield found[0][0], tuple(quotation for _, quotation in found)
