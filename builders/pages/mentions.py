"""The lines under names and dates in a text: what is marked, how, and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from builders.markup import LINK, Mark
from builders.model.annotation import Annotations, PlacedDate
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

_Said = TypeVar("_Said", Mention, PlacedDate)


class Marks:
    """The marks of one source's page, block by block."""

    def __init__(
        self, annotations: Annotations, subjects: Subjects, uri: str, dates: Mapping[str, str]
    ) -> None:
        """Sort what is said by the block it is said of.

        Args:
            annotations: Of the source.
            subjects: The entries of the registers.
            uri: Where the page is.
            dates: From a date in EDTF to its address in the page's own list.
        """
        self._subjects = subjects
        self._uri = uri
        self._dates = dates
        self._hrefs: dict[str, str] = {}
        self._mentions = _by_block(annotations.mentions)
        self._placed_dates = _by_block(annotations.dates)

    def of(self, block: Block) -> list[Mark]:
        """The marks in one block. In a heading, which is a mark itself, none is a first one."""
        seen: set[str] = set()
        return [
            *self._names(block, seen),
            *(
                _mark(
                    date, DATE, f"#{self._dates[date.edtf]}", again=_again(block, date.edtf, seen)
                )
                for date in self._placed_dates.get(block.id, ())
            ),
        ]

    def _names(self, block: Block, seen: set[str]) -> Iterator[Mark]:
        for mention in self._mentions.get(block.id, ()):
            subject = self._subjects.all.get(mention.entity)
            # A publication may be put together without its registers; then there is no page.
            if subject is not None:
                href = self._hrefs.get(subject.uri)
                if href is None:
                    href = self._hrefs[subject.uri] = addresses.link(self._uri, subject.uri)
                again = _again(block, mention.entity, seen)
                yield _mark(mention, subject.kind.css, href, again=again)


def _mark(said: Mention | PlacedDate, kind: str, href: str, *, again: bool) -> Mark:
    attributes = {"class": f"mu-k mu-k-{kind}", "href": href}
    if kind == DATE and len(said.text) <= SHORT:
        attributes["class"] += " mu-one"
    if again:
        attributes["class"] += f" {AGAIN}"
        attributes["tabindex"] = "-1"
    return Mark(said.span, LINK, attributes, said.reading)


def _again(block: Block, what: str, seen: set[str]) -> bool:
    again = what in seen or block.type == HEAD
    seen.add(what)
    return again


def _by_block(said: Iterable[_Said]) -> dict[str, list[_Said]]:
    found: dict[str, list[_Said]] = {}
    for one in said:
        found.setdefault(one.block, []).append(one)
    return found
