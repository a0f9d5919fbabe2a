"""Blocks with places in the source, made from the parts of a telegram's text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from builders.aligned_text import AlignedText
from builders.model.document import MARKUP, Block, Role
from builders.readers.blocks import without_margin
from builders.readers.cable.parts import Part
from builders.readers.cable.transcripts import Transcript
from builders.spans import WHITE_SPACE_RE, Span, gaps, merge

_HYPHEN_RE = re.compile(r"-(?<=\w-)[ \t]*(?:\r\n|\r|\n)\s*(?=\w)(?!(?:and|or|to|AND|OR|TO)\b)")
_PAGE_OF_RE = re.compile(r"\b(\d{1,4})(?:\.\d+)? OF \d")
_OLD_PAGE_RE = re.compile(r"PAGE (\d{1,4})\b")
"""`PAGE 02  LIMA  01207  01 OF 02`: the page's number comes first; the last ones are the section's."""
_HEAD_LEVEL = 1


def to_blocks(source: str, transcript: Transcript, parts: Iterable[Part]) -> list[Block]:
    """The blocks of the parts and of everything else in the source, in source order.

    No character is owned twice (the first part that claims it gets it) and none is lost: what no
    part claims becomes markup if it is outside the telegram's text, and a paragraph if within.
    """
    taken = _Ownership(len(source))
    blocks: list[Block] = []
    for span in transcript.metadata_spans:
        free = taken.take([span])
        if free:
            words = AlignedText.verbatim(source, free[0])
            blocks.append(Block("opener", Role.HEADER, free, words, name="page_metadata"))
    for part in parts:
        block = _block(transcript.text, part, taken)
        if block is not None:
            blocks.append(block)
    blocks.extend(_unowned(source, transcript, taken))
    blocks.sort(key=lambda block: block.spans[0])
    return _with_markup_joined(source, blocks)


def _with_markup_joined(source: str, blocks: list[Block]) -> list[Block]:
    """The blocks, with runs of markup that only white space separates joined into one."""
    joined: list[Block] = []
    run: list[Block] = []

    def close() -> None:
        if len(run) == 1:
            joined.extend(run)
        elif run:
            # The white space between may belong to a paragraph, so that only the markup is joined.
            spans = merge(span for block in run for span in block.spans)
            words = AlignedText.join((block.text for block in run), " ")
            joined.append(replace(run[0], spans=spans, text=words))
        run.clear()

    for block in blocks:
        if run and (block.name != MARKUP or source[run[-1].end : block.start].strip()):
            close()
        if block.name == MARKUP:
            run.append(block)
        else:
            joined.append(block)
    close()
    return joined


class _Ownership:
    """A record of which characters of the source have an owner."""

    def __init__(self, length: int) -> None:
        self.owner = bytearray(length)

    def take(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        """The ranges within the spans that had no owner, which they now have."""
        free: list[Span] = []
        for span in merge(spans):
            at = span.start
            while at < span.end:
                if self.owner[at]:
                    at += 1
                    continue
                end = self.owner.find(1, at, span.end)
                end = span.end if end < 0 else end
                self.owner[at:end] = b"\x01" * (end - at)
                free.append(Span(at, end))
                at = end
        return merge(free)


def _block(text: AlignedText, part: Part, taken: _Ownership) -> Block | None:
    spans = taken.take(
        span for start, end in part.pieces if end > start for span in text[start:end].source_spans()
    )
    if not spans:
        return None
    label = None
    if part.label is not None and part.label[1] > part.label[0]:
        label = text[slice(*part.label)].strip().span()
    return Block(
        part.type,
        part.role,
        spans,
        _reading(text, part),
        name=part.name,
        n=_page_number(part, text) if part.type == "pb" else part.n,
        printed=part.printed,
        mark=part.mark,
        label=label,
        level=_HEAD_LEVEL if part.type == "head" else None,
    )


def _page_number(part: Part, text: AlignedText) -> int | None:
    """The number of the page after a page break: `GUANGZHOU 00000208  002 OF 004` opens page 2."""
    place = part.pieces[0]
    match = _OLD_PAGE_RE.match(text.text, *place) or _PAGE_OF_RE.search(text.text, *place)
    return int(match[1]) if match else None


def _reading(text: AlignedText, part: Part) -> AlignedText:
    """The part's words, without unread ranges, line ends folded, words joined at their hyphens.

    A table keeps its layout.
    """
    if part.type == "table":
        return without_margin(AlignedText.join(text[slice(*piece)] for piece in part.pieces))
    read: list[AlignedText] = []
    for start, end in part.pieces:
        at = start
        pieces: list[AlignedText] = []
        for left, right in sorted(part.unread):
            if left >= at and right <= end:
                pieces.append(text[at:left])
                at = right
        pieces.append(text[at:end])
        read.append(_without_hyphenation(AlignedText.join(pieces)))
    return AlignedText.join((words.folded() for words in read), " ")


def _without_hyphenation(words: AlignedText) -> AlignedText:
    """The words without line ends after a hyphen within a word; the hyphen stays."""
    return words.sub(_HYPHEN_RE, lambda match: words[match.start() : match.start() + 1])


def _unowned(source: str, transcript: Transcript, taken: _Ownership) -> list[Block]:
    """Blocks for what no part owns: markup around the telegram, and words left over within it."""
    owned = merge(Span(*match.span()) for match in re.finditer(b"\x01+", bytes(taken.owner)))
    telegram = transcript.text.source_spans()
    blocks: list[Block] = []
    for gap in gaps(owned, Span(0, len(source))):
        for span in _split_at_telegram(gap, telegram):
            stripped = _stripped(source, span)
            if stripped is None:
                continue
            words = AlignedText.verbatim(source, stripped)
            if _within(stripped, telegram) and not _is_line_end(transcript.text, stripped):
                blocks.append(Block("p", Role.TEXT, (stripped,), words.folded()))
            else:
                blocks.append(Block("fw", Role.FURNITURE, (stripped,), words, name=MARKUP))
    return blocks


def _split_at_telegram(gap: Span, telegram: tuple[Span, ...]) -> list[Span]:
    """The gap, split where stretches of the telegram's text begin and end."""
    edges = {gap.start, gap.end}
    first = _first_ending_after(telegram, gap.start)
    for span in telegram[first:]:
        if span.start >= gap.end:
            break
        edges.update(edge for edge in span if gap.start < edge < gap.end)
    ordered = sorted(edges)
    return [Span(left, right) for left, right in pairwise(ordered)]


def _first_ending_after(telegram: tuple[Span, ...], at: int) -> int:
    low, high = 0, len(telegram)
    while low < high:
        middle = (low + high) // 2
        if telegram[middle].end <= at:
            low = middle + 1
        else:
            high = middle
    return low


def _within(span: Span, telegram: tuple[Span, ...]) -> bool:
    first = _first_ending_after(telegram, span.start)
    return first < len(telegram) and telegram[first].contains(span)


def _is_line_end(text: AlignedText, span: Span) -> bool:
    """Whether the characters were read as white space (`&#x000A;`) or not at all."""
    reading = text.reading_span(span)
    return reading is None or bool(WHITE_SPACE_RE.fullmatch(text.text, *reading))


def _stripped(source: str, span: Span) -> Span | None:
    words = AlignedText.verbatim(source, span).strip()
    return words.span() if words else None
