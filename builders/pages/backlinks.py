"""Backlinks: where an entry is mentioned, in the sentence that mentions it."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby, islice, starmap

from markupsafe import Markup

from builders.markup import Mark, mark_up
from builders.model.document import Block
from builders.model.mention import Mention
from builders.model.publication import Entry, Publication
from builders.pages.sentences import around, quoted, sentence_of, sentences
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
KEPT = 100_000
"""The sentences of so many blocks are held."""
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
    strip: tuple[int, ...]
    """Where in the source the mentions stand, in thousandths of its length."""
    further: tuple[Further, ...] = ()
    """Where else, in paragraphs of which nothing is quoted."""
    more: int = 0
    """How many other paragraphs there are."""

    @property
    def count(self) -> int:
        """How many mentions."""
        return sum(self.forms.values())


class Blocks:
    """The sentences of blocks, most of which are asked for again: those of the last are kept."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._sentences: dict[tuple[str, str], tuple[Span, ...]] = {}
        self._lengths: dict[str, int] = {}

    def sentences(self, entry: Entry, address: str) -> tuple[Span, ...]:
        """The sentences of the block of that address."""
        key = (entry.id, address)
        found = self._sentences.get(key)
        if found is None:
            found = sentences(entry.document.block(address).text.text)
            if len(self._sentences) >= KEPT:
                del self._sentences[next(iter(self._sentences))]
            self._sentences[key] = found
        return found

    def length(self, entry: Entry) -> int:
        """How many characters a source has; many entries of the registers ask for it."""
        found = self._lengths.get(entry.id)
        if found is None:
            found = self._lengths[entry.id] = len(entry.source.text)
        return found


def blocks_of(_publication: Publication) -> Blocks:
    """For `publication.shared`: one for all pages."""
    return Blocks()


def by_source(
    mentions: Iterable[tuple[Entry, Mention]], blocks: Blocks, most: int | None = None
) -> Iterator[InSource]:
    """The mentions source by source, in their order.

    Args:
        mentions: Of one entry of a register.
        blocks: What is known of all sources.
        most: So many sentences of each source are quoted; the others are named by their
            paragraphs.
    """
    for _, group in groupby(mentions, key=lambda item: item[0].id):
        found = list(group)
        entry = found[0][0]
        named = [mention for _, mention in found]
        forms: dict[str, int] = {}
        for mention in named:
            forms[mention.text] = forms.get(mention.text, 0) + 1
        strip = _strip(blocks.length(entry), named)
        if most is None:
            quoted = tuple(quotations(entry, named, blocks))
            yield InSource(entry, forms, quoted, strip)
        else:
            first = _first(entry, named, most)
            quoted = tuple(starmap(partial(quotation, entry, brief=True), first))
            further, more = _further(entry, named, {block.id for block, _, _ in first})
            yield InSource(entry, forms, quoted, strip, further, more)


def quotations(entry: Entry, mentions: Iterable[Mention], blocks: Blocks) -> Iterator[Quotation]:
    """The sentences of one source in which the mentions stand, each sentence once."""
    places = [
        (mention.block, around(blocks.sentences(entry, mention.block), mention.reading), mention)
        for mention in mentions
    ]
    for (address, sentence), group in groupby(places, key=lambda place: place[:2]):
        inside = [mention for _, _, mention in group]
        yield quotation(
            entry,
            entry.document.block(address),
            sentence,
            [(mention.reading, mention.span) for mention in inside],
        )


def quotation(
    entry: Entry,
    block: Block,
    sentence: Span,
    marked: Sequence[tuple[Span, Span]],
    *,
    brief: bool = False,
) -> Quotation:
    """A sentence of a block with words marked: each by its place as read and in the source."""
    text = block.text.text
    # Of one that is cut short, the first word alone says what is near.
    part = quoted(text, sentence, marked[0][0], marked[0 if brief else -1][0], brief=brief)
    html = mark_up(
        block.text[part.start : part.end],
        [Mark(span, "mark", {"class": "mu-said"}) for _, span in marked],
    )
    return Quotation(
        html,
        place(block),
        block.id,
        block.language or entry.language,
        (part.start > sentence.start, part.end < sentence.end),
    )


_Quoted = tuple[Block, Span, list[tuple[Span, Span]]]
"""A block, a sentence of it, and the words that are marked there."""


def _first(entry: Entry, mentions: Iterable[Mention], most: int) -> list[_Quoted]:
    """The first so many sentences in which the mentions stand; no other is looked for.

    A heading is no sentence, and its words are the source's title: it is quoted where there is
    nothing else.
    """
    found: list[_Quoted] = []
    for mention in [one for one in mentions if PARAGRAPH_RE.match(one.block)] or mentions:
        marked = (mention.reading, mention.span)
        if found:
            block, sentence, others = found[-1]
            if block.id == mention.block and mention.reading.start < sentence.end:
                others.append(marked)
                continue
        if len(found) == most:
            break
        block = entry.document.block(mention.block)
        found.append((block, sentence_of(block.text.text, mention.reading), [marked]))
    return found


def _further(
    entry: Entry, mentions: Iterable[Mention], quoted: Container[str]
) -> tuple[tuple[Further, ...], int]:
    """The paragraphs of the mentions beside those that are quoted, and how many are left out."""
    there = dict.fromkeys(one.block for one in mentions if one.block not in quoted)
    named = (Further(_place_at(entry, block), block) for block in islice(there, MOST_FURTHER))
    return tuple(named), max(0, len(there) - MOST_FURTHER)


def _place_at(entry: Entry, address: str) -> str:
    """As `place`; most addresses say it themselves, and the block need not be read."""
    if PARAGRAPH_RE.match(address):
        return f"¶{address[1:]}"
    return place(entry.document.block(address))


def place(block: Block) -> str:
    """What to call a block: by the number of its paragraph, or by what it is."""
    return f"¶{block.number}" if block.number else NAMES.get(block.type, "text")


def _strip(length: int, mentions: Iterable[Mention]) -> tuple[int, ...]:
    length = max(1, length)
    return tuple(dict.fromkeys(SHARE * mention.span.start // length for mention in mentions))
