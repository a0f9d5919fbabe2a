"""Which characters of a source stand on which of its pages, and what is read there."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from builders.model.document import PAGE_BREAK, PAGE_FOOTER, Block, Role
from builders.model.publication import Entry
from builders.spans import Span

FIRST = frozenset({"1", "i", "I"})
"""Before any other page that is the first to be named there may be more than one."""


@dataclass(frozen=True, slots=True)
class TextPage:
    """A page of a text."""

    label: str
    """As the text's page breaks call it; empty where it is not known, or not one page alone."""
    span: Span


class TextPages:
    """The pages of one source: all of its characters, each in one place."""

    def __init__(self, entry: Entry) -> None:
        """See where pages begin and end."""
        self._text = entry.source.text
        self._blocks = entry.document.blocks
        breaks = [block for block in self._blocks if block.type == PAGE_BREAK]
        self._pages = tuple(_pages(breaks, len(self._text)))
        # Of two pages of one name nobody can say which of them a picture shows.
        said = Counter((block.name == PAGE_FOOTER, block.as_printed) for block in breaks)
        found = Counter(page.label for page in self._pages)
        twice = {label for (_, label), count in said.items() if count > 1}
        twice |= {label for label, count in found.items() if count > 1}
        sure = (page for page in self._pages if page.label and page.label not in twice)
        self._spans = {page.label: page.span for page in sure}

    def labels(self, block: Block) -> Iterator[str]:
        """The pages that a block stands on, where it is known which they are."""
        for span in block.spans:
            for page in self._pages[self._at(span.start) : self._at(span.end - 1) + 1]:
                if page.label in self._spans:
                    yield page.label

    def texts(self) -> dict[str, str]:
        """From pages to what is read on them, blocks apart by a blank line; none without words."""
        parts: dict[str, list[str]] = {}
        for block in self._blocks:
            if block.role is Role.FURNITURE or block.type == PAGE_BREAK or not block.text:
                continue
            for label in dict.fromkeys(self.labels(block)):
                if words := self._words(block, label):
                    parts.setdefault(label, []).append(words)
        return {label: "\n\n".join(found) for label, found in parts.items()}

    def _words(self, block: Block, label: str) -> str:
        """What of a block is read on a page, with its number where that stands there."""
        span = self._spans[label]
        words = block.text.text
        if not span.contains(Span(block.start, block.end)):
            words = words[slice(*map(block.text.reading_offset, span))]
        here = block.label is not None and span.contains(block.label)
        return f"{self._label(block) if here else ''} {words}".strip()

    def _label(self, block: Block) -> str:
        """A paragraph's number and marking: as they are read, for a copy may have spoilt them."""
        if block.label is None or not block.as_printed:
            return " ".join(self._text[slice(*block.label or (0, 0))].split())
        return f"{block.as_printed}. ({block.mark})" if block.mark else f"{block.as_printed}."

    def _at(self, position: int) -> int:
        """The number of the page on which a character stands."""
        return bisect_right(self._pages, position, key=lambda page: page.span.start) - 1


def _pages(breaks: Sequence[Block], length: int) -> Iterator[TextPage]:
    """The source, of so many characters, cut where pages begin or end."""
    at = 0
    for before, after in pairwise((None, *breaks, None)):
        cut = length
        if after:
            # A line at the foot of a page belongs to it, one at its head to the page that begins.
            cut = after.end if after.name == PAGE_FOOTER else after.start
        if cut > at:
            yield TextPage(_between(before, after), Span(at, cut))
            at = cut


def _between(before: Block | None, after: Block | None) -> str:
    """The page between two breaks; empty where that is not known, or where there may be several."""
    begins = before.as_printed if before and before.name != PAGE_FOOTER else ""
    ends = after.as_printed if after and after.name == PAGE_FOOTER else ""
    if before is None:
        first = ends or (_one_before(after.as_printed) if after else "")
        return first if first in FIRST else ""
    if begins and ends:
        return begins if begins == ends else ""
    if begins:
        return begins if after is None or _follows(begins, after.as_printed) else ""
    return ends if _follows(before.as_printed, ends) else ""


def _one_before(page: str) -> str:
    return str(int(page) - 1) if page.isdecimal() else ""


def _follows(page: str, other: str) -> bool:
    """Whether no page lies between two, as far as their names say: of some no number was found."""
    both = page.isdecimal() and other.isdecimal()
    return not both or int(other) == int(page) + 1
