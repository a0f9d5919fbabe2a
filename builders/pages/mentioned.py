"""What stands after a source's text: who and what is mentioned in it, and the dates in it.

The list of who is mentioned is also what the cards of the text are filled from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from builders import dates
from builders.citations.syntax import without_citations
from builders.markup import visible
from builders.model.annotation import PlacedDate
from builders.model.document import Block
from builders.model.publication import Entry, Publication
from builders.pages import addresses, words
from builders.pages.backlinks import place
from builders.pages.sentences import sentences
from builders.pages.subjects import KINDS, ROLE, Kind, Subject, Subjects

MOST_PLACES = 12
"""More paragraphs than these are only counted; the entry's own page names all."""
PILCROW = "¶"
ORDER = (KINDS["people"], ROLE, *(kind for name, kind in KINDS.items() if name != "people"))
"""Of the kinds in the list."""


@dataclass(frozen=True, slots=True)
class Place:
    """A paragraph in which something is said."""

    name: str
    """`7`, `heading`."""
    href: str


@dataclass(frozen=True, slots=True)
class Places:
    """The paragraphs, each once, in order."""

    numbered: tuple[Place, ...]
    other: tuple[Place, ...]
    more: int
    """How many further ones there are."""


@dataclass(frozen=True, slots=True)
class Mentioned:
    """One entry of a register that the source names."""

    subject: Subject
    href: str
    count: int
    places: Places
    brief: str
    """What it is, in some words."""
    rest: str
    """What makes a sentence of `brief`, if that is how the sentence begins."""
    sentence: str
    """What the editors say of it first, if that is something else."""


@dataclass(frozen=True, slots=True)
class Group:
    """Those of one kind, by their labels."""

    kind: Kind
    items: tuple[Mentioned, ...]


@dataclass(frozen=True, slots=True)
class DateInText:
    """A date, and where the text gives it."""

    id: str
    edtf: str
    display: str
    words: tuple[str, ...]
    """In which forms the text gives it."""
    places: Places


class Lister:
    """Makes the lists; keeps what it has once found out about an entry of a register."""

    def __init__(self, publication: Publication, subjects: Subjects) -> None:
        """Know the registers."""
        self._registers = publication.registers
        self._subjects = subjects.all
        self._said: dict[str, tuple[str, str, str]] = {}

    def groups(self, entry: Entry, uri: str) -> tuple[Group, ...]:
        """Who and what a source names, kind by kind."""
        blocks = {block.id: block for block in entry.document.blocks}
        named: dict[str, list[Block]] = {}
        for mention in entry.annotations.mentions:
            if mention.entity in self._subjects:
                named.setdefault(mention.entity, []).append(blocks[mention.block])
        found: dict[Kind, list[Subject]] = {kind: [] for kind in ORDER}
        for identifier in named:
            subject = self._subjects[identifier]
            found[subject.kind].append(subject)
        return tuple(
            Group(
                kind,
                tuple(
                    Mentioned(
                        subject,
                        addresses.link(uri, subject.uri),
                        len(named[subject.id]),
                        places(named[subject.id]),
                        *self._what_is_said(subject),
                    )
                    for subject in sorted(subjects, key=lambda subject: subject.sort_key)
                ),
            )
            for kind, subjects in found.items()
            if subjects
        )

    def _what_is_said(self, subject: Subject) -> tuple[str, str, str]:
        """Brief, rest and sentence, as `Mentioned` has them."""
        if subject.id not in self._said:
            entry = self._registers.get(subject.id)
            sentence = _first_sentence(entry.description if entry else None)
            brief = subject.brief
            goes_on = bool(brief) and sentence.startswith(brief)
            self._said[subject.id] = (
                (brief, sentence.removeprefix(brief), "") if goes_on else (brief, "", sentence)
            )
        return self._said[subject.id]


def dates_in_text(entry: Entry) -> tuple[DateInText, ...]:
    """The dates of a source in the order of time, each once."""
    blocks = {block.id: block for block in entry.document.blocks}
    found: dict[str, list[PlacedDate]] = {}
    for placed in entry.annotations.dates:
        found.setdefault(placed.edtf, []).append(placed)
    return tuple(
        DateInText(
            f"d{number}",
            edtf,
            dates.display(edtf),
            tuple(dict.fromkeys(visible(" ".join(placed.text.split())) for placed in found[edtf])),
            places(blocks[placed.block] for placed in found[edtf]),
        )
        for number, edtf in enumerate(sorted(found, key=_time), 1)
    )


def places(blocks: Iterable[Block]) -> Places:
    """The blocks by their numbers, or by what they are."""
    each = list({block.id: block for block in blocks}.values())
    numbered: list[Place] = []
    other: list[Place] = []
    for block in each[:MOST_PLACES]:
        name = place(block)
        href = f"#{block.id}"
        if name.startswith(PILCROW):
            numbered.append(Place(name.removeprefix(PILCROW), href))
        else:
            other.append(Place(name, href))
    return Places(tuple(numbered), tuple(other), len(each[MOST_PLACES:]))


def _first_sentence(text: str | None) -> str:
    """The first sentence of what the editors wrote, without citations and Markdown's signs."""
    if not text:
        return ""
    plain = words.paragraphs(without_citations(text)).striptags()
    found = sentences(plain)
    return plain[found[0].start : found[0].end] if found else ""


def _time(edtf: str) -> tuple[bool, date, date, str]:
    """The order of time; what is no EDTF comes last."""
    try:
        return (False, *dates.parse(edtf).sort_key)
    except ValueError:
        return (True, date.max, date.max, edtf)
