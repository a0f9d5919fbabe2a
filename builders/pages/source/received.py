"""A source as received, line by line, with everything that is not its text in grey.

Every character is shown, except for long runs of tags, scripts and style sheets around an article
saved from the web, which may be a megabyte around a source of three thousand words.
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
OMISSION = Markup('<span class="mu-fw">[…]</span>')
"""What is shown in place of an omitted range."""
_LONGEST_MARKUP = 3000
_MARKUP_SHOWN = 1000


class Line(NamedTuple):
    """A line as received, or the part of a line that belongs to a row."""

    number: int | None
    """The line's number in the source; None for a part that does not begin a line."""
    html: Markup


def omitted_spans(document: Document) -> tuple[Span, ...]:
    """The ranges of a source that its page omits and only the downloaded file has."""
    return tuple(
        Span(block.start + _MARKUP_SHOWN, block.end)
        for block in document.blocks
        if block.is_markup and block.end - block.start > _LONGEST_MARKUP
    )


class Received:
    """The lines of one source, taken range by range from beginning to end."""

    def __init__(self, source: Source, document: Document) -> None:
        """Collect what is to be marked, in the order of the source."""
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
        self._omitted = list(omitted_spans(document))

    def take(self, span: Span) -> Iterator[Line]:
        """The lines and parts of lines in a range, which must begin where the previous ended."""
        while self._next < len(self._lines):
            line = self._lines[self._next]
            part = Span(max(line.start, span.start), min(line.end, span.end))
            if part.start >= part.end:
                return
            if not self._omitted:
                yield Line(self._number(part, line), self._html(part))
            elif html := self._abridged(part):
                yield Line(self._number(part, line), html)
            if part.end < line.end:
                return
            self._next += 1

    def _number(self, part: Span, line: Span) -> int | None:
        return self._next + 1 if part.start == line.start else None

    def _html(self, part: Span) -> Markup:
        marks = [*self._set_apart.marks(part), *self._emended.marks(part), *self._bars(part)]
        if not marks:  # as on most lines
            return escaped(self._text[part.start : part.end])
        return mark_up(AlignedText.verbatim(self._text, part), marks)

    def _abridged(self, part: Span) -> Markup:
        """What is shown of a part of a line; empty if all of it is omitted."""
        html = Markup()
        at = part.start
        while self._omitted and self._omitted[0].start < part.end:
            gap = self._omitted[0]
            if at < gap.start:
                html += self._html(Span(at, gap.start))
            if part.start <= gap.start:
                html += OMISSION
            at = min(gap.end, part.end)
            if gap.end > part.end:
                break
            self._omitted.pop(0)
        return html + self._html(Span(at, part.end)) if at < part.end else html

    def _bars(self, part: Span) -> list[Mark]:
        """The redaction bars in a range, taken in order; a bar is always within one line."""
        found: list[Mark] = []
        while self._hidden and self._hidden[0].span.start < part.end:
            found.append(self._hidden[0])
            if found[-1].span.end > part.end:
                break
            self._hidden.pop(0)
        return found


class _Cursor:
    """Spans with their CSS classes, passed over once from first to last."""

    def __init__(self, spans: Iterable[tuple[Span, str]]) -> None:
        self._spans = sorted(spans)
        self._next = 0

    def marks(self, part: Span) -> list[Mark]:
        """The marks in a range; ranges must be asked for in order."""
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
