"""The coverage page: what the edition has, what it refers to but lacks, what awaits its editors."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from builders import dates
from builders.model.cable import CableHeader, identifier
from builders.model.document import Block, Role
from builders.model.page import Page
from builders.model.publication import Entry, Link, Publication
from builders.pages import addresses
from builders.pages.backlinks import passages_of, place
from builders.pages.listing import Item, Lister, lister_of
from builders.pages.paging import ListPage, cut
from builders.pages.references import QuotedReference, absent, places, unresolved
from builders.pages.subjects import KINDS, Reference, Subjects
from builders.pages.timeline.marks import short

ROWS = 300
"""The most rows of each list on one page."""
PLACES = 12
"""How many bare paragraphs of a source are named, and how many sources that refer to a cable."""
LETTERS = 40
"""How many letters are quoted from the beginning of a paragraph without a number."""
PROSE = frozenset({"p", "item"})


class BareParagraph(NamedTuple):
    """A paragraph without annotations."""

    name: str
    """What to call it: `¶7`."""
    words: str
    """How it begins, if it has no number."""
    address: str


@dataclass(frozen=True, slots=True)
class Published:
    """A source with counts of its annotations and what its editors have not yet done."""

    item: Item
    paragraphs: int
    mentions: int
    dates: int
    notes: int
    corrections: int
    references: int
    bare: tuple[BareParagraph, ...]
    more: int
    """How many further bare paragraphs there are."""
    lacks: tuple[str, ...]
    """What the editors have not written yet: `headnote`."""


@dataclass(frozen=True, slots=True)
class Absent:
    """A cable that is not in the edition, with the sources that refer to it."""

    name: str
    href: str
    count: int
    sources: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Unresolved:
    """A reference that could not be resolved."""

    item: Item
    place: QuotedReference


@dataclass(frozen=True, slots=True)
class Unnamed:
    """The entries of one register that no source mentions."""

    name: str
    chinese: str
    entries: tuple[Reference, ...]
    more: int


def pages(publication: Publication) -> Iterator[Page]:
    """One page, or several where its lists are long."""
    maker = _Maker(publication)
    for part in cut(addresses.COVERAGE, range(maker.longest), ROWS):
        yield maker.page(part)


class _Maker:
    """Makes the pages from what all of them need, which is found once."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self._absent = list(absent(publication).items())
        self._unresolved = unresolved(publication)
        self._summary = _summary(publication)
        self._has_telegrams = bool(self._absent) or any(
            isinstance(entry.document.header, CableHeader) for entry in publication.entries
        )
        self._passages = publication.shared(passages_of)
        self._lister = publication.shared(lister_of)
        self.longest = max(len(publication.entries), len(self._absent), len(self._unresolved))

    def page(self, part: ListPage[int]) -> Page:
        """The page that shows one part of the lists."""
        here = slice(part.items[0], part.items[-1] + 1) if part.items else slice(0, 0)
        publication = self._publication
        lister = self._lister.at(part.uri)
        entries = publication.by_id
        return Page(
            part.uri,
            "coverage.html",
            part.titled("Coverage"),
            {
                "part": part,
                "summary": self._summary,
                "has_telegrams": self._has_telegrams,
                "has_references": self._has_telegrams or bool(publication.links),
                "published": [
                    _published(publication, entry, lister) for entry in publication.entries[here]
                ],
                "absent": [
                    Absent(
                        identifier(wanted),
                        addresses.link(part.uri, addresses.absent(wanted)),
                        len(links),
                        tuple(lister.item(entries[name]) for name in _sources(links)),
                    )
                    for wanted, links in self._absent[here]
                ],
                "unresolved": [
                    Unresolved(lister.item(found.entry), found)
                    for found in places(publication, self._unresolved[here], self._passages)
                ],
                "unnamed": tuple(_unnamed(publication, part.uri)) if part.first else (),
            },
            description="What is published, what is referred to and absent, what is not annotated.",
        )


def _summary(publication: Publication) -> dict[str, int | str]:
    years = [year for entry in publication.entries if (year := dates.year(entry.date or ""))]
    return {
        "sources": len(publication.entries),
        "years": f"{min(years)}–{max(years)}" if years and min(years) != max(years) else "",
        "characters": sum(entry.account.characters for entry in publication.entries),
        "mentions": sum(len(entry.annotations.mentions) for entry in publication.entries),
        "entries": sum(len(publication.registers.entries_of(register)) for register in KINDS),
        "absent": len(absent(publication)),
        "unresolved": len(unresolved(publication)),
    }


def _published(publication: Publication, entry: Entry, lister: Lister) -> Published:
    annotations = entry.annotations
    annotated = {block for _, block in annotations.forms_with_blocks()}
    annotated.update(date.block for date in annotations.dates)
    annotated.update(note.block for note in annotations.notes)
    prose = [block for block in entry.document.blocks if _is_prose(block)]
    bare = [block for block in prose if block.id not in annotated]
    lacks = [
        name
        for name, there in (
            ("headnote", entry.sidecar.headnote),
            ("notes", annotations.notes),
            ("provenance", entry.sidecar.provenance),
            ("rights", entry.sidecar.rights),
        )
        if not there
    ]
    return Published(
        item=lister.item(entry),
        paragraphs=len(prose),
        mentions=len(annotations.mentions),
        dates=len(annotations.dates),
        notes=len(annotations.notes),
        corrections=len(entry.document.emendations),
        references=len(publication.links_from.get(entry.id, ())),
        bare=tuple(
            BareParagraph(place(block), _beginning(block), block.id) for block in bare[:PLACES]
        ),
        more=len(bare[PLACES:]),
        lacks=tuple(lacks),
    )


def _is_prose(block: Block) -> bool:
    return block.role is Role.TEXT and block.type in PROSE and bool(block.text)


def _sources(links: tuple[Link, ...]) -> list[str]:
    """The ids of the sources that refer most often, most frequent first, at most `PLACES`."""
    return [name for name, _ in Counter(link.source for link in links).most_common(PLACES)]


def _beginning(block: Block) -> str:
    return "" if block.number else short(block.text.text, LETTERS)


def _unnamed(publication: Publication, uri: str) -> Iterator[Unnamed]:
    subjects = publication.shared(Subjects)
    for register, kind in KINDS.items():
        found = [subject for subject in subjects.of(register) if not subject.mentions]
        if found:
            yield Unnamed(
                kind.many,
                kind.chinese,
                tuple(subjects.reference(subject.id, uri) for subject in found[:ROWS]),
                len(found[ROWS:]),
            )
