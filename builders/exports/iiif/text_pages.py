"""The pages of a source's text: which characters stand on each, and what is read there."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from builders.model.document import PAGE_BREAK, PAGE_FOOTER, Block, Role
from builders.model.publication import Entry
from builders.spans import Span

FIRST_PAGE_LABELS = frozenset({"1", "i", "I"})
"""Labels of a first page. If the first known page has another, several may come before it."""


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of a source's text."""

    label: str
    """The label in the text's page breaks; empty if unknown or if there may be several pages."""
    span: Span


class TextPages:
    """The pages of one source, which together cover its whole text without overlap."""

    def __init__(self, entry: Entry) -> None:
        """Find where pages begin and end."""
        self._text = entry.source.text
        self._blocks = entry.document.blocks
        breaks = [block for block in self._blocks if block.type == PAGE_BREAK]
        self._pages = tuple(_pages(breaks, len(self._text)))
        # If two pages have the same label, it is unknown which of them a picture shows.
        named = Counter((block.name == PAGE_FOOTER, block.as_printed) for block in breaks)
        found = Counter(page.label for page in self._pages)
        twice = {label for (_, label), count in named.items() if count > 1}
        twice |= {label for label, count in found.items() if count > 1}
        sure = (page for page in self._pages if page.label and page.label not in twice)
        self._spans = {page.label: page.span for page in sure}

    def labels(self, block: Block) -> Iterator[str]:
        """Labels of the pages that a block stands on, as far as they are known."""
        for span in block.spans:
            for page in self._pages[self._at(span.start) : self._at(span.end - 1) + 1]:
                if page.label in self._spans:
                    yield page.label

    def texts(self) -> dict[str, str]:
        """The text read on each page that has any, with blocks separated by a blank line."""
        parts: dict[str, list[str]] = {}
        for block in self._blocks:
            if block.role is Role.FURNITURE or block.type == PAGE_BREAK or not block.text:
                continue
            for label in dict.fromkeys(self.labels(block)):
                if words := self._words(block, label):
                    parts.setdefault(label, []).append(words)
        return {label: "\n\n".join(found) for label, found in parts.items()}

    def _words(self, block: Block, label: str) -> str:
        """The part of a block that is read on a page, with its number if that stands there."""
        span = self._spans[label]
        words = block.text.text
        if not span.contains(Span(block.start, block.end)):
            words = words[slice(*map(block.text.reading_offset, span))]
        here = block.label is not None and span.contains(block.label)
        return f"{self._label(block) if here else ''} {words}".strip()

    def _label(self, block: Block) -> str:
        """A paragraph's number and portion marking as understood, since the source may garble them."""
        if block.label is None or not block.as_printed:
            return " ".join(self._text[slice(*block.label or (0, 0))].split())
        return f"{block.as_printed}. ({block.mark})" if block.mark else f"{block.as_printed}."

    def _at(self, position: int) -> int:
        """The index of the page on which a character stands."""
        return bisect_right(self._pages, position, key=lambda page: page.span.start) - 1


def _pages(breaks: Sequence[Block], length: int) -> Iterator[TextPage]:
    """The pages of a source of `length` characters, divided at its page breaks."""
    at = 0
    for before, after in pairwise((None, *breaks, None)):
        cut = length
        if after:
            # A break at the foot of a page belongs to that page, one at the head to the next.
            cut = after.end if after.name == PAGE_FOOTER else after.start
        if cut > at:
            yield TextPage(_between(before, after), Span(at, cut))
            at = cut


def _between(before: Block | None, after: Block | None) -> str:
    """The label of the page between two breaks; empty if unknown or if there may be several."""
    begins = before.as_printed if before and before.name != PAGE_FOOTER else ""
    ends = after.as_printed if after and after.name == PAGE_FOOTER else ""
    if before is None:
        first = ends or (_one_before(after.as_printed) if after else "")
        return first if first in FIRST_PAGE_LABELS else ""
    if begins and ends:
        return begins if begins == ends else ""
    if begins:
        return begins if after is None or _follows(begins, after.as_printed) else ""
    return ends if _follows(before.as_printed, ends) else ""


def _one_before(page: str) -> str:
    return str(int(page) - 1) if page.isdecimal() else ""


def _follows(page: str, other: str) -> bool:
    """Whether no page is missing between two, as far as their labels are decimal numbers."""
    both = page.isdecimal() and other.isdecimal()
    return not both or int(other) == int(page) + 1
