"""Positions in a source: every offset counts Unicode code points of `Source.text`, half-open."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from operator import itemgetter
from typing import Generic, NamedTuple, TypeVar

Value = TypeVar("Value")

LF_RE = re.compile(r"\n")
LINE_RE = re.compile(r"[^\r\n]*(?:\r\n|\n|\r|\Z)")
WHITE_SPACE_RE = re.compile(r"[\s\ufeff\u200b]+")
WHITE_SPACE = "".join(filter(str.isspace, map(chr, range(0x3001)))) + "\ufeff\u200b"
"""The characters that `WHITE_SPACE_RE` matches."""


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """The number of code points in it."""
        return self.end - self.start

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Whether the other lies wholly within."""
        return self.start <= other.start and other.end <= self.end


def lines(text: str) -> list[Span]:
    """The lines of a text in order, each with its line end (LF, CRLF or lone CR).

    Only these three end a line: form feeds, U+0085 and U+2028 occur inside lines of real
    sources and `str.splitlines` would cut there.
    """
    spans = [Span(*match.span()) for match in LINE_RE.finditer(text)]
    while spans and spans[-1].start == spans[-1].end:
        spans.pop()
    return spans


def line_texts(text: str) -> list[str]:
    """The lines of a text in order (see `lines`), each without its line end."""
    return [text[start:end].rstrip("\r\n") for start, end in lines(text)]


class LineNumbers:
    """Finds the line of a text on which a position lies, for many positions in one text."""

    def __init__(self, text: str) -> None:
        """Keep the text; it is scanned when the first line is asked for."""
        self._text = text

    def of(self, position: int) -> int:
        """The number of the line, from 1; only LF ends a line, as in all messages to editors."""
        return bisect_left(self._ends, position) + 1

    @cached_property
    def _ends(self) -> list[int]:
        return [match.start() for match in LF_RE.finditer(self._text)]


def stripped(text: str, start: int = 0, end: int | None = None) -> Span:
    """The range without white space at either end; empty if there is nothing else in it."""
    words = text[start:end]
    rest = words.lstrip(WHITE_SPACE)
    begin = start + len(words) - len(rest)
    return Span(begin, begin + len(rest.rstrip(WHITE_SPACE)))


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The characters of the spans as maximal ranges, sorted; touching ranges become one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if span.start >= span.end:
            continue
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def gaps(spans: Iterable[Span], whole: Span) -> tuple[Span, ...]:
    """The ranges of `whole` that none of the spans covers, in order."""
    left: list[Span] = []
    at = whole.start
    for span in merge(spans):
        if span.start > at:
            left.append(Span(at, min(span.start, whole.end)))
        at = max(at, span.end)
    if at < whole.end:
        left.append(Span(at, whole.end))
    return tuple(left)


class ValuesBySpan(Generic[Value]):
    """Values with their ranges, which may overlap, to find those that overlap another range."""

    def __init__(self, values: Iterable[tuple[Span, Value]]) -> None:
        """Index the values by their ranges."""
        self._values = sorted(values, key=itemgetter(0))
        self._starts = [span.start for span, _ in self._values]
        self._reached = list(accumulate((span.end for span, _ in self._values), max))
        """How far each range and those before it reach."""

    def overlapping(self, span: Span) -> Iterator[Value]:
        """The values whose ranges share a code point with this one, by the start of their range."""
        first = bisect_right(self._reached, span.start)
        behind = bisect_left(self._starts, span.end)
        for other, value in self._values[first:behind]:
            if other.overlaps(span):
                yield value


class DisjointSpans:
    """A set of ranges without common code points, for testing whether another overlaps any."""

    def __init__(self, spans: Iterable[Span] = ()) -> None:
        """Start with these ranges; those that overlap become one."""
        self._spans: list[Span] = []
        for span in sorted(spans):
            last = self._spans[-1] if self._spans else None
            if last and span.start < last.end:
                self._spans[-1] = Span(last.start, max(last.end, span.end))
            else:
                self._spans.append(span)

    def overlaps_any(self, span: Span) -> bool:
        """Whether any of the ranges overlaps this one."""
        behind = bisect_right(self._spans, span.start, key=itemgetter(1))
        return behind < len(self._spans) and self._spans[behind].overlaps(span)

    def contains(self, span: Span) -> bool:
        """Whether one of the ranges contains this one, which must not be empty."""
        behind = bisect_right(self._spans, span.start, key=itemgetter(1))
        return behind < len(self._spans) and self._spans[behind].contains(span)

    def add(self, span: Span) -> None:
        """Add a range that overlaps none of the others."""
        insort(self._spans, span)
