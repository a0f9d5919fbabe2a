"""The lines under names and dates in a text: what is marked, how, and where it leads."""

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
AGAIN = "mu-rep"
"""A mention that is marked only where a reader asks for every one. It is no stop for the keyboard."""
SHORT = 20
"""A date of no more letters is not divided at the end of a line."""
KEPT = 16_384
"""The tags of so many links are held."""


class EntryLinks:
    """The tags of links to the entries of the registers: the same on the pages of all sources."""

    def __init__(self, subjects: Subjects) -> None:
        """Know where they lead."""
        self._subjects = subjects.all
        self._known: dict[str, tuple[Attributes, Attributes] | None] = {}

    def to(self, entity: str) -> tuple[Attributes, Attributes] | None:
        """The attributes of the first link of a paragraph to an entry, and of a further one.

        A publication may be put together without its registers; then there is no page.
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
    """The marks of one source's page, block by block."""

    def __init__(
        self,
        mentions: Iterable[Mention],
        placed_dates: Iterable[PlacedDate],
        links: EntryLinks,
        dates: Mapping[str, str],
    ) -> None:
        """Sort what is said by the block it is said of.

        Args:
            mentions: Of the source.
            placed_dates: Of the source.
            links: To the entries that are named.
            dates: From a date in EDTF to its address in the page's own list.
        """
        self._links = links
        self._dates = dates
        self._mentions = by_block(mentions)
        self._placed_dates = by_block(placed_dates)

    def of(self, block: Block) -> list[Mark]:
        """The marks in one block. In a heading, which is a mark itself, none is a first one."""
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
            if len(date.text) <= SHORT:
                css += " mu-one"
            tag = _attributes(css, f"#{self._dates[date.edtf]}")[in_heading or date.edtf in seen]
            seen.add(date.edtf)
            found.append(Mark(date.span, LINK, tag, date.reading))
        return found


@lru_cache(maxsize=KEPT)
def _attributes(css: str, href: str) -> tuple[Attributes, Attributes]:
    """Of the first link of a paragraph to something, and of a further one."""
    return (
        Attributes({"class": css, "href": href}),
        Attributes({"class": f"{css} {AGAIN}", "href": href, "tabindex": "-1"}),
    )
