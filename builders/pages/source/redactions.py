"""Redacted passages on a source's page: bars in the text, and below it what, why and by whom."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builders import dates
from builders.markup import Insertion, Mark
from builders.model.block_owners import Owners
from builders.model.document import Block
from builders.model.publication import Entry
from builders.model.redaction import PlacedRedaction
from builders.model.sidecar import Shown
from builders.pages.source import apparatus
from builders.spans import lines

CLASS = "mu-redacted"
LABEL = "mu-redacted-what"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar in the text, as the list of redactions names it."""

    id: str
    """The id of its item in the list of redactions."""
    href: str
    """The link to the bar."""
    name: str
    """What to call its place: `¶5`."""


@dataclass(frozen=True, slots=True)
class Group:
    """Redactions with the same description, reason, authority and date."""

    what: str
    reason: str
    authority: str
    date: str
    """The date in words."""
    datetime: str
    places: tuple[Bar, ...]


def groups(entry: Entry) -> tuple[Group, ...]:
    """The redactions of a source, grouped if alike, in the order of the groups' first bars."""
    alike: dict[tuple[str, str, str, str], list[PlacedRedaction]] = {}
    for redaction in entry.source.redactions:
        key = (redaction.what, redaction.reason, redaction.authority, redaction.date)
        alike.setdefault(key, []).append(redaction)
    if not alike:
        return ()
    owners = Owners(entry.document.blocks)
    starts = [line.start for line in lines(entry.source.text)]
    return tuple(
        Group(
            what,
            reason,
            authority,
            dates.display(date),
            date,
            tuple(_place(owners, redaction, starts) for redaction in found),
        )
        for (what, reason, authority, date), found in alike.items()
    )


def in_block(redactions: Sequence[PlacedRedaction], block: Block) -> Sequence[PlacedRedaction]:
    """The redactions within a block, from all of a source's in their order."""
    first = bisect_left(redactions, block.start, key=lambda one: one.span.start)
    return redactions[first : bisect_right(redactions, block.end, key=lambda one: one.span.end)]


def bar(redaction: PlacedRedaction, *, address: bool = False) -> Mark:
    """The bar of a redaction, as an image with a text alternative; with an id if `address`."""
    what = f"Redacted: {redaction.what}. By {redaction.authority}, {dates.display(redaction.date)}"
    attributes = {"class": CLASS, "role": "img", "aria-label": what, "title": what}
    if address:
        attributes["id"] = _anchor(redaction)
    return Mark(redaction.span, "span", attributes)


def label(redaction: PlacedRedaction) -> Iterator[Insertion]:
    """What was redacted, inserted after the bar as a link to the reason, if that is to be shown."""
    if redaction.shown is Shown.BAR_AND_REASON:
        attributes = {
            "class": LABEL,
            "href": f"#{redaction.address}",
            "aria-label": f"{redaction.what}: why it is redacted",
        }
        yield Insertion(redaction.span.end, "a", redaction.what, attributes)


def _place(owners: Owners, redaction: PlacedRedaction, starts: Sequence[int]) -> Bar:
    """The bar of a redaction, with its place.

    `starts` has the start of each line as received, for places named by line.
    """
    block, name = apparatus.place(owners, redaction.span)
    if name == apparatus.TEXT:
        name = f"line {bisect_right(starts, redaction.span.start)}"
    return Bar(redaction.address, f"#{_anchor(redaction) if block else 'card'}", name)


def _anchor(redaction: PlacedRedaction) -> str:
    return f"{redaction.address}-at"
