"""The connections below a source's text: what it refers to, what refers to it, what is related."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from builders.model.cable import IDENTIFIER_RE
from builders.model.document import Role
from builders.model.publication import Entry, Link, Publication
from builders.pages import addresses
from builders.pages.backlinks import Quotation, passages_of, place
from builders.pages.listing import Item, Lister, NamedLink
from builders.pages.references import places
from builders.pages.source.body import absence
from builders.pages.source.related import TAGS, TIME, Reason, Relatives
from builders.pages.subjects import KINDS, Subjects

MOST_RELATED = 4
MOST_REFERRING = 60
"""How many sources that refer to one are listed; any more are only counted."""
MOST_SENTENCES = 3
"""How many sentences are quoted of one source that refers to another."""
DAYS_OF_A_MONTH = 30.44
MONTHS_IN_DAYS = 60
"""More days than these are given in months."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A place in a source where a reference stands."""

    name: str
    """`¶7`, `header`."""
    href: str
    words: str
    """The words of the reference."""


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that a source refers to, and where."""

    target: Item | None
    """The document as a source, or None if it is not published here."""
    places: tuple[Occurrence, ...]
    absence: str = ""
    """Why the document is not a source, for use if `target` is None."""
    href: str = ""
    """The link to the page of an absent cable."""


@dataclass(frozen=True, slots=True)
class Referring:
    """A source that refers to another, with the sentences that do."""

    item: Item
    quotations: tuple[Quotation, ...]
    more: int
    """How many further references there are."""


@dataclass(frozen=True, slots=True)
class Shared:
    """What two sources share of one kind: entries of one register, or TAGS."""

    label: str
    names: tuple[NamedLink, ...]
    more: int


@dataclass(frozen=True, slots=True)
class RelatedSource:
    """A related source, and why it is related."""

    item: Item
    shared: tuple[Shared, ...]
    apart: str
    """How far apart in time the two are, if that is less than a year; else empty."""


class Connections:
    """Finds the connections of each source; made once for all pages."""

    def __init__(self, publication: Publication, subjects: Subjects) -> None:
        """Take the shared indexes of the publication."""
        self._publication = publication
        self._subjects = subjects
        self._by_id = publication.by_id
        self._relatives = publication.shared(Relatives)
        self._passages = publication.shared(passages_of)
        self._names: dict[str, NamedLink] = {}

    def refers_to(self, entry: Entry, lister: Lister, absent: Mapping[str, str]) -> list[Reference]:
        """The documents that a source refers to, each once, leaving out itself."""
        grouped: dict[str, list[Link]] = {}
        for link in self._publication.links_from.get(entry.id, ()):
            if link.target != entry.id:
                grouped.setdefault(link.wanted, []).append(link)
        return [
            Reference(
                lister.item(self._by_id[found[0].target]) if found[0].target else None,
                tuple(_place(entry, link) for link in found),
                absence(found[0]),
                absent.get(wanted, ""),
            )
            for wanted, found in grouped.items()
        ]

    def referred_from(self, entry: Entry, lister: Lister) -> tuple[list[Referring], int]:
        """The other sources that refer to this one, each once, and how many more are not listed."""
        grouped: dict[str, list[Link]] = {}
        for link in self._publication.links_to.get(entry.id, ()):
            if link.source != entry.id:
                grouped.setdefault(link.source, []).append(link)
        shown = [
            self._referring(self._by_id[source], found, lister)
            for source, found in islice(grouped.items(), MOST_REFERRING)
        ]
        return shown, len(grouped) - len(shown)

    def related(self, entry: Entry, lister: Lister) -> tuple[RelatedSource, ...]:
        """The most closely related sources, with what they share."""
        return tuple(
            RelatedSource(
                lister.item(found.entry),
                tuple(self._shared(found.reasons, lister)),
                next((_time_apart(int(r.names[0])) for r in found.reasons if r.kind == TIME), ""),
            )
            for found in self._relatives.of(entry, MOST_RELATED)
        )

    def _referring(self, entry: Entry, links: Sequence[Link], lister: Lister) -> Referring:
        found = list(places(self._publication, links[:MOST_SENTENCES], self._passages))
        # A sentence with two references is quoted once.
        quotations = {(one.quotation.block, one.quotation.html): one.quotation for one in found}
        return Referring(
            lister.item(entry),
            tuple(quotations.values()),
            len(links[MOST_SENTENCES:]),
        )

    def _shared(self, reasons: Iterable[Reason], lister: Lister) -> Iterator[Shared]:
        for reason in reasons:
            if reason.kind == TAGS:
                tags = tuple(lister.tag(name) for name in reason.names)
                yield Shared("TAGS", tags, reason.more)
            elif reason.kind in KINDS:
                names = tuple(map(self._named, reason.names))
                yield Shared(KINDS[reason.kind].many, names, reason.more)

    def _named(self, identifier: str) -> NamedLink:
        if identifier not in self._names:
            one = self._subjects.reference(identifier, addresses.ANY_SOURCE)
            self._names[identifier] = NamedLink(one.label, one.href)
        return self._names[identifier]


def absent_urls(links: Iterable[Link], uri: str) -> dict[str, str]:
    """The URL of the page of each cable that is referred to but not in the publication."""
    return {
        link.wanted: addresses.link(uri, addresses.absent(link.wanted))
        for link in links
        if link.target is None and IDENTIFIER_RE.fullmatch(link.wanted)
    }


def _place(entry: Entry, link: Link) -> Occurrence:
    """The block that contains a reference, or the header card for one in the header."""
    if link.block in entry.document.addresses:
        block = entry.document.block(link.block)
        if block.role is Role.TEXT:
            return Occurrence(place(block), f"#{link.block}", link.text)
    return Occurrence("header", "#card", link.text)


def _time_apart(days: int) -> str:
    if days == 0:
        return "of the same time"
    if days == 1:
        return "one day apart"
    if days <= MONTHS_IN_DAYS:
        return f"{days} days apart"
    return f"{round(days / DAYS_OF_A_MONTH)} months apart"
