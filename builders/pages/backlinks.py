"""Backlinks: where an entry is mentioned, in the sentence that mentions it."""

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
from builders.model import mentioned
from builders.model.document import Block
from builders.model.mention import Mention
from builders.model.publication import Entry, Publication
from builders.pages.sentences import around, quoted, sentences
from builders.spans import Span

NAMES = {
    "head": "heading",
    "figDesc": "picture",
    "signed": "signature",
    "item": "item",
    "line": "line",
    "closer": "close",
    "opener": "opening",
}
"""What a place is called that has no number."""
PARAGRAPH_RE = re.compile(r"p\d+\Z")
"""The address of a paragraph by its number: `p7`."""
MOST_FURTHER = 12
"""Of a source so many further paragraphs are named; beyond that they are only counted."""
KEPT = 50_000
"""So many passages are held."""
SAID = Attributes({"class": "mu-said"})
"""Of the words that are marked in a quotation."""
SHARE = 1000
"""Length of a source in the units of the strip that shows where it mentions the entry."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A sentence with its mentions marked."""

    html: Markup
    place: str
    """`¶7`, `heading`."""
    block: str
    """Address of the paragraph in the page of the source."""
    language: str
    cut: tuple[bool, bool]
    """Whether something of the sentence is left out before, and after."""


@dataclass(frozen=True, slots=True)
class Further:
    """A paragraph that is named and not quoted."""

    name: str
    """`¶7`, `heading`."""
    block: str


@dataclass(frozen=True, slots=True)
class InSource:
    """All that one source has to say of an entry."""

    entry: Entry
    forms: Mapping[str, int]
    """In which words it names it, and how often."""
    quotations: tuple[Quotation, ...]
    strip: str
    """Strokes where in the source the mentions stand, in thousandths of its length: a path of SVG."""
    further: tuple[Further, ...] = ()
    """Where else, in paragraphs of which nothing is quoted."""
    more: int = 0
    """How many other paragraphs there are."""

    @property
    def count(self) -> int:
        """How many mentions."""
        return sum(self.forms.values())


@dataclass(frozen=True, slots=True)
class Passage:
    """A block of a source, as far as it is quoted."""

    id: str
    """Its address."""
    text: str
    """As read."""
    sentences: tuple[Span, ...]
    place: str
    """`¶7`, `heading`."""
    language: str


class Passages:
    """Blocks of the sources to quote from, most of which many entries ask for: the last are kept."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._known: dict[tuple[str, str], Passage] = {}
        self._lengths: dict[str, int] = {}

    def of(self, entry: Entry, address: str) -> Passage:
        """The block of that address."""
        key = (entry.id, address)
        found = self._known.get(key)
        if found is None:
            found = _passage(entry, entry.document.block(address))
            if len(self._known) >= KEPT:
                del self._known[next(iter(self._known))]
            self._known[key] = found
        return found

    def length(self, entry: Entry) -> int:
        """How many characters a source has; many entries of the registers ask for it."""
        found = self._lengths.get(entry.id)
        if found is None:
            found = self._lengths[entry.id] = len(entry.source.text)
        return found


def passages_of(_publication: Publication) -> Passages:
    """For `publication.shared`: one for all pages."""
    return Passages()


def _passage(entry: Entry, block: Block) -> Passage:
    text = block.text.text
    return Passage(block.id, text, sentences(text), place(block), block.language or entry.language)


def by_source(
    mentions: Sequence[tuple[Entry, Mention]], passages: Passages, most: int | None = None
) -> Iterator[InSource]:
    """The mentions source by source, in their order.

    Args:
        mentions: Of one entry of a register.
        passages: What is known of all sources.
        most: So many sentences of each source are quoted; the others are named by their
            paragraphs.
    """
    for entry, named in mentioned.by_source(mentions):
        forms: dict[str, int] = {}
        for mention in named:
            forms[mention.text] = forms.get(mention.text, 0) + 1
        strip = _strip(passages.length(entry), named)
        if most is None:
            yield InSource(entry, forms, tuple(quotations(entry, named, passages)), strip)
        else:
            first = _first(entry, named, most, passages)
            quoted = tuple(quotation(*one, brief=True) for one in first)
            there = {passage.id for passage, _, _ in first}
            yield InSource(entry, forms, quoted, strip, *_further(entry, named, there, passages))


def quotations(
    entry: Entry, mentions: Iterable[Mention], passages: Passages
) -> Iterator[Quotation]:
    """The sentences of one source in which the mentions stand, each sentence once."""
    for address, there in groupby(mentions, key=attrgetter("block")):
        passage = passages.of(entry, address)
        readings = (mention.reading for mention in there)
        for sentence, words in groupby(readings, key=partial(around, passage.sentences)):
            yield quotation(passage, sentence, tuple(words))


def quotation(
    passage: Passage, sentence: Span, marked: Sequence[Span], *, brief: bool = False
) -> Quotation:
    """A sentence with words marked, all by their places in the text of the passage."""
    first = marked[0] if marked else sentence
    # Of one that is cut short, the first word alone says what is near.
    last = first if brief or not marked else marked[-1]
    start, end = quoted(passage.text, sentence, first, last, brief=brief)
    inside = (
        Span(max(word.start, start) - start, min(word.end, end) - start)
        for word in marked
        if word.start < end and start < word.end
    )
    html = mark_up(
        AlignedText(passage.text[start:end]), [Mark(word, "mark", SAID, word) for word in inside]
    )
    cut = (start > sentence.start, end < sentence.end)
    return Quotation(html, passage.place, passage.id, passage.language, cut)


_Quoted = tuple[Passage, Span, list[Span]]
"""A passage, a sentence of it, and the words that are marked there."""


def _first(
    entry: Entry, mentions: Iterable[Mention], most: int, passages: Passages
) -> list[_Quoted]:
    """The first so many sentences in which the mentions stand; no other is looked for.

    A heading is no sentence, and its words are the source's title: it is quoted where there is
    nothing else.
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
        found.append((passage, around(passage.sentences, mention.reading), [mention.reading]))
    return found


def _further(
    entry: Entry, mentions: Iterable[Mention], quoted: Container[str], passages: Passages
) -> tuple[tuple[Further, ...], int]:
    """The paragraphs of the mentions beside those that are quoted, and how many are left out."""
    there = dict.fromkeys(one.block for one in mentions if one.block not in quoted)
    named = (
        Further(_place_at(entry, address, passages), address)
        for address in islice(there, MOST_FURTHER)
    )
    return tuple(named), max(0, len(there) - MOST_FURTHER)


def _place_at(entry: Entry, address: str, passages: Passages) -> str:
    """As `place`; most addresses say it themselves, and the block need not be read."""
    if PARAGRAPH_RE.match(address):
        return f"¶{address[1:]}"
    return passages.of(entry, address).place


def place(block: Block) -> str:
    """What to call a block: by the number of its paragraph, or by what it is."""
    return f"¶{block.number}" if block.number else NAMES.get(block.type, "text")


def _strip(length: int, mentions: Iterable[Mention]) -> str:
    places = dict.fromkeys(SHARE * mention.span.start // max(1, length) for mention in mentions)
    return "".join(f"M{place} 0V9" for place in places)
