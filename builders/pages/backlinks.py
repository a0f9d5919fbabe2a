"""Backlinks: where an entry is mentioned, in the sentence that mentions it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from builders.markup import Mark, mark_up
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
    "closer": "close",
    "opener": "opening",
}
"""What a place is called that has no number."""
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
class InSource:
    """All that one source has to say of an entry."""

    entry: Entry
    count: int
    paragraphs: int
    quotations: tuple[Quotation, ...]
    strip: tuple[int, ...]
    """Where in the source the mentions stand, in thousandths of its length."""


class Blocks:
    """The sentences of blocks, most of which are asked for again: those of the last are kept."""

    def __init__(self) -> None:
        """Know nothing yet."""
        self._sentences: dict[tuple[str, str], tuple[Span, ...]] = {}

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


def blocks_of(_publication: Publication) -> Blocks:
    """For `publication.shared`: one for all pages."""
    return Blocks()


def by_source(mentions: Iterable[tuple[Entry, Mention]], blocks: Blocks) -> Iterator[InSource]:
    """The mentions source by source, in their order."""
    for _, group in groupby(mentions, key=lambda item: item[0].id):
        found = list(group)
        entry = found[0][0]
        named = [mention for _, mention in found]
        yield InSource(
            entry,
            len(named),
            len({mention.block for mention in named}),
            tuple(quotations(entry, named, blocks)),
            _strip(entry, named),
        )


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
    entry: Entry, block: Block, sentence: Span, marked: Sequence[tuple[Span, Span]]
) -> Quotation:
    """A sentence of a block with words marked: each by its place as read and in the source."""
    text = block.text.text
    part = quoted(text, sentence, marked[0][0], marked[-1][0])
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


def place(block: Block) -> str:
    """What to call a block: by the number of its paragraph, or by what it is."""
    return f"¶{block.number}" if block.number else NAMES.get(block.type, "text")


def _strip(entry: Entry, mentions: Iterable[Mention]) -> tuple[int, ...]:
    length = max(1, len(entry.source.text))
    return tuple(dict.fromkeys(SHARE * mention.span.start // length for mention in mentions))
