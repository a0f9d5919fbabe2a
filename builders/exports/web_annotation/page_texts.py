"""The text of a source's page, element by element, as `textContent` gives it in a browser.

Programs that attach annotations look for the quoted words in that text. It is known without
making the page: `mark_up` adds no words to a text, since sigla of corrections and page numbers
are drawn by the style sheet. A test compares it with the HTML of the pages.
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
    """The text of one element of a page."""

    selector: str
    """CSS selector of the element."""
    text: str
    """The element's `textContent`."""


@dataclass(frozen=True, slots=True)
class ReceivedText:
    """The lines as received that the page shows beside a passage."""

    span: Span
    """The characters of the source that they contain."""
    element: PageText


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The texts of one source's page."""

    reading: Mapping[str, PageText]
    """The texts as read, by address of the block."""
    received: tuple[ReceivedText, ...]
    """The whole source as received, in order."""

    def received_at(self, span: Span) -> ReceivedText | None:
        """The lines that contain a span; None if it extends over two passages."""
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
