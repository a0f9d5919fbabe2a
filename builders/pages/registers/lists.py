"""The list of each register: who or what it holds, how often it is mentioned, in how many sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from builders.model.entity import WORKS
from builders.model.page import DESCRIPTIONS, Page
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.maps.atlas import Atlas
from builders.pages.paging import Cut, cut
from builders.pages.subjects import KINDS, Subject, Subjects

HOLDS = (DESCRIPTIONS,)  # see `builders.model.page.Unit`
ROWS = 500
"""On one page of a register."""
WHAT = {
    "people": "Role",
    "organizations": "What it is",
    "places": "What it is",
    "terms": "Meaning",
    WORKS: "Title",
}
"""The heading of the column that says what an entry is."""


@dataclass(frozen=True, slots=True)
class Row:
    """An entry in the list."""

    subject: Subject
    href: str
    sort: str
    """What the list can be narrowed to: a role or a person, a city or a province."""
    anchor: str
    on_map: str = ""
    """Where on the map of places it stands."""

    @property
    def label(self) -> str:
        """Its name."""
        return self.subject.label

    @property
    def label_zh(self) -> str:
        """Its own name in Chinese, by which readers of Chinese look for it; may be empty."""
        return self.subject.label_zh


@dataclass(frozen=True, slots=True)
class Sibling:
    """A register as the row of words below a register names it."""

    name: str
    chinese: str
    href: str
    count: int
    here: bool


class Columns(NamedTuple):
    """What stands between the name of an entry and its numbers, the same on each page of a register."""

    register: str
    chinese: bool
    what: str
    """The heading of what an entry is; nothing where that is said of none."""


def pages(publication: Publication) -> Iterator[Page]:
    """The pages of the list of each register, empty ones too: they have an address."""
    subjects = publication.shared(Subjects)
    atlas = Atlas(publication, subjects)
    counts = {register: len(publication.registers.entries_of(register)) for register in KINDS}
    for register in KINDS:
        whole = subjects.of(register)
        columns = _columns(register, whole)
        for part in cut(addresses.register(register), whole, ROWS):
            yield _page(publication, columns, part, counts, atlas)


def _page(
    publication: Publication,
    columns: Columns,
    part: Cut[Subject],
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
            "part": Cut(rows, part.number, part.uri, part.leaves),
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
    """Those in which anything stands: letters from Bremen name nobody who has a name in Chinese."""
    # Of a work its own title stands in the other column; of a place, that it is on the map.
    return Columns(
        register,
        register != WORKS and any(subject.label_zh for subject in subjects),
        WHAT[register] if register == "places" or any(one.brief for one in subjects) else "",
    )


def _row(publication: Publication, subject: Subject, uri: str, atlas: Atlas) -> Row:
    place = publication.registers.places.get(subject.id)
    return Row(
        subject,
        addresses.link(uri, subject.uri),
        place.type.capitalize() if place else subject.kind.one,
        f"entry-{subject.id}",
        _on_map(atlas.anchor(subject.id), uri) if place else "",
    )


def _on_map(anchor: str, uri: str) -> str:
    """The map stands on the first page of the places."""
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
