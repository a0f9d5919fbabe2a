"""From quoted passages to their places in a source: exact, or an error that names candidates."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from rapidfuzz import fuzz

from builders.inputs.records import line_of
from builders.inputs.sources import Received
from builders.model.document import Block, Document, Role
from builders.model.scripts import EAST_ASIAN_RE
from builders.model.sidecar import Passage
from builders.problems import Problem
from builders.quotations import Quotations, in_context
from builders.spans import Span

CANDIDATES = 3
MOST_SEARCHED = 50
"""For how many lost passages of a source similar words are looked for, in all of its text."""
NEAR_ENOUGH = 60.0
"""Similarity (0 to 100) from which a passage is worth proposing in place of a lost one."""
LONGEST_WORD = 30
"""How many characters are added to complete a word: no other has as many."""


def locate(
    received: Received, document: Document, passages: Sequence[Passage], field: str
) -> Iterator[Span | Problem]:
    """For each passage quoted in a `field` of a sidecar, its only place, or an error."""
    text = received.source.text
    found = anchor(text, document.blocks, passages)
    missing = 0
    for k, (passage, spans) in enumerate(zip(passages, found, strict=True)):
        if len(spans) == 1:
            yield spans[0]
        elif spans:
            where = ", ".join(str(text.count("\n", 0, span.start) + 1) for span in spans[:5])
            message = f"{passage.quote!r} stands {len(spans)} times in the source (lines {where})"
            hint = "Add `prefix`, `suffix` or `near` to say which one is meant."
            yield lost_passage(received, field, k, message, hint)
        else:
            missing += 1
            message, hint = missing_passage(
                text, document.blocks, passage, "the source", search=missing <= MOST_SEARCHED
            )
            yield lost_passage(received, field, k, message, hint)


def missing_passage(
    text: str, blocks: Sequence[Block], passage: Passage, source: str, *, search: bool = True
) -> tuple[str, str]:
    """The message and the hint for a passage that has no place in its source.

    Args:
        text: The source.
        blocks: Its blocks.
        passage: The passage.
        source: What the message calls the source.
        search: Whether to look for the quote without its context, and for similar words.
    """
    hint = "Quote the words exactly as they stand in the source."
    given = [f"`{key}`" for key in ("prefix", "suffix", "near") if getattr(passage, key)]
    if search and given:
        (elsewhere,) = anchor(text, blocks, [Passage(quote=passage.quote)])
        if elsewhere:
            keys = " and ".join(given)
            message = f"{passage.quote!r} is in {source}, but nowhere with the {keys} given"
            return message, f"Correct {keys}."
    like = nearest_hint(blocks, passage.quote) if search else ""
    return f"{passage.quote!r} is not in {source}", like or hint


def lost_passage(received: Received, field: str, k: int, message: str, hint: str = "") -> Problem:
    """An error about the k-th item of a sidecar's `field`, with the line of its quote."""
    line = line_of(received.sidecar_text, field, k, "quote")
    message = f"`{field}[{k + 1}]`: {message}"
    return Problem(received.sidecar_path, line, "lost-passage", message, hint)


class BlockFinder:
    """Finds the block of a document that contains a passage, for many passages."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        """Index the blocks, which must be in the order of the source; their texts may change."""
        self._blocks = blocks
        self._starts = [block.start for block in blocks]
        self._reached = list(accumulate((block.end for block in blocks), max))
        """How far each block and those before it reach: a paragraph may run past a page break."""

    def index_of(self, span: Span) -> int | None:
        """The index of the block that reads the words of the span; None if no single block does."""
        first = bisect_left(self._reached, span.end)
        behind = bisect_right(self._starts, span.start)
        for i in range(first, behind):
            block = self._blocks[i]
            if span.end <= block.end and block.text.reading_span(span):
                return i
        return None


def anchor(
    text: str, blocks: Iterable[Block], passages: Sequence[Passage]
) -> Iterator[tuple[Span, ...]]:
    """For each passage, all the places in the source that it can mean; there should be exactly one.

    Quotes are searched for in the source, where any white space matches any other, and those not
    found there in the text as read (a quote may run over a page break). `prefix`, `suffix` and
    `near` narrow the places down.
    """
    blocks = tuple(blocks)
    found = Quotations(passage.quote for passage in passages).places(text)
    missing = [passage.quote for passage in passages if passage.quote not in found]
    found.update(_as_read(blocks, missing))
    by_address: dict[str, list[Block]] = defaultdict(list)
    for block in blocks:
        by_address[block.id].append(block)
    for passage in passages:
        there = in_context(text, found.get(passage.quote, ()), passage.prefix, passage.suffix)
        if passage.near:
            wanted = by_address.get(passage.near, ())
            there = (s for s in there if any(b.start <= s.start and s.end <= b.end for b in wanted))
        yield tuple(there)


def _as_read(blocks: Iterable[Block], quotes: Iterable[str]) -> dict[str, list[Span]]:
    """The source ranges of those quotes that occur in the blocks' texts as read."""
    quotations = Quotations(quotes)
    found: dict[str, set[Span]] = defaultdict(set)
    for block in blocks:
        for quote, places in quotations.places(block.text.text).items():
            found[quote].update(block.text.source_span(*place) for place in places)
    return {quote: sorted(spans) for quote, spans in found.items()}


def candidates(blocks: Iterable[Block], quote: str) -> tuple[tuple[str, str], ...]:
    """The passages most similar to a lost quote, best first, each as (address, words)."""
    ranked = []
    for block in blocks:
        if block.role is not Role.TEXT or not block.text:
            continue
        match = fuzz.partial_ratio_alignment(quote, block.text.text, score_cutoff=NEAR_ENOUGH)
        if match is not None:
            words = _whole_words(block.text.text, Span(match.dest_start, match.dest_end))
            ranked.append((-match.score, block.start, block.id, words))
    return tuple((address, words) for _, _, address, words in sorted(ranked)[:CANDIDATES])


def _whole_words(text: str, span: Span) -> str:
    """The words that a span touches, complete in scripts that have spaces between words."""
    start, end = span
    while start > 0 and _is_in_a_word(text[start - 1]) and span.start - start < LONGEST_WORD:
        start -= 1
    while end < len(text) and _is_in_a_word(text[end]) and end - span.end < LONGEST_WORD:
        end += 1
    return text[start:end].strip()


def _is_in_a_word(character: str) -> bool:
    return character.isalnum() and not EAST_ASIAN_RE.match(character)


def nearest_hint(blocks: Iterable[Block], quote: str) -> str:
    """A hint that names the passages most similar to a lost quote; empty if there are none."""
    like = [f"{words!r} ({address})" for address, words in candidates(blocks, quote)]
    return f"Nearest: {'; '.join(like)}." if like else ""
