"""The text of a source's page, element by element, as a browser gives it to a program.

Annotations made elsewhere find their words in that text and nowhere else. It is known without
making the page: `mark_up` adds no words to a text, since letters of corrections and numbers of
pages are drawn by the style sheet. A test takes the same from the HTML of the pages.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from builders.markup import visible
from builders.model.publication import Entry
from builders.pages.source.body import ITEM, stretches
from builders.pages.source.mentions import HEAD
from builders.spans import Span


@dataclass(frozen=True, slots=True)
class PageText:
    """What one element of a page holds."""

    selector: str
    """CSS selector of the element."""
    text: str
    """Its text, as `textContent` gives it."""


@dataclass(frozen=True, slots=True)
class ReceivedText:
    """The lines as received that stand beside a passage."""

    span: Span
    """Which characters of the source they are."""
    element: PageText


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The texts of one source's page."""

    reading: Mapping[str, PageText]
    """What is read, by address of the block."""
    received: tuple[ReceivedText, ...]
    """The whole source as received, in order."""

    def received_at(self, span: Span) -> ReceivedText | None:
        """The lines that hold the characters; None where they run over two passages."""
        found = bisect_right(self.received, span.start, key=lambda item: item.span.start) - 1
        if found < 0 or not self.received[found].span.contains(span):
            return None
        return self.received[found]


def source_page(entry: Entry) -> SourcePage:
    """The texts of a source's page."""
    reading: dict[str, PageText] = {}
    received: list[ReceivedText] = []
    for number, stretch in enumerate(stretches(entry), 1):
        for block in stretch.blocks:
            address = f"#{block.id}"
            selector = address if block.type in {HEAD, ITEM} else f"{address} > .mu-p"
            reading[block.id] = PageText(selector, visible(block.text.text))
        start, end = stretch.span
        text = PageText(
            f".mu-text > .mu-rc:nth-of-type({number})", visible(entry.source.text[start:end])
        )
        received.append(ReceivedText(stretch.span, text))
    return SourcePage(reading, tuple(received))
