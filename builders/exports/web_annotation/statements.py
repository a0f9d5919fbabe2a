"""The statements about a source with their places, independent of any format."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import NamedTuple

from builders.model.annotation import PlacedDate, PlacedNote
from builders.model.block_owners import Owners
from builders.model.document import Emendation
from builders.model.mention import Mention
from builders.model.publication import Entry, Link, Publication
from builders.spans import Span

Content = Mention | PlacedDate | PlacedNote | Link | Emendation
_DIGITS = 10


class StatementKind(StrEnum):
    """The kind of a statement; its value is the prefix of the statement's id."""

    MENTION = "mention"
    DATE = "date"
    NOTE = "note"
    REFERENCE = "reference"
    CORRECTION = "correction"


class Statement(NamedTuple):
    """A statement about one place in a source."""

    kind: StatementKind
    content: Content
    id: str
    """Derived from content and place, so that it stays the same if other statements are added."""
    block: str
    """Address of the block that contains the words, or nothing."""
    span: Span
    """The words in the source."""
    reading: Span | None
    """The words in the block's text as read; None for a statement about the text as received."""


class _OccurrenceCounter:
    """Counts earlier occurrences of words in a text, efficiently for many queries in order."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._known: dict[tuple[str, int], tuple[int, int]] = {}
        """By words and beginning: the count so far, and the end of the last occurrence."""

    def before(self, end: int, words: str, begin: int = 0) -> int:
        """The same as `text[begin:end].count(words)`, in one pass for all places of the words."""
        count, at = self._known.get((words, begin), (0, begin))
        if at > end:
            count, at = 0, begin
        while (found := self.text.find(words, at, end)) >= 0:
            count, at = count + 1, found + len(words)
        self._known[words, begin] = count, at
        return count


def statements(publication: Publication, entry: Entry) -> tuple[Statement, ...]:
    """All statements about a source, in the order of the source."""
    found = (*_of_annotations(entry), *_of_links(publication, entry), *_of_emendations(entry))
    return tuple(sorted(found, key=lambda item: (item.span, item.kind, item.id)))


def _of_annotations(entry: Entry) -> Iterator[Statement]:
    blocks = {block.id: block for block in entry.document.blocks}
    texts = {block.id: _OccurrenceCounter(block.text.text) for block in entry.document.blocks}
    for mention in entry.annotations.mentions:
        yield _read(StatementKind.MENTION, mention, mention.reading, texts)
    for date in entry.annotations.dates:
        yield _read(StatementKind.DATE, date, date.reading, texts)
    for note in entry.annotations.notes:
        reading = blocks[note.block].text.reading_span(note.span)
        # Its permanent address from the editors serves as the id.
        yield Statement(StatementKind.NOTE, note, note.address, note.block, note.span, reading)


def _of_links(publication: Publication, entry: Entry) -> Iterator[Statement]:
    blocks = {block.id: block for block in entry.document.blocks}
    texts: dict[str, _OccurrenceCounter] = {}
    for link in publication.links_from.get(entry.id, ()):
        aligned = blocks[link.block].text
        reading = aligned.reading_span(link.span)
        if reading is not None:
            texts.setdefault(link.block, _OccurrenceCounter(aligned.text))
            yield _read(StatementKind.REFERENCE, link, reading, texts, link.wanted)


def _of_emendations(entry: Entry) -> Iterator[Statement]:
    owners = Owners(entry.document.blocks)
    counted = _OccurrenceCounter(entry.source.text)
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
    content: Mention | PlacedDate | Link,
    reading: Span,
    texts: Mapping[str, _OccurrenceCounter],
    wanted: str = "",
) -> Statement:
    text = texts[content.block]
    words = text.text[reading.start : reading.end]
    occurrence = text.before(reading.start, words)
    identifier = _id(kind, content.block, words, occurrence, wanted)
    return Statement(kind, content, identifier, content.block, content.span, reading)


def _id(kind: StatementKind, block: str, words: str, occurrence: int, wanted: str = "") -> str:
    """The id of a statement: `mention-p5-` and a digest of its words and which occurrence it is."""
    content = "\0".join((kind, block, words, str(occurrence), wanted))
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:_DIGITS]
    return f"{kind}-{block}-{digest}" if block else f"{kind}-{digest}"
