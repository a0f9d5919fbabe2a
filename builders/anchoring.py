"""From a quoted passage to its place in a source: exactly, or not at all and with candidates."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz

from builders.model.document import Block, Role
from builders.model.sidecar import Passage
from builders.spans import Span

CANDIDATES = 3
NEAR_ENOUGH = 60.0
"""Similarity (0 to 100) from which a passage is worth proposing in place of a lost one."""


def anchor(text: str, blocks: Iterable[Block], passage: Passage) -> tuple[Span, ...]:
    """Every place in the source that the passage can mean; one is what its editor wants.

    The quote is looked for in the source, with any white space for any other, and then in the
    text as read (a quote may run over a page break). `prefix`, `suffix` and `near` choose.
    """
    blocks = tuple(blocks)
    pattern = _words_pattern(passage.quote)
    found = {Span(*match.span()) for match in pattern.finditer(text)}
    if not found:
        for block in blocks:
            found.update(
                block.text.source_span(*match.span()) for match in pattern.finditer(block.text.text)
            )
    if passage.prefix:
        before = re.compile(_words_pattern(passage.prefix).pattern + r"\s*\Z")
        width = 2 * len(passage.prefix) + 80
        found = {s for s in found if before.search(text[max(0, s.start - width) : s.start])}
    if passage.suffix:
        after = re.compile(r"\s*" + _words_pattern(passage.suffix).pattern)
        found = {s for s in found if after.match(text, s.end)}
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


def _words_pattern(quote: str) -> re.Pattern[str]:
    return re.compile(r"\s+".join(re.escape(word) for word in quote.split()))
