"""The text of a source's page, element by element, as a browser gives it to a program.

Annotations made elsewhere find their words in that text and nowhere else. It is taken from the
HTML of the page itself, so that the two cannot part. Letters of corrections and numbers of pages
are drawn by the style sheet and are no part of it; words of ours that are, are told from the
source's by being excluded from the site's search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html.parser import HTMLParser

from builders.markup import visible
from builders.model.publication import Entry, Publication
from builders.pages import source
from builders.pages.body import ITEM, Part, Row
from builders.pages.mentions import HEAD
from builders.pages.page_breaks import PAGE_BREAK
from builders.spans import Span

OURS = "data-search-exclude"
"""The attribute of elements within a text whose words are not the source's."""
EMPTY_ELEMENTS = frozenset({"br", "hr", "img", "input", "wbr"})


@dataclass(frozen=True, slots=True)
class PageText:
    """What one element of a page holds."""

    selector: str
    """CSS selector of the element."""
    text: str
    """Its text, as `textContent` gives it."""
    inserted: tuple[tuple[int, int], ...] = ()
    """Words of ours: before which of the source's characters they stand, and their length."""

    def place(self, span: Span) -> Span:
        """Where in the text a range of the source's characters in it stands.

        Words of ours at either end are left out; those within cannot be.
        """
        before = sum(length for at, length in self.inserted if at <= span.start)
        within = sum(length for at, length in self.inserted if span.start < at < span.end)
        return Span(span.start + before, span.end + before + within)


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
        return next((item for item in self.received if item.span.contains(span)), None)


def source_pages(publication: Publication) -> Iterator[tuple[Entry, SourcePage]]:
    """Each source with the texts of its page."""
    for page in source.pages(publication):
        entry: Entry = page.context["entry"]
        rows: Iterable[Row] = tuple(page.context["rows"])
        reading = {
            part.block.id: _reading(part)
            for row in rows
            for part in row.parts
            if part.type != PAGE_BREAK
        }
        yield entry, SourcePage(reading, tuple(_received(rows)))


def _reading(part: Part) -> PageText:
    """The text of the element that holds a block.

    Raises:
        ValueError: the page puts words into the block that it does not mark as its own.
    """
    address = f"#{part.block.id}"
    parser = _Parser()
    text = parser.text(str(part.html))
    if parser.words != visible(part.block.text.text):
        message = f"{address}: words that are not the source's want `{OURS}` on their element"
        raise ValueError(message)
    selector = address if part.type in {HEAD, ITEM} else f"{address} > .mu-p"
    return PageText(selector, text, tuple(parser.inserted))


def _received(rows: Iterable[Row]) -> Iterator[ReceivedText]:
    start = 0
    for number, row in enumerate(rows, 1):
        text = "".join(text_of(line.html) for line in row.lines)
        selector = f".mu-text > .mu-rc:nth-of-type({number})"
        yield ReceivedText(Span(start, start + len(text)), PageText(selector, text))
        start += len(text)


def text_of(html: str) -> str:
    """The text of an element that holds this HTML."""
    return _Parser().text(str(html))


class _Parser(HTMLParser):
    """Takes the text out of the HTML of a passage."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inserted: list[tuple[int, int]] = []
        self._all: list[str] = []
        self._words: list[str] = []
        self._length = 0
        self._depth = 0

    @property
    def words(self) -> str:
        """The text without words of ours."""
        return "".join(self._words)

    def text(self, html: str) -> str:
        """All of the text."""
        self.feed(html)
        self.close()
        return "".join(self._all)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note where words of ours begin."""
        if tag not in EMPTY_ELEMENTS and (self._depth or any(name == OURS for name, _ in attrs)):
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        """Note where they end."""
        if self._depth and tag not in EMPTY_ELEMENTS:
            self._depth -= 1

    def handle_data(self, data: str) -> None:
        """Keep the text."""
        self._all.append(data)
        if self._depth:
            self.inserted.append((self._length, len(data)))
        else:
            self._words.append(data)
            self._length += len(data)
