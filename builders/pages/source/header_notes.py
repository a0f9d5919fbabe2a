"""The editors' notes that are not on the text: listed at the head, each linked to a field there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup

from builders.markup import escaped, visible
from builders.model.document import Block
from builders.model.publication import Entry
from builders.pages.header_cards.fact import Card, Fact
from builders.pages.source.editors_notes import Note

CARD = "card"
LONGEST_LEMMA = 60
SHORTEST = 3
"""Words of fewer letters are too short to match a note to a field by themselves."""
WORD_RE = re.compile(r"\w+")

TITLE = ("", 0)
"""The place, in terms of facts and values, of a note on the title, which is not in any fact."""


@dataclass(frozen=True, slots=True)
class HeaderNote:
    """One note of the list at the head."""

    note: Note
    lemma: Markup
    """The words that it is about."""
    back: str
    """The id that it links back to: its number, or the card if no field has its words."""


@dataclass(frozen=True, slots=True)
class HeaderNotes:
    """The notes of the list, and where their numbers stand on the card."""

    items: tuple[HeaderNote, ...] = ()
    by_value: dict[tuple[str, int], list[Note]] | None = None

    def at(self, fact: str, value: int) -> list[Note]:
        """The notes on one value of a fact, by the fact's label and the value's index."""
        return (self.by_value or {}).get((fact, value), [])

    @property
    def on_title(self) -> list[Note]:
        """The notes on the title of the page."""
        return self.at(*TITLE)


def header_notes(entry: Entry, found: Iterable[Note], card: Card) -> HeaderNotes:
    """The notes of `found` that are not on the text, with their places on the card."""
    blocks = {block.id: block for block in entry.document.blocks}
    by_value: dict[tuple[str, int], list[Note]] = {}
    items = []
    for note in found:
        if note.in_text:
            continue
        block = blocks[note.placed.block]
        words = _words(note, block, entry)
        place = _place(words, block.name, entry.title, card)
        if place is not None:
            by_value.setdefault(place, []).append(note)
        items.append(HeaderNote(note, escaped(_short(words)), note.anchor if place else CARD))
    return HeaderNotes(tuple(items), by_value)


def _words(note: Note, block: Block, entry: Entry) -> str:
    """The words that a note is about, from the reading text or, failing that, from the source."""
    read = block.text.reading_span(note.placed.span)
    if read is not None:
        return block.text.text[read.start : read.end]
    return entry.source.text[note.placed.span.start : note.placed.span.end]


def _place(words: str, name: str, title: str, card: Card) -> tuple[str, int] | None:
    """The fact and value that contain the words.

    Failing that, the title or the last value of the first fact read from the header block `name`.
    """
    facts = [fact for fact in card.facts if name and name in fact.parts]
    for fact in facts:
        value = _value(words, fact)
        if value is not None:
            return (fact.label, value)
    if _share_words(words, title):
        return TITLE
    return (facts[0].label, len(facts[0].values) - 1) if facts else None


def _value(words: str, fact: Fact) -> int | None:
    """The index of the last value that shares the words; a caption may occur twice."""
    found = [k for k, value in enumerate(fact.values) if _share_words(words, value.text)]
    return found[-1] if found else None


def _share_words(one: str, other: str) -> bool:
    """Whether all words of one text are in the other, as those of `A. 08 ...` in `A. A) 08 ...`.

    At least one shared word must have `SHORTEST` letters.
    """
    first, second = (set(WORD_RE.findall(text.casefold())) for text in (one, other))
    shared = first & second
    return shared in (first, second) and any(len(word) >= SHORTEST for word in shared)


def _short(text: str) -> str:
    words = visible(" ".join(text.split()))
    return words if len(words) <= LONGEST_LEMMA else f"{words[:LONGEST_LEMMA].rstrip()} …"
