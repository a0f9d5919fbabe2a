"""What a page says of the passages that it does not show: the bar, what was there, why, on whose word."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from builders import dates
from builders.markup import Insertion, Mark
from builders.model.document import Block
from builders.model.owners import Owners
from builders.model.publication import Entry
from builders.model.redaction import PlacedRedaction
from builders.model.sidecar import Shown
from builders.pages.source import apparatus
from builders.spans import lines

CLASS = "mu-redacted"
LABEL = "mu-redacted-what"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar."""

    id: str
    """The address of what is said of it."""
    href: str
    """Where it is."""
    name: str
    """What to call that place: `¶5`."""


@dataclass(frozen=True, slots=True)
class Group:
    """Bars of which the same is said."""

    what: str
    reason: str
    authority: str
    date: str
    """As readers write dates."""
    datetime: str
    places: tuple[Bar, ...]


def groups(entry: Entry) -> tuple[Group, ...]:
    """The redactions of a source, those alike together, in the order of their first bars."""
    alike: dict[tuple[str, str, str, str], list[PlacedRedaction]] = {}
    for redaction in entry.source.redactions:
        said = (redaction.what, redaction.reason, redaction.authority, redaction.date)
        alike.setdefault(said, []).append(redaction)
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
    """Those whose bars the block reads, of all in the order of the source."""
    first = bisect_left(redactions, block.start, key=lambda one: one.span.start)
    return redactions[first : bisect_right(redactions, block.end, key=lambda one: one.span.end)]


def bar(redaction: PlacedRedaction, *, address: bool = False) -> Mark:
    """The bar: a picture for those who see it, words for those who do not."""
    what = f"Redacted: {redaction.what}. By {redaction.authority}, {dates.display(redaction.date)}"
    attributes = {"class": CLASS, "role": "img", "aria-label": what, "title": what}
    if address:
        attributes["id"] = _anchor(redaction)
    return Mark(redaction.span, "span", attributes)


def label(redaction: PlacedRedaction) -> Iterator[Insertion]:
    """Behind the bar what was there, as a link to why it is not."""
    if redaction.shown is Shown.BAR_AND_REASON:
        attributes = {
            "class": LABEL,
            "href": f"#{redaction.address}",
            "aria-label": f"{redaction.what}: why it is redacted",
        }
        yield Insertion(redaction.span.end, "a", redaction.what, attributes)


def _place(owners: Owners, redaction: PlacedRedaction, starts: Sequence[int]) -> Bar:
    """Where a bar is; `starts` are those of the lines as received."""
    block, name = apparatus.place(owners, redaction.span)
    if name == apparatus.TEXT:
        name = f"line {bisect_right(starts, redaction.span.start)}"
    return Bar(redaction.address, f"#{_anchor(redaction) if block else 'card'}", name)


def _anchor(redaction: PlacedRedaction) -> str:
    return f"{redaction.address}-at"
