"""Entries of the registers and events in the index: they are found by name as well as by words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from builders import dates
from builders.citations.in_text.plain_text import plain
from builders.model.entity import Entity, Person, Registers, Term, Work
from builders.model.publication import Publication
from builders.pages.subjects import KINDS, Subject, Subjects
from builders.search.documents import Part, parts
from builders.search.folding import key, keys
from builders.search.passages import Field, Passage

EVENTS = "events"
LABELS = {**{register: kind.many for register, kind in KINDS.items()}, EVENTS: "Events"}
MOST_FORMS = 40
"""How many forms of an entry's name at most are marked in the texts of results."""
MOST_OTHER_NAMES = 3
"""How many further names of an entry a result shows at most."""
LONGEST_DESCRIPTION = 1200
"""How many characters of an entry's description a result shows at most."""


@dataclass(frozen=True, slots=True)
class IndexedEntry:
    """An entry or an event, ready for the index."""

    id: str
    register: str
    names: tuple[str, ...]
    """The folded names that stand for this entry in every source."""
    shown: tuple[Any, ...]
    """What a result shows: address, label, Chinese label, kind, a brief, the number of sources, the
    forms to mark, the description, other names."""
    part: Part
    spellings: tuple[str, ...] = field(default=())
    """The names as written, from which variants of spelling are collected."""
    date: str = ""
    """The EDTF date of an event; empty for an entry of a register."""
    place: str = ""
    """The label of the place of an event; empty if it has none, and for entries of registers."""


def indexed_entries(
    publication: Publication, forms: Mapping[str, Iterable[str]]
) -> Iterator[IndexedEntry]:
    """All entries and events, register by register, in the order in which pages list them.

    Args:
        publication: The publication.
        forms: By the id of an entry, the folded words by which the sources name it, in the order in
            which they occur.
    """
    subjects = publication.shared(Subjects)
    for register in KINDS:
        for subject in subjects.all.values():
            if subject.register == register:
                yield _entry(publication, subject, forms.get(subject.id, ()))
    yield from _events(publication)


def _entry(publication: Publication, subject: Subject, forms: Iterable[str]) -> IndexedEntry:
    record = _record(publication.registers, subject)
    names = [subject.label, subject.label_zh, subject.pinyin]
    if record is not None:
        names.extend(name.text for name in record.all_names() if name.is_unconditional)
    all_names = [*names, *(name.text for name in record.all_names())] if record else names
    texts: list[str | None] = [subject.brief]
    if isinstance(record, Entity):
        texts += [record.description, record.inference]
    if isinstance(record, Term) and record.expansion:
        names.append(record.expansion)
        all_names.append(record.expansion)
    if isinstance(record, Person):
        texts.append(record.role)
    found = keys(names)
    # `the Ministry` stands for many entries: names limited to some sources are not marked.
    doubtful = set(keys(_conditional(record))) - set(found)
    forms = [form for form in forms if form not in doubtful]
    return IndexedEntry(
        id=subject.id,
        register=subject.register,
        # A name of a single character would bring its entry into far too many lists of results.
        names=tuple(name for name in found if len(name) > 1),
        shown=(
            subject.uri.removesuffix("index.md"),
            subject.label,
            subject.label_zh,
            subject.kind.one,
            subject.brief,
            subject.sources,
            list(islice(dict.fromkeys((*found, *forms)), MOST_FORMS)),
            _description(
                (record.description, record.inference) if isinstance(record, Entity) else ()
            ),
            _other_names(names),
        ),
        part=_part((subject.id, *all_names), texts),
        spellings=tuple(filter(None, all_names)),
    )


def _events(publication: Publication) -> Iterator[IndexedEntry]:
    for placed in publication.events:
        event = placed.event
        place = publication.registers.get(event.place) if event.place else None
        when = dates.display(event.date)
        where = place.label if place else ""
        brief = ", ".join(filter(None, (when, where)))
        sources = {witness.source for witness in placed.witnesses if witness.source}
        yield IndexedEntry(
            id=placed.id,
            register=EVENTS,
            names=(),
            shown=(
                f"timeline/#event-{placed.id}",
                event.title,
                event.title_zh or "",
                "Event",
                brief,
                len(sources),
                [],
                _description((event.description,)),
                [],
            ),
            part=_part((event.title, event.title_zh or ""), (brief, event.description)),
            date=event.date,
            place=where,
        )


def _conditional(record: Entity | Work | None) -> Iterator[str]:
    """The names that stand for this entry in some sources only."""
    if record is not None:
        yield from (name.text for name in record.all_names() if not name.is_unconditional)


def _record(registers: Registers, subject: Subject) -> Entity | Work | None:
    return registers.entries_of(subject.register).get(subject.id)


def _part(names: Iterable[str], texts: Iterable[str | None]) -> Part:
    passages = [Passage(Field.TITLE, "", "", name) for name in dict.fromkeys(names) if name]
    passages.extend(Passage(Field.NOTES, "", "", plain(text)) for text in texts if text)
    return next(parts(passages, {}, {}))


def _other_names(names: Iterable[str]) -> list[str]:
    """The names after the first, at most `MOST_OTHER_NAMES`, no two of them with the same key."""
    by_key = {key(name): name for name in reversed([name for name in names if name])}
    return list(reversed(by_key.values()))[1 : MOST_OTHER_NAMES + 1]


def _description(texts: Iterable[str | None]) -> str:
    """The texts as one plain text, cut after `LONGEST_DESCRIPTION` characters."""
    return " ".join(plain(text) for text in texts if text)[:LONGEST_DESCRIPTION]
