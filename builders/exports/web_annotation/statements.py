"""What is said about a source, each statement with its place, before a format gives it a shape."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from builders.model.annotation import PlacedDate, PlacedNote
from builders.model.document import Emendation
from builders.model.mention import Mention
from builders.model.owners import Owners
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


class Statement(NamedTuple):
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


class _Counted:
    """How often words stand before a place where they stand, in a text that is asked again and again."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[tuple[str, int], tuple[int, int]] = {}
        """By words and beginning: how often they were found, and where the last time ends."""

    def before(self, end: int, words: str, begin: int = 0) -> int:
        """As `text[begin:end].count(words)`, in one way through the text for all their places."""
        count, at = self._known.get((words, begin), (0, begin))
        if at > end:
            count, at = 0, begin
        while (found := self.text.find(words, at, end)) >= 0:
            count, at = count + 1, found + len(words)
        self._known[words, begin] = count, at
        return count


def statements(publication: Publication, entry: Entry) -> tuple[Statement, ...]:
    """All that is said about a source, in the order of the source."""
    found = (*_of_annotations(entry), *_of_links(publication, entry), *_of_emendations(entry))
    return tuple(sorted(found, key=lambda item: (item.span, item.kind, item.id)))


def _of_annotations(entry: Entry) -> Iterator[Statement]:
    blocks = {block.id: block for block in entry.document.blocks}
    texts = {block.id: _Counted(block.text.text) for block in entry.document.blocks}
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
    texts: dict[str, _Counted] = {}
    for link in publication.links_from.get(entry.id, ()):
        aligned = blocks[link.block].text
        reading = aligned.reading_span(link.span)
        if reading is not None:
            texts.setdefault(link.block, _Counted(aligned.text))
            yield _read(StatementKind.REFERENCE, link, reading, texts, link.wanted)


def _of_emendations(entry: Entry) -> Iterator[Statement]:
    owners = Owners(entry.document.blocks)
    counted = _Counted(entry.source.text)
    for emendation in entry.document.emendations:
        span = emendation.span
        block = owners.of(span.start)
        address = block.id if block else ""
        begins = block.start if block else 0
        sic = emendation.sic
        occurrence = counted.before(span.start, sic, begins) if sic else span.start
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
    texts: Mapping[str, _Counted],
    wanted: str = "",
) -> Statement:
    text = texts[said.block]
    words = text.text[reading.start : reading.end]
    occurrence = text.before(reading.start, words)
    identifier = _id(kind, said.block, words, occurrence, wanted)
    return Statement(kind, said, identifier, said.block, said.span, reading)


def _id(kind: StatementKind, block: str, words: str, occurrence: int, wanted: str = "") -> str:
    """`mention-p5-` and a digest of which words of the block are meant."""
    content = "\0".join((kind, block, words, str(occurrence), wanted))
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return f"{kind}-{block}-{digest}" if block else f"{kind}-{digest}"
