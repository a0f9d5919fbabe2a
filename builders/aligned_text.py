"""Texts that remember where in the source each character was read from.

An `AlignedText` holds the words as read (lines joined, entities decoded, corrections made) together
with the place in the source that each character came from, so no later stage has to find an
offset again. (eyecite cleans first and then compares to get back; this avoids that.)
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from operator import attrgetter, itemgetter
from typing import NamedTuple

from builders.spans import Span, merge, stripped
from builders.values import sent_by_its_fields

# Most runs are a single space between two words and stay as they are. The pattern begins with a
# character class and looks behind it only then: the engine searches for a leading class many times
# faster than for alternatives.
NOT_ONE_SPACE_RE = re.compile(
    r"[\s\ufeff\u200b](?:(?<! )[\s\ufeff\u200b]*|(?<= )[\s\ufeff\u200b]+)"
)


class Piece(NamedTuple):
    """A run of an aligned text: `length` characters at `at`, read from source[start:end].

    Where the lengths agree the characters map one to one. Where they differ (an entity, a
    correction, a line end folded to a space) the run maps as a whole.
    """

    at: int
    length: int
    start: int
    end: int


@sent_by_its_fields
@dataclass(frozen=True, slots=True)
class AlignedText:
    """A text as read, with the place in the source of each of its characters."""

    text: str
    pieces: tuple[Piece, ...] = ()
    """The runs of the text in order, which is that of the source too: none begins or ends before
    the one in front of it."""

    @classmethod
    def verbatim(cls, source: str, span: Span | None = None) -> AlignedText:
        """The source's own characters in the span; without a span, all of them."""
        start, end = span if span is not None else (0, len(source))
        if start >= end:
            return cls("")
        return cls(source[start:end], (Piece(0, end - start, start, end),))

    @classmethod
    def substitute(cls, text: str, span: Span) -> AlignedText:
        """A text read in place of source[span], mapped as a whole."""
        return cls(text, (Piece(0, len(text), *span),)) if text else cls("")

    @classmethod
    def join(cls, parts: Iterable[AlignedText], between: str = "") -> AlignedText:
        """The parts in order, with `between` inserted, which maps to no character of the source."""
        texts: list[str] = []
        pieces: list[Piece] = []
        at = 0
        held = [part for part in parts if part.text]
        if len(held) == 1 and len(held[0].pieces) == 1:
            return held[0]
        for part in held:
            if texts and between:
                # An empty range keeps the mapping monotonic and owns nothing.
                edge = pieces[-1].end
                pieces.append(Piece(at, len(between), edge, edge))
                texts.append(between)
                at += len(between)
            texts.append(part.text)
            pieces.extend(
                Piece(a + at, length, start, end) for a, length, start, end in part.pieces
            )
            at += len(part.text)
        return cls("".join(texts), _merged(pieces))

    def __len__(self) -> int:
        """The number of characters as read."""
        return len(self.text)

    def __bool__(self) -> bool:
        """Whether there is anything to read."""
        return bool(self.text)

    def __getitem__(self, key: slice) -> AlignedText:
        """The aligned text of a slice of the reading (step 1 only)."""
        start, end, _ = key.indices(len(self.text))
        if start >= end:
            return AlignedText("")
        if start == 0 and end == len(self.text):
            return self
        cut: list[Piece] = []
        for piece in self._pieces_between(start, end):
            left, right = max(piece.at, start), min(piece.at + piece.length, end)
            if piece.length == piece.end - piece.start:
                shift = piece.start - piece.at
                cut.append(Piece(left - start, right - left, left + shift, right + shift))
            else:
                cut.append(Piece(left - start, right - left, piece.start, piece.end))
        return AlignedText(self.text[start:end], tuple(cut))

    def span(self) -> Span:
        """The source range from the first character read to the last.

        Raises:
            ValueError: there is no character to place.
        """
        if not self.pieces:
            raise ValueError("an empty text has no place in the source")
        return Span(
            min(piece.start for piece in self.pieces), max(piece.end for piece in self.pieces)
        )

    def source_span(self, start: int, end: int) -> Span:
        """The source range that the characters [start, end) of the reading came from.

        Raises:
            ValueError: the range is empty.
        """
        start, end, _ = slice(start, end).indices(len(self.text))
        if start >= end:
            raise ValueError("an empty text has no place in the source")
        starts: list[int] = []
        ends: list[int] = []
        # Computed without making a slice, since this runs for every mention and date.
        for at, length, left, right in self._pieces_between(start, end):
            if length == right - left:
                starts.append(left + max(start - at, 0))
                ends.append(left + min(end - at, length))
            else:
                starts.append(left)
                ends.append(right)
        return Span(min(starts), max(ends))

    def source_spans(self) -> tuple[Span, ...]:
        """The ranges of the source that were read, maximal and in order."""
        return merge(Span(piece.start, piece.end) for piece in self.pieces)

    def reading_offset(self, position: int) -> int:
        """The offset, in the reading, of the first character read at or after a source position."""
        first = self._first_ending_after(position)
        if first == len(self.pieces):
            return len(self.text)
        piece = self.pieces[first]
        if position <= piece.start or piece.length != piece.end - piece.start:
            return piece.at
        return piece.at + position - piece.start

    def reading_span(self, span: Span) -> Span | None:
        """The range of the reading that was made from source[span]; None if nothing was."""
        start = end = -1
        for number in range(self._first_ending_after(span.start), len(self.pieces)):
            piece = self.pieces[number]
            if piece.start >= span.end:
                break
            if piece.length == piece.end - piece.start:
                left = piece.at + max(span.start, piece.start) - piece.start
                right = piece.at + min(span.end, piece.end) - piece.start
            else:
                left, right = piece.at, piece.at + piece.length
            start = left if start < 0 else start
            end = right
        return None if start < 0 else Span(start, end)

    def sub(
        self,
        pattern: re.Pattern[str],
        replacement: str | Callable[[re.Match[str]], str | AlignedText],
    ) -> AlignedText:
        """The text with every match replaced.

        A string that replaces a match maps to all of the match's source characters; an
        `AlignedText` (a slice of this one, say) keeps its own mapping.
        """
        parts: list[AlignedText] = []
        at = 0
        for match in pattern.finditer(self.text):
            new = replacement if isinstance(replacement, str) else replacement(match)
            parts.append(self[at : match.start()])
            if isinstance(new, AlignedText):
                parts.append(new)
            elif new and match.end() > match.start():
                parts.append(
                    AlignedText.substitute(new, self.source_span(match.start(), match.end()))
                )
            at = match.end()
        if not parts:
            return self
        parts.append(self[at:])
        return AlignedText.join(parts)

    def replace(self, changes: Iterable[tuple[Span, str]]) -> AlignedText:
        """The text with ranges of the reading, which must not overlap, replaced by other texts.

        All changes are made at once: made one by one, each would copy the pieces of all before it.
        """
        parts: list[AlignedText] = []
        at = 0
        for (start, end), text in sorted(changes):
            parts.append(self[at:start])
            parts.append(AlignedText.substitute(text, self.source_span(start, end)))
            at = end
        parts.append(self[at:])
        return AlignedText.join(parts)

    def strip(self) -> AlignedText:
        """The text without white space at either end."""
        return self[slice(*stripped(self.text))]

    def folded(self) -> AlignedText:
        """The text stripped, with each run of white space, line ends included, as one space."""
        return self.strip().sub(NOT_ONE_SPACE_RE, " ")

    def _first_ending_after(self, position: int) -> int:
        """The index of the first piece that reaches beyond a position in the source."""
        return bisect_right(self.pieces, position, key=attrgetter("end"))

    def _pieces_between(self, start: int, end: int) -> Sequence[Piece]:
        """The pieces that overlap [start, end) of the reading, which must not be empty."""
        if len(self.pieces) == 1:  # as in most texts that stand on one line
            return self.pieces
        first = max(0, bisect_right(self.pieces, start, key=itemgetter(0)) - 1)
        return self.pieces[first : bisect_left(self.pieces, end, lo=first, key=itemgetter(0))]


def _merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """The pieces, with neighbouring one-to-one pieces that continue each other merged."""
    out: list[Piece] = []
    for piece in pieces:
        if out:
            last = out[-1]
            if (
                last.length == last.end - last.start
                and piece.length == piece.end - piece.start
                and last.at + last.length == piece.at
                and last.end == piece.start
            ):
                out[-1] = Piece(last.at, last.length + piece.length, last.start, piece.end)
                continue
        out.append(piece)
    return tuple(out)
