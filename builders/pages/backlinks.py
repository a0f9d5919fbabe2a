"""Backlinks: where an entry of a register is mentioned, quoted with the sentence around it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, islice
from operator import attrgetter

from markupsafe import Markup

from builders.aligned_text import AlignedText
from builders.markup import Attributes, Mark, mark_up
from builders.model import mentions_by_entity
from builders.model.document import Block
from builders.model.mention import Mention
from builders.model.publication import Entry, Publication
from builders.pages.sentences import quoted_span, sentence_around, sentences
from builders.spans import Span

PLACE_NAMES = {
    "head": "heading",
    "figDesc": "picture",
    "signed": "signature",
    "item": "item",
    "line": "line",
    "closer": "close",
    "opener": "opening",
}
"""The names of places without a paragraph number, by the type of their block."""
PARAGRAPH_RE = re.compile(r"p\d+\Z")
"""The address of a paragraph by its number: `p7`."""
MOST_FURTHER = 12
"""How many further paragraphs of one source are named; any more are only counted."""
CACHE_SIZE = 20_000
"""How many passages are cached."""
MARKED = Attributes({"class": "mu-said"})
"""The attributes of words that are marked in a quotation."""
STRIP_LENGTH = 1000
"""Length of a source in the units of the strip that shows where it mentions the entry."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence with its mentions marked."""

    html: Markup
    place: str
    """`¶7`, `heading`."""
    block: str
    """Address of the paragraph on the source's page."""
    language: str
    cut: tuple[bool, bool]
    """Whether the beginning of the sentence is left out, and whether its end is."""


@dataclass(frozen=True, slots=True)
class Further:
    """A paragraph that mentions the entry and is named but not quoted."""

    name: str
    """`¶7`, `heading`."""
    block: str


@dataclass(frozen=True, slots=True)
class InSource:
    """Where and how one source mentions an entry of a register."""

    entry: Entry
    forms: Mapping[str, int]
    """The wordings in which the source names the register's entry, and how often each occurs."""
    quotations: tuple[Quotation, ...]
    strip: str
    """An SVG path: a stroke for each mention, placed in thousandths of the source's length."""
    further: tuple[Further, ...] = ()
    """Other paragraphs with mentions, of which nothing is quoted."""
    more: int = 0
    """How many paragraphs with mentions are neither quoted nor named."""

    @property
    def count(self) -> int:
        """The number of mentions."""
        return sum(self.forms.values())


@dataclass(frozen=True, slots=True)
class Passage:
    """What is needed of a block of a source in order to quote from it."""

    id: str
    """Address of the block on the source's page."""
    text: str
    """The reading text."""
    sentences: tuple[Span, ...]
    place: str
    """`¶7`, `heading`."""
    language: str


class Passages:
    """A cache of blocks to quote from, since many entries are mentioned in the same blocks."""

    def __init__(self) -> None:
        """Start empty."""
        self._known: dict[tuple[str, str], Passage] = {}
        self._lengths: dict[str, int] = {}

    def of(self, entry: Entry, address: str) -> Passage:
        """The block of a source at an address."""
        key = (entry.id, address)
        found = self._known.get(key)
        if found is None:
            found = _passage(entry, entry.document.block(address))
            if len(self._known) >= CACHE_SIZE:
                del self._known[next(iter(self._known))]
            self._known[key] = found
        return found

    def length(self, entry: Entry) -> int:
        """The number of characters of a source."""
        found = self._lengths.get(entry.id)
        if found is None:
            found = self._lengths[entry.id] = len(entry.source.text)
        return found


def passages_of(_publication: Publication) -> Passages:
    """One cache of passages for all pages, by way of `publication.shared`."""
    return Passages()


def _passage(entry: Entry, block: Block) -> Passage:
    text = block.text.text
    return Passage(block.id, text, sentences(text), place(block), block.language or entry.language)


