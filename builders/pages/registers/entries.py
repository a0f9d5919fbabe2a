"""A page for each entry of the registers: who or what it is, and every place that names it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from builders import dates
from builders.model.entity import WORKS, Entity, Organization, Person, Place, Term
from builders.model.given import Given
from builders.model.page import Page, Unit
from builders.model.publication import Publication
from builders.pages import addresses
from builders.pages.backlinks import InSource
from builders.pages.bibliography.work_card import WorkCards, title_in_chinese
from builders.pages.citation_links import Citations
from builders.pages.cite_files import cite_files
from builders.pages.co_occurrence import CoOccurrences
from builders.pages.facts.fact import Fact, Layout, Value, facts, given, one
from builders.pages.maps.atlas import Atlas
from builders.pages.paging import Cut
from builders.pages.registers.entry_sources import EntrySources, Line, Sayings, Told
from builders.pages.registers.relations import Relations
from builders.pages.subjects import KINDS, Reference, Subject, Subjects
from builders.pages.timeline.elsewhere import timeline_of
from builders.pages.timeline.rows import Rows

SHOWN = 8
"""Of those it occurs with, of each kind; the others are a click away."""
MOST_CO_OCCURRING = 60
"""Of each kind; beyond that they are only counted."""
MOST_RELATED = 40
"""In one line of the facts; beyond that they are only counted."""
ON_LINES = 4
"""So many values stand on a line each; more run on."""
NOT_AGAIN: Mapping[str, object] = {
    **dict.fromkeys(("work", "timeline", "locator")),
    **dict.fromkeys(("facts", "cited", "forms", "co_occurring", "wheres", "years"), ()),
    **dict.fromkeys(("description", "inference"), ""),
}
"""What the template finds of all that stands on the first page alone."""
GEONAMES = "https://www.geonames.org/"


@dataclass(frozen=True, slots=True)
class Form:
    """A form under which the sources name it."""

    text: str
    count: int


@dataclass(frozen=True, slots=True)
class CoOccurring:
    """An entry that it occurs with."""

    to: Reference
    count: int


@dataclass(frozen=True, slots=True)
class CoOccurringOfAKind:
    """Those of one kind."""

    name: str
    chinese: str
    shown: tuple[CoOccurring, ...]
    folded: tuple[CoOccurring, ...]
    more: int
    """How many are not named."""


def units(publication: Publication) -> Iterator[Unit[Page]]:
    """The pages of every entry, register by register."""
    maker = _Maker(publication)
    for subject in maker.subjects.all.values():
        # With a work stands who cites it.
        holds = None if subject.register == WORKS else (subject.id,)
        yield Unit(subject.uri, partial(maker.pages, subject), holds)


class _Maker:
    """Makes the pages; keeps what all of them need."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self.subjects = publication.shared(Subjects)
        self._references: dict[tuple[str, str], Reference] = {}
        self._rows: dict[str, Rows] = {}
        self._co_occurrences = CoOccurrences(publication)
        self._relations = Relations(publication.registers)
        self._sources = EntrySources(publication)
        self._works = WorkCards(publication)
        self._atlas = Atlas(publication, self.subjects)

    def pages(self, subject: Subject) -> Iterator[Page]:
        """One page, or several where very many sentences name it."""
        told = self._sources.told(subject)
        for part in told.parts:
            yield self._page(subject, told, part)
        yield from self._works.pages(subject.id)

    def _page(self, subject: Subject, told: Told, part: Cut[Line]) -> Page:
        uri = part.uri
        is_work = subject.register == WORKS
        title = subject.brief or subject.label if is_work else subject.label
        sayings = tuple(self._sources.sayings(told, part))
        return Page(
            uri,
            "entity.html",
            part.titled(title),
            {
                "title": title,
                "subject": subject,
                "register": KINDS[subject.register],
                "register_href": addresses.link(uri, addresses.register(subject.register)),
                "bibliography_href": addresses.link(uri, addresses.BIBLIOGRAPHY),
                "files": cite_files(subject.uri, subject.sources),
                "entity_href": addresses.link(uri, subject.uri),
                "each": told.each,
                "sayings": sayings,
                "part": part,
                "permanent_url": f"{self._publication.settings.url or '/'}"
                f"{subject.uri.removesuffix('index.md')}",
                **NOT_AGAIN,
                **(self._once(subject, told, sayings) if part.first else {}),
            },
            description=_description(subject),
            metadata={"section": "bibliography/" if is_work else f"{subject.register}/"},
            title_zh=self._title_zh(subject, title) if part.first else "",
        )

    def _title_zh(self, subject: Subject, title: str) -> str:
        """The name of an entry for readers of Chinese, which may be empty; of a work, its heading."""
        if subject.register != WORKS:
            return subject.label_zh
        work = self._publication.bibliography.works.get(subject.id)
        # What a work is called is no name that a register has in Chinese.
        return (title_in_chinese(work) if work else "") or title

    def _once(
        self, subject: Subject, told: Told, sayings: Iterable[Sayings]
    ) -> Mapping[str, object]:
        """What stands on the first page alone: who or what it is, and the sources in short."""
        uri = subject.uri
        context: dict[str, object] = {
            "forms": _forms(told.found),
            "co_occurring": tuple(self._co_occurring(subject)),
            "wheres": tuple(said.where for said in sayings),
            "years": self._sources.years(told, uri) if told.each else (),
            "timeline": timeline_of(self._publication, subject.id, uri, self._rows_of(subject)),
            "locator": self._atlas.locator(subject.id, uri),
        }
        if subject.register == WORKS:
            return {**context, "work": self._works.card(subject.id, uri)}
        entry = self._publication.registers.entities_of(subject.register)[subject.id]
        citations = Citations(self._publication, uri)
        return {
            **context,
            "facts": self._facts(subject, entry, uri),
            "description": citations.paragraphs(entry.description),
            "inference": citations.paragraphs(entry.inference),
            "cited": citations.cited((entry.description, entry.inference)),
        }

    def _facts(self, subject: Subject, entry: Entity, uri: str) -> tuple[Fact, ...]:
        return facts(
            *_own(entry),
            *(
                Fact(
                    relation.label,
                    self._values(relation.others, uri),
                    layout=Layout.LINES if len(relation.others) <= ON_LINES else Layout.RUN,
                )
                for relation in self._relations.of(subject.id)
            ),
            Fact("Elsewhere", tuple(_elsewhere(entry))),
        )

    def _values(self, others: Sequence[str], uri: str) -> tuple[Value, ...]:
        named = (self.subjects.reference(other, uri) for other in others[:MOST_RELATED])
        values = [Value(other.label, href=other.href) for other in named]
        if len(others) > MOST_RELATED:
            values.append(Value(f"{len(others) - MOST_RELATED} more"))
        return tuple(values)

    def _reference(self, subject: Subject, other: str) -> Reference:
        """Another entry as the first page of one names it: as all of the same register do."""
        key = (subject.register, other)
        found = self._references.get(key)
        if found is None:
            found = self._references[key] = self.subjects.reference(other, subject.uri)
        return found

    def _rows_of(self, subject: Subject) -> Rows:
        """What makes the rows of the timeline, for all of a register: none of its pages is named there.

        The page of a work may be, where an event cites it.
        """
        if subject.register == WORKS:
            return Rows(self._publication, subject.uri)
        if subject.register not in self._rows:
            self._rows[subject.register] = Rows(self._publication, subject.uri)
        return self._rows[subject.register]

    def _co_occurring(self, subject: Subject) -> Iterator[CoOccurringOfAKind]:
        found: dict[str, list[tuple[str, int]]] = {register: [] for register in KINDS}
        for other, count in self._co_occurrences.of(subject.id):
            found[self.subjects.all[other].register].append((other, count))
        for register, those in found.items():
            named = tuple(
                CoOccurring(self._reference(subject, other), count)
                for other, count in those[:MOST_CO_OCCURRING]
            )
            if named:
                kind = KINDS[register]
                # One that would stand alone behind the fold stands before it.
                shown = SHOWN if len(named) > SHOWN + 1 else SHOWN + 1
                yield CoOccurringOfAKind(
                    kind.many,
                    kind.chinese,
                    named[:shown],
                    named[shown:],
                    max(0, len(those) - MOST_CO_OCCURRING),
                )


