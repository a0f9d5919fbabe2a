"""The underlined names and dates in a text: which are links, how they look, where they lead."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from builders.markup import LINK, Attributes, Mark
from builders.model.annotation import PlacedDate, by_block
from builders.model.document import Block
from builders.model.mention import Mention
from builders.pages import addresses
from builders.pages.subjects import Subjects

HEAD = "head"
DATE = "date"
REPEATED = "mu-rep"
"""CSS class of a repeated mention, shown only if readers ask for all; the Tab key skips it."""
LONGEST_UNBROKEN = 20
"""A date of at most this many characters is not broken across lines."""
CACHE_SIZE = 16_384
"""The size of the cache of links' attributes."""


class EntryLinks:
    """The attributes of links to entries of the registers, the same on every source's page."""

    def __init__(self, subjects: Subjects) -> None:
        """Take the entries to link to."""
        self._subjects = subjects.all
        self._known: dict[str, tuple[Attributes, Attributes] | None] = {}

    def to(self, entity: str) -> tuple[Attributes, Attributes] | None:
        """The attributes of a paragraph's first link to an entry, and of any repeated one.

        None if the entry is unknown: a publication may be put together without its registers.
        """
        if entity not in self._known:
            self._known[entity] = self._made(entity)
        return self._known[entity]

    def _made(self, entity: str) -> tuple[Attributes, Attributes] | None:
        subject = self._subjects.get(entity)
        if subject is None:
            return None
        href = addresses.link(addresses.ANY_SOURCE, subject.uri)
        return _attributes(f"mu-k mu-k-{subject.kind.css}", href)


class Marks:
    """The marks of mentions and dates in one source, block by block."""

    def __init__(
        self,
        mentions: Iterable[Mention],
        placed_dates: Iterable[PlacedDate],
        links: EntryLinks,
        dates: Mapping[str, str],
    ) -> None:
        """Group mentions and dates by block.

        Args:
            mentions: The mentions of the source.
            placed_dates: The dates of the source.
            links: The links to the entries of the registers.
            dates: From a date in EDTF to its id in the page's list of dates.
        """
        self._links = links
        self._dates = dates
        self._mentions = by_block(mentions)
        self._placed_dates = by_block(placed_dates)

    def of(self, block: Block) -> list[Mark]:
        """The marks in one block; in a heading, all are treated as repeated mentions."""
        seen: set[str] = set()
        in_heading = block.type == HEAD
        found: list[Mark] = []
        for mention in self._mentions.get(block.id, ()):
            tags = self._links.to(mention.entity)
            if tags is not None:
                tag = tags[in_heading or mention.entity in seen]
                seen.add(mention.entity)
                found.append(Mark(mention.span, LINK, tag, mention.reading))
        for date in self._placed_dates.get(block.id, ()):
            css = f"mu-k mu-k-{DATE}"
            if len(date.text) <= LONGEST_UNBROKEN:
                css += " mu-one"
            tag = _attributes(css, f"#{self._dates[date.edtf]}")[in_heading or date.edtf in seen]
            seen.add(date.edtf)
            found.append(Mark(date.span, LINK, tag, date.reading))
        return found


@lru_cache(maxsize=CACHE_SIZE)
def _attributes(css: str, href: str) -> tuple[Attributes, Attributes]:
    """The attributes of a paragraph's first link to something, and of any repeated one."""
    return (
        Attributes({"class": css, "href": href}),
        Attributes({"class": f"{css} {REPEATED}", "href": href, "tabindex": "-1"}),
    )
