"""References that lead out of the edition: to cables that are not in it, or to nobody knows what."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from builders.model.cable import IDENTIFIER_RE
from builders.model.document import Role
from builders.model.publication import Entry, Link, Publication
from builders.pages.backlinks import Passages, Quotation, quotation
from builders.pages.sentences import around
from builders.readers.cable.fields.identifiers import full_year
from builders.spans import Span

CARD = "card"
"""Address of the head of a source's page, where the fields of its header are shown."""


@dataclass(frozen=True, slots=True)
class QuotedReference:
    """A reference with the sentence in which it stands."""

    entry: Entry
    """The source that refers."""
    link: Link
    quotation: Quotation


def absent(publication: Publication) -> dict[str, tuple[Link, ...]]:
    """The cables that are referred to and not in the edition, each with who refers to it."""
    found: dict[str, list[Link]] = defaultdict(list)
    for link in publication.links:
        if link.target is None and IDENTIFIER_RE.fullmatch(link.wanted):
            found[link.wanted].append(link)
    return {wanted: tuple(found[wanted]) for wanted in sorted(found, key=_by_year)}


def unresolved(publication: Publication) -> tuple[Link, ...]:
    """The references of which nobody can say what they mean: `septel`, a letter given twice."""
    return tuple(
        link
        for link in publication.links
        if link.target is None and not IDENTIFIER_RE.fullmatch(link.wanted)
    )


def places(
    publication: Publication, links: Iterable[Link], passages: Passages
) -> Iterator[QuotedReference]:
    """The references with their sentences; two that say the same of one place come once."""
    for link in dict.fromkeys(links):
        entry = publication.by_id[link.source]
        yield QuotedReference(entry, link, _quotation(entry, link, passages))


def _quotation(entry: Entry, link: Link, passages: Passages) -> Quotation:
    block = entry.document.block(link.block)
    passage = passages.of(entry, link.block)
    reading = block.text.reading_span(link.span)
    in_text = block.role is Role.TEXT
    whole = Span(0, len(block.text))
    sentence = around(passage.sentences, reading or whole) if in_text else whole
    found = quotation(passage, sentence, [reading] if reading else [])
    if in_text:
        return found
    return Quotation(found.html, "header", CARD, found.language, found.cut)


def _by_year(identifier: str) -> tuple[int, str, int]:
    """By year, two digits of which say the century, then post and number."""
    match = IDENTIFIER_RE.fullmatch(identifier)
    if match is None:
        return (0, identifier, 0)
    year, post, number = match.groups()
    return (full_year(int(year)), post, int(number))
