"""From a quoted passage to its place in a source: exactly, or not at all and with candidates."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz import fuzz

from builders.inputs.records import line_of
from builders.inputs.sources import Received
from builders.model.document import Block, Document, Role
from builders.model.sidecar import Passage
from builders.problems import Problem
from builders.quotations import beside, places
from builders.spans import Span

CANDIDATES = 3
NEAR_ENOUGH = 60.0
"""Similarity (0 to 100) from which a passage is worth proposing in place of a lost one."""


def locate(
    received: Received, document: Document, passage: Passage, field: str, k: int
) -> Span | Problem:
    """The sole place of a passage that a sidecar quotes in its k-th `field`, or what is wrong."""
    text = received.source.text
    found = anchor(text, document.blocks, passage)
    if len(found) == 1:
        return found[0]
    if found:
        where = ", ".join(str(text.count("\n", 0, span.start) + 1) for span in found[:5])
        return lost(
            received,
            field,
            k,
            f"{passage.quote!r} stands {len(found)} times in the source (lines {where})",
            "Add `prefix`, `suffix` or `near` to say which is meant.",
        )
    hint = nearest_to(document.blocks, passage.quote) or "Quote the words as the source has them."
    return lost(received, field, k, f"{passage.quote!r} is not in the source", hint)


def lost(received: Received, field: str, k: int, message: str, hint: str = "") -> Problem:
    """An error about the k-th `field` of a sidecar, with the line of its quote."""
    line = line_of(received.sidecar_text, field, k, "quote")
    message = f"`{field}[{k + 1}]`: {message}"
    return Problem(received.sidecar_path, line, "lost-passage", message, hint)


def holder(blocks: Iterable[Block], span: Span) -> int | None:
    """Which block reads the words of the span; None where no one block does."""
    for i, block in enumerate(blocks):
        first, last = block.spans[0], block.spans[-1]
        within = first.start <= span.start and span.end <= last.end
        if within and block.text.reading_span(span):
            return i
    return None


def anchor(text: str, blocks: Iterable[Block], passage: Passage) -> tuple[Span, ...]:
    """Every place in the source that the passage can mean; one is what its editor wants.

    The quote is looked for in the source, with any white space for any other, and then in the
    text as read (a quote may run over a page break). `prefix`, `suffix` and `near` choose.
    """
    blocks = tuple(blocks)
    found = set(places(text, passage.quote))
    if not found:
        for block in blocks:
            read = places(block.text.text, passage.quote)
            found.update(block.text.source_span(*span) for span in read)
    found = set(beside(text, found, passage.prefix, passage.suffix))
    if passage.near:
        wanted = [block for block in blocks if block.id == passage.near]
        found = {s for s in found if any(b.start <= s.start and s.end <= b.end for b in wanted)}
    return tuple(sorted(found))


def candidates(blocks: Iterable[Block], quote: str) -> tuple[tuple[str, str], ...]:
    """The passages most like a lost quote, best first, each as (address, words)."""
    ranked = []
    for block in blocks:
        if block.role is not Role.TEXT or not block.text:
            continue
        match = fuzz.partial_ratio_alignment(quote, block.text.text, score_cutoff=NEAR_ENOUGH)
        if match is not None:
            words = block.text.text[match.dest_start : match.dest_end]
            ranked.append((-match.score, block.start, block.id, words))
    return tuple((address, words) for _, _, address, words in sorted(ranked)[:CANDIDATES])


def nearest_to(blocks: Iterable[Block], quote: str) -> str:
    """The hint that names the passages most like a lost quote; nothing where none is."""
    like = [f"{words!r} ({address})" for address, words in candidates(blocks, quote)]
    return f"Nearest: {'; '.join(like)}." if like else ""
