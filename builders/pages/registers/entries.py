"""A page for each register entry: who or what it is, and every passage that names it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from builders import dates
from builders.agents import Agents
from builders.interface.catalogue import ENGLISH
from builders.model.entity import WORKS, Entity, Organization, Person, Place, Term
from builders.model.page import Page, Unit, citing
from builders.model.publication import Entry, Publication
from builders.model.untranslated import Untranslated
from builders.pages import addresses
from builders.pages.backlinks import InSource
from builders.pages.bibliography.work_card import WorkCards, title_in_chinese
from builders.pages.citation_files import cite_files
from builders.pages.citation_links import Citations
from builders.pages.co_occurrence import CoOccurrences
from builders.pages.header_cards.fact import (
    Fact,
    Layout,
    Value,
    given_value,
    text_value,
    with_values,
)
from builders.pages.maps.atlas import Atlas
from builders.pages.paging import ListPage
from builders.pages.registers.entry_sources import (
    EntryQuotations,
    EntrySources,
    Line,
    SourceQuotations,
)
from builders.pages.registers.relations import Relations
from builders.pages.subjects import KINDS, Reference, Subject, Subjects, capitalized
from builders.pages.timeline.excerpts import timeline_of
from builders.pages.timeline.rows import Rows
from builders.readers.languages import other_language

MOST_UNFOLDED = 8
"""Co-occurring entries shown at once, of each kind; the rest are folded."""
MOST_CO_OCCURRING = 60
"""Co-occurring entries named, of each kind; any more are only counted."""
MOST_RELATED = 40
"""Entries named in one line of the facts; any more are only counted."""
MOST_SOURCES = 12
"""Sources by, to or sent from an entry that are listed; a search finds the others."""
ON_LINES = 4
"""Up to this many values stand on a line each; more run on in one line."""
EMPTY_ON_FURTHER_PAGES: Mapping[str, object] = {
    **dict.fromkeys(("work", "timeline", "locator")),
    **dict.fromkeys(("agent", "referred_to"), False),
    **dict.fromkeys(("facts", "cited", "forms", "co_occurring", "wheres", "years"), ()),
    **dict.fromkeys(("description", "inference"), ""),
}
"""Empty values, on further pages, for what only the first page of an entry shows."""
GEONAMES = "https://www.geonames.org/"


@dataclass(frozen=True, slots=True)
class Form:
    """A form of name that the sources use for an entry."""

    text: str
    count: int
    language: str
    """Its language, if its script tells that it is not that of the interface; else empty."""


@dataclass(frozen=True, slots=True)
class CoOccurring:
    """Another entry that occurs together with an entry."""

    to: Reference
    count: int


@dataclass(frozen=True, slots=True)
class CoOccurringGroup:
    """The co-occurring entries of one register."""

    name: str
    chinese: str
    shown: tuple[CoOccurring, ...]
    folded: tuple[CoOccurring, ...]
    more: int
    """Number of entries that are not named."""


def units(publication: Publication) -> Iterator[Unit[Page]]:
    """The pages of every entry, register by register."""
    maker = _EntryPages(publication)
    for subject in maker.subjects.all.values():
        # The page of a work shows the editors' sentences that cite it.
        cited = (citing(subject.id),) if subject.register == WORKS else ()
        displays = (subject.id, *cited)
        yield Unit(subject.uri, partial(maker.pages, subject), displays)


class _EntryPages:
    """Makes the pages of all entries; holds what they share."""

    def __init__(self, publication: Publication) -> None:
        self._publication = publication
        self.subjects = publication.shared(Subjects)
        self._references: dict[tuple[str, str], Reference] = {}
        self._rows: dict[str, Rows] = {}
        self._co_occurrences = publication.shared(CoOccurrences)
        self._relations = Relations(publication.registers)
        self._sources = EntrySources(publication)
        self._works = WorkCards(publication)
        self._agents = publication.shared(Agents)
        self._atlas = Atlas(publication, self.subjects)

    def pages(self, subject: Subject) -> Iterator[Page]:
        """The pages of an entry: one, or several if very many sentences name it."""
        quotations = self._sources.quotations(subject)
        for part in quotations.parts:
            yield self._page(subject, quotations, part)
        yield from self._works.pages(subject.id)

    def _page(self, subject: Subject, quotations: EntryQuotations, part: ListPage[Line]) -> Page:
        uri = part.uri
        is_work = subject.register == WORKS
        title = subject.brief or subject.label if is_work else subject.label
        source_quotations = tuple(self._sources.source_quotations(quotations, part))
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
                "each": quotations.each,
                "sayings": source_quotations,
                "part": part,
                "permanent_url": f"{self._publication.settings.url or '/'}"
                f"{subject.uri.removesuffix('index.md')}",
                **EMPTY_ON_FURTHER_PAGES,
                **(
                    self._first_page_context(subject, quotations, source_quotations)
                    if part.first
                    else {}
                ),
            },
            description=_description(subject),
            metadata={"section": "bibliography/" if is_work else f"{subject.register}/"},
            title_zh=self._title_zh(subject, title) if part.first else "",
        )

    def _title_zh(self, subject: Subject, title: str) -> str:
        """The page's title in Chinese, which may be empty; for a work, the heading of its page."""
        if subject.register != WORKS:
            return subject.label_zh
        work = self._publication.bibliography.works.get(subject.id)
        # A work has no Chinese label in a register: its own title serves, or the page's.
        return (title_in_chinese(work) if work else "") or title

    def _first_page_context(
        self,
        subject: Subject,
        quotations: EntryQuotations,
        source_quotations: Iterable[SourceQuotations],
    ) -> Mapping[str, object]:
        """The context of the first page only: who or what the entry is, its sources in brief."""
        uri = subject.uri
        context: dict[str, object] = {
            "forms": _forms(quotations.found),
            "co_occurring": tuple(self._co_occurring(subject)),
            "wheres": tuple(said.where for said in source_quotations),
            "years": self._sources.years(quotations, uri) if quotations.each else (),
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
            "agent": any(
                subject.id in found
                for found in (self._agents.wrote, self._agents.received, self._agents.sent_from)
            ),
            "referred_to": self._relations.is_named(subject.id),
            "description": citations.paragraphs(entry.description),
            "inference": citations.paragraphs(entry.inference),
            "cited": citations.cited((entry.description, entry.inference)),
        }

    def _facts(self, subject: Subject, entry: Entity, uri: str) -> tuple[Fact, ...]:
        return with_values(
            *_own_facts(entry),
            *(
                Fact(
                    relation.label,
                    self._values(relation.others, uri),
                    layout=Layout.LINES if len(relation.others) <= ON_LINES else Layout.RUN,
                )
                for relation in self._relations.of(subject.id)
            ),
            Fact("Author of", self._sources_of(self._agents.wrote, subject, uri, "author")),
            Fact(
                "Recipient of", self._sources_of(self._agents.received, subject, uri, "recipient")
            ),
            Fact(
                "Sent from here",
                self._sources_of(self._agents.sent_from, subject, uri, "sent_from"),
            ),
            Fact("Elsewhere", tuple(_elsewhere(entry))),
        )

    def _values(self, others: Sequence[str], uri: str) -> tuple[Value, ...]:
        named = (self.subjects.reference(other, uri) for other in others[:MOST_RELATED])
        values = [Value(other.label, href=other.href) for other in named]
        if len(others) > MOST_RELATED:
            values.append(Value(f"{len(others) - MOST_RELATED} more"))
        return tuple(values)

    def _sources_of(
        self, by_agent: Mapping[str, Sequence[Entry]], agent: Subject, uri: str, facet: str
    ) -> tuple[Value, ...]:
        """Links to the sources by, to or sent from an entry; to a search, if they are many."""
        entries = by_agent.get(agent.id, ())
        values = [
            Value(
                Untranslated(entry.title),
                href=addresses.link(uri, addresses.source(entry)),
                note=dates.display(entry.date) if entry.date else "undated",
                language=entry.language,
            )
            for entry in entries[:MOST_SOURCES]
        ]
        if len(entries) > MOST_SOURCES:
            query = urlencode([(facet, name) for name in self._agents.names[agent.id]])
            search = f"{addresses.link(uri, addresses.SEARCH)}?{query}"
            values.append(Value(f"{len(entries) - MOST_SOURCES} more", href=search))
        return tuple(values)

    def _reference(self, subject: Subject, other: str) -> Reference:
        """A reference to another entry, the same on all first pages of a register."""
        key = (subject.register, other)
        found = self._references.get(key)
        if found is None:
            found = self._references[key] = self.subjects.reference(other, subject.uri)
        return found

    def _rows_of(self, subject: Subject) -> Rows:
        """The maker of timeline rows, shared by a register: rows link to no page of a register.

        Works are the exception, since rows link to the works that events cite.
        """
        if subject.register == WORKS:
            return Rows(self._publication, subject.uri)
        if subject.register not in self._rows:
            self._rows[subject.register] = Rows(self._publication, subject.uri)
        return self._rows[subject.register]

    def _co_occurring(self, subject: Subject) -> Iterator[CoOccurringGroup]:
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
                # A single entry is never folded away alone.
                shown = MOST_UNFOLDED if len(named) > MOST_UNFOLDED + 1 else MOST_UNFOLDED + 1
                yield CoOccurringGroup(
                    kind.many,
                    kind.chinese,
                    named[:shown],
                    named[shown:],
                    max(0, len(those) - MOST_CO_OCCURRING),
                )