def by_source(
    mentions: Sequence[tuple[Entry, Mention]], passages: Passages, most: int | None = None
) -> Iterator[InSource]:
    """The mentions grouped by source, in their order.

    Args:
        mentions: The mentions of one entry of a register.
        passages: The cache of blocks to quote from.
        most: How many sentences of each source are quoted; other mentions are listed by
            paragraph. None quotes every sentence.
    """
    for entry, named in mentions_by_entity.by_source(mentions):
        forms: dict[str, int] = {}
        for mention in named:
            forms[mention.text] = forms.get(mention.text, 0) + 1
        strip = _strip(passages.length(entry), named)
        if most is None:
            yield InSource(entry, forms, tuple(quotations(entry, named, passages)), strip)
        else:
            first = _first_sentences(entry, named, most, passages)
            quoted = tuple(quotation(*one, brief=True) for one in first)
            there = {passage.id for passage, _, _ in first}
            yield InSource(
                entry, forms, quoted, strip, *_further_paragraphs(entry, named, there, passages)
            )


def quotations(
    entry: Entry, mentions: Iterable[Mention], passages: Passages
) -> Iterator[Quotation]:
    """The sentences of one source that contain the mentions, each sentence once."""
    for address, there in groupby(mentions, key=attrgetter("block")):
        passage = passages.of(entry, address)
        readings = (mention.reading for mention in there)
        for sentence, words in groupby(readings, key=partial(sentence_around, passage.sentences)):
            yield quotation(passage, sentence, tuple(words))


def quotation(
    passage: Passage, sentence: Span, marked: Sequence[Span], *, brief: bool = False
) -> Quotation:
    """A sentence with words marked; all spans are in the text of the passage."""
    first = marked[0] if marked else sentence
    # A brief quotation is cut around its first marked word only.
    last = first if brief or not marked else marked[-1]
    start, end = quoted_span(passage.text, sentence, first, last, brief=brief)
    inside = (
        Span(max(word.start, start) - start, min(word.end, end) - start)
        for word in marked
        if word.start < end and start < word.end
    )
    html = mark_up(
        AlignedText(passage.text[start:end]), [Mark(word, "mark", MARKED, word) for word in inside]
    )
    cut = (start > sentence.start, end < sentence.end)
    return Quotation(html, passage.place, passage.id, passage.language, cut)


_Quoted = tuple[Passage, Span, list[Span]]
"""A passage, a sentence of it, and the words to be marked in the sentence."""


def _first_sentences(
    entry: Entry, mentions: Iterable[Mention], most: int, passages: Passages
) -> list[_Quoted]:
    """The first sentences that contain mentions, at most `most`; the search stops there.

    A heading is not a sentence, and its words are the source's title: blocks other than numbered
    paragraphs are quoted only if no paragraph has a mention.
    """
    found: list[_Quoted] = []
    for mention in [one for one in mentions if PARAGRAPH_RE.match(one.block)] or mentions:
        if found:
            passage, sentence, words = found[-1]
            if passage.id == mention.block and mention.reading.start < sentence.end:
                words.append(mention.reading)
                continue
        if len(found) == most:
            break
        passage = passages.of(entry, mention.block)
        found.append(
            (passage, sentence_around(passage.sentences, mention.reading), [mention.reading])
        )
    return found


def _further_paragraphs(
    entry: Entry, mentions: Iterable[Mention], quoted: Container[str], passages: Passages
) -> tuple[tuple[Further, ...], int]:
    """The paragraphs with mentions that are not quoted, and how many of them are not named."""
    there = dict.fromkeys(one.block for one in mentions if one.block not in quoted)
    named = (
        Further(_place_at(entry, address, passages), address)
        for address in islice(there, MOST_FURTHER)
    )
    return tuple(named), max(0, len(there) - MOST_FURTHER)


def _place_at(entry: Entry, address: str, passages: Passages) -> str:
    """What to call the block at an address; a numbered paragraph's block need not be read."""
    if PARAGRAPH_RE.match(address):
        return f"¶{address[1:]}"
    return passages.of(entry, address).place


def place(block: Block) -> str:
    """What to call a block: its paragraph number, or else the kind of block it is."""
    return f"¶{block.number}" if block.number else PLACE_NAMES.get(block.type, "text")


def _strip(length: int, mentions: Iterable[Mention]) -> str:
    places = dict.fromkeys(
        STRIP_LENGTH * mention.span.start // max(1, length) for mention in mentions
    )
    return "".join(f"M{place} 0V9" for place in places)
