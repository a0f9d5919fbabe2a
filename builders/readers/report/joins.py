"""Rejoining sentences that a figure, a running head, or the end of a page or column has broken."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from builders.aligned_text import AlignedText, Piece
from builders.model.document import Emendation, EmendationKind
from builders.readers.report.chunks import Chunk, Sort
from builders.readers.report.parts import INTERRUPTING_PARTS, LONE_NUMBER_RE, SMALL_WORDS, Part
from builders.spans import Span

FLOWING_PARTS = frozenset({Part.PARAGRAPH, Part.SUMMARY, Part.ITEM})
"""Parts whose sentences may continue after a break."""
_HYPHEN_RE = re.compile(r"[a-z]-\Z")
_CONTINUES_RE = re.compile(r"[a-z(\[,;–—&%\d]")
_FEWEST_WORDS = 6
_LONGEST_PHRASE = 2


def runs(chunks: tuple[Chunk, ...], named: Sequence[Part]) -> tuple[tuple[int, ...], ...]:
    """The indexes of chunks, grouped by block: most alone, those of broken sentences together."""
    taken: set[int] = set()
    out = []
    for k in range(len(chunks)):
        if k in taken:
            continue
        run = [k]
        if named[k] in FLOWING_PARTS:
            following = _continuation(chunks, named, k)
            while following is not None:
                run.append(following)
                taken.add(following)
                following = _continuation(chunks, named, following, first=k)
        elif named[k] is Part.HEADING and LONE_NUMBER_RE.fullmatch(chunks[k].text):
            following = k + 1
            if following < len(chunks) and named[following] is Part.HEADING:
                run.append(following)
                taken.add(following)
        out.append(tuple(run))
    return tuple(out)


def _continuation(
    chunks: tuple[Chunk, ...], named: Sequence[Part], k: int, first: int | None = None
) -> int | None:
    """The chunk that continues the unfinished sentence at the end of chunk `k`, or None.

    `first` is the chunk with which the sentence's block begins, if that is not `k`.
    """
    chunk = chunks[k]
    start = chunks[first if first is not None else k]
    if chunk.finished or not chunk.text or chunk.text.endswith(";"):
        return None
    n = k + 1
    while n < len(chunks) and named[n] in INTERRUPTING_PARTS:
        n += 1
    if n >= len(chunks) or named[n] not in {Part.PARAGRAPH, Part.SUMMARY}:
        return None
    following = chunks[n]
    if _CONTINUES_RE.match(following.text):
        enough = chunk.count >= _FEWEST_WORDS or chunk.text.split()[-1] in SMALL_WORDS
        return n if start.sort is Sort.ITEM or enough else None
    if chunk.count > _LONGEST_PHRASE and chunk.text.split()[-1] in SMALL_WORDS:
        return n  # "The survey was made available in" + "English, Bahasa, Thai and Tagalog."
    # "the Chinese Ministries of Foreign" + "Affairs (MFA), Public Security": a capital may
    # continue a sentence where unfinished running text is followed by running text.
    long_enough = start.prose and (following.prose or n == k + 1)
    return n if long_enough and following.prose and start.sort is not Sort.ITEM else None


def break_emendations(text: str, run: Sequence[Chunk]) -> Iterator[Emendation]:
    """An emendation for each break within a run that holds nothing but white space.

    Where a picture or a running head stands in the break, the page shows it there.
    """
    for one, other in pairwise(run):
        gap = Span(one.words.span().end, other.words.span().start)
        sic = text[slice(*gap)]
        if not sic.strip():
            yield Emendation(
                gap,
                sic,
                " ",
                EmendationKind.LAYOUT,
                "The sentence goes on; the end of a column or page divided it.",
                "rule:broken-sentence",
            )


def joined(parts: list[AlignedText]) -> AlignedText:
    """The texts as one, with spaces between them except within a word that a hyphen broke."""
    whole: list[AlignedText] = []
    for part in parts:
        if whole and part and not (_HYPHEN_RE.search(whole[-1].text) and part.text[0].islower()):
            edge = whole[-1].pieces[-1].end
            # The space was not read from the source, hence the empty range.
            whole.append(AlignedText(" ", (Piece(0, 1, edge, edge),)))
        if part:
            whole.append(part)
    return AlignedText.join(whole)
