"""A source as received, line for line, what is not its text in grey.

Every character is shown, but for long tags, scripts and style sheets around an article that was
saved from the web: a megabyte of them would be on the page of a source of three thousand words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from markupsafe import Markup

from builders.aligned_text import AlignedText
from builders.markup import Mark, escaped, mark_up
from builders.model.document import Document, Role
from builders.model.source import Source
from builders.pages.source.redactions import bar
from builders.spans import Span, lines

CLASSES = {Role.HEADER: "mu-hf", Role.FURNITURE: "mu-fw"}
EMENDED = "mu-sic"
TAGS = "markup"
"""The name of furniture that is tags of a page of the web, and what stands between them."""
LEFT_OUT = Markup('<span class="mu-fw">[…]</span>')
"""What stands in the place of the rest of long ones."""
_MOST = 3000
_SHOWN = 1000


class Line(NamedTuple):
    """A line as received, or the part of one that belongs to a row."""

    number: int | None
    """Its number in the source; None for a part that does not begin a line."""
    html: Markup


def left_out(document: Document) -> tuple[Span, ...]:
    """What of a source is not shown but in its file."""
    return tuple(
        Span(block.start + _SHOWN, block.end)
        for block in document.blocks
        if block.name == TAGS and block.end - block.start > _MOST
    )


class Received:
    """The lines of one source, given out range by range from its beginning to its end."""

    def __init__(self, source: Source, document: Document) -> None:
        """Sort what is to be marked."""
        self._text = source.text
        self._lines = lines(source.text)
        self._next = 0
        self._set_apart = _Cursor(
            (span, CLASSES[block.role])
            for block in document.blocks
            if block.role in CLASSES
            for span in block.spans
        )
        self._emended = _Cursor((emendation.span, EMENDED) for emendation in document.emendations)
        self._hidden = [bar(redaction) for redaction in source.redactions]
        self._left_out = list(left_out(document))

    def take(self, span: Span) -> Iterator[Line]:
        """The lines and parts of lines in the range, which begins where the last one ended."""
        while self._next < len(self._lines):
            line = self._lines[self._next]
            part = Span(max(line.start, span.start), min(line.end, span.end))
            if part.start >= part.end:
                return
            if not self._left_out:
                yield Line(self._number(part, line), self._html(part))
            elif html := self._abridged(part):
                yield Line(self._number(part, line), html)
            if part.end < line.end:
                return
            self._next += 1

    def _number(self, part: Span, line: Span) -> int | None:
        return self._next + 1 if part.start == line.start else None

    def _html(self, part: Span) -> Markup:
        # On most lines there is nothing to be marked.
        marks = [*self._set_apart.marks(part), *self._emended.marks(part), *self._bars(part)]
        if not marks:
            return escaped(self._text[part.start : part.end])
        return mark_up(AlignedText.verbatim(self._text, part), marks)

    def _abridged(self, part: Span) -> Markup:
        """What of a line is shown; nothing of one that is left out as a whole."""
        html = Markup()
        at = part.start
        while self._left_out and self._left_out[0].start < part.end:
            gap = self._left_out[0]
            if at < gap.start:
                html += self._html(Span(at, gap.start))
            if part.start <= gap.start:
                html += LEFT_OUT
            at = min(gap.end, part.end)
            if gap.end > part.end:
                break
            self._left_out.pop(0)
        return html + self._html(Span(at, part.end)) if at < part.end else html

    def _bars(self, part: Span) -> list[Mark]:
        """Those in the range: a bar lies in one line."""
        found: list[Mark] = []
        while self._hidden and self._hidden[0].span.start < part.end:
            found.append(self._hidden[0])
            if found[-1].span.end > part.end:
                break
            self._hidden.pop(0)
        return found


class _Cursor:
    """Spans with their classes, passed once from the first to the last."""

    def __init__(self, spans: Iterable[tuple[Span, str]]) -> None:
        self._spans = sorted(spans)
        self._next = 0

    def marks(self, part: Span) -> list[Mark]:
        """Those in the range; ranges are asked for in order."""
        found: list[Mark] = []
        while self._next < len(self._spans):
            span, name = self._spans[self._next]
            if span.start >= part.end:
                break
            if span.overlaps(part):
                found.append(Mark(span, "span", {"class": name}))
            if span.end > part.end:
                break
            self._next += 1
        return found