def _own_facts(entry: Entity) -> Iterator[Fact]:
    """The facts that an entry's own fields give, besides names and relations."""
    match entry:
        case Person():
            yield Fact("Role", given_value(entry.role))
            yield _period("Born", entry.born)
            yield _period("Died", entry.died)
            yield _period("In office", entry.period)
        case Organization():
            yield _period("Existed", entry.period)
        case Place():
            yield Fact("Kind", text_value(capitalized(entry.type)))
            if entry.latitude is not None and entry.longitude is not None:
                yield Fact("Position", text_value(position(entry.latitude, entry.longitude)))
        case Term():
            yield Fact("Stands for", given_value(entry.expansion))


def position(latitude: float, longitude: float) -> str:
    """A geographical position in words: `23.117° N, 113.25° E`."""
    north, east = "N" if latitude >= 0 else "S", "E" if longitude >= 0 else "W"
    return f"{round(abs(latitude), 3):g}° {north}, {round(abs(longitude), 3):g}° {east}"


def _period(label: str, period: str | None) -> Fact:
    return Fact(label, text_value(dates.display(period) if period else None))


def _elsewhere(entry: Entity) -> Iterator[Value]:
    """Links to the entry in other people's registers."""
    if isinstance(entry, Place) and entry.geonames is not None:
        yield Value(f"GeoNames {entry.geonames}", href=f"{GEONAMES}{entry.geonames}/")
    for url in entry.same_as:
        address = url.partition("://")[2].rstrip("/")
        yield Value(address.removeprefix("www."), href=url)


def _forms(found: Iterable[InSource]) -> tuple[Form, ...]:
    """The forms of name in the sources, the most frequent first; line ends become spaces."""
    counts: Counter[str] = Counter()
    for source in found:
        for text, count in source.forms.items():
            counts[" ".join(text.split())] += count
    return tuple(
        Form(text, count, other_language(text, ENGLISH) or "")
        for text, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def _description(subject: Subject) -> str:
    names = f"{subject.label} ({subject.label_zh})" if subject.label_zh else subject.label
    words = f"{names}: {subject.brief or subject.kind.one}."
    return (
        Untranslated(words) if subject.brief and isinstance(subject.brief, Untranslated) else words
    )
