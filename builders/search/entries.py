"""Entries of the registers and events, which are found by their names as well as by words."""

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
"""The most forms of one entry that are marked in the texts."""
MOST_OTHERS = 3
"""The most other names of one entry that a result shows."""
MOST_SAID = 1200
"""The most characters of an entry's description that a result shows."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """An entry or an event, ready for the index."""

    id: str
    register: str
    names: tuple[str, ...]
    """Folded names that mean this entry in every source."""
    shown: tuple[Any, ...]
    """What a result shows of it: address, label, Chinese label, kind, a brief, the number of sources,
    the forms to mark, the description, other names."""
    part: Part
    spellings: tuple[str, ...] = field(default=())
    """Its names as written, from which variants of spelling are collected."""
    date: str = ""
    """The EDTF date of an event."""
    place: str = ""
    """The label of the place of an event."""


def indexed(publication: Publication, forms: Mapping[str, Iterable[str]]) -> Iterator[Indexed]:
    """All entries and events, register by register, in the order in which pages list them.

    Args:
        publication: The publication.
        forms: By the id of an entry, the folded words in which the sources name it, in the order of
            the sources and their texts.
    """
    subjects = publication.shared(Subjects)
    for register in KINDS:
        for subject in subjects.all.values():
            if subject.register == register:
                yield _entry(publication, subject, forms.get(subject.id, ()))
    yield from _events(publication)


def _entry(publication: Publication, subject: Subject, forms: Iterable[str]) -> Indexed:
    record = _record(publication.registers, subject)
    names = [subject.label, subject.label_zh, subject.pinyin]
    if record is not None:
        names.extend(name.text for name in record.all_names() if name.is_unconditional)
    every = [*names, *(name.text for name in record.all_names())] if record else names
    said: list[str | None] = [subject.brief]
    if isinstance(record, Entity):
        said += [record.description, record.inference]
    if isinstance(record, Term) and record.expansion:
        names.append(record.expansion)
        every.append(record.expansion)
    if isinstance(record, Person):
        said.append(record.role)
    found = keys(names)
    # `the Ministry` stands for many; only where the texts call it by a name is it marked.
    doubtful = set(keys(_conditional(record))) - set(found)
    forms = [form for form in forms if form not in doubtful]
    return Indexed(
        id=subject.id,
        register=subject.register,
        # A word of two letters that is no name by itself would drag its entry into every answer.
        names=tuple(name for name in found if len(name) > 1),
        shown=(
            subject.uri.removesuffix("index.md"),
            subject.label,
            subject.label_zh,
            subject.kind.one,
            subject.brief,
            subject.sources,
            list(islice(dict.fromkeys((*found, *forms)), MOST_FORMS)),
            _said((record.description, record.inference) if isinstance(record, Entity) else ()),
            _others(names),
        ),
        part=_part((subject.id, *every), said),
        spellings=tuple(filter(None, every)),
    )


def _events(publication: Publication) -> Iterator[Indexed]:
    for placed in publication.events:
        event = placed.event
        place = publication.registers.get(event.place) if event.place else None
        when = dates.display(event.date)
        where = place.label if place else ""
        brief = ", ".join(filter(None, (when, where)))
        sources = {witness.source for witness in placed.witnesses if witness.source}
        yield Indexed(
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
                _said((event.description,)),
                [],
            ),
            part=_part((event.title, event.title_zh or ""), (brief, event.description)),
            date=event.date,
            place=where,
        )


def _conditional(record: Entity | Work | None) -> Iterator[str]:
    """The names that mean this entry in some sources only."""
    if record is not None:
        yield from (name.text for name in record.all_names() if not name.is_unconditional)


def _record(registers: Registers, subject: Subject) -> Entity | Work | None:
    return registers.entries_of(subject.register).get(subject.id)


def _part(names: Iterable[str], said: Iterable[str | None]) -> Part:
    passages = [Passage(Field.TITLE, "", "", name) for name in dict.fromkeys(names) if name]
    passages.extend(Passage(Field.NOTES, "", "", plain(text)) for text in said if text)
    return next(parts(passages, {}, {}))


def _others(names: Iterable[str]) -> list[str]:
    """Some names besides the first, no two of them with the same key."""
    by_key = {key(name): name for name in reversed([name for name in names if name])}
    return list(reversed(by_key.values()))[1 : MOST_OTHERS + 1]


def _said(texts: Iterable[str | None]) -> str:
    """The texts as plain text on one line, cut to `MOST_SAID`."""
    return " ".join(plain(text) for text in texts if text)[:MOST_SAID]
