"""What is said about a source, each statement with its place, before a format gives it a shape."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from builders.model.annotation import PlacedDate, PlacedNote
from builders.model.document import Block, Emendation
from builders.model.mention import Mention
from builders.model.publication import Entry, Link, Publication
from builders.spans import Span

Said = Mention | PlacedDate | PlacedNote | Link | Emendation
_DIGITS = 10


class StatementKind(StrEnum):
    """What sort of statement; its value begins the statement's address."""

    MENTION = "mention"
    DATE = "date"
    NOTE = "note"
    REFERENCE = "reference"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Statement:
    """One statement about one place."""

    kind: StatementKind
    said: Said
    id: str
    """Made from what is said and where, so that it outlives statements before it."""
    block: str
    """Address of the block that the words stand in, or nothing."""
    span: Span
    """The words in the source."""
    reading: Span | None
    """The words in the text of the block as read; None for what is about the source's letters."""


def statements(publication: Publication, entry: Entry) -> tuple[Statement, ...]:
    """All that is said about a source, in the order of the source."""
    found = (*_of_annotations(entry), *_of_links(publication, entry), *_of_emendations(entry))
    return tuple(sorted(found, key=lambda item: (item.span, item.kind, item.id)))


def _of_annotations(entry: Entry) -> Iterator[Statement]:
    blocks = {block.id: block for block in entry.document.blocks}
    texts = {block.id: block.text.text for block in entry.document.blocks}
    for mention in entry.annotations.mentions:
        yield _read(StatementKind.MENTION, mention, mention.reading, texts)
    for date in entry.annotations.dates:
        yield _read(StatementKind.DATE, date, date.reading, texts)
    for note in entry.annotations.notes:
        reading = blocks[note.block].text.reading_span(note.span)
        # The editors gave it an address for ever: no other is needed.
        yield Statement(StatementKind.NOTE, note, note.address, note.block, note.span, reading)


def _of_links(publication: Publication, entry: Entry) -> Iterator[Statement]:
    blocks = {block.id: block for block in entry.document.blocks}
    for link in publication.links_from.get(entry.id, ()):
        aligned = blocks[link.block].text
        reading = aligned.reading_span(link.span)
        if reading is not None:
            texts = {link.block: aligned.text}
            yield _read(StatementKind.REFERENCE, link, reading, texts, link.wanted)


def _of_emendations(entry: Entry) -> Iterator[Statement]:
    text = entry.source.text
    for emendation in entry.document.emendations:
        span = emendation.span
        block = _owner(entry, span)
        before = text[block.start if block else 0 : span.start]
        address = block.id if block else ""
        occurrence = before.count(emendation.sic) if emendation.sic else span.start
        yield Statement(
            StatementKind.CORRECTION,
            emendation,
            _id(StatementKind.CORRECTION, address, emendation.sic, occurrence, emendation.corr),
            address,
            span,
            None,
        )


def _read(
    kind: StatementKind,
    said: Mention | PlacedDate | Link,
    reading: Span,
    texts: Mapping[str, str],
    wanted: str = "",
) -> Statement:
    text = texts[said.block]
    words = text[reading.start : reading.end]
    occurrence = text[: reading.start].count(words)
    identifier = _id(kind, said.block, words, occurrence, wanted)
    return Statement(kind, said, identifier, said.block, said.span, reading)


def _id(kind: StatementKind, block: str, words: str, occurrence: int, wanted: str = "") -> str:
    """`mention-p5-` and a digest of which words of the block are meant."""
    content = "\0".join((kind, block, words, str(occurrence), wanted))
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return "-".join(filter(None, (kind, block, digest)))


def _owner(entry: Entry, span: Span) -> Block | None:
    """The block whose characters these are."""
    for block in entry.document.blocks:
        if any(own.start <= span.start < own.end for own in block.spans):
            return block
    return None
