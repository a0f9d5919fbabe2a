"""References that do not lead to a source of the edition: to absent cables, or unresolved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builders.model.cable import IDENTIFIER_RE
from builders.model.document import Role
from builders.model.publication import Entry, Link, Publication
from builders.pages.backlinks import Passages, Quotation, quotation
from builders.pages.sentences import sentence_around
from builders.readers.cable.fields.identifiers import full_year
from builders.spans import Span

CARD = "card"
"""Fragment of the card at the head of a source's page, which shows the fields of its header."""


@dataclass(frozen=True, slots=True)
class QuotedReference:
    """A reference with the sentence that contains it."""

    entry: Entry
    """The source that refers."""
    link: Link
    quotation: Quotation


def absent(publication: Publication) -> dict[str, tuple[Link, ...]]:
    """The cables that are referred to but not in the edition, each with the links to it."""
    found: dict[str, list[Link]] = defaultdict(list)
    for link in publication.links:
        if link.target is None and IDENTIFIER_RE.fullmatch(link.wanted):
            found[link.wanted].append(link)
    return {wanted: tuple(found[wanted]) for wanted in sorted(found, key=_by_year)}


def unresolved(publication: Publication) -> tuple[Link, ...]:
    """The references that could not be resolved: `septel`, a letter given twice."""
    return tuple(
        link
        for link in publication.links
        if link.target is None and not IDENTIFIER_RE.fullmatch(link.wanted)
    )


def places(
    publication: Publication, links: Iterable[Link], passages: Passages
) -> Iterator[QuotedReference]:
    """The references with their sentences, without duplicates."""
    for link in dict.fromkeys(links):
        entry = publication.by_id[link.source]
        yield QuotedReference(entry, link, _quotation(entry, link, passages))


def _quotation(entry: Entry, link: Link, passages: Passages) -> Quotation:
    block = entry.document.block(link.block)
    passage = passages.of(entry, link.block)
    reading = block.text.reading_span(link.span)
    in_text = block.role is Role.TEXT
    whole = Span(0, len(block.text))
    sentence = sentence_around(passage.sentences, reading or whole) if in_text else whole
    found = quotation(passage, sentence, [reading] if reading else [])
    if in_text:
        return found
    return Quotation(found.html, "header", CARD, found.language, found.cut)


def _by_year(identifier: str) -> tuple[int, str, int]:
    """Sort key of a cable's identifier: the year in full, then post and number."""
    match = IDENTIFIER_RE.fullmatch(identifier)
    if match is None:
        return (0, identifier, 0)
    year, post, number = match.groups()
    return (full_year(int(year)), post, int(number))