def _own(entry: Entity) -> Iterator[Fact]:
    """What an entry says of itself besides its names and its relations."""
    match entry:
        case Person():
            yield Fact("Role", given(entry.role))
            yield _period("Born", entry.born)
            yield _period("Died", entry.died)
            yield _period("In office", entry.period)
        case Organization():
            yield _period("Existed", entry.period)
        case Place():
            yield Fact("Kind", one(entry.type.capitalize()))
            if entry.latitude is not None and entry.longitude is not None:
                yield Fact("Position", one(position(entry.latitude, entry.longitude)))
        case Term():
            yield Fact("Stands for", given(entry.expansion))


def position(latitude: float, longitude: float) -> str:
    """A point in words: `23.117° N, 113.25° E`."""
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{round(abs(latitude), 3):g}° {north}, {round(abs(longitude), 3):g}° {east}"


def _period(label: str, period: str | None) -> Fact:
    return Fact(label, one(dates.display(period) if period else None))


def _elsewhere(entry: Entity) -> Iterator[Value]:
    """Identifiers in other people's registers."""
    if isinstance(entry, Place) and entry.geonames is not None:
        yield Value(f"GeoNames {entry.geonames}", href=f"{GEONAMES}{entry.geonames}/")
    for url in entry.same_as:
        address = url.partition("://")[2].rstrip("/")
        yield Value(address.removeprefix("www."), href=url)


def _forms(found: Iterable[InSource]) -> tuple[Form, ...]:
    """The forms in the sources, the most frequent first; line ends are blanks."""
    counts: Counter[str] = Counter()
    for source in found:
        for text, count in source.forms.items():
            counts[" ".join(text.split())] += count
    return tuple(
        Form(text, count)
        for text, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def _description(subject: Subject) -> str:
    names = f"{subject.label} ({subject.label_zh})" if subject.label_zh else subject.label
    words = f"{names}: {subject.brief or subject.kind.one}."
    return Given(words) if subject.brief and isinstance(subject.brief, Given) else words
