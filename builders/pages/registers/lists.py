"""The list of each register: its entries, and how often and in how many sources they are named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from builders.model.entity import WORKS
from builders.model.page import DESCRIPTIONS, Page
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.maps.atlas import Atlas
from builders.pages.paging import ListPage, cut
from builders.pages.subjects import KINDS, Subject, Subjects, capitalized

DISPLAYS = (DESCRIPTIONS,)  # see `builders.model.page.Unit`
ROWS_ON_A_PAGE = 500
"""Entries on one page of a register."""
BRIEF_HEADINGS = {
    "people": "Role",
    "organizations": "What it is",
    "places": "What it is",
    "terms": "Meaning",
    WORKS: "Title",
}
"""Heading, by register, of the column that says what an entry is."""


@dataclass(frozen=True, slots=True)
class Row:
    """A register entry as a row of the list."""

    subject: Subject
    href: str
    sort: str
    """The value by which readers can filter the list: role or person, city or province."""
    anchor: str
    on_map: str = ""
    """Link to its position on the map of places, if it is drawn there."""

    @property
    def label(self) -> str:
        """The entry's name."""
        return self.subject.label

    @property
    def label_zh(self) -> str:
        """The entry's own Chinese name, which may be empty."""
        return self.subject.label_zh


@dataclass(frozen=True, slots=True)
class Sibling:
    """A register in the navigation between registers."""

    name: str
    chinese: str
    href: str
    count: int
    here: bool


class Columns(NamedTuple):
    """The columns between an entry's name and its counts, the same on all pages of a register."""

    register: str
    chinese: bool
    what: str
    """Heading of the column that says what an entry is; empty if the column is left out."""


def pages(publication: Publication) -> Iterator[Page]:
    """The pages of each register's list; an empty register has one too, since it has an address."""
    subjects = publication.shared(Subjects)
    atlas = Atlas(publication, subjects)
    counts = {register: len(publication.registers.entries_of(register)) for register in KINDS}
    for register in KINDS:
        whole = subjects.of(register)
        columns = _columns(register, whole)
        for part in cut(addresses.register(register), whole, ROWS_ON_A_PAGE):
            yield _page(publication, columns, part, counts, atlas)


def _page(
    publication: Publication,
    columns: Columns,
    part: ListPage[Subject],
    counts: dict[str, int],
    atlas: Atlas,
) -> Page:
    register = columns.register
    kind = KINDS[register]
    rows = [_row(publication, subject, part.uri, atlas) for subject in part.items]
    has_map = register == "places" and part.first
    return Page(
        part.uri,
        "register.html",
        part.titled(kind.many),
        {
            "kind": kind,
            "all": [
                Sibling(
                    other.many,
                    other.chinese,
                    addresses.link(part.uri, addresses.register(name)),
                    counts[name],
                    name == register,
                )
                for name, other in KINDS.items()
            ],
            "lead": _lead(publication, register, counts[register]),
            "what": columns.what,
            "has_chinese": columns.chinese,
            # Works are in the bibliography; their register has only those that the sources name.
            "bibliography_href": addresses.link(part.uri, addresses.BIBLIOGRAPHY)
            if register == WORKS
            else "",
            "part": ListPage(rows, part.number, part.uri, part.leaves),
            "sorts": sorted({row.sort for row in rows}),
            "data_href": addresses.link(part.uri, addresses.data(f"{register}.csv")),
            "all_data_href": addresses.link(part.uri, addresses.DATA, register),
            "maps": atlas.plates(part.uri) if has_map else (),
            "drawn_count": atlas.count,
            "count": counts[register],
        },
        description=f"{kind.many} in the sources of {publication.settings.name}.",
        metadata={"section": "bibliography/" if register == WORKS else f"{register}/"},
    )


def _columns(register: str, subjects: Sequence[Subject]) -> Columns:
    """The columns that are not empty; in many publications no entry has a Chinese name."""
    # A work's own title stands in the other column. For places that one also links to the map.
    return Columns(
        register,
        register != WORKS and any(subject.label_zh for subject in subjects),
        BRIEF_HEADINGS[register]
        if register == "places" or any(one.brief for one in subjects)
        else "",
    )


def _row(publication: Publication, subject: Subject, uri: str, atlas: Atlas) -> Row:
    place = publication.registers.places.get(subject.id)
    return Row(
        subject,
        addresses.link(uri, subject.uri),
        capitalized(place.type) if place else subject.kind.one,
        f"entry-{subject.id}",
        _on_map(atlas.anchor(subject.id), uri) if place else "",
    )


def _on_map(anchor: str, uri: str) -> str:
    """The link to a place on the map, which stands on the register's first page."""
    if not anchor:
        return ""
    first = addresses.register("places")
    return f"#{anchor}" if uri == first else addresses.link(uri, first, anchor)


def _lead(publication: Publication, register: str, count: int) -> str:
    named = sum(
        identifier in publication.mentions_of
        for identifier in publication.registers.entries_of(register)
    )
    one, many = KINDS[register].one.lower(), KINDS[register].many.lower()
    it = "them" if register == "people" else "it"
    match count:
        case 0:
            return ""
        case 1 if named:
            return f"1 {one}, with the sentences that mention {it}."
        case 1:
            return f"1 {one} that no source mentions."
        case _ if named == count:
            return f"{count:,} {many}, each with the sentences that mention {it}."
        case _:
            return f"{count:,} {many}, {named:,} of them mentioned in the sources."
